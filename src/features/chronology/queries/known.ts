import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Knowledge } from '../entry.ts'
import type { EntryUid } from '../model.ts'
import { entryColumns } from '../store/entries.ts'
import { byTime, conditionsOf, entriesPerPage, shown } from './entries.ts'
import type { EntriesOf, EntryFilter, Found, ListedEntry } from './entries.ts'

/** An entry with what was known of it on a day. */
export interface KnownEntry extends ListedEntry {
  readonly knowledge: Knowledge
  readonly possibleFrom: PlainDate
  readonly certainFrom: PlainDate | null
}

const knowledgeOn = (day: PlainDate) =>
  sql<Knowledge>`case when e.certain_from <= ${day} then 'certain' when e.possible_from <= ${day} then 'possible' else 'not-yet' end`

/** How much an agency knew on a day: how many entries it certainly knew of, may have known of, and did not know of yet. */
export async function countKnown(
  ctx: ReadContext,
  of: EntriesOf,
  at: { agency: Uid; day: PlainDate },
): Promise<Record<Knowledge, number>> {
  const { rows } = await sql<{ knowledge: Knowledge; n: number }>`
    select ${knowledgeOn(at.day)} as knowledge, count(*)::int as n
    from app.chronology_entry e
    where ${conditionsOf(ctx, of, { agency: at.agency, sort: 'time' })}
    group by 1`.execute(ctx.tx)
  const counted = new Map(rows.map((row) => [row.knowledge, row.n]))
  return {
    certain: counted.get('certain') ?? 0,
    possible: counted.get('possible') ?? 0,
    'not-yet': counted.get('not-yet') ?? 0,
  }
}

/** What an agency knew on a day, may have known, or did not know yet: a page of it in the order of time. */
export async function listKnown(
  ctx: ReadContext,
  of: EntriesOf,
  at: { agency: Uid; day: PlainDate; knowledge: Knowledge; after?: Uid | undefined },
): Promise<{ rows: KnownEntry[]; next: EntryUid | undefined }> {
  const filter: EntryFilter = { agency: at.agency, sort: 'time', after: at.after }
  const { rows: found } = await sql<
    Found & Pick<KnownEntry, 'knowledge' | 'possibleFrom' | 'certainFrom'>
  >`
    select ${entryColumns}, a.uid as "agencyUid", a.name as agency, null::text as episode,
      ${at.knowledge} as knowledge, e.possible_from as "possibleFrom", e.certain_from as "certainFrom"
    from app.chronology_entry e
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where ${conditionsOf(ctx, of, filter)} and ${knowledgeOn(at.day)} = ${at.knowledge}
    order by ${byTime} limit ${entriesPerPage + 1}`.execute(ctx.tx)
  const rows = found.slice(0, entriesPerPage).map((row) => ({
    ...shown(row, of),
    marks: [],
    knowledge: row.knowledge,
    possibleFrom: row.possibleFrom,
    certainFrom: row.certainFrom,
  }))
  return { rows, next: found.length > rows.length ? rows.at(-1)?.uid : undefined }
}
