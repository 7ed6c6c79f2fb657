import type { KnownDate } from './compile.ts'
import { shape } from './tokens.ts'
import type { Hit } from './types.ts'
import { ambiguous, exact } from './view.ts'
import type { Judgement, View } from './view.ts'
import { monthNumber, writtenDateAt } from './written-dates.ts'
import type { WrittenDate } from './written-dates.ts'

type Searched = Pick<View, 'compiled' | 'tokens'>

/** The dates of the case that a text writes at this word, in any form. */
export function findDatesAt(view: Searched, at: number): readonly Hit[] {
  const date = view.compiled.dates.size > 0 ? writtenDateAt(view.tokens, at) : undefined
  if (!date) return []
  const hits = hitsOf(view, date, judge)
  if (hits.length > 0 || !date.swapped) return hits
  return hitsOf(view, { ...date, ...date.swapped }, judgeSwapped)
}

type Judge = (known: KnownDate, date: WrittenDate) => Judgement

function hitsOf({ compiled, tokens }: Searched, date: WrittenDate, judged: Judge): readonly Hit[] {
  const place = { start: tokens.starts[date.first] ?? 0, end: tokens.ends[date.last] ?? 0 }
  const form = date.year === undefined ? 'date-without-year' : 'date'
  return (compiled.dates.get(`${date.day}-${date.month}`) ?? []).flatMap((known) => {
    const judgement = judged(known, date)
    return judgement === 'drop' ? [] : [{ ...place, entry: known.entry, form, ...judgement }]
  })
}

function judgeSwapped(known: KnownDate, date: WrittenDate): Judgement {
  return judge(known, date) === 'drop' ? 'drop' : ambiguous('month-and-day-swapped')
}

/** Whether a word can begin a date: a figure, a month, or the first word of a feast. */
export function canBeginDate(tokens: View['tokens'], at: number): boolean {
  if (tokens.shapes[at] === shape.digits) return true
  const key = tokens.keys[at] ?? ''
  const first = key.charCodeAt(0)
  return (first >= 48 && first <= 57) || monthNumber(key) !== undefined || feastLike.has(key)
}

const feastLike = new Set(
  'christmas boxing new valentines valentine bonfire st nye nyd xmas halloween hogmanay'.split(' '),
)

function judge(known: KnownDate, date: WrittenDate): Judgement {
  if (date.year === undefined || known.year === undefined) return withoutYear(known, date)
  if (date.year === known.year || (date.year < 100 && date.year === known.year % 100))
    return exact()
  return date.year < 100 ? ambiguous('without-year') : 'drop'
}

/** A day without its year is a question, unless the case file has none either or the weekday is right. */
function withoutYear(known: KnownDate, date: WrittenDate): Judgement {
  if (known.year === undefined && date.year === undefined) return exact()
  if (known.year === undefined || date.weekday === undefined) return ambiguous('without-year')
  return weekdayOf(known.year, date) === date.weekday ? exact() : ambiguous('without-year')
}

/** The weekday of a date, Sunday as 0 (Sakamoto's rule for the Gregorian calendar). */
function weekdayOf(year: number, { day, month }: WrittenDate): number {
  const shifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
  const y = month < 3 ? year - 1 : year
  return (
    (y +
      Math.floor(y / 4) -
      Math.floor(y / 100) +
      Math.floor(y / 400) +
      (shifts[month - 1] ?? 0) +
      day) %
    7
  )
}
