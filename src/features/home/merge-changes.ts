import type { Instant } from '#shared/dates.ts'

/** What a line of changes needs to know of each change. */
export interface ChangeOfRecord {
  readonly href: string
  readonly at: Instant
}

/** What changed in one record: the latest change, and how many there were. */
export interface RecordChange<C> {
  readonly last: C
  readonly count: number
}

/** One line for each record, the one that changed last first, so that a busy fortnight stays short; no change is left out of the counts. */
export function mergeChanges<C extends ChangeOfRecord>(changes: readonly C[]): RecordChange<C>[] {
  const newestFirst = changes.toSorted((a, b) => b.at.localeCompare(a.at))
  const records = Map.groupBy(newestFirst, (change) => change.href)
  return [...records.values()].flatMap((own) => {
    const [last] = own
    return last === undefined ? [] : [{ last, count: own.length }]
  })
}
