import {
  addDays,
  addMonths,
  asPlainDate,
  daysInMonth,
  parsePlainDate,
  partsOf,
  plainDateFromParts,
  yearOf,
} from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { sayDate, sayMonth } from '#shared/date-words.ts'

/** How exactly a record says when something was. */
export const whenKinds = [
  'day',
  'about-day',
  'month',
  'about-month',
  'year',
  'about-year',
  'between',
] as const
/** How exactly a record says when something was. */
export type WhenKind = (typeof whenKinds)[number]

/**
 * When something was, as a record says it: the day that is named, and the first and last day that it can have been. The
 * two are kept beside the words, so that another reading of "about" changes nothing that was recorded before.
 */
export interface When {
  readonly kind: WhenKind
  readonly named: PlainDate
  readonly first: PlainDate
  readonly last: PlainDate
}

/**
 * How far "about" reaches to either side, in days. No guidance says; a week around a day, half a month around a month and
 * a quarter around a year are our reading, wide enough that nothing uncertain is ever taken for certain.
 */
export const aboutDays = { day: 7, month: 15, year: 91 } as const

function endOfMonth(named: PlainDate): PlainDate {
  const { year, month } = partsOf(named)
  return addDays(named, daysInMonth(year, month) - 1)
}

function startOfMonth(date: PlainDate): PlainDate {
  return asPlainDate(`${date.slice(0, 7)}-01`)
}

function spread(first: PlainDate, last: PlainDate, days: number) {
  return { first: addDays(first, -days), last: addDays(last, days) }
}

/** One day, or about it. */
export function onDay(on: PlainDate, about = false): When {
  if (!about) return { kind: 'day', named: on, first: on, last: on }
  return { kind: 'about-day', named: on, ...spread(on, on, aboutDays.day) }
}

/** Some day of a month, or about then. */
export function inMonth(of: PlainDate, about = false): When {
  const named = startOfMonth(of)
  const last = endOfMonth(named)
  if (!about) return { kind: 'month', named, first: named, last }
  return { kind: 'about-month', named, ...spread(named, last, aboutDays.month) }
}

/** Some day of a year, or about then. */
export function inYear(of: PlainDate, about = false): When {
  const named = asPlainDate(`${of.slice(0, 4)}-01-01`)
  const last = addDays(addMonths(named, 12), -1)
  if (!about) return { kind: 'year', named, first: named, last }
  return { kind: 'about-year', named, ...spread(named, last, aboutDays.year) }
}

/** Some day from one to another, both counted; nothing when the second comes first. */
export function between(from: PlainDate, to: PlainDate): When | undefined {
  return from <= to ? { kind: 'between', named: from, first: from, last: to } : undefined
}

/** "6 March 2019", "about 6 March 2019", "March 2019", "about March 2019", "2019", "between 1 May 2019 and 3 June 2019". */
export function sayWhen(when: When): string {
  const { kind, named } = when
  const { year, month } = partsOf(named)
  switch (kind) {
    case 'day':
      return sayDate(named)
    case 'about-day':
      return `about ${sayDate(named)}`
    case 'month':
      return sayMonth(year, month)
    case 'about-month':
      return `about ${sayMonth(year, month)}`
    case 'year':
      return String(year)
    case 'about-year':
      return `about ${year}`
    case 'between':
      return `between ${sayDate(when.first)} and ${sayDate(when.last)}`
  }
}

/** Whether it is one day and no other. */
export function isExact(when: When): boolean {
  return when.first === when.last
}

/** How a date was typed in a form: its kind, a day, and for a span a second one. */
export interface TypedWhen {
  readonly kind: WhenKind
  readonly on: PlainDate
  readonly until?: PlainDate | undefined
}

/** What was typed as a date; nothing for a span without an end or one that ends before it begins. */
export function whenOf(typed: TypedWhen): When | undefined {
  const { kind, on, until } = typed
  switch (kind) {
    case 'day':
    case 'about-day':
      return onDay(on, kind === 'about-day')
    case 'month':
    case 'about-month':
      return inMonth(on, kind === 'about-month')
    case 'year':
    case 'about-year':
      return inYear(on, kind === 'about-year')
    case 'between':
      return until && between(on, until)
  }
}

/** How the cells of one file are read as dates. */
export interface CellReading {
  /** Whether 3/4/2019 is the third of April or the fourth of March. */
  readonly order: 'day-first' | 'month-first'
  /** From which year a bare number counts the days. */
  readonly dateSystem: '1900' | '1904'
  /** Two-digit years after this one are of the century before. */
  readonly today: PlainDate
}

const months =
  'january february march april may june july august september october november december'.split(' ')

function monthNamed(word: string): number | undefined {
  const low = word.toLowerCase().replace(/\.$/, '')
  if (low.length < 3) return undefined
  const at = months.findIndex((name) => name.startsWith(low === 'sept' ? 'sep' : low))
  return at < 0 ? undefined : at + 1
}

function fullYear(text: string, today: PlainDate): number {
  if (text.length > 2) return Number(text)
  const inThisCentury = 2000 + Number(text)
  return inThisCentury > yearOf(today) ? inThisCentury - 100 : inThisCentury
}

/**
 * The day that Excel means by a number. In the 1900 system day 60 is 29 February 1900, which never was; days before it are
 * one further on than they say. Nothing for a number that no calendar in use reaches.
 */
