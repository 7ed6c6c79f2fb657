import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Stake } from '../model.ts'
import { stakesOf } from '../stake.ts'
import { loadActionsOf } from '../store/action-records.ts'
import { findEvidence } from '../store/evidence-records.ts'
import type { EvidenceRecord, PaperRecord } from '../store/evidence-records.ts'
import { findRecommendation } from '../store/recommendations.ts'
import { getOfRecommendation } from './action-page.ts'
import type { OfRecommendation } from './action-page.ts'
import { agencyUidOf, standingFor } from './recommendation-work.ts'

/** All that the page of a piece of evidence shows. */
export interface EvidencePage extends EvidenceRecord {
  readonly of: OfRecommendation
  readonly speaksFor: readonly { readonly uid: Uid; readonly text: string }[]
  /** Why the reader may not judge it; none for whoever may. */
  readonly stakes: readonly Stake[]
  readonly isOfReadersAgency: boolean
}

/** The page of a piece of evidence; not found when it is not open to the caller. */
export async function getEvidencePage(ctx: ReadContext, uid: Uid): Promise<EvidencePage> {
  const evidence = await findEvidence(ctx.tx, uid)
  const stored = evidence && (await findRecommendation(ctx.tx, evidence.recommendation))
  if (evidence === undefined || stored === undefined) throw new Failure('not-found')
  const { holders } = await standingFor(ctx, stored)
  const agency = await agencyUidOf(ctx)
  const principal = idOf<'principal'>(ctx.actor.principalUid)
  const actions = await loadActionsOf(ctx.tx, [stored.id])
  return {
    ...evidence,
    of: await getOfRecommendation(ctx, stored.id),
    speaksFor: actions
      .filter((action) => evidence.actions.includes(action.uid))
      .map(({ uid: of, text }) => ({ uid: of, text })),
    stakes:
      agency === undefined
        ? []
        : stakesOf({ principal, agency: idOf(agency), post: null }, holders),
    isOfReadersAgency: agency === evidence.providedBy.agency,
  }
}

/** A paper of a piece of evidence; not found when the evidence is not open to the caller. */
export async function getPaper(
  ctx: ReadContext,
  at: { uid: Uid; paper: Uid },
): Promise<{ evidence: EvidenceRecord; paper: PaperRecord }> {
  const evidence = await findEvidence(ctx.tx, at.uid)
  const paper = evidence?.papers.find((each) => each.uid === at.paper)
  if (evidence === undefined || paper === undefined) throw new Failure('not-found')
  return { evidence, paper }
}
