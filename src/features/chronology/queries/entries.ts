import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { Knowledge } from '../entry.ts'
import type { PutLabels } from '../labels-in-text.ts'
import type { MarkGroup } from '../mark-rules.ts'
import { markRuleIds, markRules } from '../mark-rules.ts'
import type { EntryContent, EntryKind, EntryUid, Labelled, PartStatus, Theme } from '../model.ts'
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
const byTime = sql`e.happened_first, e.happened_last, e.sort_time, e.id`
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
    default:
      return undefined
  }
}

function conditionsOf(ctx: ReadContext, of: EntriesOf, filter: EntryFilter): Condition {
  const person = filter.person && (of.people.find(({ uid }) => uid === filter.person)?.id ?? -1)
  const all: (Condition | undefined)[] = [
    sql`e.partnership_id = ${ctx.actor.partnershipId} and e.chronology_id = ${of.chronologyId} and e.in_error_at is null`,
    of.agencyId === undefined ? undefined : sql`e.agency_id = ${of.agencyId}`,
    filter.agency &&
      sql`e.agency_id = (select a.id from app.agency a where a.uid = ${filter.agency})`,
    person === undefined ? undefined : sql`${person} = any (e.person_ids)`,
    filter.theme && sql`${filter.theme} = any (e.themes)`,
    filter.kind && sql`e.kind = ${filter.kind}`,
    // What can have happened in the period belongs to it.
    filter.from && sql`e.happened_last >= ${filter.from}`,
    filter.to && sql`e.happened_first <= ${filter.to}`,
    filter.episode &&
      sql`e.episode_id = (select o.id from app.chronology_episode o where o.uid = ${filter.episode})`,
    onlyThose(filter.only, of.chronologyId),
    afterEntry(filter),
  ]
  return sql.join(
    all.filter((each) => each !== undefined),
    sql` and `,
  )
}

type Found = EntryRow & { agencyUid: Uid; agency: string; episode: string | null }

function shown(row: Found, of: EntriesOf): Omit<ListedEntry, 'marks'> {
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
  filter: EntryFilter,
  limit: number,
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
  const found = await select(ctx, of, filter, entriesPerPage + 1)
  const rows = found.slice(0, entriesPerPage)
  return { rows, next: found.length > rows.length ? rows.at(-1)?.uid : undefined }
}

