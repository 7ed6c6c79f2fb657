import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { highestLevel } from '../evidence.ts'
import type { EvidenceLevel } from '../model.ts'
import type { StandingAddressee } from '../recommendation-history.ts'
import { answerThatStands, standingOf } from '../recommendation-standing.ts'
import { loadAddressees } from '../store/addressees.ts'
import type { StoredAddressee } from '../store/addressees.ts'
import { loadAnswers } from '../store/answers.ts'
import type { StoredAnswer } from '../store/answers.ts'
import { findRecommendation } from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { holdersOfWork, loadReach } from '../store/work.ts'

/** A recommendation with the answers to it. */
export interface AnsweredRecommendation extends StoredRecommendation {
  readonly scopeUid: Uid
  readonly addressees: readonly (StoredAddressee & StandingAddressee<StoredAnswer>)[]
  readonly answers: readonly StoredAnswer[]
}

/** What a program is told of a recommendation: less than the page shows, so less is read for it. */
export interface RecommendationData extends AnsweredRecommendation {
  readonly supersededBy: Uid | null
  readonly reached: EvidenceLevel | null
}

type Around = { scopeUid: Uid; later: Uid | null }

async function around(ctx: ReadContext, id: number): Promise<Around> {
  const { rows } = await sql<Around>`
    select access.scope_uid(r.scope_id) as "scopeUid", l.uid as later
    from app.recommendation r
    left join app.recommendation l on l.partnership_id = r.partnership_id and l.id = r.superseded_by_id
    where r.id = ${id}`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** Who is asked by a recommendation and what each of them answered. */
export async function loadAnswered(
  ctx: ReadContext,
  stored: Pick<StoredRecommendation, 'id'>,
): Promise<Pick<AnsweredRecommendation, 'addressees' | 'answers'>> {
  const [asked, answered] = await Promise.all([
    loadAddressees(ctx.tx, [stored.id]),
    loadAnswers(ctx.tx, [stored.id]),
  ])
  const answers = answered.get(stored.id) ?? []
  const given = answers.filter((answer) => answer.inError === null)
  const addressees = (asked.get(stored.id) ?? []).map((each) => {
    const answer = answerThatStands(given, each)
    return { ...each, answer, standing: standingOf(each, answer, ctx.today) }
  })
  return { answers, addressees }
}

async function find(ctx: ReadContext, uid: Uid): Promise<StoredRecommendation> {
  const stored = await findRecommendation(ctx.tx, uid)
  if (stored === undefined) throw new Failure('not-found')
  return stored
}

/** A recommendation with the answers to it; not found when it is not open to the caller. */
export async function getAnsweredRecommendation(
  ctx: ReadContext,
  uid: Uid,
): Promise<AnsweredRecommendation> {
  const stored = await find(ctx, uid)
  const [told, answered] = await Promise.all([around(ctx, stored.id), loadAnswered(ctx, stored)])
  return { ...stored, ...answered, scopeUid: told.scopeUid }
}

/** A recommendation as programs read it; not found when it is not open to the caller. */
export async function getRecommendationData(
  ctx: ReadContext,
  uid: Uid,
): Promise<RecommendationData> {
  const stored = await find(ctx, uid)
  const [told, answered, reach] = await Promise.all([
    around(ctx, stored.id),
    loadAnswered(ctx, stored),
    loadReach(ctx.tx, stored.id),
  ])
  const holders = holdersOfWork(stored, answered.addressees, reach)
  const counting = { round: stored.round, today: ctx.today, holders }
  return {
    ...stored,
    ...answered,
    scopeUid: told.scopeUid,
    supersededBy: told.later,
    reached: highestLevel(reach.evidence, counting),
  }
}
