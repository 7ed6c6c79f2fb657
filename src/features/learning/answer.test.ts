import { describe, expect, test } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import {
  answerNeeds,
  confirmAnswer,
  isAsked,
  isUnconfirmed,
  recordAnswer,
  silenceOf,
  standingAnswer,
} from './answer.ts'
import type { Answer, AnswerKind, AnswerOrigin } from './model.ts'
import { at, council, id, nurse, officer, today } from './test-world.ts'

const asked = {
  addressees: { kind: 'agencies', agencies: [nurse.agency] },
  partnership: [nurse.agency, officer.agency],
} as const

const answer: Answer = {
  agency: nurse.agency,
  kind: 'accepted',
  reasons: '',
  change: '',
  evidence: [],
  origin: { kind: 'own', by: nurse, at },
}

const onBehalf: AnswerOrigin & { kind: 'on-behalf' } = {
  kind: 'on-behalf',
  receivedFrom: 'The trust’s safeguarding lead',
  how: 'letter',
  receivedOn: asPlainDate('2026-02-20'),
  document: 'Letter of 19 February',
  recordedBy: council,
  at,
  confirmed: null,
}

const full: Partial<Answer> = {
  reasons: 'It fits our sheet better',
  change: 'On discharge, not on admission',
  evidence: [id('evidence-1')],
}

describe('an agency’s answer', () => {
  test.each(Object.keys(answerNeeds) as AnswerKind[])('%s stands with what it asks for', (kind) => {
    const given = { ...answer, ...full, kind }
    expect(recordAnswer(given, asked)).toEqual({ ok: true, value: given })
  })

  test.each([
    ['accepted-with-change', ['change', 'reasons']],
    ['already-done', ['evidence']],
    ['rejected', ['reasons']],
  ] as const)('%s is refused when bare, and says what is missing', (kind, missing) => {
    expect(recordAnswer({ ...answer, kind }, asked)).toEqual({
      ok: false,
      refusal: { code: 'answer-incomplete', missing },
    })
  })

  test('is given by the agency that was asked, and by nobody else', () => {
    const police = { ...answer, agency: officer.agency }
    expect(recordAnswer(police, asked)).toEqual({
      ok: false,
      refusal: { code: 'not-asked', agency: 'police' },
    })
    const forged: Answer = { ...answer, origin: { kind: 'own', by: officer, at } }
    expect(recordAnswer(forged, asked)).toEqual({
      ok: false,
      refusal: { code: 'not-your-agency', agency: 'trust' },
    })
  })

  test('to a recommendation to the partnership comes from each of its agencies', () => {
    const everybody = { kind: 'partnership' } as const
    expect(isAsked(officer.agency, everybody, asked.partnership)).toBe(true)
    expect(isAsked(id('press'), everybody, asked.partnership)).toBe(false)
    expect(isAsked(officer.agency, { kind: 'national' }, asked.partnership)).toBe(false)
  })

  test('replaces the one before it, which is kept', () => {
    const second: Answer = { ...answer, kind: 'rejected', reasons: 'No longer ours' }
    expect(standingAnswer([answer, second], nurse.agency)).toBe(second)
    expect(standingAnswer([answer], officer.agency)).toBeUndefined()
  })
})

describe('an answer recorded on somebody’s behalf', () => {
  const recorded: Answer = { ...answer, origin: onBehalf }

  test('says from whom and holds its paper', () => {
    expect(recordAnswer(recorded, asked).ok).toBe(true)
    const bare: Answer = { ...answer, origin: { ...onBehalf, receivedFrom: ' ', document: '' } }
    expect(recordAnswer(bare, asked)).toEqual({
      ok: false,
      refusal: { code: 'paper-details-missing', missing: ['received-from', 'document'] },
    })
  })

  test('is marked until the agency itself confirms it, once', () => {
    expect(isUnconfirmed(recorded)).toBe(true)
    expect(confirmAnswer(recorded, council, at)).toEqual({
      ok: false,
      refusal: { code: 'not-your-agency', agency: 'trust' },
    })
    const confirmed = confirmAnswer(recorded, nurse, at)
    if (!confirmed.ok) throw new Error('the agency may confirm')
    expect(isUnconfirmed(confirmed.value)).toBe(false)
    for (const done of [confirmed.value, answer])
      expect(confirmAnswer(done, nurse, at)).toEqual({
        ok: false,
        refusal: { code: 'nothing-to-confirm' },
      })
  })
})

describe('silence', () => {
  test.each([
    [-1, { state: 'silent', days: 1 }],
    [0, { state: 'waiting', days: 0 }],
    [5, { state: 'waiting', days: 5 }],
  ])('with %i days left is reckoned', (days, silence) => {
    expect(silenceOf(undefined, addDays(today, days), today)).toMatchObject(silence)
  })

  test('ends with an answer, and shows whether it is confirmed', () => {
    const due = addDays(today, -5)
    expect(silenceOf(answer, due, today)).toEqual({ state: 'answered', confirmed: true })
    const recorded: Answer = { ...answer, origin: onBehalf }
    expect(silenceOf(recorded, due, today)).toEqual({ state: 'answered', confirmed: false })
  })
})
