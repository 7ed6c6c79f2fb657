import { sql } from 'kysely'
import { getCaseKeys } from '#features/cases/index.ts'
import type { CaseKeys } from '#features/cases/index.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { mayQuote } from '../finding.ts'
import type { FindingKind, OverallConclusion } from '../model.ts'
import { findFinding, loadEvidence } from '../store/findings.ts'
import type { StoredFinding, StoredFindingEvidence } from '../store/findings.ts'
import { findShared, loadAdoptions } from '../store/shared-findings.ts'
import type { SharedFinding, StoredAdoption } from '../store/shared-findings.ts'

/** How many findings a page of the list holds. */
export const findingsPerPage = 25

/** One finding in a list: as it stands in the record, or only in the words in which it is shared with the reader. */
export interface FindingRow {
  readonly id: number
  readonly uid: Uid
  readonly kind: FindingKind
  readonly text: string
  readonly status: 'draft' | 'agreed'
  readonly isShared: boolean
  readonly adoptions: number
}

/** What a list of findings may be narrowed to. */
export interface FindingFilter {
  readonly kind?: FindingKind | undefined
  /** The last finding of the page before. */
  readonly after?: Uid | undefined
}

/**
 * Findings that are open to the caller, the newest first: those of cases that are open, and those that are shared with the
 * caller without their case. Each part is read in list order, so the page costs the same however many there are.
 */
export async function listFindings(
  ctx: ReadContext,
  filter: FindingFilter,
): Promise<{ rows: FindingRow[]; next: Uid | undefined }> {
  const kind = filter.kind ?? null
  const before =
    filter.after === undefined
      ? sql`null::bigint`
      : sql`(select f.id from app.finding f where f.uid = ${filter.after}
          union all select s.finding_id from app.shared_finding s where s.uid = ${filter.after} limit 1)`
  const most = findingsPerPage + 1
  const { rows: found } = await sql<FindingRow>`
    select * from (
      (select f.id, f.uid, f.kind, f.text, f.status, s.id is not null as "isShared",
         (select count(*)::int from app.adoption d where d.partnership_id = s.partnership_id and d.shared_finding_id = s.id) as adoptions
       from app.finding f
       left join app.shared_finding s on s.partnership_id = f.partnership_id and s.finding_id = f.id and s.withdrawn_at is null
       where ${withinReach(ctx.actor, 'case', 'f')} and f.in_error_at is null and (${kind}::text is null or f.kind = ${kind}) and (${filter.after === undefined} or f.id < ${before})
       order by f.id desc limit ${most})
      union all
      (select s.finding_id, s.uid, s.kind, s.text, 'agreed', true,
         (select count(*)::int from app.adoption d where d.partnership_id = s.partnership_id and d.shared_finding_id = s.id)
       from app.shared_finding s
       where ${withinReach(ctx.actor, 'recommendation', 's')} and s.withdrawn_at is null and (${kind}::text is null or s.kind = ${kind}) and (${filter.after === undefined} or s.finding_id < ${before})
         and not exists (select from app.finding f where f.partnership_id = s.partnership_id and f.id = s.finding_id)
       order by s.finding_id desc limit ${most})
    ) every_one order by id desc limit ${most}`.execute(ctx.tx)
  const rows = found.slice(0, findingsPerPage)
  return { rows, next: found.length > findingsPerPage ? rows.at(-1)?.uid : undefined }
}

