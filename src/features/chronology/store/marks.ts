import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { markRulesVersion } from '../mark-rules.ts'
import type { MarkRuleId } from '../mark-rules.ts'
import type { Mark, MarkEntry } from '../mark.ts'
import type { StoredChronology } from './parts.ts'

/** No more marks than this are kept: whoever has that many sets the lengths of the rules first. */
const mostMarks = 5000

/** What the rules look at, of all entries that count, in the order of their first days. */
export async function loadMarkEntries(tx: Reader, chronologyId: number): Promise<MarkEntry[]> {
  const { rows } = await sql<MarkEntry>`
    select id, agency_id as "agencyId", happened_first as first, happened_last as last, to_char(happened_at, 'HH24:MI') as at,
      knew_first as "knewFirst", knew_last as "knewLast", recorded_on as "recordedOn", kind, place, reference, child_seen as seen,
      to_json(person_ids) as "personIds", facts
    from app.chronology_entry
    where chronology_id = ${chronologyId} and in_error_at is null
    order by happened_first, happened_last, sort_time, id`.execute(tx)
  return rows
}

function fingerprintOf(mark: Mark): string {
  return createHash('sha256').update(`${mark.rule} ${mark.basis}`).digest('hex')
}

/**
 * Keeps the marks as they are now: new ones are raised, those whose facts are no longer so are gone, and one whose facts came
 * back is there again. A dismissal is bound to the facts, so it holds for whatever mark has the same.
 */
