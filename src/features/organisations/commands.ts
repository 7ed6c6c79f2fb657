import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { endAgency as decideEnd } from './agency.ts'
import type { EndAgencyRefusal } from './agency.ts'
import { agencyEnded } from './facts.ts'
import type { MovedPost } from './facts.ts'
import type { Agency } from './model.ts'
import type { AddAgencyForm, AddPostForm, EndAgencyForm } from './schemas.ts'
import * as store from './store.ts'

/** Why an agency cannot be added. */
export type AddAgencyRefusal = { readonly code: 'name-taken' }

/** Adds a body that works with the partnership. */
export async function addAgency(
  ctx: ActContext,
  input: AddAgencyForm,
): Promise<Result<Uid, AddAgencyRefusal>> {
  const uid = ctx.newUid<'agency'>()
  const statutoryPartner = input.statutoryPartner === 'none' ? null : input.statutoryPartner
  const kept = await store.insertAgency(ctx.tx, {
    ...input,
    uid,
    statutoryPartner,
  })
  return kept ? ok(uid) : no({ code: 'name-taken' })
}

/** Moves the posts of an ended body to its successor, each to a post of the same title. */
async function movePosts(ctx: ActContext, from: Agency, to: Agency): Promise<MovedPost[]> {
  const moved: MovedPost[] = []
  for (const post of await store.lockOpenPosts(ctx.tx, from.id)) {
    const heir = await store.insertPost(ctx.tx, {
      uid: ctx.newUid<'post'>(),
      agencyId: to.id,
      title: post.title,
      activeFrom: ctx.today,
    })
    await store.movePost(ctx.tx, post, { lastDay: from.activeTo ?? ctx.today, postId: heir.id })
    await store.handOn(ctx.tx, post.principalId, heir.principalId)
    moved.push({ from: post, to: heir })
  }
  return moved
}

/** Ends a body; its posts, and through the other features whatever they owned, move to the successor. */
export async function endAgency(
  ctx: ActContext,
  uid: Uid,
  input: EndAgencyForm,
): Promise<Result<Agency, EndAgencyRefusal>> {
  const agency = await store.lockAgency(ctx.tx, uid)
  sameVersion(ctx, agency.version)
  const successor = await store.findAgency(ctx.tx, input.successor)
  if (successor === undefined) throw new Failure('not-found')
  const decided = decideEnd(agency, { lastDay: input.lastDay, successor })
  if (!decided.ok) return decided
  const posts = await movePosts(ctx, decided.value, successor)
  await store.saveAgency(ctx.tx, decided.value)
  await ctx.announce(agencyEnded, {
    agency: agency.uid,
    successor: successor.uid,
    lastDay: input.lastDay,
    posts,
  })
  return decided
}

/** Why a post cannot be added or filled. */
export type PostRefusal =
  { readonly code: 'agency-has-ended' } | { readonly code: 'post-has-ended' }

async function personId(ctx: ActContext, uid: Uid): Promise<number> {
  const id = await store.findPersonId(ctx.tx, uid)
  if (id === undefined) throw new Failure('not-found')
  return id
}

/** Adds a post to an agency, filled or vacant. */
export async function addPost(
  ctx: ActContext,
  agencyUid: Uid,
  input: AddPostForm,
): Promise<Result<Uid, PostRefusal>> {
  const agency = await store.lockAgency(ctx.tx, agencyUid)
  if (agency.activeTo !== null) return no({ code: 'agency-has-ended' })
  const uid = ctx.newUid<'post'>()
  const post = await store.insertPost(ctx.tx, {
    uid,
    agencyId: agency.id,
    title: input.title,
    activeFrom: ctx.today,
  })
  if (input.holder !== undefined)
    await store.fillPost(ctx.tx, await personId(ctx, input.holder), post.principalId)
  return ok(uid)
}

/** Somebody takes up a post; whoever held it leaves it the same moment, with what came with it. */
export async function fillPost(
  ctx: ActContext,
  postUid: Uid,
  holder: Uid,
): Promise<Result<Uid, PostRefusal>> {
  const post = await store.lockPost(ctx.tx, postUid)
  if (post.activeTo !== null) return no({ code: 'post-has-ended' })
  const person = await personId(ctx, holder)
  for (const before of await store.holdersOf(ctx.tx, post.principalId)) {
    if (before !== person) await store.leavePost(ctx.tx, before, post.principalId)
  }
  const already = (await store.holdersOf(ctx.tx, post.principalId)).includes(person)
  if (!already) await store.fillPost(ctx.tx, person, post.principalId)
  return ok(postUid)
}
