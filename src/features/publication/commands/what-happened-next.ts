import { getRecommendationPage, whatHappenedNext } from '#features/learning/index.ts'
import type { RecommendationPage } from '#features/learning/index.ts'
import type { ActContext, ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { PublicState, PublishedRecommendation } from '../model.ts'
import { getPublication } from '../queries/publications.ts'
import * as store from '../store/publications.ts'

/** The honest word about a recommendation today. */
function stateOf(ctx: ReadContext, page: RecommendationPage): PublicState {
  const { status, rung, reachedByAll, addressees, dueOn } = page
  return whatHappenedNext({
    status,
    rung,
    acceptedLevel: reachedByAll,
    someActionOverdue: dueOn !== null && dueOn < ctx.today,
    allAddresseesAnswered: addressees.every((each) => each.answer !== undefined),
  })
}

function addresseeWords({ addressedTo, addressees }: RecommendationPage): string {
  if (addressedTo === 'partnership') return 'the whole partnership'
  if (addressedTo === 'national') return 'national bodies'
  return addressees
    .map((each) => each.name)
    .join(', ')
    .slice(0, 300)
}

/** A recommendation of the learning record as the public page shows it; one recorded in error is not found. */
export async function recommendationForPage(
  ctx: ActContext,
  uid: Uid,
): Promise<PublishedRecommendation> {
  const page = await getRecommendationPage(ctx, uid)
  if (page.inError) throw new Failure('not-found')
  return {
    id: ctx.newUid(),
    recommendation: uid,
    words: page.agreedText ?? page.text,
    addressee: addresseeWords(page),
    state: stateOf(ctx, page),
    stateOn: ctx.today,
  }
}

/**
 * Brings the public word about one recommendation up to date wherever it is published. Learning's acts may call it in
 * their own transaction; it changes a word of a closed set and a day, never a text, so nothing has to be checked again.
 */
export async function tellWhatHappenedNext(ctx: ActContext, recommendation: Uid): Promise<number> {
  const page = await getRecommendationPage(ctx, recommendation)
  const state = stateOf(ctx, page)
  return store.tellWhatHappenedNext(ctx.tx, { recommendation, state, on: ctx.today })
}

/** Brings what happened next up to date for every recommendation of a published page; answers how many words changed. */
export async function refreshWhatHappenedNext(ctx: ActContext, uid: Uid): Promise<number> {
  const { text } = await getPublication(ctx, uid)
  let changed = 0
  for (const { recommendation } of text.recommendations) {
    if (recommendation !== null) changed += await tellWhatHappenedNext(ctx, recommendation)
  }
  return changed
}