/** The findings of a case, in the order in which they were recorded. */
export async function listFindingsOf(ctx: ReadContext, caseId: number): Promise<FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    select f.id, f.uid, f.kind, f.text, f.status, s.id is not null as "isShared",
      (select count(*)::int from app.adoption d where d.partnership_id = s.partnership_id and d.shared_finding_id = s.id) as adoptions
    from app.finding f
    left join app.shared_finding s on s.partnership_id = f.partnership_id and s.finding_id = f.id and s.withdrawn_at is null
    where f.case_id = ${caseId} and f.in_error_at is null order by f.id limit 500`.execute(ctx.tx)
  return rows
}

/** Findings of a case, to name those on which a recommendation rests. */
export async function listFindingChoices(
  ctx: ReadContext,
  caseUid: Uid,
): Promise<{ uid: Uid; text: string }[]> {
  const keys = await getCaseKeys(ctx, caseUid)
  const rows = await listFindingsOf(ctx, keys.id)
  return rows.map(({ uid, text }) => ({ uid, text: text.slice(0, 120) }))
}

/** What the review concludes over all, as it stands. */
export interface ConclusionRow {
  readonly verdict: OverallConclusion['verdict']
  readonly text: string
  readonly place: string | null
  readonly at: Instant
  readonly by: string
}

/** A case with its conclusion, its findings and the recommendations that come from it. */
export interface CaseFindings extends CaseKeys {
  readonly conclusion: ConclusionRow | undefined
  readonly earlier: readonly ConclusionRow[]
  readonly findings: readonly FindingRow[]
}

/** The findings of a case with its conclusion; not found when the case is not open to the caller. */
export async function getCaseFindings(ctx: ReadContext, caseUid: Uid): Promise<CaseFindings> {
  const keys = await getCaseKeys(ctx, caseUid)
  const { rows } = await sql<ConclusionRow>`
    select c.verdict, c.text, c.place, c.at, p.name as by from app.conclusion c
    join access.principal p on p.partnership_id = c.partnership_id and p.id = c.by_principal
    where c.case_id = ${keys.id} order by c.id desc limit 50`.execute(ctx.tx)
  const [conclusion, ...earlier] = rows
  return { ...keys, conclusion, earlier, findings: await listFindingsOf(ctx, keys.id) }
}

/** A finding as its page shows it: whole for those who may see its case, else only the words that are shared. */
export type FindingPage = FindingInRecord | FindingShared

/** A finding of a case that is open to the reader. */
export interface FindingInRecord extends StoredFinding {
  readonly seen: 'record'
  readonly scopeUid: Uid
  readonly fromCase: { readonly uid: Uid; readonly reference: string }
  readonly agencies: readonly string[]
  readonly evidence: readonly (StoredFindingEvidence & { readonly mayBeQuoted: boolean })[]
  readonly shared: SharedFinding | undefined
  readonly adoptions: readonly StoredAdoption[]
}

/** A finding in the words in which it is shared, and nothing of its case. */
export interface FindingShared {
  readonly seen: 'shared'
  readonly uid: Uid
  readonly scopeUid: Uid
  readonly shared: SharedFinding
  readonly adoptions: readonly StoredAdoption[]
}

async function sharedPage(ctx: ReadContext, uid: Uid): Promise<FindingShared> {
  const { rows } = await sql<SharedFinding & { scopeUid: Uid }>`
    select id, uid, scope_id as "scopeId", finding_id as "findingId", kind, text, version, access.scope_uid(scope_id) as "scopeUid"
    from app.shared_finding where uid = ${uid} and withdrawn_at is null`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  const { scopeUid, ...shared } = row
  return {
    seen: 'shared',
    uid: shared.uid,
    scopeUid,
    shared,
    adoptions: await loadAdoptions(ctx.tx, shared.id),
  }
}

// Words that the family took back leave the store no further than here.
function quoted(evidence: StoredFindingEvidence, today: PlainDate) {
  const mayBeQuoted = mayQuote(evidence, today)
  if (mayBeQuoted || evidence.kind !== 'family-words') return { ...evidence, mayBeQuoted }
  return { ...evidence, words: '', mayBeQuoted }
}

/** The page of a finding, by its own id or by that of its shared form; not found when neither is open to the caller. */
export async function getFindingPage(ctx: ReadContext, uid: Uid): Promise<FindingPage> {
  const stored = await findFinding(ctx.tx, uid)
  if (stored === undefined) return sharedPage(ctx, uid)
  const { rows } = await sql<{
    scopeUid: Uid
    uid: Uid
    reference: string
    agencies: string[] | null
  }>`
    select access.scope_uid(f.scope_id) as "scopeUid", c.uid, c.reference,
      (select array_agg(a.name order by lower(a.name)) from app.finding_agency g
       join app.agency a on a.partnership_id = g.partnership_id and a.id = g.agency_id
       where g.partnership_id = f.partnership_id and g.finding_id = f.id) as agencies
    from app.finding f join app.serious_case c on c.partnership_id = f.partnership_id and c.id = f.case_id
    where f.id = ${stored.id}`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  const shared = await findShared(ctx.tx, stored.id)
  const evidence = await loadEvidence(ctx.tx, stored.id)
  return {
    ...stored,
    seen: 'record',
    scopeUid: row.scopeUid,
    fromCase: { uid: idOf<'case'>(row.uid), reference: row.reference },
    agencies: row.agencies ?? [],
    evidence: evidence.map((each) => quoted(each, ctx.today)),
    shared,
    adoptions: shared === undefined ? [] : await loadAdoptions(ctx.tx, shared.id),
  }
}

/** A finding of a case that is open to the caller, for its forms. */
export async function getFindingInRecord(ctx: ReadContext, uid: Uid): Promise<FindingInRecord> {
  const found = await getFindingPage(ctx, uid)
  if (found.seen !== 'record') throw new Failure('not-found')
  return found
}
