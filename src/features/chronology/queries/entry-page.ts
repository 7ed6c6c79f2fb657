import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { EntryContent, PartStatus } from '../model.ts'
import { entryColumns } from '../store/entries.ts'
import { shown } from './entries.ts'
import type { EntriesOf, Found, ListedEntry } from './entries.ts'

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
  /** The case, for whoever sees it. */
  readonly caseUid: Uid | null
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
      e.chronology_id as "chronologyId", p.case_reference as "caseReference", k.uid as "caseUid", e.added_at as "addedAt", coalesce(w.name, '') as "addedBy",
      e.in_error_at as "inErrorAt", e.in_error_reason as "inErrorReason"
    from app.chronology_entry e
    join app.chronology_part p on p.partnership_id = e.partnership_id and p.id = e.part_id
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    left join app.chronology y on y.partnership_id = e.partnership_id and y.id = e.chronology_id
    left join app.serious_case k on k.partnership_id = y.partnership_id and k.id = y.case_id
    left join app.chronology_episode o on o.partnership_id = e.partnership_id and o.id = e.episode_id
    left join access.principal w on w.partnership_id = e.partnership_id and w.id = e.added_by
    where e.uid = ${uid}`.execute(ctx.tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  const { scopeId, scopeUid, partUid, partStatus, chronologyId, caseReference, caseUid } = row
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
    caseUid,
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
