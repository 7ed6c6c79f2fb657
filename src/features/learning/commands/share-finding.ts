import { findAgencyId, getPostKeys } from '#features/organisations/index.ts'
import { grantAccess, openScope } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { adopt } from '../finding.ts'
import type { FindingRefusal } from '../finding.ts'
import type { AdoptForm, ShareFindingForm } from '../schemas/finding-forms.ts'
import * as store from '../store/findings.ts'
import * as shared from '../store/shared-findings.ts'

/** Why a finding cannot be agreed, shared or taken up so. */
export type ShareRefusal =
  | FindingRefusal
  | { readonly code: 'finding-agreed' }
  | { readonly code: 'agree-first' }
  | { readonly code: 'shared-already' }
  | { readonly code: 'since-in-the-future' }
  | { readonly code: 'not-your-agency-to-speak-for' }

/** Agrees a finding. It can be shared from that moment; learning does not wait for the report. */
export async function agreeFinding(ctx: ActContext, uid: Uid): Promise<Result<Uid, ShareRefusal>> {
  const stored = await store.lockFinding(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  if (stored.status === 'agreed') return no({ code: 'finding-agreed' })
  await store.saveAgreed(ctx.tx, stored, ctx.actor.principalId)
  return ok(uid)
}

/** Shares an agreed finding with chosen posts, in words of its own and in a scope of its own: nothing of the case opens. */
export async function shareFinding(
  ctx: ActContext,
  uid: Uid,
  input: ShareFindingForm,
): Promise<Result<Uid, ShareRefusal>> {
  const stored = await store.lockFinding(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  if (stored.status !== 'agreed') return no({ code: 'agree-first' })
  if ((await shared.findShared(ctx.tx, stored.id)) !== undefined)
    return no({ code: 'shared-already' })
  const scopeId = await openScope(ctx.tx, 'recommendation', stored.scopeId)
  const sharedUid = ctx.newUid<'shared-finding'>()
  await shared.insertShared(ctx.tx, {
    uid: sharedUid,
    scopeId,
    findingId: stored.id,
    kind: stored.kind,
    text: input.text,
  })
  const principals = new Set<number>()
  for (const post of input.posts) principals.add((await getPostKeys(ctx, post)).principalId)
  for (const principalId of principals) {
    await grantAccess(ctx.tx, {
      scopeId,
      principalId,
      clearance: 1,
      mayWrite: true,
      reason: 'a finding was shared',
      path: 'member',
    })
  }
  return ok(sharedUid)
}

/** Takes back what was shared; nobody is told anew. */
export async function withdrawSharing(ctx: ActContext, uid: Uid, reason: string): Promise<void> {
  const found = await shared.lockShared(ctx.tx, uid)
  sameVersion(ctx, found.version)
  await shared.withdrawShared(ctx.tx, found, { reason, by: ctx.actor.principalId })
}

/** Records that an agency took up a shared good practice: its own people say so, or the partnership for it. */
export async function adoptPractice(
  ctx: ActContext,
  uid: Uid,
  said: { input: AdoptForm; forAnyAgency: boolean },
): Promise<Result<Uid, ShareRefusal>> {
  const { input } = said
  const found = await shared.lockShared(ctx.tx, uid)
  const agencyId = await findAgencyId(ctx, input.agency)
  if (agencyId === undefined) throw new Failure('not-found')
  if (!said.forAnyAgency && agencyId !== ctx.actor.agencyId)
    return no({ code: 'not-your-agency-to-speak-for' })
  if (input.since > ctx.today) return no({ code: 'since-in-the-future' })
  const adoption = { agency: idOf<'agency'>(input.agency), since: input.since, how: input.how }
  const decided = adopt(
    {
      id: idOf(found.uid),
      kind: found.kind,
      text: found.text,
      underlyingReason: '',
      themes: [],
      agencies: [],
      evidence: [],
      adoptions: await shared.loadAdoptions(ctx.tx, found.id),
    },
    adoption,
  )
  if (!decided.ok) return decided
  await shared.insertAdoption(ctx.tx, found, { agencyId, since: input.since, how: input.how })
  return ok(uid)
}

/** Marks a finding as recorded in error: it leaves every list and keeps its row. */
export async function withdrawFinding(ctx: ActContext, uid: Uid, reason: string): Promise<void> {
  const stored = await store.lockFinding(ctx.tx, uid)
  sameVersion(ctx, stored.version)
  const by = ctx.actor.principalId
  const open = await shared.findShared(ctx.tx, stored.id)
  if (open !== undefined) await shared.withdrawShared(ctx.tx, open, { reason, by })
  await store.markFindingInError(ctx.tx, stored, { reason, by })
}
