import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import { dayOfSerial, readTime, readWhen } from './read-when.ts'
import type { CellReading } from './read-when.ts'
import { isExact, sayWhen, whenKinds, whenOf } from './when.ts'

const reading: CellReading = {
  order: 'day-first',
  dateSystem: '1900',
  today: asPlainDate('2026-12-01'),
}

/** What a cell is read as: how it is said again, and its first and last day. */
function read(cell: string, how: Partial<CellReading> = {}) {
  const when = readWhen(cell, { ...reading, ...how })
  return when && [sayWhen(when), when.first, when.last]
}

describe('a date in a cell', () => {
  it.each([
    ['2019-03-05', '5 March 2019'],
    ['2019-03-05 14:20', '5 March 2019'],
    ['05/03/2019', '5 March 2019'],
    ['5.3.19', '5 March 2019'],
    ['5-3-2019', '5 March 2019'],
    ['5/3/98', '5 March 1998'],
    ['Tuesday 5th March 2019', '5 March 2019'],
    ['5 Mar 2019', '5 March 2019'],
    ['5-Mar-19', '5 March 2019'],
    ['March 5, 2019', '5 March 2019'],
  ])('%s is one day', (cell, said) => {
    const when = readWhen(cell, reading)
    expect(when && [sayWhen(when), isExact(when)]).toEqual([said, true])
  })

  it.each([
    ['March 2019', 'March 2019', '2019-03-01', '2019-03-31'],
    ['Mar-19', 'March 2019', '2019-03-01', '2019-03-31'],
    ['03/2019', 'March 2019', '2019-03-01', '2019-03-31'],
    ['2020-02', 'February 2020', '2020-02-01', '2020-02-29'],
    ['2019', '2019', '2019-01-01', '2019-12-31'],
    ['about 5 March 2019', 'about 5 March 2019', '2019-02-26', '2019-03-12'],
    ['approx. March 2019', 'about March 2019', '2019-02-14', '2019-04-15'],
    ['c. 2019', 'about 2019', '2018-10-02', '2020-03-31'],
    [
      'between 1 May 2019 and 3/6/2019',
      'between 1 May 2019 and 3 June 2019',
      '2019-05-01',
      '2019-06-03',
    ],
    ['May 2019 to June 2019', 'between 1 May 2019 and 30 June 2019', '2019-05-01', '2019-06-30'],
  ])('%s is uncertain', (cell, said, first, last) => {
    expect(read(cell)).toEqual([said, first, last])
  })

  it.each([
    '',
    'soon',
    '31/02/2019',
    '13/13/2019',
    'between 3 June 2019 and 1 May 2019',
    '=TODAY()',
    '5',
    'Mai 2019',
    '2019-13-01',
  ])('%s is none, and is not guessed', (cell) => {
    expect(readWhen(cell, reading)).toBeUndefined()
  })

  it('is read month first where the file is written so', () => {
    expect(read('05/03/2019', { order: 'month-first' })?.[0]).toBe('3 May 2019')
    expect(read('25/03/2019', { order: 'month-first' })).toBeUndefined()
  })

  it('is read from the number of days in either system', () => {
    expect(read('43529')?.[0]).toBe('5 March 2019')
    expect(read('42067', { dateSystem: '1904' })?.[0]).toBe('5 March 2019')
    expect(dayOfSerial(59, '1900')).toBe('1900-02-28')
    expect(dayOfSerial(60, '1900')).toBeUndefined()
    expect(dayOfSerial(61, '1900')).toBe('1900-03-01')
    expect(dayOfSerial(0, '1904')).toBeUndefined()
  })

  it('comes back as itself after it was said', () => {
    const days = fc
      .integer({ min: 0, max: 40_000 })
      .map((n) => addDays(asPlainDate('1960-01-01'), n))
    fc.assert(
      fc.property(fc.constantFrom(...whenKinds), days, fc.nat(900), (kind, on, more) => {
        const when = whenOf({ kind, on, until: addDays(on, more) })
        expect(when && readWhen(sayWhen(when), reading)).toEqual(when)
      }),
    )
  })

  it('lies between its first and its last day', () => {
    const days = fc
      .integer({ min: 0, max: 40_000 })
      .map((n) => addDays(asPlainDate('1960-01-01'), n))
    fc.assert(
      fc.property(fc.constantFrom(...whenKinds), days, (kind, on) => {
        const when = whenOf({ kind, on, until: on })
        expect(when && when.first <= when.named && when.named <= when.last).toBe(true)
        expect(when && when.first <= on && on <= when.last).toBe(true)
      }),
    )
  })
})

describe('a time in a cell', () => {
  it.each([
    ['9.30', '09:30'],
    ['09:30', '09:30'],
    ['9.30pm', '21:30'],
    ['12.15 am', '00:15'],
    ['9am', '09:00'],
    ['1430', '14:30'],
    ['1430 hrs', '14:30'],
    ['2019-03-05 14:20', '14:20'],
  ])('%s is %s', (cell, time) => {
    expect(readTime(cell)).toBe(time)
  })

  it.each(['', 'noon-ish', '25:00', '9.75', '13pm', '2561'])('%s is none', (cell) => {
    expect(readTime(cell)).toBeUndefined()
  })
})
