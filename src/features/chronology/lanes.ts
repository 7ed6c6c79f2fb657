import { addDays, addMonths, asPlainDate, partsOf } from '#shared/dates.ts'
import { sayMonth } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'

/** How long one stretch of the picture is. */
export type LaneStep = 'month' | 'quarter' | 'year'

const monthsIn: Readonly<Record<LaneStep, number>> = { month: 1, quarter: 3, year: 12 }

/** At most so many stretches stand side by side, so that each can still be told from the next. */
export const mostStretches = 60

/** The first day of the stretch in which a day lies. */
export function stretchOf(day: PlainDate, step: LaneStep): PlainDate {
  const { year, month } = partsOf(day)
  const first = month - ((month - 1) % monthsIn[step])
  return asPlainDate(`${String(year).padStart(4, '0')}-${String(first).padStart(2, '0')}-01`)
}

/** The stretches from one day to another, empty ones too. */
export function stretchesBetween(first: PlainDate, last: PlainDate, step: LaneStep): PlainDate[] {
  const all: PlainDate[] = []
  const end = stretchOf(last, step)
  for (let at = stretchOf(first, step); at <= end; at = addMonths(at, monthsIn[step])) all.push(at)
  return all
}

/** The shortest stretch with which the whole still fits. */
export function stepFor(first: PlainDate, last: PlainDate): LaneStep {
  const fits = (step: LaneStep) => stretchesBetween(first, last, step).length <= mostStretches
  return fits('month') ? 'month' : fits('quarter') ? 'quarter' : 'year'
}

/** The last day of a stretch. */
export function stretchEnd(from: PlainDate, step: LaneStep): PlainDate {
  return addDays(addMonths(from, monthsIn[step]), -1)
}

/** A stretch in words: "March 2019", "January to March 2019", "2019". */
export function sayStretch(from: PlainDate, step: LaneStep): string {
  const { year, month } = partsOf(from)
  if (step === 'month') return sayMonth(year, month)
  if (step === 'year') return String(year)
  return `${sayMonth(year, month).split(' ')[0] ?? ''} to ${sayMonth(year, month + 2)}`
}

/** One lane: an agency with how many entries it has in each stretch. */
export interface Lane {
  readonly name: string
  readonly counts: readonly number[]
}

/** Counts by name and stretch as lanes of equal length. */
export function lanesOf(
  cells: readonly { readonly name: string; readonly from: PlainDate; readonly n: number }[],
  stretches: readonly PlainDate[],
): Lane[] {
  const grouped = Map.groupBy(cells, ({ name }) => name)
  return [...grouped].map(([name, own]) => {
    const byStretch = new Map(own.map(({ from, n }) => [from, n]))
    return { name, counts: stretches.map((from) => byStretch.get(from) ?? 0) }
  })
}
