import { listRecommendationChoices } from '#features/learning/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { ClaimTies } from '../claims/what-became.ts'
import type { Tie } from '../model.ts'
import type { TieChoice } from '../views/claim-page.tsx'

// The list leaves one recommendation out; here none is to be left out.
const nothing = idOf<'recommendation'>('00000000-0000-0000-0000-000000000000' as Uid)

/** What claims are tied to, as far as the reader sees those things. */
export interface KnownTies {
  of(claim: Uid): ClaimTies
  words(claim: Uid): { uid: Uid; words: string }[]
}

/** Looks up what the claims of a statement are tied to; what the reader may not see is not there. */
export async function tiesOf(ctx: ReadContext, ties: readonly Tie[]): Promise<KnownTies> {
  const choices = ties.length === 0 ? [] : await tieChoices(ctx)
  const known = new Map(choices.map((choice) => [`${choice.kind} ${choice.uid}`, choice]))
  const seen = ties.flatMap((tie) => {
    const choice = known.get(`${tie.kind} ${tie.to}`)
    return choice === undefined ? [] : [{ tie, choice }]
  })
  return {
    of: (claim) => ({
      recommendations: seen
        .filter(({ tie }) => tie.claim === claim && tie.kind === 'recommendation')
        .map(({ tie }) => ({ id: tie.to })),
      actions: [],
      evidence: [],
    }),
    words: (claim) =>
      seen
        .filter(({ tie }) => tie.claim === claim)
        .map(({ tie, choice }) => ({ uid: tie.uid, words: choice.words })),
  }
}

/** What of ours the reader can tie a claim to: the recommendations that are open to them. */
export async function tieChoices(ctx: ReadContext): Promise<TieChoice[]> {
  const rows = await listRecommendationChoices(ctx, nothing)
  return rows.map((row) => ({ kind: 'recommendation', uid: row.uid, words: row.text }))
}
