import { expect, test } from 'vitest'
import { asInstant, asPlainDate } from './dates.ts'
import {
  sayDate,
  sayDateInFull,
  sayDateNear,
  sayDay,
  sayMoment,
  sayMomentNear,
  sayTime,
  sayWorkingDaysLeft,
} from './date-words.ts'

const today = asPlainDate('2025-10-06')

test('a date is said in full, or as short as it can be understood', () => {
  expect(sayDateInFull(today)).toBe('Monday 6 October 2025')
  expect(sayDate(today)).toBe('6 October 2025')
  expect(sayDateNear(asPlainDate('2025-12-31'), today)).toBe('31 December')
  expect(sayDateNear(asPlainDate('2026-01-01'), today)).toBe('1 January 2026')
})

test.each([
  ['2025-10-06', 'today'],
  ['2025-10-07', 'tomorrow'],
  ['2025-10-05', 'yesterday'],
  ['2025-10-09', '9 October'],
])('%s is %s', (date, words) => expect(sayDay(asPlainDate(date), today)).toBe(words))

test.each([
  [3, 'in 3 working days'],
  [1, 'in 1 working day'],
  [0, 'today'],
  [-1, '1 working day late'],
  [-2, '2 working days late'],
])('%i working days left is "%s"', (left, words) => expect(sayWorkingDaysLeft(left)).toBe(words))

test.each([
  ['2025-10-06T08:15:00Z', '9.15am'],
  ['2025-10-06T08:00:00Z', '9am'],
  ['2025-10-06T11:00:00Z', 'midday'],
  ['2025-10-06T11:05:00Z', '12.05pm'],
  ['2025-12-06T00:00:00Z', 'midnight'],
  ['2025-12-06T00:01:00Z', '12.01am'],
  ['2025-12-06T23:59:00Z', '11.59pm'],
])('%s is %s in London', (moment, words) => expect(sayTime(asInstant(moment))).toBe(words))

test('a moment is said with its day', () => {
  const moment = asInstant('2025-10-06T08:15:00Z')
  expect(sayMoment(moment)).toBe('at 9.15am on Monday 6 October 2025')
  expect(sayMomentNear(moment, today)).toBe('at 9.15am today')
  expect(sayMomentNear(asInstant('2025-03-03T09:00:00Z'), today)).toBe('at 9am on 3 March')
})
