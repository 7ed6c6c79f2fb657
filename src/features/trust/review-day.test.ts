import { expect, it } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { reviewDueOn } from './review-day.ts'

it.each([
  ['2026-11-23', '2026-11-25'],
  ['2026-11-26', '2026-11-30'],
  ['2026-11-27', '2026-12-01'],
  ['2026-11-28', '2026-12-01'],
  ['2026-11-29', '2026-12-01'],
])('a use on %s is reviewed by %s', (used, due) => {
  expect(reviewDueOn(asPlainDate(used))).toBe(due)
})
