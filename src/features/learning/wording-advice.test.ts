import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { recommendation } from './test-world.ts'
import { adviseWording, weakVerbs } from './wording-advice.ts'

const good = recommendation()

describe('advice on wording', () => {
  test('has nothing to say about who, what, by when, for what and how measured', () => {
    expect(adviseWording(good)).toEqual([])
  })

  test.each(weakVerbs)('names “%s” when no measure goes with it', (verb) => {
    const text = `The trust should ${verb} that staff know of safer sleep`
    expect(adviseWording({ ...good, text, measure: '' })).toContainEqual({
      code: 'weak-verb',
      verb,
    })
    expect(adviseWording({ ...good, text })).toEqual([])
  })

  test.each([
    ['training alone', { text: 'The trust should train all staff' }, { code: 'training-alone' }],
    ['nobody named', { addressees: { kind: 'agencies', agencies: [] } }, { code: 'nobody-named' }],
    ['no date', { byWhen: null }, { code: 'no-date' }],
    ['no outcome', { intendedOutcome: ' ' }, { code: 'no-outcome' }],
    ['no measure', { measure: '' }, { code: 'no-measure' }],
    [
      'several things asked at once',
      { text: 'The trust should write plans and should audit them' },
      { code: 'several-asks', count: 2 },
    ],
  ] as const)('points out %s', (_, gap, advice) => {
    expect(adviseWording({ ...good, ...gap })).toEqual([advice])
  })

  test('does not take a word inside another for a weak one', () => {
    const text = 'After consideration the trust should publish its plan'
    expect(adviseWording({ ...good, text, measure: '' })).toEqual([{ code: 'no-measure' }])
  })

  test('is advice for any text and never a refusal', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(
          Array.isArray(adviseWording({ ...good, text, byWhen: asPlainDate('2026-02-01') })),
        ).toBe(true)
      }),
    )
    expect(adviseWording({ ...good, text: null })).toEqual([])
  })
})
