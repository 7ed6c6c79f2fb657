import type { ReadContext } from '#platform/context.ts'
import { highestLevel } from '../evidence.ts'
import { checkConsequences } from '../impact-check.ts'
import type { ActionId, EvidenceLevel } from '../model.ts'
import type { StakeHolders } from '../stake.ts'
import { loadAddressees } from '../store/addressees.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { holdersOfWork, loadWork } from '../store/work.ts'
import type { WholeWork } from '../store/work.ts'

/** The work on a recommendation and who has a stake in it, as a judgement needs them. */
export interface StandingWork {
  readonly work: WholeWork
  readonly holders: StakeHolders
}

/** Loads the work and the stakes as they are now; the recommendation is locked by the caller. */
export async function standingWork(
  ctx: Pick<ReadContext, 'tx'>,
  stored: StoredRecommendation,
): Promise<StandingWork> {
  const asked = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  const work = await loadWork(ctx.tx, stored)
  return { work, holders: holdersOfWork(stored, asked, work) }
}

/** The highest level of evidence for one action that counts now. */
export function acceptedFor(
  action: ActionId,
  { work, holders }: StandingWork,
  moment: { readonly round: number; readonly today: ReadContext['today'] },
): EvidenceLevel | null {
  const own = work.evidence.filter((one) => one.actions.includes(action))
  return highestLevel(own, { ...moment, holders })
}

/** Whether the last check of a round that could tell found that the change held. */
export function hasHeld({ work }: StandingWork, round: number): boolean {
  const told = work.checks.flatMap((check) => {
    if (check.round !== round || check.result === null) return []
    const follows = checkConsequences[check.result.judgement]
    return follows === 'check-again' ? [] : [{ on: check.result.on, follows }]
  })
  return told.toSorted((a, b) => (a.on < b.on ? -1 : 1)).at(-1)?.follows === 'held'
}
