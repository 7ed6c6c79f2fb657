import { addDays, asPlainDate, parsePlainDate, plainDateFromParts, yearOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { between, inMonth, inYear, onDay } from './when.ts'
import type { When } from './when.ts'

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
  return rough ? plainWhen(text.slice(rough[0].length), reading, true) : spanIn(text, reading)
}

function spanIn(text: string, reading: CellReading): When | undefined {
  const ends = span.exec(text) ?? spanDash.exec(text)
  if (!ends) return undefined
  const from = plainWhen(ends[1] ?? '', reading, false)
  const to = plainWhen(ends[2] ?? '', reading, false)
  return from && to ? between(from.first, to.last) : undefined
}

const timeForms: readonly RegExp[] = [
  /(?:^|[\sT])(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?$/i,
  /^(\d{1,2})()\s*(am|pm)$/,
  /^(\d{2})(\d{2})(?:\s*h(?:rs|ours)?)?$/,
]

/** The hour of the day that is meant by an hour and its half of the day; nothing for one that no clock shows. */
function hourOf(hours: number, half: string | undefined): number | undefined {
  if (half === undefined) return hours > 23 ? undefined : hours
  if (hours < 1 || hours > 12) return undefined
  return (hours % 12) + (half === 'pm' ? 12 : 0)
}

/** Reads a time of day: "9.30", "09:30", "9.30pm", "1430"; a date with a time gives its time. */
export function readTime(cell: string): string | undefined {
  const text = cell.trim().toLowerCase().replaceAll(/\s+/g, ' ')
  const match = timeForms.map((form) => form.exec(text)).find((found) => found !== null)
  if (!match) return undefined
  const [, hours = '', minutes = '', half] = match
  const hour = hourOf(Number(hours), half)
  if (hour === undefined || Number(minutes) > 59) return undefined
  return `${String(hour).padStart(2, '0')}:${minutes === '' ? '00' : minutes}`
}
