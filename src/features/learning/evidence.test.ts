import { describe, expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { countingLevel, evidenceLevelWords, highestLevel, judgeEvidence } from './evidence.ts'
import {
  accepted,
  at,
  colleague,
  evidence,
  holders,
  nurse,
  officer,
  scrutineer,
  today,
} from './test-world.ts'

const counting = { round: 1, today, holders }

describe('judging evidence', () => {
  test.each([
    ['who gave it', nurse],
    ['of the owning agency', colleague],
  ])('is refused to somebody %s', (_, judge) => {
    const judged = judgeEvidence(evidence(), accepted(judge), holders)
    expect(judged).toMatchObject({ ok: false, refusal: { code: 'judge-has-a-stake' } })
  })

  test('is refused to the provider even where nobody listed the provider', () => {
    const nobody = {
      owningAgencies: [],
      ownerPosts: [],
      ownerPersons: [],
      providers: [],
      declared: [],
    }
    const judged = judgeEvidence(evidence({ providedBy: officer }), accepted(officer), nobody)
    expect(judged).toEqual({
      ok: false,
      refusal: { code: 'judge-has-a-stake', stakes: ['gave-evidence'] },
    })
  })

  test.each([
    ['returned', 3, 'returned'],
    ['accepted for less than was claimed', 1, 'accepted'],
  ] as const)('%s, it asks for a reason', (_, level, outcome) => {
    const judgement = { outcome, level, reason: ' ', by: scrutineer, at }
    expect(judgeEvidence(evidence(), judgement, holders)).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    expect(judgeEvidence(evidence(), { ...judgement, reason: 'Small sample' }, holders).ok).toBe(
      true,
    )
  })

  test('never finds more than was claimed', () => {
    expect(judgeEvidence(evidence({ claimedLevel: 1 }), accepted(scrutineer, 3), holders)).toEqual({
      ok: false,
      refusal: { code: 'above-what-was-claimed', claimed: 1 },
    })
  })

  test('keeps every earlier judgement', () => {
    const first = judgeEvidence(evidence(), accepted(scrutineer), holders)
    if (!first.ok) throw new Error('the scrutineer may accept')
    const back = { outcome: 'returned', level: 0, reason: 'Wrong year', by: officer, at } as const
    const second = judgeEvidence(first.value, back, holders)
    expect(second.ok && second.value.judgements).toEqual([accepted(scrutineer), back])
    expect(second.ok && countingLevel(second.value, counting)).toBeNull()
  })
})

describe('evidence counts', () => {
  test.each([
    ['not before it was judged', evidence(), null],
    ['at the level of its last judgement', evidence({ judgements: [accepted(scrutineer, 2)] }), 2],
    ['only in its own round', evidence({ round: 2, judgements: [accepted(scrutineer)] }), null],
    [
      'only while it is fresh',
      evidence({ freshUntil: today, judgements: [accepted(scrutineer)] }),
      null,
    ],
    [
      'until the day before it goes stale',
      evidence({ freshUntil: asPlainDate('2026-03-03'), judgements: [accepted(scrutineer)] }),
      3,
    ],
    [
      'not when its judge turns out to have a stake',
      evidence({ judgements: [accepted(colleague)] }),
      null,
    ],
  ])('%s', (_, one, level) => {
    expect(countingLevel(one, counting)).toBe(level)
  })

  test('as high as the best of it', () => {
    const some = [
      evidence({ judgements: [accepted(scrutineer, 1)] }),
      evidence({ judgements: [accepted(officer, 2)] }),
      evidence({ judgements: [accepted(nurse, 3)] }),
    ]
    expect(highestLevel(some, counting)).toBe(2)
    expect(highestLevel([], counting)).toBeNull()
  })
})

test('each level of the ladder has its words', () => {
  expect(Object.keys(evidenceLevelWords)).toEqual(['0', '1', '2', '3', '4'])
})
