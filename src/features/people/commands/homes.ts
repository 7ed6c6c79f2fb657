import { can } from '#platform/access/can.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { getFamilyPage, pick } from '../queries/family.ts'
import type { FamilyPage } from '../queries/family.ts'
import { checkPeriod } from '../relation-rules.ts'
import type { AddHomeForm, ChangeHomeForm, JoinHomeForm, LeaveHomeForm } from '../schemas.ts'
import { lockFamily } from '../store/family.ts'
import * as store from '../store/homes.ts'

/** Why a home cannot be kept so. */
export type HomeRefusal =
  | { readonly code: 'home-name-taken' }
  | { readonly code: 'lives-there-already' }
  | { readonly code: 'left-missing' }
  | { readonly code: 'left-already' }
  | { readonly code: 'ends-before-it-begins' | 'end-in-the-future' }

/** Where a home is: its case and its own id. */
export interface HomeAt {
  readonly uid: Uid
  readonly home: Uid
}

/** Home A, Home B and so on; Home 27 after Z. */
function proposeHomeName(taken: readonly string[]): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')
  const numbers = taken.map((_, at) => `${at + 27}`)
  const used = new Set(taken.map((name) => name.toLowerCase()))
  const free = [...letters, ...numbers, `${taken.length + 27}`]
    .map((mark) => `Home ${mark}`)
    .find((name) => !used.has(name.toLowerCase()))
  return free ?? 'Home'
}

const isTaken = (name: string, homes: FamilyPage['homes'], but?: string) =>
  homes.some((home) => home.id !== but && home.name.toLowerCase() === name.toLowerCase())

/** Only those who may read the vault choose an address; for all others the one that is kept stays. */
async function addressOf(
  ctx: ActContext,
  scopeId: number,
  address: { chosen: Uid | undefined; kept: number | null },
): Promise<number | null> {
  if (!can(ctx.actor, 'vault:read')) {
    if (address.chosen !== undefined) throw new Failure('not-found')
    return address.kept
  }
  return address.chosen === undefined ? null : store.getAddressKey(ctx.tx, scopeId, address.chosen)
}

/** Records a home with those who live there. */
export async function addHome(
  ctx: ActContext,
  uid: Uid,
  input: AddHomeForm,
): Promise<Result<UidOf<'home'>, HomeRefusal>> {
  await lockFamily(ctx.tx, uid)
  const { scopeId, homes, people } = await getFamilyPage(ctx, uid)
  const name = input.homeName ?? proposeHomeName(homes.map((home) => home.name))
  if (isTaken(name, homes)) return no({ code: 'home-name-taken' })
  const members = [...new Set(input.members)].map((person) => pick(people, person))
  const addressKey = await addressOf(ctx, scopeId, { chosen: input.address, kept: null })
  const made = ctx.newUid<'home'>()
  const home = await store.insertHome(ctx.tx, { uid: made, scopeId, name, addressKey })
  for (const { key: person } of members) {
    const at = { uid: ctx.newUid<'home-member'>(), scopeId, home }
    await store.insertMember(ctx.tx, at, { person, since: null })
  }
  return ok(made)
}

/** Changes the name or the address of a home. */
export async function changeHome(
  ctx: ActContext,
  at: HomeAt,
  input: ChangeHomeForm,
): Promise<Result<FamilyPage, HomeRefusal>> {
  await lockFamily(ctx.tx, at.uid)
  const page = await getFamilyPage(ctx, at.uid)
  const home = pick(page.homes, at.home)
  sameVersion(ctx, home.version)
  const name = input.homeName
  if (isTaken(name, page.homes, home.id)) return no({ code: 'home-name-taken' })
  const address = { chosen: input.address, kept: home.addressKey }
  const addressKey = await addressOf(ctx, page.scopeId, address)
  await store.saveHome(ctx.tx, { ...home, name, addressKey })
  return ok(page)
}

/** Records that somebody lives in a home. */
export async function joinHome(
  ctx: ActContext,
  at: HomeAt,
  input: JoinHomeForm,
): Promise<Result<FamilyPage, HomeRefusal>> {
  await lockFamily(ctx.tx, at.uid)
  const page = await getFamilyPage(ctx, at.uid)
  const home = pick(page.homes, at.home)
  const person = pick(page.people, input.person)
  const lives = home.members.some((each) => each.person === person.id && each.until === null)
  if (lives) return no({ code: 'lives-there-already' })
  const member = { person: person.key, since: input.since }
  const into = { uid: ctx.newUid<'home-member'>(), scopeId: page.scopeId, home: home.key }
  await store.insertMember(ctx.tx, into, member)
  return ok(page)
}

interface MemberAt extends HomeAt {
  readonly member: Uid
}

async function lockMember(ctx: ActContext, at: MemberAt) {
  await lockFamily(ctx.tx, at.uid)
  const page = await getFamilyPage(ctx, at.uid)
  const member = pick(pick(page.homes, at.home).members, at.member)
  sameVersion(ctx, member.version)
  return { page, member }
}

/** Records that somebody no longer lives in a home. */
export async function leaveHome(
  ctx: ActContext,
  at: MemberAt,
  input: LeaveHomeForm,
): Promise<Result<FamilyPage, HomeRefusal>> {
  const { page, member } = await lockMember(ctx, at)
  if (member.until !== null) return no({ code: 'left-already' })
  if (input.leftOn === null) return no({ code: 'left-missing' })
  const period = checkPeriod({ since: member.since, until: input.leftOn }, ctx.today)
  if (!period.ok) return period
  await store.saveMemberLeft(ctx.tx, member, input.leftOn)
  return ok(page)
}

/** Takes somebody's time in a home away that is a mistake, with the reason. */
export async function removeMember(
  ctx: ActContext,
  at: MemberAt,
  reason: string,
): Promise<Result<FamilyPage, never>> {
  const { page, member } = await lockMember(ctx, at)
  const removed = { at: ctx.now, by: ctx.actor.principalId, reason }
  await store.saveMemberRemoved(ctx.tx, member, removed)
  return ok(page)
}