/** Many entries at once, for a file or for paper; `cut` when there are more. */
export async function listManyEntries(
  ctx: ReadContext,
  of: EntriesOf,
  how: { filter: EntryFilter; most: number },
): Promise<{ rows: ListedEntry[]; cut: boolean }> {
  const found = await select(ctx, of, { ...how.filter, after: undefined }, how.most + 1)
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

/** An earlier text of an entry. */
export interface WasText {
  readonly was: EntryContent
  readonly reason: string | null
  readonly afterAccepted: boolean
  readonly at: Instant
  readonly by: string
}

/** An entry with all that its page shows. */
export interface EntryPage extends Omit<ListedEntry, 'marks'> {
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly partUid: Uid
  readonly partStatus: PartStatus
  readonly chronologyId: number
  readonly caseReference: string
  readonly agencyId: number
  readonly episodeUid: Uid | null
  readonly addedAt: Instant
  readonly addedBy: string
  readonly inErrorAt: Instant | null
  readonly inErrorReason: string | null
  readonly before: readonly WasText[]
  readonly version: number
}

type EntryPageRow = Found &
  Omit<EntryPage, keyof ListedEntry | 'before' | 'agencyId' | 'version' | 'marks'>

/** One entry that is open to the caller, as its agency wrote it or with labels put into it. */
export async function getEntryPage(
  ctx: ReadContext,
  uid: Uid,
  open: (at: { scopeId: number; agencyId: number }) => Promise<Omit<EntriesOf, 'chronologyId'>>,
): Promise<EntryPage & { people: readonly string[] }> {
  const { rows } = await sql<EntryPageRow>`
    select ${entryColumns}, a.uid as "agencyUid", a.name as agency, o.title as episode, o.uid as "episodeUid",
      e.scope_id as "scopeId", access.scope_uid(e.scope_id) as "scopeUid", p.uid as "partUid", p.status as "partStatus",
      e.chronology_id as "chronologyId", p.case_reference as "caseReference", e.added_at as "addedAt", coalesce(w.name, '') as "addedBy",
      e.in_error_at as "inErrorAt", e.in_error_reason as "inErrorReason"
    from app.chronology_entry e
    join app.chronology_part p on p.partnership_id = e.partnership_id and p.id = e.part_id
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    left join app.chronology_episode o on o.partnership_id = e.partnership_id and o.id = e.episode_id
    left join access.principal w on w.partnership_id = e.partnership_id and w.id = e.added_by
    where e.uid = ${uid}`.execute(ctx.tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  const { scopeId, scopeUid, partUid, partStatus, chronologyId, caseReference } = row
  const of = { ...(await open({ scopeId, agencyId: row.agency_id })), chronologyId }
  const before = await sql<WasText>`
    select was, reason, after_accepted as "afterAccepted", w.at, coalesce(p.name, '') as by
    from app.chronology_entry_was w
    left join access.principal p on p.partnership_id = w.partnership_id and p.id = w.by_principal
    where w.entry_id = ${row.id} order by w.entry_version desc`.execute(ctx.tx)
  return {
    ...shown(row, of),
    scopeId,
    scopeUid,
    partUid,
    partStatus,
    chronologyId,
    caseReference,
    agencyId: row.agency_id,
    episodeUid: row.episodeUid,
    addedAt: row.addedAt,
    addedBy: row.addedBy,
    inErrorAt: row.inErrorAt,
    inErrorReason: row.inErrorReason,
    before: before.rows.map((each) => ({
      ...each,
      was: {
        ...each.was,
        event: of.put(each.was.event),
        response: of.put(each.was.response),
        analysis: of.put(each.was.analysis),
        childVoice: of.put(each.was.childVoice),
      },
    })),
    version: row.version,
  }
}

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

/** How many entries an agency has in a stretch of time. */
export interface LaneCell {
  readonly agencyUid: Uid
  readonly agency: string
  /** The first day of the stretch. */
  readonly from: PlainDate
  readonly n: number
  readonly good: number
}

/** How many entries each agency has in each month, quarter or year. */
export async function listLanes(
  ctx: ReadContext,
  of: EntriesOf,
  step: 'month' | 'quarter' | 'year',
): Promise<LaneCell[]> {
  const { rows } = await sql<LaneCell>`
    select a.uid as "agencyUid", a.name as agency, l.from, l.n, l.good
    from (
      select e.agency_id, date_trunc(${step}, e.happened_first::timestamp)::date as from, count(*)::int as n,
        (count(*) filter (where e.good_practice))::int as good
      from app.chronology_entry e
      where ${conditionsOf(ctx, of, { sort: 'time' })}
      group by 1, 2) l
    join app.agency a on a.partnership_id = ${ctx.actor.partnershipId} and a.id = l.agency_id
    order by lower(a.name), l.from`.execute(ctx.tx)
  return rows
}

/** How many open marks of each group lie in each stretch of time. */
export async function listMarkLanes(
  ctx: ReadContext,
  chronologyId: number,
  step: 'month' | 'quarter' | 'year',
): Promise<{ group: MarkGroup; from: PlainDate; n: number }[]> {
  const { rows } = await sql<{ rule: string; from: PlainDate; n: number }>`
    select m.rule, date_trunc(${step}, m.from_on::timestamp)::date as from, count(*)::int as n
    from app.chronology_mark m
    where m.chronology_id = ${chronologyId} and m.gone_at is null and not exists (
      select from app.chronology_dismissal d
      where d.chronology_id = m.chronology_id and d.rule = m.rule and d.fingerprint = m.fingerprint and d.ended_at is null)
    group by 1, 2`.execute(ctx.tx)
  return rows.flatMap((row) => {
    const rule = markRuleIds.find((one) => one === row.rule)
    return rule ? [{ group: markRules[rule].group, from: row.from, n: row.n }] : []
  })
}
