import { loadReviewDeadlines } from '#features/cases/index.ts'
import type { Deadline } from '#features/cases/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { openDelays } from '../delays.ts'
import type { Delay } from '../model.ts'
import type { ReviewFrame } from '../store/case-reviews.ts'

const notOwed: ReadonlySet<string> = new Set(['review-publication', 'prepublication'])

interface Known {
  readonly frame: ReviewFrame
  readonly delays: readonly Delay[]
}

function recordOf({ frame, delays }: Known) {
  const lasting = openDelays(delays)
  const told = lasting.flatMap(({ panelToldOn }) => (panelToldOn === null ? [] : [panelToldOn]))
  const lastTold = told.length === lasting.length ? told.toSorted().at(-1) : undefined
  return {
    decidedOn: frame.decidedOn,
    delayForeseenOn: lasting[0]?.foreseenOn ?? null,
    publishOn: frame.publishOn,
    publishedOn: frame.publishedOn,
    doneOn: {
      ...(frame.publishedOn && { 'review-publication': frame.publishedOn }),
      ...(frame.copySentOn && { prepublication: frame.copySentOn }),
      ...(lastTold && { 'review-delay-notice': lastTold }),
    },
  }
}

/** The deadlines of reviews, in their order. A report that is withheld is not owed to the public by a day any more. */
export async function deadlinesOfReviews(
  ctx: ReadContext,
  reviews: readonly Known[],
): Promise<readonly (readonly Deadline[])[]> {
  const found = await loadReviewDeadlines(ctx, reviews.map(recordOf))
  return found.map((deadlines, at) =>
    reviews[at]?.frame.status === 'withheld'
      ? deadlines.filter(({ rule }) => !notOwed.has(rule.id))
      : deadlines,
  )
}
