import { describe, expect, test } from 'vitest'
import { sayAdvice } from './advice-words.ts'
import { explain } from './explain.ts'
import { explainWork } from './explain-work.ts'
import {
  findingEvidenceWords,
  findingKindWords,
  themes,
  themeWords,
  verdictWords,
} from './finding-words.ts'
import { findingKinds } from './model.ts'
import { historyOf } from './recommendation-history.ts'
import { actDoneWords, answerWords, askWords, asks, statusWords } from './recommendation-words.ts'
import { recommendationActLabels, recommendationTransitions } from './recommendation.ts'
import { at, recommendation } from './test-world.ts'
import { adviseWording } from './wording-advice.ts'

const words: readonly Readonly<Record<string, string>>[] = [
  statusWords,
  askWords,
  answerWords,
  actDoneWords,
  findingKindWords,
  findingEvidenceWords,
  themeWords,
  verdictWords,
]

describe('words for readers', () => {
  test('are plain: no exclamation, no blame, no “successfully”', () => {
    for (const text of words.flatMap((each) => Object.values(each)))
      expect(text).not.toMatch(/!|success|fail|please/i)
  })

  test('are there for every state, act, kind and theme', () => {
    expect(Object.keys(statusWords)).toEqual(Object.keys(recommendationTransitions))
    expect(Object.keys(actDoneWords)).toEqual(Object.keys(recommendationActLabels))
    expect(Object.keys(askWords)).toEqual([...asks])
    expect(Object.keys(findingKindWords)).toEqual([...findingKinds])
    expect(Object.keys(themeWords)).toEqual([...themes])
  })

  test('say each piece of advice in a sentence', () => {
    const weak = recommendation({
      text: 'Somebody should ensure training and should remind staff',
      addressees: { kind: 'agencies', agencies: [] },
      byWhen: null,
      intendedOutcome: '',
      measure: '',
    })
    const said = adviseWording(weak).map(sayAdvice)
    expect(said.length).toBeGreaterThan(6)
    for (const sentence of said) expect(sentence).toMatch(/^[“A-Z].*[.?]$/)
  })
})

describe('refusals', () => {
  test('name the field and what to do, each thing that is missing by itself', () => {
    expect(explain({ code: 'answer-incomplete', missing: ['change', 'reasons'] } as never)).toEqual(
      [
        { field: 'change', message: 'Say what would be done instead' },
        { field: 'reasons', message: 'Give the reasons' },
      ],
    )
    expect(
      explain({ code: 'rung-not-reached', rung: 3, reached: null } as never)[0]?.message,
    ).toContain('accepted evidence reaches none')
    const unshown = {
      code: 'not-shown-by-each',
      rung: 3,
      agencies: ['Fernbank Trust', 'Wend Trust'],
    }
    for (const said of [explain(unshown), explainWork(unshown)])
      expect(said[0]?.message).toContain('is missing from: Fernbank Trust, Wend Trust')
  })

  test('without words of their own still say that it cannot be done', () => {
    expect(explain({ code: 'something-new' })).toEqual([
      { field: '', message: 'This cannot be done now.' },
    ])
  })
})

test('a history holds steps, rungs and answers, the newest first', () => {
  const later = '2026-03-03T10:00:00.000Z' as typeof at
  const lines = historyOf({
    recordedAt: at,
    recordedBy: 'A manager',
    events: [],
    rungs: [{ rung: 3, reason: 'In proportion', at: later, by: 'A partner', agency: 'Police' }],
    answers: [],
  })
  expect(lines.map((line) => line.title)).toEqual(['Rung set: changed practice', 'Drafted'])
})
