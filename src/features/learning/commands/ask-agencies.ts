import { getPostKeys } from '#features/organisations/index.ts'
import { grantAccess, listGrants } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { queueMail } from '#platform/mail/queue-mail.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { paths } from '../paths.ts'
import { isRecommendationEnded } from '../recommendation.ts'
import type { AskForm } from '../schemas/recommendation-forms.ts'
import { askAddressees, loadAddressees } from '../store/addressees.ts'
import * as store from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'

/** Why agencies cannot be asked so. */
export type AskRefusal =
  | { readonly code: 'check-first' }
  | { readonly code: 'recommendation-ended' }
  | { readonly code: 'nobody-named' }
  | { readonly code: 'due-in-the-past'; readonly today: PlainDate }
  | { readonly code: 'post-of-another-agency' }

function refusalOf(
  ctx: ActContext,
  stored: StoredRecommendation,
  input: AskForm,
): AskRefusal | undefined {
  if (stored.status === 'draft') return { code: 'check-first' }
  if (isRecommendationEnded(stored.status)) return { code: 'recommendation-ended' }
  return input.dueOn < ctx.today ? { code: 'due-in-the-past', today: ctx.today } : undefined
}

/** Opens the recommendation to a post, unless it is open to it already. */
async function letIn(ctx: ActContext, scopeId: number, principals: ReadonlySet<number>) {
  const inside = new Set((await listGrants(ctx.tx, scopeId)).map((grant) => grant.principalId))
  for (const principalId of principals) {
    if (inside.has(principalId)) continue
    await grantAccess(ctx.tx, {
      scopeId,
      principalId,
      clearance: 1,
      mayWrite: true,
      reason: 'asked to answer a recommendation',
      path: 'owner',
    })
  }
}

/** Tells those who fill the posts, in the same transaction: a neutral reference and a link, nothing more. */
async function tell(
  ctx: ActContext,
  { uid, reference }: StoredRecommendation,
  principals: ReadonlySet<number>,
): Promise<void> {
  for (const to of principals)
    await queueMail(ctx, {
      to,
      template: 'answer-asked',
      reference,
      path: paths.recommendation(uid),
    })
}

/**
 * Asks the agencies for their answers by a day, and opens the recommendation to the posts that answer for them. An agency
 * of which nobody signs in is asked too: its answer is recorded on its behalf.
 */
export async function askAgencies(
  ctx: ActContext,
  uid: Uid,
  input: AskForm,
): Promise<Result<Uid, AskRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const refusal = refusalOf(ctx, stored, input)
  if (refusal) return no(refusal)
  const asked = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  if (asked.length === 0) return no({ code: 'nobody-named' })
  const agencies = new Set<string>(asked.map((each) => each.agency))
  const principals = new Set<number>()
  for (const post of input.posts) {
    const keys = await getPostKeys(ctx, post)
    if (!agencies.has(keys.agencyUid)) return no({ code: 'post-of-another-agency' })
    principals.add(keys.principalId)
  }
  await letIn(ctx, stored.scopeId, principals)
  await askAddressees(ctx.tx, stored, { by: ctx.actor.principalId, dueOn: input.dueOn })
  await store.saveLife(ctx.tx, stored, { life: stored, change: {} })
  await tell(ctx, stored, principals)
  return ok(uid)
}
