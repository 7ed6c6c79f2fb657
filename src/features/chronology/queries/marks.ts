import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { MarkGroup, MarkRuleId } from '../mark-rules.ts'
import { markRuleIds, markRules } from '../mark-rules.ts'
import type { PutLabels } from '../labels-in-text.ts'
import type { EntryUid, Labelled } from '../model.ts'
import { contentOf, entryColumns } from '../store/entries.ts'
import type { EntryRow } from '../store/entries.ts'
import type { When } from '../when.ts'

/** How many marks a page holds. */
const marksPerPage = 50

/** An entry as a mark names it. */
export interface MarkedEntry {
  readonly uid: EntryUid
  readonly agency: string
  readonly happened: When
  readonly happenedAt: string | null
  readonly event: string
}

/** A mark as its list shows it. */
export interface ListedMark {
  readonly id: number
  readonly uid: Uid
  readonly rule: MarkRuleId
  readonly ruleVersion: number
  readonly from: PlainDate
  readonly to: PlainDate
  readonly details: Readonly<Record<string, string | number>>
  readonly raisedAt: Instant
  readonly agency: string | null
  readonly person: string | null
  readonly entries: readonly MarkedEntry[]
  readonly dismissed: {
    readonly reason: string
    readonly by: string
    readonly agency: string | null
    readonly at: Instant
  } | null
}

/** What the list of marks may be narrowed to. */
export interface MarkFilter {
  readonly group?: MarkGroup | undefined
  readonly rule?: MarkRuleId | undefined
  readonly state: 'open' | 'dismissed'
  readonly after?: Uid | undefined
}

interface MarkRow extends Omit<ListedMark, 'entries' | 'dismissed' | 'person'> {
  readonly personId: number | null
  readonly entryIds: number[]
  readonly reason: string | null
  readonly by: string | null
  readonly byAgency: string | null
  readonly dismissedAt: Instant | null
}

const columns = sql`m.id, m.uid, m.rule, m.rule_version as "ruleVersion", m.from_on as "from", m.to_on as "to", m.details, m.raised_at as "raisedAt",
  a.name as agency, m.person_id as "personId", to_json(m.entry_ids) as "entryIds",
  d.reason, coalesce(w.name, '') as by, da.name as "byAgency", d.at as "dismissedAt"`
const from = sql`app.chronology_mark m
  left join app.chronology_dismissal d on d.partnership_id = m.partnership_id and d.chronology_id = m.chronology_id and d.rule = m.rule
    and d.fingerprint = m.fingerprint and d.ended_at is null
  left join app.agency a on a.partnership_id = m.partnership_id and a.id = m.agency_id
  left join app.agency da on da.partnership_id = d.partnership_id and da.id = d.agency_id
  left join access.principal w on w.partnership_id = d.partnership_id and w.id = d.by_principal`

/** How the entries and people of a mark are shown. */
export interface MarksOf {
  readonly chronologyId: number
  readonly people: readonly Labelled[]
  readonly put: PutLabels
}

async function withEntries(
  ctx: ReadContext,
  of: MarksOf,
  rows: readonly MarkRow[],
): Promise<ListedMark[]> {
  const ids = [...new Set(rows.flatMap((row) => row.entryIds))]
  const { rows: entries } = await sql<EntryRow & { agency: string }>`
    select ${entryColumns}, a.name as agency
    from app.chronology_entry e join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where e.partnership_id = ${ctx.actor.partnershipId} and e.id = any (${ids}::bigint[])`.execute(
    ctx.tx,
  )
  const byId = new Map(entries.map((row) => [row.id, row]))
  return rows.map((row) => ({
    ...row,
    // What a rule compared stands in the texts of agencies.
    details: Object.fromEntries(
      Object.entries(row.details).map(([name, value]) => [
        name,
        typeof value === 'string' ? of.put(value) : value,
      ]),
    ),
    person: of.people.find(({ id }) => id === row.personId)?.label ?? null,
    entries: row.entryIds.flatMap((id) => {
      const entry = byId.get(id)
      if (entry === undefined) return []
      const { happened, happenedAt, event } = contentOf(entry)
      return [{ uid: entry.uid, agency: entry.agency, happened, happenedAt, event: of.put(event) }]
    }),
    dismissed:
      row.reason !== null && row.dismissedAt !== null
        ? { reason: row.reason, by: row.by ?? '', agency: row.byAgency, at: row.dismissedAt }
        : null,
  }))
}

/** The marks of a chronology that stand now: a page of them in the order of time, and the key of the next page. */
export async function listMarks(
  ctx: ReadContext,
  of: MarksOf,
  filter: MarkFilter,
): Promise<{ rows: ListedMark[]; next: Uid | undefined }> {
  const rules = markRuleIds.filter(
    (rule) =>
      (filter.rule === undefined || rule === filter.rule) &&
      (filter.group === undefined || markRules[rule].group === filter.group),
  )
  const after = filter.after
    ? sql`and (m.from_on, m.id) > (select z.from_on, z.id from app.chronology_mark z where z.uid = ${filter.after})`
    : sql``
  const { rows: found } = await sql<MarkRow>`
    select ${columns} from ${from}
    where m.partnership_id = ${ctx.actor.partnershipId} and m.chronology_id = ${of.chronologyId} and m.gone_at is null
      and m.rule = any (${rules}::text[]) and (d.id is null) = ${filter.state === 'open'} ${after}
    order by m.from_on, m.id limit ${marksPerPage + 1}`.execute(ctx.tx)
  const rows = await withEntries(ctx, of, found.slice(0, marksPerPage))
  return { rows, next: found.length > rows.length ? rows.at(-1)?.uid : undefined }
}

/** One mark that stands now. */
export async function getMark(ctx: ReadContext, of: MarksOf, uid: Uid): Promise<ListedMark> {
  const { rows } = await sql<MarkRow>`
    select ${columns} from ${from}
    where m.chronology_id = ${of.chronologyId} and m.uid = ${uid} and m.gone_at is null`.execute(
    ctx.tx,
  )
  const [found] = await withEntries(ctx, of, rows)
  if (found === undefined) throw new Failure('not-found')
  return found
}

/** How many marks of each rule are open, and how many were set aside. */
export async function countMarks(
  ctx: ReadContext,
  chronologyId: number,
): Promise<Map<MarkRuleId, { open: number; dismissed: number }>> {
  const { rows } = await sql<{ rule: MarkRuleId; open: number; dismissed: number }>`
    select m.rule, (count(*) filter (where d.id is null))::int as open, (count(*) filter (where d.id is not null))::int as dismissed
    from ${from}
    where m.partnership_id = ${ctx.actor.partnershipId} and m.chronology_id = ${chronologyId} and m.gone_at is null
    group by 1`.execute(ctx.tx)
  return new Map(rows.map(({ rule, open, dismissed }) => [rule, { open, dismissed }]))
}