export function dayOfSerial(serial: number, system: '1900' | '1904'): PlainDate | undefined {
  const day = Math.floor(serial)
  if (day < 1 || day > 2_958_465) return undefined
  if (system === '1904') return addDays(asPlainDate('1904-01-01'), day)
  if (day === 60) return undefined
  return addDays(asPlainDate(day < 60 ? '1899-12-31' : '1899-12-30'), day)
}

const isoDay = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}[:.]\d{2}(?:[:.]\d{2})?.*)?$/
const figures = /^(\d{1,2})[./\s-](\d{1,2})[./\s-](\d{4}|\d{2})(?:[\s,]+\d{1,2}[:.]\d{2}.*)?$/
const dayMonthWord =
  /^(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s./-]+(?:of\s+)?([a-z]{3,9}\.?)[\s./,-]+(\d{4}|\d{2})$/i
const monthWordDay = /^([a-z]{3,9}\.?)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/i
const monthWord = /^([a-z]{3,9}\.?)[\s./,-]+(\d{4}|\d{2})$/i
const monthFigure = /^(\d{1,2})[./-](\d{4})$/
const isoMonth = /^(\d{4})-(\d{1,2})$/
const yearAlone = /^(19\d{2}|20\d{2})$/
const serialNumber = /^\d{4,7}(?:\.\d+)?$/
const roughly = /^(?:about|abt\.?|approx(?:imately|\.)?|around|circa|c\.|ca\.?|~)\s*/i
const span = /^(?:between|from)\s+(.+?)\s+(?:and|to|until)\s+(.+)$/i
const spanDash = /^(.+?)\s+(?:-|–|—|to)\s+(.+)$/i

function fromFigures(match: RegExpExecArray, reading: CellReading): PlainDate | undefined {
  const [, one = '', two = '', year = ''] = match
  const [day, month] = reading.order === 'day-first' ? [one, two] : [two, one]
  return plainDateFromParts(Number(day), Number(month), fullYear(year, reading.today))
}

function dayIn(text: string, reading: CellReading): PlainDate | undefined {
  const iso = isoDay.exec(text)
  if (iso) return plainDateFromParts(Number(iso[3]), Number(iso[2]), Number(iso[1]))
  const plain = figures.exec(text)
  if (plain) return fromFigures(plain, reading)
  const worded = dayMonthWord.exec(text)
  if (worded) {
    const month = monthNamed(worded[2] ?? '')
    const year = fullYear(worded[3] ?? '', reading.today)
    return month === undefined ? undefined : plainDateFromParts(Number(worded[1]), month, year)
  }
  const american = monthWordDay.exec(text)
  const month = american && monthNamed(american[1] ?? '')
  return month ? plainDateFromParts(Number(american[2]), month, Number(american[3])) : undefined
}

function monthIn(text: string, reading: CellReading): PlainDate | undefined {
  const worded = monthWord.exec(text)
  if (worded) {
    const month = monthNamed(worded[1] ?? '')
    const year = fullYear(worded[2] ?? '', reading.today)
    return month === undefined ? undefined : plainDateFromParts(1, month, year)
  }
  const figure = monthFigure.exec(text)
  if (figure) return plainDateFromParts(1, Number(figure[1]), Number(figure[2]))
  const iso = isoMonth.exec(text)
  return iso ? plainDateFromParts(1, Number(iso[2]), Number(iso[1])) : undefined
}

function plainWhen(text: string, reading: CellReading, about: boolean): When | undefined {
  const day = dayIn(text, reading)
  if (day) return onDay(day, about)
  const month = monthIn(text, reading)
  if (month) return inMonth(month, about)
  if (yearAlone.test(text)) {
    const year = parsePlainDate(`${text}-01-01`)
    return year && inYear(year, about)
  }
  const serial = serialNumber.test(text) ? dayOfSerial(Number(text), reading.dateSystem) : undefined
  return serial && onDay(serial, about)
}

/**
 * Reads a date as agencies write it in a cell: in figures, in words, a month or a year alone, "about", "between … and …",
 * or the bare number that Excel keeps. Four figures from 1900 to 2099 are a year, not a number of days. Gives nothing for
 * what is not a date: it is never guessed.
 */
export function readWhen(cell: string, reading: CellReading): When | undefined {
  const text = cell.trim().replaceAll(/\s+/g, ' ')
  if (text === '' || text.length > 80) return undefined
  const whole = plainWhen(text, reading, false)
  if (whole) return whole
  const rough = roughly.exec(text)
  if (rough) return plainWhen(text.slice(rough[0].length), reading, true)
  const ends = span.exec(text) ?? spanDash.exec(text)
  const from = ends && plainWhen(ends[1] ?? '', reading, false)
  const to = ends && plainWhen(ends[2] ?? '', reading, false)
  return from && to ? between(from.first, to.last) : undefined
}

/** Reads a time of day: "9.30", "09:30", "9.30pm", "1430"; a date with a time gives its time. */
export function readTime(cell: string): string | undefined {
  const text = cell.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const match =
    /(?:^|[\sT])(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?$/i.exec(text) ??
    /^(\d{1,2})()\s*(am|pm)$/.exec(text) ??
    /^(\d{2})(\d{2})(?:\s*h(?:rs|ours)?)?$/.exec(text)
  if (!match) return undefined
  const [, hours = '', minutes = '', half] = match
  if (half !== undefined && (Number(hours) < 1 || Number(hours) > 12)) return undefined
  const afternoon = half === 'pm' ? 12 : 0
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + afternoon
  if (hour > 23 || Number(minutes) > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes === '' ? '00' : minutes}`
}
