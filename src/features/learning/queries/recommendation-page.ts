import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { EventLine, RungLine, StandingAddressee } from '../recommendation-history.ts'
import type { EvidenceLevel } from '../model.ts'
import { levelShownByAll, notShownBy } from '../shown-by.ts'
import { loadAddressees } from '../store/addressees.ts'
import type { StoredAddressee } from '../store/addressees.ts'
import type { StoredAnswer } from '../store/answers.ts'
import { findRecommendation } from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { loadAnswered } from './recommendation-data.ts'
import { workWith } from './recommendation-work.ts'
import type { RecommendationWork } from './recommendation-work.ts'
import { actionFactsOf, askedOf, loadWork } from '../store/work.ts'

/** Something else that the page names and leads to. */
export interface Named {
  readonly uid: Uid
  readonly reference: string
}

/** All that the page of a recommendation shows. */
export interface RecommendationPage extends StoredRecommendation {
  readonly scopeUid: Uid
  /** Whether it belongs to the reader's partnership, and is not shared by another one. */
  readonly own: boolean
  readonly recordedAt: Instant
  readonly recordedBy: string
  readonly inErrorReason: string | null
  readonly fromCase: Named | null
  readonly fromReview: Named | null
  readonly supersededBy: Named | null
  readonly findings: readonly { readonly uid: Uid; readonly text: string }[]
  readonly addressees: readonly StandingAddressee<StoredAnswer>[]
  readonly answers: readonly StoredAnswer[]
  readonly events: readonly EventLine[]
  readonly rungs: readonly RungLine[]
  /** What was done for it and what became of that. */
  readonly work: RecommendationWork
  /** The highest level of evidence that counts now. */
  readonly reached: EvidenceLevel | null
  /** The least that counts now for one of the agencies that are asked. */
  readonly reachedByAll: EvidenceLevel | null
  /** The agencies that are asked and for which evidence at the rung is not there. */
  readonly notShownBy: readonly string[]
}

type Around = {
  scopeUid: Uid
  own: boolean
  recordedAt: Instant
  recordedBy: string
  inErrorReason: string | null
  caseUid: Uid | null
  caseReference: string | null
  laterUid: Uid | null
  laterReference: string | null
  reviewUid: Uid | null
  reviewReference: string | null
}

async function around(ctx: ReadContext, id: number): Promise<Around> {
  // A case, a review or a later recommendation that is not open to the reader is not named: its row does not come back.
  const { rows } = await sql<Around>`
    select access.scope_uid(r.scope_id) as "scopeUid", r.partnership_id = ${ctx.actor.partnershipId} as own, r.recorded_at as "recordedAt",
      coalesce(p.name, 'Another partnership') as "recordedBy",
      r.in_error_reason as "inErrorReason", c.uid as "caseUid", c.reference as "caseReference", l.uid as "laterUid", l.reference as "laterReference",
      v.uid as "reviewUid", v.reference as "reviewReference"
    from app.recommendation r
    left join access.principal p on p.partnership_id = r.partnership_id and p.id = r.recorded_by
    left join app.serious_case c on c.partnership_id = r.partnership_id and c.id = r.case_id
    left join app.recommendation l on l.partnership_id = r.partnership_id and l.id = r.superseded_by_id
    left join app.case_review v on v.partnership_id = r.partnership_id and v.id = r.review_id
    where r.id = ${id}`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  return row
}

async function listEvents(ctx: ReadContext, id: number): Promise<EventLine[]> {
  const { rows } = await sql<EventLine>`
    select e.act, e.to_status as "to", e.round, e.on_day as "on", e.reason, e.advice, e.at, p.name as by, a.name as agency
    from app.recommendation_event e
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    join app.agency a on a.partnership_id = e.partnership_id and a.id = e.agency_id
    where e.recommendation_id = ${id} order by e.id`.execute(ctx.tx)
  return rows
}

async function listRungs(ctx: ReadContext, id: number): Promise<RungLine[]> {
  const { rows } = await sql<RungLine>`
    select s.rung, s.reason, s.at, p.name as by, a.name as agency
    from app.rung_setting s
    join access.principal p on p.partnership_id = s.partnership_id and p.id = s.by_principal
    join app.agency a on a.partnership_id = s.partnership_id and a.id = s.agency_id
    where s.recommendation_id = ${id} order by s.id`.execute(ctx.tx)
  return rows
}

async function listFindings(ctx: ReadContext, id: number): Promise<{ uid: Uid; text: string }[]> {
  const { rows } = await sql<{ uid: Uid; text: string }>`
    select f.uid, f.text from app.recommendation_finding t
    join app.finding f on f.partnership_id = t.partnership_id and f.id = t.finding_id
    where t.recommendation_id = ${id} and f.in_error_at is null order by t.id`.execute(ctx.tx)
  return rows
}

function shownBy(
  ctx: ReadContext,
  stored: StoredRecommendation,
  { addressees, work }: { addressees: readonly StoredAddressee[]; work: RecommendationWork },
): Pick<RecommendationPage, 'reachedByAll' | 'notShownBy'> {
  const counting = { round: stored.round, today: ctx.today, holders: work.holders }
  const about = {
    evidence: work.evidence,
    actions: actionFactsOf(work.records),
    asked: askedOf(stored, addressees),
  }
  const missing = stored.rung === null ? [] : notShownBy(stored.rung, about, counting)
  return {
    reachedByAll: levelShownByAll(about, counting),
    notShownBy: missing.map((each) => each.name),
  }
}

const named = (uid: Uid | null, reference: string | null): Named | null =>
  uid === null || reference === null ? null : { uid, reference }

/** The page of a recommendation; not found when it is not open to the caller. */
export async function getRecommendationPage(
  ctx: ReadContext,
  uid: Uid,
): Promise<RecommendationPage> {
  const stored = await findRecommendation(ctx.tx, uid)
  if (stored === undefined) throw new Failure('not-found')
  const { id } = stored
  const [told, { addressees, answers }, whole, findings, events, rungs] = await Promise.all([
    around(ctx, id),
    loadAnswered(ctx, stored),
    loadWork(ctx.tx, stored),
    listFindings(ctx, id),
    listEvents(ctx, id),
    listRungs(ctx, id),
  ])
  const work = workWith(whole, { stored, asked: addressees, today: ctx.today })
  return {
    ...stored,
    scopeUid: told.scopeUid,
    own: told.own,
    recordedAt: told.recordedAt,
    recordedBy: told.recordedBy,
    inErrorReason: told.inErrorReason,
    fromCase: named(told.caseUid, told.caseReference),
    fromReview: named(told.reviewUid, told.reviewReference),
    supersededBy: named(told.laterUid, told.laterReference),
    findings,
    addressees,
    answers,
    events,
    rungs,
    work,
    reached: work.reached,
    ...shownBy(ctx, stored, { addressees, work }),
  }
}

/** The keys of a recommendation, for its forms. */
export interface RecommendationKeys extends StoredRecommendation {
  readonly scopeUid: Uid
  readonly addressees: readonly StoredAddressee[]
}

/** A recommendation as its forms need it; not found when it is not open to the caller or was recorded in error. */
export async function getRecommendationKeys(
  ctx: ReadContext,
  uid: Uid,
): Promise<RecommendationKeys> {
  const stored = await findRecommendation(ctx.tx, uid)
  if (stored === undefined || stored.inError) throw new Failure('not-found')
  const { scopeUid } = await around(ctx, stored.id)
  const addressees = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  return { ...stored, scopeUid, addressees }
}