export async function saveMarks(
  tx: Tx,
  stored: StoredChronology,
  found: { marks: readonly Mark[]; at: Instant },
): Promise<void> {
  const kept = found.marks.slice(0, mostMarks)
  const rows = kept.map((mark) => ({
    rule: mark.rule,
    rule_version: mark.ruleVersion,
    fingerprint: fingerprintOf(mark),
    entry_ids: mark.entries,
    agency_id: mark.agencyId,
    person_id: mark.personId,
    from_on: mark.from,
    to_on: mark.to,
    details: mark.details,
  }))
  const given = JSON.stringify(rows)
  const shape = sql`jsonb_to_recordset(${given}::jsonb) as n (rule text, rule_version integer, fingerprint text, entry_ids bigint[], agency_id bigint,
    person_id bigint, from_on date, to_on date, details jsonb)`
  await sql`
    update app.chronology_mark m set gone_at = ${found.at}
    where m.chronology_id = ${stored.id} and m.gone_at is null
      and not exists (select from ${shape} where n.rule = m.rule and n.fingerprint = m.fingerprint)`.execute(
    tx,
  )
  await sql`
    update app.chronology_mark m set gone_at = null, entry_ids = n.entry_ids, rule_version = n.rule_version, details = n.details
    from ${shape}
    where m.chronology_id = ${stored.id} and m.rule = n.rule and m.fingerprint = n.fingerprint and m.gone_at is not null`.execute(
    tx,
  )
  await sql`
    insert into app.chronology_mark (scope_id, chronology_id, rule, rule_version, fingerprint, entry_ids, agency_id, person_id, from_on, to_on, details, raised_at)
    select ${stored.scopeId}, ${stored.id}, n.rule, n.rule_version, n.fingerprint, n.entry_ids, n.agency_id, n.person_id, n.from_on, n.to_on, n.details, ${found.at}
    from ${shape}
    where not exists (select from app.chronology_mark m
      where m.chronology_id = ${stored.id} and m.rule = n.rule and m.fingerprint = n.fingerprint)`.execute(
    tx,
  )
  await tx
    .updateTable('app.chronology')
    .set({
      marks_at: found.at,
      marks_rules: markRulesVersion,
      marks_cut: found.marks.length > kept.length,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** Has the marks worked out by the job; asked for again before it has begun, it is done once. */
export async function queueMarks(
  tx: Tx,
  chronologyId: number,
  afterSeconds: number,
): Promise<void> {
  await sql`select app.queue_chronology_marks(${chronologyId}, ${afterSeconds})`.execute(tx)
}

/** A mark by its keys. */
export interface StoredMark {
  readonly id: number
  readonly uid: Uid
  readonly rule: MarkRuleId
  readonly fingerprint: string
  readonly dismissed: boolean
}

/** A mark of a chronology that stands now. */
export async function getStoredMark(
  tx: Reader,
  at: { chronologyId: number; uid: Uid },
): Promise<StoredMark> {
  const { rows } = await sql<StoredMark>`
    select m.id, m.uid, m.rule, m.fingerprint, d.id is not null as dismissed
    from app.chronology_mark m
    left join app.chronology_dismissal d on d.partnership_id = m.partnership_id and d.chronology_id = m.chronology_id and d.rule = m.rule
      and d.fingerprint = m.fingerprint and d.ended_at is null
    where m.chronology_id = ${at.chronologyId} and m.uid = ${at.uid} and m.gone_at is null`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** Sets a mark aside. */
export async function insertDismissal(
  tx: Tx,
  at: { chronology: StoredChronology; mark: StoredMark },
  made: { uid: UidOf<'chronology-dismissal'>; reason: string; agencyId: number | null },
): Promise<void> {
  await tx
    .insertInto('app.chronology_dismissal')
    .values({
      uid: made.uid,
      scope_id: at.chronology.scopeId,
      chronology_id: at.chronology.id,
      rule: at.mark.rule,
      fingerprint: at.mark.fingerprint,
      reason: made.reason,
      agency_id: made.agencyId,
    })
    .execute()
}

/** Takes up again what was set aside. */
export async function endDismissal(
  tx: Tx,
  at: { chronology: StoredChronology; mark: StoredMark },
  ended: { at: Instant; by: number },
): Promise<void> {
  await tx
    .updateTable('app.chronology_dismissal')
    .set({ ended_at: ended.at, ended_by: ended.by })
    .where('chronology_id', '=', at.chronology.id)
    .where('rule', '=', at.mark.rule)
    .where('fingerprint', '=', at.mark.fingerprint)
    .where('ended_at', 'is', null)
    .execute()
}

/** A key practice episode. */
export interface Episode {
  readonly id: number
  readonly uid: UidOf<'chronology-episode'>
  readonly title: string
  readonly fromOn: PlainDate
  readonly toOn: PlainDate
  readonly chosen: string
  readonly expected: string
  readonly happened: string
  readonly why: string
  readonly good: string
  readonly learning: string
  readonly version: number
}

/** What is written about an episode. */
export type EpisodeWords = Omit<Episode, 'id' | 'uid' | 'version'>

/** The key practice episodes of a chronology, in the order of time. */
export async function listEpisodes(tx: Reader, chronologyId: number): Promise<Episode[]> {
  const { rows } = await sql<Episode>`
    select id, uid, title, from_on as "fromOn", to_on as "toOn", chosen, expected, happened, why, good, learning, version
    from app.chronology_episode where chronology_id = ${chronologyId} and in_error_at is null order by from_on, id`.execute(
    tx,
  )
  return rows
}

function columnsOfEpisode(words: EpisodeWords) {
  const { title, fromOn, toOn, chosen, expected, happened, why, good, learning } = words
  return { title, from_on: fromOn, to_on: toOn, chosen, expected, happened, why, good, learning }
}

/** Describes a new episode. */
export async function insertEpisode(
  tx: Tx,
  chronology: StoredChronology,
  made: { uid: UidOf<'chronology-episode'>; words: EpisodeWords },
): Promise<void> {
  await tx
    .insertInto('app.chronology_episode')
    .values({
      uid: made.uid,
      scope_id: chronology.scopeId,
      chronology_id: chronology.id,
      ...columnsOfEpisode(made.words),
    })
    .execute()
}

/** An episode of a chronology, locked for a change. */
export async function lockEpisode(
  tx: Tx,
  at: { chronologyId: number; uid: Uid },
): Promise<{ id: number; version: number }> {
  const row = await tx
    .selectFrom('app.chronology_episode')
    .select(['id', 'version'])
    .where('chronology_id', '=', at.chronologyId)
    .where('uid', '=', at.uid)
    .where('in_error_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** Keeps other words for an episode. */
export async function saveEpisode(
  tx: Tx,
  stored: { id: number; version: number },
  words: EpisodeWords,
): Promise<void> {
  await tx
    .updateTable('app.chronology_episode')
    .set({ ...columnsOfEpisode(words), version: stored.version + 1 })
    .where('id', '=', stored.id)
    .execute()
}
