import { gapAfter, shape } from './tokens.ts'
import type { Tokens } from './tokens.ts'

/** A date as a text writes it; two digits of a year stand for any century. */
export type WrittenDate = {
  readonly day: number
  readonly month: number
  readonly year?: number
  /** The weekday that stands before it, Sunday as 0. */
  readonly weekday?: number
  readonly first: number
  readonly last: number
  /** Another reading of the same figures: 05/03/2011 may be 3 May. */
  readonly swapped?: { readonly day: number; readonly month: number }
}

const months: ReadonlyMap<string, number> = new Map(
  'jan january feb february febuary mar march apr april may may jun june jul july aug august sep september sept september oct october nov november dec december'
    .split(' ')
    .map((name) => [
      name,
      1 + 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(name.slice(0, 3)) / 3,
    ]),
)
const weekdays = 'sun mon tue wed thu fri sat'.split(' ')
const feasts: Readonly<Record<string, readonly [number, number]>> = {
  'christmas day': [25, 12],
  'christmas eve': [24, 12],
  'boxing day': [26, 12],
  'new years day': [1, 1],
  'new year s day': [1, 1],
  'new years eve': [31, 12],
  'new year s eve': [31, 12],
  'valentines day': [14, 2],
  'valentine s day': [14, 2],
  'bonfire night': [5, 11],
  'st patricks day': [17, 3],
  nye: [31, 12],
  nyd: [1, 1],
  xmas: [25, 12],
  halloween: [31, 10],
  hogmanay: [31, 12],
}

const feastStarts = new Set(Object.keys(feasts).map((feast) => feast.split(' ')[0]))

/** The number of a month by its name or short name. */
export function monthNumber(key: string): number | undefined {
  return months.get(key)
}

/** Every date that begins at this word. "3 and 5 May 2011" gives 3 May at "3" and 5 May at "5". */
export function writtenDateAt(tokens: Tokens, at: number): WrittenDate | undefined {
  const key = tokens.keys[at] ?? ''
  const found =
    tokens.shapes[at] === shape.digits || /^\d/.test(key)
      ? fromNumber(tokens, at)
      : fromWord(tokens, at)
  return found && withWeekday(tokens, found)
}

function fromNumber(tokens: Tokens, at: number): WrittenDate | undefined {
  const key = tokens.keys[at] ?? ''
  if (/^\d{8}$/.test(key)) return fromEightDigits(key, at)
  if (/^\d{4}$/.test(key)) return fromIso(tokens, at)
  const day = dayOf(key)
  if (day === undefined) return undefined
  return dayFirst(tokens, { at, day }) ?? inFigures(tokens, at) ?? inSeries(tokens, { at, day })
}

/** 3 May 2011, 3rd of May 2011, 3-May-11. */
function dayFirst(
  tokens: Tokens,
  { at, day }: { at: number; day: number },
): WrittenDate | undefined {
  const monthAt = tokens.keys[at + 1] === 'of' || tokens.keys[at + 1] === 'day' ? at + 2 : at + 1
  const month = months.get(tokens.keys[monthAt] ?? '')
  if (month === undefined || gapAfter(tokens, at) === 'barrier') return undefined
  return withYear(tokens, { day, month, first: at, last: monthAt })
}

/** 03/05/2011, 3.5.11, 3-5-11: day first, unless only the other order can be. */
function inFigures(tokens: Tokens, at: number): WrittenDate | undefined {
  const year = tokens.keys[at + 2] ?? ''
  if (!/^(\d{4}|\d\d)$/.test(year) || !isPunctuatedAlike(tokens, at)) return undefined
  const [first, second] = [dayOf(tokens.keys[at] ?? ''), dayOf(tokens.keys[at + 1] ?? '')]
  const read = first !== undefined && second !== undefined ? eitherOrder(first, second) : undefined
  return read && { ...read, year: Number(year), first: at, last: at + 2 }
}

function eitherOrder(
  first: number,
  second: number,
): Pick<WrittenDate, 'day' | 'month' | 'swapped'> | undefined {
  if (second > 12) return first > 12 ? undefined : { day: second, month: first }
  if (first > 12 || first === second) return { day: first, month: second }
  return { day: first, month: second, swapped: { day: second, month: first } }
}

function isPunctuatedAlike(tokens: Tokens, at: number): boolean {
  if (gapAfter(tokens, at) !== 'tight' || gapAfter(tokens, at + 1) !== 'tight') return false
  return tokens.text[tokens.ends[at] ?? 0] === tokens.text[tokens.ends[at + 1] ?? 0]
}

