import { expect, it } from 'vitest'
import { parseDay } from './day.ts'

it.each([
  ['23 11 2026', '2026-11-23'],
  ['1/2/2026', '2026-02-01'],
  [' 2026-11-23 ', '2026-11-23'],
  ['31 2 2026', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('reads %s', (text, day) => {
  expect(parseDay(text)).toBe(day)
})
