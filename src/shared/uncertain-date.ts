import {
  addDays,
  addMonths,
  asPlainDate,
  compareDates,
  parsePlainDate,
  plainDateFromParts,
} from './dates.ts'
import type { PlainDate } from './dates.ts'
import { sayDate, sayMonth } from './date-words.ts'

/** When something happened, as well as it is known: what a record says is kept, never made more exact than it was. */
export type UncertainDate =
  | { readonly kind: 'exact'; readonly on: PlainDate }
  | { readonly kind: 'about'; readonly on: PlainDate }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'between'; readonly from: PlainDate; readonly to: PlainDate }

/** The first day it can have been; for "about" the day that is named, since nothing better can be claimed. */
export function earliest(date: UncertainDate): PlainDate {
  switch (date.kind) {
    case 'exact':
    case 'about':
      return date.on
    case 'month':
      return firstOf(date.year, date.month)
    case 'year':
      return firstOf(date.year, 1)
    case 'between':
      return date.from
  }
}

/** The last day it can have been; for "about" the day that is named. */
export function latest(date: UncertainDate): PlainDate {
  switch (date.kind) {
    case 'exact':
    case 'about':
      return date.on
    case 'month':
      return addDays(addMonths(firstOf(date.year, date.month), 1), -1)
    case 'year':
      return addDays(firstOf(date.year + 1, 1), -1)
    case 'between':
      return date.to
  }
}

/** For a chronology: by the first possible day, then by the last, so that the vaguer of two follows. */
export function compareUncertainDates(a: UncertainDate, b: UncertainDate): number {
  return compareDates(earliest(a), earliest(b)) || compareDates(latest(a), latest(b))
}

/** "6 October 2025", "about 6 October 2025", "October 2025", "2025", "between 1 May 2025 and 6 October 2025". */
export function sayUncertainDate(date: UncertainDate): string {
  switch (date.kind) {
    case 'exact':
      return sayDate(date.on)
    case 'about':
      return `about ${sayDate(date.on)}`
    case 'month':
      return sayMonth(date.year, date.month)
    case 'year':
      return String(date.year)
    case 'between':
      return `between ${sayDate(date.from)} and ${sayDate(date.to)}`
  }
}

/** Reads an uncertain date from stored JSON, or gives nothing when it is not one (a span that ends before it begins, too). */
export function parseUncertainDate(value: unknown): UncertainDate | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { kind, on, from, to, year, month } = value as Readonly<Record<string, unknown>>
  switch (kind) {
    case 'exact':
    case 'about':
      return withDate(kind, on)
    case 'between':
      return span(from, to)
    case 'month':
      return ofMonth(year, month)
    case 'year':
      return ofMonth(year, 1) && { kind, year: Number(year) }
    default:
      return undefined
  }
}

function withDate(kind: 'exact' | 'about', on: unknown): UncertainDate | undefined {
  const date = typeof on === 'string' ? parsePlainDate(on) : undefined
  return date && { kind, on: date }
}

function span(from: unknown, to: unknown): UncertainDate | undefined {
  if (typeof from !== 'string' || typeof to !== 'string') return undefined
  const [start, end] = [parsePlainDate(from), parsePlainDate(to)]
  return start && end && start <= end ? { kind: 'between', from: start, to: end } : undefined
}

function ofMonth(year: unknown, month: unknown): UncertainDate | undefined {
  if (typeof year !== 'number' || typeof month !== 'number') return undefined
  return plainDateFromParts(1, month, year) && { kind: 'month', year, month }
}

function firstOf(year: number, month: number): PlainDate {
  return asPlainDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`)
}