/** The first of "3 and 5 May 2011", "3, 4 and 5 May", "between 3 and 5 May": the month comes later. */
function inSeries(
  tokens: Tokens,
  { at, day }: { at: number; day: number },
): WrittenDate | undefined {
  for (let next = at + 1; next < at + 8; next++) {
    const key = tokens.keys[next] ?? ''
    if (gapAfter(tokens, next - 1) === 'barrier') return undefined
    if (['and', 'or', 'to', 'until', 'till', 'the', 'of'].includes(key)) continue
    const month = months.get(key)
    if (month !== undefined) {
      if (next === at + 1) return undefined
      const { year } = withYear(tokens, { day, month, first: at, last: next })
      return { day, month, ...(year !== undefined && { year }), first: at, last: at }
    }
    if (dayOf(key) === undefined) return undefined
  }
  return undefined
}

/** 2011-05-03, 2011/05/03, 2011-05-03T10:00. */
function fromIso(tokens: Tokens, at: number): WrittenDate | undefined {
  if (gapAfter(tokens, at) !== 'tight' || gapAfter(tokens, at + 1) !== 'tight') return undefined
  const month = dayOf(tokens.keys[at + 1] ?? '')
  const day = dayOf((tokens.keys[at + 2] ?? '').replace(/t\d\d.*$/, ''))
  if (day === undefined || month === undefined || month > 12) return undefined
  return { day, month, year: Number(tokens.keys[at]), first: at, last: at + 2 }
}

function fromEightDigits(key: string, at: number): WrittenDate | undefined {
  const yearFirst = /^(19|20)/.test(key) && Number(key.slice(4, 6)) <= 12
  const [year, month, day] = yearFirst
    ? [key.slice(0, 4), key.slice(4, 6), key.slice(6)]
    : [key.slice(4), key.slice(2, 4), key.slice(0, 2)]
  return { day: Number(day), month: Number(month), year: Number(year), first: at, last: at }
}

/** May 3, 2011; May 3rd; Christmas Day 2011; NYE 2010. */
function fromWord(tokens: Tokens, at: number): WrittenDate | undefined {
  const key = tokens.keys[at] ?? ''
  const month = months.get(key)
  if (month !== undefined) {
    const day = dayOf(tokens.keys[at + 1] ?? '')
    if (day === undefined || gapAfter(tokens, at) === 'barrier') return undefined
    return withYear(tokens, { day, month, first: at, last: at + 1 })
  }
  return feastStarts.has(key) ? fromFeast(tokens, at) : undefined
}

function fromFeast(tokens: Tokens, at: number): WrittenDate | undefined {
  for (let words = 4; words > 0; words--) {
    const feast = feasts[tokens.keys.slice(at, at + words).join(' ')]
    if (feast)
      return withYear(tokens, { day: feast[0], month: feast[1], first: at, last: at + words - 1 })
  }
  return undefined
}

function withYear(tokens: Tokens, date: WrittenDate): WrittenDate {
  const gap = gapAfter(tokens, date.last)
  const key = tokens.keys[date.last + 1] ?? ''
  if (gap === 'barrier' || gap === 'sentence' || !/^(\d{4}|\d\d)$/.test(key)) return date
  // "3 May 11" and "3 May '11" are years; "3 May, 12 people" is not. The case file decides about "3 May 12 people".
  const between = tokens.text.slice(tokens.ends[date.last], tokens.starts[date.last + 1])
  if (key.length === 2 && gap !== 'tight' && !/^[’'‘\s]+$/.test(between)) return date
  return { ...date, year: Number(key), last: date.last + 1 }
}

function withWeekday(tokens: Tokens, date: WrittenDate): WrittenDate {
  for (const back of [1, 2]) {
    const before = date.first - back
    const key = tokens.keys[before] ?? ''
    const weekday = weekdays.findIndex(
      (name) => key.startsWith(name) && (key.length === 3 || key.endsWith('day') || key.length < 6),
    )
    if (weekday !== -1 && gapAfter(tokens, before) !== 'barrier')
      return { ...date, weekday, first: before }
    if (key !== 'the') return date
  }
  return date
}

function dayOf(key: string): number | undefined {
  const match = /^(\d{1,2})(st|nd|rd|th)?$/.exec(key)
  const day = Number(match?.[1])
  return match && day >= 1 && day <= 31 ? day : undefined
}
