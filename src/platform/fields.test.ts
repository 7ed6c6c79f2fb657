import { describe, expect, it } from 'vitest'
import { optionalDate, requiredDate, wholeNumber } from './fields.ts'

describe('a date in three boxes', () => {
  const date = requiredDate('Enter the day')

  it('is read as people write it', () => {
    for (const day of ['3', '03', ' 3 '])
      expect(date.safeParse({ day, month: '11', year: '2026' }).data).toBe('2026-11-03')
  })

  it('is no date when a box holds anything but digits', () => {
    for (const day of ['1e1', '0x3', '+3', '-3', '3.0', '٣', 'x', ''])
      expect(date.safeParse({ day, month: '11', year: '2026' }).success).toBe(false)
  })

  it('may be left out where the form says so', () => {
    expect(optionalDate().parse({ day: '', month: '', year: '' })).toBeUndefined()
    expect(optionalDate().parse(undefined)).toBeUndefined()
  })
})

describe('a whole number', () => {
  const number = wholeNumber({ from: 1, to: 20, missing: 'Enter a number' })

  it('is read from digits, and from a number of a program', () => {
    for (const sent of ['7', ' 7 ', '007', 7]) expect(number.parse(sent)).toBe(7)
  })

  it('is refused in words when it is anything else', () => {
    for (const sent of ['', '1e1', '0x7', '7.5', 7.5, '21', 0, 'x', null, undefined, [7]]) {
      const said = number.safeParse(sent)
      expect(said.error?.issues.map((issue) => issue.message)).toEqual(['Enter a number'])
    }
  })
})
