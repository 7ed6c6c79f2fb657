import { getActingFor } from '#features/organisations/index.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { highestLevel } from '../evidence.ts'
import type { EvidenceLevel } from '../model.ts'
import type { StakeHolders } from '../stake.ts'
import { loadAddressees } from '../store/addressees.ts'
import type { StoredAddressee } from '../store/addressees.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { holdersOfWork, loadWork, loadWorkOf } from '../store/work.ts'
import type { WholeWork } from '../store/work.ts'

/** The work on a recommendation, who has a stake in it, and how far accepted evidence reaches. */
export interface RecommendationWork extends WholeWork {
  readonly holders: StakeHolders
  readonly reached: EvidenceLevel | null
}

/** What of a recommendation the work is reckoned from. */
export type WorkOf = Pick<StoredRecommendation, 'id' | 'addressedTo' | 'round'>

/** The work on each of these recommendations, by inner key, in a fixed number of statements however many there are. */
export async function getRecommendationWork(
  ctx: ReadContext,
  recommendations: readonly WorkOf[],
): Promise<ReadonlyMap<number, RecommendationWork>> {
  const ids = recommendations.map((each) => each.id)
  const [work, asked] = await Promise.all([loadWorkOf(ctx.tx, ids), loadAddressees(ctx.tx, ids)])
  return new Map(
    recommendations.flatMap((each) => {
      const own = work.get(each.id)
      if (own === undefined) return []
      const about = { stored: each, asked: asked.get(each.id) ?? [], today: ctx.today }
      return [[each.id, workWith(own, about)]]
    }),
  )
}

/** The work on one recommendation as it was loaded, with who has a stake in it and how far it reaches. */
export function workWith(
  work: WholeWork,
  of: { stored: WorkOf; asked: readonly StoredAddressee[]; today: PlainDate },
): RecommendationWork {
  const { stored, asked, today } = of
  const holders = holdersOfWork(stored, asked, work)
  const counting = { round: stored.round, today, holders }
  return { ...work, holders, reached: highestLevel(work.evidence, counting) }
}

/** The work on one recommendation and who has a stake in it. */
export async function standingFor(
  ctx: ReadContext,
  stored: WorkOf,
): Promise<{ work: WholeWork; holders: StakeHolders }> {
  const [asked, work] = await Promise.all([
    loadAddressees(ctx.tx, [stored.id]),
    loadWork(ctx.tx, stored),
  ])
  return { work, holders: holdersOfWork(stored, asked.get(stored.id) ?? [], work) }
}

/** The outer identity of the reader's agency, if the reader works for one. */
export async function agencyUidOf(ctx: ReadContext): Promise<Uid | undefined> {
  return ctx.actor.agencyId === undefined ? undefined : (await getActingFor(ctx)).uid
}
