import { getCaseKeys } from '#features/cases/index.ts'
import { openScope } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Uid } from '#shared/ids.ts'
import { emptyProse } from '#shared/prose.ts'
import type { Publication, PublicationText, PublicationUid } from '../model.ts'
import {
  approvedByTwo,
  lockText,
  mayApprove,
  publishText,
  reviseText,
  unlockText,
  withdrawCopy,
} from '../publication.ts'
import type { PublicationRefusal } from '../publication.ts'
import { checkPublication } from '../queries/publications.ts'
import type { OpenPublicationForm } from '../schemas.ts'
import * as gateStore from '../store/gate.ts'
import * as store from '../store/publications.ts'

/** Begins a publication of a case's review: a scope of its own below the case, and a first version with a title. */
export async function openPublication(
  ctx: ActContext,
  input: OpenPublicationForm,
): Promise<PublicationUid> {
  const { scopeId: caseScopeId } = await getCaseKeys(ctx, input.case)
  const scopeId = await openScope(ctx.tx, 'publication', caseScopeId)
  const uid = ctx.newUid<'publication'>()
  const { kind, title, slug } = input
  const id = await store.insertPublication(ctx.tx, {
    uid,
    scopeId,
    caseScopeId,
    caseUid: input.case,
    kind,
  })
  const text = {
    textVersion: 1,
    title,
    slug,
    body: emptyProse,
    recommendations: [],
    documentId: null,
  }
  await store.insertText(ctx.tx, { id, scopeId }, text)
  return uid
}

/** Why a publication cannot be moved on. */
export type MoveRefusal =
  | PublicationRefusal
  | { readonly code: 'gate-refuses'; readonly places: number }
  | { readonly code: 'gate-asks'; readonly questions: number }
  | { readonly code: 'gate-cannot-check' }
  | { readonly code: 'address-taken' }

type Moved = Result<Publication, MoveRefusal>

async function begin(
  ctx: ActContext,
  uid: Uid,
): Promise<{ publication: Publication; text: PublicationText }> {
  const publication = await store.lockPublication(ctx.tx, uid)
  sameVersion(ctx, publication.version)
  return { publication, text: await store.getText(ctx.tx, publication) }
}

async function keep(
  ctx: ActContext,
  moved: Result<Publication, PublicationRefusal>,
): Promise<Moved> {
  if (moved.ok) await store.savePublication(ctx.tx, moved.value)
  return moved
}

/** Locks the text, so that two people look at one and the same version. */
export async function lockPublication(ctx: ActContext, uid: Uid): Promise<Moved> {
  const { publication, text } = await begin(ctx, uid)
  return keep(ctx, lockText(publication, text))
}

/** Opens a locked text for writing again. */
export async function unlockPublication(ctx: ActContext, uid: Uid): Promise<Moved> {
  const { publication } = await begin(ctx, uid)
  return keep(ctx, unlockText(publication))
}

/** Begins a correction; the public copy stays as it is until the next version goes out. */
export async function revisePublication(ctx: ActContext, uid: Uid): Promise<Moved> {
  const { publication } = await begin(ctx, uid)
  return keep(ctx, reviseText(publication))
}

/** Gives the caller's word that this version may go out. */
export async function approvePublication(ctx: ActContext, uid: Uid): Promise<Moved> {
  const { publication } = await begin(ctx, uid)
  const approvals = await store.listApprovals(ctx.tx, publication.id)
  const allowed = mayApprove(publication, approvals, ctx.actor)
  if (!allowed.ok) return allowed
  await store.insertApproval(ctx.tx, publication, ctx.now)
  return ok(publication)
}

/** Takes the caller's own word back. */
export async function takeBackApproval(ctx: ActContext, uid: Uid): Promise<Moved> {
  const publication = await store.lockPublication(ctx.tx, uid)
  const word = { by: ctx.actor.principalId, at: ctx.now }
  const gone = await store.takeBackApproval(ctx.tx, publication, word)
  return gone ? ok(publication) : no({ code: 'not-approved' })
}

/** Runs the gate again and keeps what it said; nothing goes out unless it passes. */
async function passGate(
  ctx: ActContext,
  { publication, text }: { publication: Publication; text: PublicationText },
): Promise<Result<true, MoveRefusal>> {
  const document =
    text.documentId === null ? undefined : await store.getDocument(ctx.tx, text.documentId)
  const result = await checkPublication(ctx, { publication, text, document })
  switch (result.outcome) {
    case 'cannot-check':
      return no({ code: 'gate-cannot-check' })
    case 'refused':
      return no({ code: 'gate-refuses', places: result.exact.length })
    case 'asks':
      return no({ code: 'gate-asks', questions: result.open.length })
    case 'passed':
      await gateStore.insertCheck(ctx.tx, publication, { occasion: 'publishing', result })
      return ok(true)
  }
}

/**
 * Makes the locked version public, in one transaction with the gate's last run: approved by two people of two agencies,
 * nothing found, every question answered. Whatever is missing, the text stays locked and the refusal says why.
 */
export async function publish(ctx: ActContext, uid: Uid): Promise<Moved> {
  const { publication, text } = await begin(ctx, uid)
  const moved = publishText(publication)
  if (!moved.ok) return moved
  const approvals = await store.listApprovals(ctx.tx, publication.id)
  const approved = approvedByTwo(approvals, publication.textVersion)
  if (!approved.ok) return approved
  const passed = await passGate(ctx, { publication, text })
  if (!passed.ok) return passed
  const said = await store.publishCopy(ctx.tx, publication)
  if (said === 'address-taken') return no({ code: 'address-taken' })
  if (said !== 'published') return no({ code: 'needs-two-agencies', people: 0, agencies: 0 })
  const published: Publication = {
    ...moved.value,
    firstPublishedAt: publication.firstPublishedAt ?? ctx.now,
    publishedAt: ctx.now,
  }
  await store.savePublication(ctx.tx, published, { by: ctx.actor.principalId })
  return ok(published)
}

/** Takes the public copy down at once; the reason stays inside. */
export async function withdraw(ctx: ActContext, uid: Uid, reason: string): Promise<Moved> {
  const { publication } = await begin(ctx, uid)
  const withdrawn = withdrawCopy(publication)
  if (!withdrawn.ok) return withdrawn
  await store.withdrawCopy(ctx.tx, uid)
  const told = { by: ctx.actor.principalId, at: ctx.now, reason }
  await store.saveWithdrawal(ctx.tx, withdrawn.value, told)
  return withdrawn
}
