import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type {
  EntryContent,
  EntryKind,
  EntryUid,
  NamedFact,
  PartStatus,
  PartUid,
  Sighting,
  Theme,
} from '../model.ts'
import type { When, WhenKind } from '../when.ts'
import type { StoredPart } from './parts.ts'

/** The columns of an entry's content as the database gives them. */
export interface EntryRow {
  readonly id: number
  readonly uid: EntryUid
  readonly agency_id: number
  readonly happened_kind: WhenKind
  readonly happened_named: PlainDate
  readonly happened_first: PlainDate
  readonly happened_last: PlainDate
  readonly happened_at: string | null
  readonly knew_kind: WhenKind | null
  readonly knew_named: PlainDate | null
  readonly knew_first: PlainDate | null
  readonly knew_last: PlainDate | null
  readonly recorded_on: PlainDate | null
  readonly kind: EntryKind
  readonly event: string
  readonly source: string
  readonly place: string
  readonly reference: string
  readonly child_seen: Sighting
  readonly child_heard: Sighting
  readonly child_voice: string
  readonly response: string
  readonly analysis: string
  readonly good_practice: boolean
  readonly themes: Theme[]
  readonly facts: NamedFact[]
  readonly person_ids: number[]
  readonly version: number
}

/** The columns of an entry's content, under the alias e. */
export const entryColumns = sql`e.id, e.uid, e.agency_id, e.happened_kind, e.happened_named, e.happened_first, e.happened_last,
  to_char(e.happened_at, 'HH24:MI') as happened_at, e.knew_kind, e.knew_named, e.knew_first, e.knew_last, e.recorded_on, e.kind, e.event, e.source,
  e.place, e.reference, e.child_seen, e.child_heard, e.child_voice, e.response, e.analysis, e.good_practice, e.themes, e.facts,
  to_json(e.person_ids) as person_ids, e.version`

function knewOf(row: EntryRow): When | null {
  const { knew_kind: kind, knew_named: named, knew_first: first, knew_last: last } = row
  return kind === null || named === null || first === null || last === null
    ? null
    : { kind, named, first, last }
}

/** What an entry says, from its row. */
export function contentOf(row: EntryRow): EntryContent {
  return {
    happened: {
      kind: row.happened_kind,
      named: row.happened_named,
      first: row.happened_first,
      last: row.happened_last,
    },
    happenedAt: row.happened_at,
    knew: knewOf(row),
    recordedOn: row.recorded_on,
    kind: row.kind,
    event: row.event,
    source: row.source,
    place: row.place,
    reference: row.reference,
    childSeen: row.child_seen,
    childHeard: row.child_heard,
    childVoice: row.child_voice,
    response: row.response,
    analysis: row.analysis,
    goodPractice: row.good_practice,
    themes: row.themes,
    facts: row.facts,
    personIds: row.person_ids,
  }
}

/** The columns of what an entry says; themes and people as lists, facts as JSON. */
export function columnsOf(content: EntryContent) {
  const { happened, knew } = content
  return {
    happened_kind: happened.kind,
    happened_named: happened.named,
    happened_first: happened.first,
    happened_last: happened.last,
    happened_at: content.happenedAt,
    knew_kind: knew?.kind ?? null,
    knew_named: knew?.named ?? null,
    knew_first: knew?.first ?? null,
    knew_last: knew?.last ?? null,
    recorded_on: content.recordedOn,
    kind: content.kind,
    event: content.event,
    source: content.source,
    place: content.place,
    reference: content.reference,
    child_seen: content.childSeen,
    child_heard: content.childHeard,
    child_voice: content.childVoice,
    response: content.response,
    analysis: content.analysis,
    good_practice: content.goodPractice,
  }
}

const listsOf = (content: EntryContent) => ({
  themes: [...content.themes],
  facts: JSON.stringify(content.facts),
  person_ids: [...content.personIds],
})

