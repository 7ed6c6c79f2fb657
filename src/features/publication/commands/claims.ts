import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import {
  acceptClaim as decideAccept,
  addClaim as decideAdd,
  dropClaim as decideDrop,
  mergeClaims as decideMerge,
  restoreClaim as decideRestore,
  rewordClaim as decideReword,
} from '../claims/claim-work.ts'
import type { ClaimList, ClaimRefusal, Doing } from '../claims/claim-work.ts'
import type { Statement, TieKind } from '../model.ts'
import type { AddClaimForm, MergeClaimForm, RewordClaimForm } from '../schemas.ts'
import { wordsOf } from '../statement.ts'
import * as claimStore from '../store/claims.ts'
import * as store from '../store/statements.ts'

type Worked = Result<Statement, ClaimRefusal>
type Decide = (list: ClaimList, doing: Doing, of: Statement) => Result<ClaimList, ClaimRefusal>

async function work(ctx: ActContext, uid: Uid, decide: Decide): Promise<Worked> {
  const statement = await store.lockStatement(ctx.tx, uid)
  sameVersion(ctx, statement.version)
  const before = await claimStore.loadClaims(ctx.tx, statement.id)
  const doing = { by: ctx.actor.principalUid, at: ctx.now }
  const decided = decide(before, doing, statement)
  if (!decided.ok) return decided
  await claimStore.saveClaims(ctx.tx, statement, { before, after: decided.value })
  await store.bumpStatement(ctx.tx, statement)
  return ok(statement)
}

/** Says that the statement makes this claim and that it will be followed up. */
export function acceptClaim(ctx: ActContext, uid: Uid, claim: Uid): Promise<Worked> {
  return work(ctx, uid, (list, doing) => decideAccept(list, claim, doing))
}

/** Gives a claim other words or another kind; what the statement says stays beside it. */
export function rewordClaim(
  ctx: ActContext,
  at: { statement: Uid; claim: Uid },
  input: RewordClaimForm,
): Promise<Worked> {
  return work(ctx, at.statement, (list, doing) =>
    decideReword(list, { id: at.claim, ...input }, doing),
  )
}

/** Makes one claim of two that say the same. */
export function mergeClaim(
  ctx: ActContext,
  at: { statement: Uid; claim: Uid },
  input: MergeClaimForm,
): Promise<Worked> {
  const { into, kind } = input
  const given = { into, from: at.claim, ...(kind !== undefined && { kind }) }
  return work(ctx, at.statement, (list, doing) => decideMerge(list, given, doing))
}

/** Says that these words are nothing to follow up, and why. */
export function dropClaim(
  ctx: ActContext,
  at: { statement: Uid; claim: Uid },
  reason: string,
): Promise<Worked> {
  return work(ctx, at.statement, (list, doing) => decideDrop(list, { id: at.claim, reason }, doing))
}

/** Takes a drop or a merge back. */
export function restoreClaim(ctx: ActContext, uid: Uid, claim: Uid): Promise<Worked> {
  return work(ctx, uid, (list, doing) => decideRestore(list, claim, doing))
}

/** Adds a claim that the rules did not see; its words must stand in the paragraph. */
export function addClaim(ctx: ActContext, uid: Uid, input: AddClaimForm): Promise<Worked> {
  return work(ctx, uid, (list, doing, statement) => {
    const block = statement.text.blocks.find((one) => one.id === input.block)
    const text = block === undefined ? '' : wordsOf(block)
    const words = input.words.replaceAll(/\s+/g, ' ')
    const start = text.indexOf(words)
    if (block === undefined || start < 0) return no({ code: 'place-outside-text' })
    const place = { blockId: block.id, start, end: start + words.length }
    return decideAdd(list, { id: ctx.newUid(), place, kind: input.kind, text }, doing)
  })
}

/** Why a claim cannot be tied. */
export type TieRefusal =
  | { readonly code: 'other-body' }
  | { readonly code: 'not-accepted' }
  | { readonly code: 'no-such-tie' }

/** Ties an accepted claim to something of ours that the caller sees; never that of another body's statement. */
export async function tieClaim(
  ctx: ActContext,
  at: { statement: Uid; claim: Uid },
  to: { kind: TieKind; uid: Uid },
): Promise<Result<Statement, TieRefusal>> {
  const statement = await store.lockStatement(ctx.tx, at.statement)
  if (statement.otherBody) return no({ code: 'other-body' })
  const claims = await claimStore.loadClaims(ctx.tx, statement.id)
  const claim = claims.find((one) => one.id === at.claim)
  if (claim?.state !== 'accepted') return no({ code: 'not-accepted' })
  await store.insertTie(ctx.tx, statement, { claim: at.claim, kind: to.kind, to: to.uid })
  return ok(statement)
}

/** Takes a tie away; that it was there stays in the history. */
export async function untieClaim(
  ctx: ActContext,
  uid: Uid,
  tie: Uid,
): Promise<Result<Statement, TieRefusal>> {
  const statement = await store.lockStatement(ctx.tx, uid)
  const ended = { uid: tie, by: ctx.actor.principalId, at: ctx.now }
  const gone = await store.endTie(ctx.tx, statement.id, ended)
  return gone ? ok(statement) : no({ code: 'no-such-tie' })
}
