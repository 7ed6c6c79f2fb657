import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { PutLabels } from '../labels-in-text.ts'
import type { EntryContent, EntryKind, EntryUid, Labelled, Theme } from '../model.ts'
import { contentOf, entryColumns } from '../store/entries.ts'
import type { EntryRow } from '../store/entries.ts'

/** How many entries a page holds. */
export const entriesPerPage = 50

/** What the merged view may be narrowed to. */
export interface EntryFilter {
  readonly agency?: Uid | undefined
  readonly person?: Uid | undefined
  readonly theme?: Theme | undefined
  readonly kind?: EntryKind | undefined
  readonly from?: PlainDate | undefined
  readonly to?: PlainDate | undefined
  readonly only?: 'good-practice' | 'child-seen' | 'child-not-seen' | 'marked' | undefined
  readonly episode?: Uid | undefined
  readonly sort: 'time' | 'agency'
  /** The last entry of the page before. */
  readonly after?: Uid | undefined
}

/** One entry as lists and exports show it. */
export interface ListedEntry {
  readonly id: number
  readonly uid: EntryUid
  readonly agencyUid: Uid
  readonly agency: string
  readonly content: EntryContent
  readonly people: readonly string[]
  readonly episode: string | null
  /** The open marks that rest on it, by their rules. */
  readonly marks: readonly string[]
}

/** The chronology to look into, or one part of it; who its people are and how its texts are shown. */
export interface EntriesOf {
  readonly chronologyId: number
  /** For one part: its agency, which has no other in the same chronology. */
  readonly agencyId?: number | undefined
  readonly people: readonly Labelled[]
  readonly put: PutLabels
}

type Condition = RawBuilder<unknown>

/**
 * The order of a chronology: the first day on which it can have happened, then the last, so that the vaguer of two follows;
 * then the time of day, what has none last; then the order in which entries came.
 */
export const byTime = sql`e.happened_first, e.happened_last, e.sort_time, e.id`
const byAgency = sql`e.agency_id, e.happened_first, e.happened_last, e.sort_time, e.id`

function afterEntry({ after, sort }: EntryFilter): Condition | undefined {
  if (after === undefined) return undefined
  const [now, then] =
    sort === 'time'
      ? [byTime, sql`z.happened_first, z.happened_last, z.sort_time, z.id`]
      : [byAgency, sql`z.agency_id, z.happened_first, z.happened_last, z.sort_time, z.id`]
  return sql`(${now}) > (select ${then} from app.chronology_entry z where z.uid = ${after})`
}

const marked = (chronologyId: number) => sql`e.id in (
  select unnest(m.entry_ids) from app.chronology_mark m
  where m.chronology_id = ${chronologyId} and m.gone_at is null and not exists (
    select from app.chronology_dismissal d
    where d.chronology_id = m.chronology_id and d.rule = m.rule and d.fingerprint = m.fingerprint and d.ended_at is null))`

function onlyThose(only: EntryFilter['only'], chronologyId: number): Condition | undefined {
  switch (only) {
    case 'good-practice':
      return sql`e.good_practice`
    case 'child-seen':
      return sql`e.child_seen = 'yes'`
    case 'child-not-seen':
      return sql`e.child_seen = 'no'`
    case 'marked':
      return marked(chronologyId)
    case undefined:
      return undefined
  }
}

/** Conditions that pick out what a reader asks for by name. */
function chosenBy(of: EntriesOf, filter: EntryFilter): (Condition | undefined)[] {
  const person = filter.person && (of.people.find(({ uid }) => uid === filter.person)?.id ?? -1)
  return [
    filter.agency &&
      sql`e.agency_id = (select a.id from app.agency a where a.uid = ${filter.agency})`,
    person === undefined ? undefined : sql`${person} = any (e.person_ids)`,
    filter.theme && sql`${filter.theme} = any (e.themes)`,
    filter.kind && sql`e.kind = ${filter.kind}`,
    filter.episode &&
      sql`e.episode_id = (select o.id from app.chronology_episode o where o.uid = ${filter.episode})`,
  ]
}

/** What narrows a list of entries: the chronology, and what the reader asks for. */
export function conditionsOf(ctx: ReadContext, of: EntriesOf, filter: EntryFilter): Condition {
  const all: (Condition | undefined)[] = [
    sql`e.partnership_id = ${ctx.actor.partnershipId} and e.chronology_id = ${of.chronologyId} and e.in_error_at is null`,
    of.agencyId === undefined ? undefined : sql`e.agency_id = ${of.agencyId}`,
    ...chosenBy(of, filter),
    // What can have happened in the period belongs to it.
    filter.from && sql`e.happened_last >= ${filter.from}`,
    filter.to && sql`e.happened_first <= ${filter.to}`,
    onlyThose(filter.only, of.chronologyId),
    afterEntry(filter),
  ]
  return sql.join(
    all.filter((each) => each !== undefined),
    sql` and `,
  )
}

