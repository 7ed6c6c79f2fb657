import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { rightsOf } from '../commands/acting-part.ts'
import type { EvidencePage } from '../queries/evidence.ts'
import { isRecommendationEnded } from '../recommendation.ts'
import type { EvidencePageModel } from '../views/evidence-page.tsx'
import { workPaths } from '../work-paths.ts'
import { evidenceRow } from './work-model.ts'

/** Whether something can still be said about this evidence: it stands, and its recommendation has not ended. */
function isLive(found: EvidencePage): boolean {
  return found.inError === null && !isRecommendationEnded(found.of.status)
}

function actsOf(ctx: ReadContext, found: EvidencePage): EvidencePageModel['acts'] {
  const isGiver = found.providedBy.principal === ctx.actor.principalUid
  const mayJudge = can(ctx.actor, 'assurance:judge') && found.stakes.length === 0
  const mayWithdraw = can(ctx.actor, 'evidence:give') && (isGiver || rightsOf(ctx).recordFor)
  const acts = [
    {
      open: mayJudge && found.round === found.of.round,
      href: workPaths.judge(found.id),
      text: found.judgements.length === 0 ? 'Judge it' : 'Judge it again',
    },
    {
      open: mayWithdraw,
      href: workPaths.evidenceInError(found.id),
      text: 'It was recorded in error',
    },
  ]
  return isLive(found) ? acts.filter((each) => each.open) : []
}

function mayConfirm(ctx: ReadContext, found: EvidencePage): boolean {
  const waits = found.inError === null && found.received?.confirmed === false
  return waits && found.isOfReadersAgency && can(ctx.actor, 'evidence:give')
}

/** The page of a piece of evidence as this reader sees it, with what the reader can do now. */
export function evidenceModel(
  ctx: ReadContext,
  found: EvidencePage,
  form: PageForm,
): EvidencePageModel {
  const judges = can(ctx.actor, 'assurance:judge') && isLive(found)
  return {
    ...found,
    ...evidenceRow(ctx, found, found.of.round),
    standsAside: judges ? found.stakes : [],
    acts: actsOf(ctx, found),
    mayConfirm: mayConfirm(ctx, found),
    formKey: form.key,
  }
}
