import { getCaseKeys } from '#features/cases/index.ts'
import { findAgencyId, getPostKeys } from '#features/organisations/index.ts'
import { grantAccess, listGrants, openScope } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { queueMail } from '#platform/mail/queue-mail.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { PartAct } from '../entry.ts'
import { movePart } from '../entry.ts'
import type { ChronologyRefusal } from '../explain.ts'
import type { PartUid } from '../model.ts'
import { paths } from '../paths.ts'
import { mayWrite } from '../queries/parts.ts'
import type { AskForm } from '../schemas.ts'
import { countEntries } from '../store/entries.ts'
import * as store from '../store/parts.ts'
import type { StoredChronology } from '../store/parts.ts'
import { entriesChanged } from './marks.ts'

/** The chronology of a case; the first agency that is asked begins it. */
async function beginOrFind(ctx: ActContext, caseUid: Uid): Promise<StoredChronology> {
  const kase = await getCaseKeys(ctx, caseUid)
  const before = await store.findChronology(ctx.tx, kase.id)
  if (before !== undefined) return before
  const scopeId = await openScope(ctx.tx, 'chronology', kase.scopeId)
  const uid = ctx.newUid<'chronology'>()
  const made = { uid, scopeId, caseId: kase.id, caseReference: kase.reference }
  await store.insertChronology(ctx.tx, made)
  const begun = await store.findChronology(ctx.tx, kase.id)
  if (begun === undefined) throw new Failure('not-found')
  return begun
}

/** The principals of the posts that answer for the agency. */
async function principalsOf(
  ctx: ActContext,
  form: AskForm,
): Promise<Result<number[], ChronologyRefusal>> {
  const principals: number[] = []
  for (const post of form.posts) {
    const keys = await getPostKeys(ctx, post)
    if (keys.agencyUid !== form.agency) return no({ code: 'post-of-another-agency' })
    principals.push(keys.principalId)
  }
  return ok(principals)
}

/**
 * Asks an agency for its part, and opens that part, and nothing else of the case, to the posts that answer for it. Without a
 * post its part is written on its behalf.
 */
export async function askForPart(
  ctx: ActContext,
  caseUid: Uid,
  form: AskForm,
): Promise<Result<PartUid, ChronologyRefusal>> {
  const agencyId = await findAgencyId(ctx, form.agency)
  if (agencyId === undefined) throw new Failure('not-found')
  if (form.dueOn !== undefined && form.dueOn < ctx.today) return no({ code: 'due-in-the-past' })
  const principals = await principalsOf(ctx, form)
  if (!principals.ok) return principals
  const chronology = await beginOrFind(ctx, caseUid)
  if (await store.hasPart(ctx.tx, { chronologyId: chronology.id, agencyId }))
    return no({ code: 'agency-asked-already' })
  const kase = await getCaseKeys(ctx, caseUid)
  const scopeId = await openScope(ctx.tx, 'chronology', kase.scopeId)
  const uid = ctx.newUid<'chronology-part'>()
  await store.insertPart(ctx.tx, {
    uid,
    scopeId,
    chronologyId: chronology.id,
    caseReference: kase.reference,
    agencyId,
    askedOn: ctx.today,
    dueOn: form.dueOn ?? null,
  })
  const inside = new Set((await listGrants(ctx.tx, scopeId)).map((grant) => grant.principalId))
  for (const principalId of principals.value) {
    if (inside.has(principalId)) continue
    await grantAccess(ctx.tx, {
      scopeId,
      principalId,
      clearance: 1,
      mayWrite: true,
      reason: 'asked for its agency’s part of a chronology',
      path: 'member',
    })
    const { reference } = kase
    await queueMail(ctx, {
      to: principalId,
      template: 'answer-asked',
      reference,
      path: paths.part(uid),
    })
  }
  return ok(uid)
}

async function move(
  ctx: ActContext,
  uid: Uid,
  how: { act: PartAct; reason: string | null },
): Promise<Result<{ chronologyId: number }, ChronologyRefusal>> {
  const part = await store.lockPart(ctx.tx, uid)
  if (how.act === 'submit' && !mayWrite(ctx, part.agencyId)) throw new Failure('not-found')
  sameVersion(ctx, part.version)
  const moved = movePart(part.status, how.act)
  if (!moved.ok) return moved
  if (how.act === 'submit' && (await countEntries(ctx.tx, part.id)) === 0)
    return no({ code: 'part-is-empty' })
  const { now: at, actor } = ctx
  const { reason } = how
  await store.savePart(ctx.tx, part, { status: moved.value, by: actor.principalId, at, reason })
  return ok({ chronologyId: part.chronologyId })
}

/** Sends a part in; from then on it waits to be accepted and does not change. */
export async function submitPart(
  ctx: ActContext,
  uid: Uid,
): Promise<Result<true, ChronologyRefusal>> {
  const moved = await move(ctx, uid, { act: 'submit', reason: null })
  return moved.ok ? ok(true) : moved
}

/** Accepts a part. Its texts are locked for good: what is corrected afterwards stands beside what was. */
export async function acceptPart(
  ctx: ActContext,
  uid: Uid,
): Promise<Result<true, ChronologyRefusal>> {
  const moved = await move(ctx, uid, { act: 'accept', reason: null })
  if (!moved.ok) return moved
  await entriesChanged(ctx, moved.value.chronologyId)
  return ok(true)
}

/** Gives a part back to its agency, with the reason. */
export async function giveBackPart(
  ctx: ActContext,
  uid: Uid,
  reason: string,
): Promise<Result<true, ChronologyRefusal>> {
  const moved = await move(ctx, uid, { act: 'return', reason })
  return moved.ok ? ok(true) : moved
}