/** A row of an entry with the names beside it. */
export type Found = EntryRow & { agencyUid: Uid; agency: string; episode: string | null }

/** An entry as this reader is shown it. */
export function shown(row: Found, of: EntriesOf): Omit<ListedEntry, 'marks'> {
  const content = contentOf(row)
  const { put } = of
  return {
    id: row.id,
    uid: row.uid,
    agencyUid: row.agencyUid,
    agency: row.agency,
    content: {
      ...content,
      event: put(content.event),
      source: put(content.source),
      place: put(content.place),
      childVoice: put(content.childVoice),
      response: put(content.response),
      analysis: put(content.analysis),
      facts: content.facts.map(({ name, value }) => ({ name: put(name), value: put(value) })),
    },
    people: content.personIds.map((id) => of.people.find((one) => one.id === id)?.label ?? '?'),
    episode: row.episode,
  }
}

/** The open marks on these entries, by entry; none for whoever does not see the whole. */
async function marksOn(
  ctx: ReadContext,
  chronologyId: number,
  ids: readonly number[],
): Promise<Map<number, string[]>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ entry: number; rule: string }>`
    select distinct x as entry, m.rule
    from app.chronology_mark m, unnest(m.entry_ids) x
    where m.chronology_id = ${chronologyId} and m.gone_at is null and x = any (${[...ids]}::bigint[]) and not exists (
      select from app.chronology_dismissal d
      where d.chronology_id = m.chronology_id and d.rule = m.rule and d.fingerprint = m.fingerprint and d.ended_at is null)`.execute(
    ctx.tx,
  )
  const grouped = Map.groupBy(rows, ({ entry }) => entry)
  return new Map([...grouped].map(([entry, each]) => [entry, each.map(({ rule }) => rule)]))
}

async function select(
  ctx: ReadContext,
  of: EntriesOf,
  { filter, limit }: { filter: EntryFilter; limit: number },
): Promise<ListedEntry[]> {
  const { rows } = await sql<Found>`
    select ${entryColumns}, a.uid as "agencyUid", a.name as agency, o.title as episode
    from app.chronology_entry e
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    left join app.chronology_episode o on o.partnership_id = e.partnership_id and o.id = e.episode_id
    where ${conditionsOf(ctx, of, filter)}
    order by ${filter.sort === 'time' ? byTime : byAgency} limit ${limit}`.execute(ctx.tx)
  const marks = await marksOn(
    ctx,
    of.chronologyId,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({ ...shown(row, of), marks: marks.get(row.id) ?? [] }))
}

/** A page of entries that are open to the caller, and the key of the next page. */
export async function listEntries(
  ctx: ReadContext,
  of: EntriesOf,
  filter: EntryFilter,
): Promise<{ rows: ListedEntry[]; next: EntryUid | undefined }> {
  const found = await select(ctx, of, { filter, limit: entriesPerPage + 1 })
  const rows = found.slice(0, entriesPerPage)
  return { rows, next: found.length > rows.length ? rows.at(-1)?.uid : undefined }
}

/** Many entries at once, for a file or for paper; `cut` when there are more. */
export async function listManyEntries(
  ctx: ReadContext,
  of: EntriesOf,
  how: { filter: EntryFilter; most: number },
): Promise<{ rows: ListedEntry[]; cut: boolean }> {
  const found = await select(ctx, of, {
    filter: { ...how.filter, after: undefined },
    limit: how.most + 1,
  })
  return { rows: found.slice(0, how.most), cut: found.length > how.most }
}

/** How many entries the filter leaves, and from when to when they reach. */
export async function describeEntries(
  ctx: ReadContext,
  of: EntriesOf,
  filter: EntryFilter,
): Promise<{ n: number; first: PlainDate | null; last: PlainDate | null }> {
  const { rows } = await sql<{ n: number; first: PlainDate | null; last: PlainDate | null }>`
    select count(*)::int as n, min(e.happened_first) as first, max(e.happened_last) as last
    from app.chronology_entry e where ${conditionsOf(ctx, of, { ...filter, after: undefined })}`.execute(
    ctx.tx,
  )
  return rows[0] ?? { n: 0, first: null, last: null }
}