/** Adds one entry to a part. */
export async function insertEntry(
  tx: Tx,
  part: StoredPart,
  made: { uid: EntryUid; content: EntryContent },
): Promise<void> {
  await tx
    .insertInto('app.chronology_entry')
    .values({
      uid: made.uid,
      scope_id: part.scopeId,
      part_id: part.id,
      chronology_id: part.chronologyId,
      agency_id: part.agencyId,
      ...columnsOf(made.content),
      ...listsOf(made.content),
    })
    .execute()
}

/** An entry with the part that it belongs to. */
export interface StoredEntry {
  readonly id: number
  readonly uid: EntryUid
  readonly scopeId: number
  readonly partUid: PartUid
  readonly partStatus: PartStatus
  readonly chronologyId: number
  readonly agencyId: number
  readonly content: EntryContent
  readonly inErrorAt: Instant | null
  readonly version: number
}

/**
 * An entry, locked for a change: of what it says together with its part, so that the part is not sent in meanwhile; of the
 * episode that it belongs to by itself.
 */
export async function lockEntry(
  tx: Tx,
  uid: Uid,
  change: 'words' | 'episode' = 'words',
): Promise<StoredEntry> {
  const { rows } = await sql<EntryRow & Omit<StoredEntry, 'content' | 'version' | 'agencyId'>>`
    select ${entryColumns}, e.scope_id as "scopeId", e.chronology_id as "chronologyId", e.in_error_at as "inErrorAt",
      p.uid as "partUid", p.status as "partStatus"
    from app.chronology_entry e
    join app.chronology_part p on p.partnership_id = e.partnership_id and p.id = e.part_id
    where e.uid = ${uid} ${change === 'words' ? sql`for update` : sql`for update of e`}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  const { id, scopeId, partUid, partStatus, chronologyId, inErrorAt, version } = row
  const content = contentOf(row)
  const agencyId = row.agency_id
  return {
    id,
    uid: row.uid,
    scopeId,
    partUid,
    partStatus,
    chronologyId,
    agencyId,
    content,
    inErrorAt,
    version,
  }
}

/** Keeps what an entry says now, and what it said before beside it. */
export async function saveEntry(
  tx: Tx,
  stored: StoredEntry,
  change: { content: EntryContent; reason: string | null },
): Promise<void> {
  await tx
    .insertInto('app.chronology_entry_was')
    .values({
      scope_id: stored.scopeId,
      entry_id: stored.id,
      agency_id: stored.agencyId,
      entry_version: stored.version,
      was: JSON.stringify(stored.content),
      reason: change.reason,
      after_accepted: stored.partStatus === 'accepted',
    })
    .execute()
  await tx
    .updateTable('app.chronology_entry')
    .set({ ...columnsOf(change.content), ...listsOf(change.content), version: stored.version + 1 })
    .where('id', '=', stored.id)
    .execute()
}

/** Marks an entry as recorded in error; it stays, and counts no more. */
export async function markInError(
  tx: Tx,
  stored: StoredEntry,
  mark: { at: Instant; by: number; reason: string },
): Promise<void> {
  await tx
    .updateTable('app.chronology_entry')
    .set({
      in_error_at: mark.at,
      in_error_by: mark.by,
      in_error_reason: mark.reason,
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** Says to which key practice episode an entry belongs. */
export async function saveEpisodeOf(
  tx: Tx,
  stored: StoredEntry,
  episodeId: number | null,
): Promise<void> {
  await tx
    .updateTable('app.chronology_entry')
    .set({ episode_id: episodeId, version: stored.version + 1 })
    .where('id', '=', stored.id)
    .execute()
}

/** How many entries of a part count. */
export async function countEntries(tx: Reader, partId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app.chronology_entry where part_id = ${partId} and in_error_at is null`.execute(
    tx,
  )
  return rows[0]?.n ?? 0
}

/** Whether a chronology has more entries than this. */
export async function hasMoreEntries(
  tx: Reader,
  chronologyId: number,
  most: number,
): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    select count(*) > ${most} as more
    from (select from app.chronology_entry where chronology_id = ${chronologyId} and in_error_at is null limit ${most + 1}) few`.execute(
    tx,
  )
  return rows[0]?.more ?? false
}
