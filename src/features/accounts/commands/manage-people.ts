import { isRoleName, roles } from '#platform/access/role.ts'
import type { RoleName } from '#platform/access/role.ts'
import { sameVersion } from '#platform/context.ts'
import type { ActContext } from '#platform/context.ts'
import { addDays, addMilliseconds, millisecondsOf, startOfLondonDay } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Account } from '../model.ts'
import { findLastLink, getAccount, listAgencies, listRoles } from '../people/queries.ts'
import { mayHold } from '../roles-together.ts'
import type { RoleRefusal } from '../roles-together.ts'
import { sealText, unsealText } from '../secrets/seal.ts'
import { digestOf, newCode } from '../secrets/tokens.ts'
import * as store from '../store.ts'
import type { SignInSite } from './site.ts'

/** Why an administrator's act came to nothing. */
export type PeopleRefusal =
  | RoleRefusal
  | {
      readonly code:
        | 'own-account'
        | 'role-unknown'
        | 'agency-unknown'
        | 'role-ends-before-it-begins'
        | 'account-ended'
        | 'account-open'
        | 'second-person-needed'
        | 'nothing-waits'
    }

/** A person with a one-time link that was just made for them, sealed for the page that shows it. */
export interface Invited {
  readonly person: Uid
  readonly made: string
  /** The role or the link waits for a second administrator. */
  readonly waits: boolean
}

const linkMinutes = 10

function linkPurpose(ctx: ActContext, person: Uid): string {
  return `link ${ctx.actor.principalUid} ${person}`
}

/** The code of a link that this administrator made in the last ten minutes; nobody can ask for it again. */
export function codeToShow(
  ctx: Pick<ActContext, 'actor' | 'now'>,
  site: SignInSite,
  at: { person: Uid; made: string },
): string | undefined {
  const purpose = linkPurpose(ctx as ActContext, at.person)
  return unsealText(site.fieldKey, at.made, { purpose, now: millisecondsOf(ctx.now) })
}

async function makeLink(
  ctx: ActContext,
  site: SignInSite,
  account: Account,
): Promise<{ made: string; waits: boolean }> {
  const code = newCode()
  const { waits } = await store.makeEnrolment(ctx.tx, account.id, digestOf(code))
  const until = millisecondsOf(addMilliseconds(ctx.now, linkMinutes * 60_000))
  const made = sealText(site.fieldKey, code, { purpose: linkPurpose(ctx, account.uid), until })
  return { made, waits }
}

async function findAgencyId(
  ctx: ActContext,
  agency: Uid | undefined,
): Promise<Result<number | undefined, PeopleRefusal>> {
  if (agency === undefined) return ok(undefined)
  const found = (await listAgencies(ctx.tx)).find((each) => each.uid === agency)
  return found === undefined ? no({ code: 'agency-unknown' }) : ok(found.id)
}

const ofServices: ReadonlySet<RoleName> = new Set([
  'reading-service',
  'evidence-service',
  'reminder-job',
])

/** Roles that a person may be given; services and jobs have theirs from the operator. */
export const personRoles: readonly RoleName[] = Object.keys(roles)
  .filter(isRoleName)
  .filter((role) => !ofServices.has(role))

function roleNamed(text: string): RoleName | undefined {
  return personRoles.find((role) => role === text)
}

/** Adds a person with a first role and a one-time link. A role that opens cases waits for a second administrator. */
export async function invitePerson(
  ctx: ActContext,
  site: SignInSite,
  asked: { name: string; agency: Uid | undefined; role: string },
): Promise<Result<Invited, PeopleRefusal>> {
  const role = roleNamed(asked.role)
  if (role === undefined) return no({ code: 'role-unknown' })
  const agencyId = await findAgencyId(ctx, asked.agency)
  if (!agencyId.ok) return agencyId
  const id = await store.addPerson(ctx.tx, asked.name, agencyId.value)
  const account = await getAccount(ctx.tx, { id })
  const given = await store.askForRole(ctx.tx, id, { role, endsAt: undefined })
  const { made } = await makeLink(ctx, site, account)
  return ok({ person: account.uid, made, waits: given === 'waits' })
}

/** Somebody else's account; nobody changes their own. */
async function getOther(ctx: ActContext, person: Uid): Promise<Result<Account, PeopleRefusal>> {
  const account = await getAccount(ctx.tx, { uid: person })
  return account.id === ctx.actor.principalId ? no({ code: 'own-account' }) : ok(account)
}

/** Makes a new link for somebody. Whoever can sign in already gets it only when a second administrator agrees. */
export async function renewLink(
  ctx: ActContext,
  site: SignInSite,
  person: Uid,
): Promise<Result<Invited, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  if (!other.value.active) return no({ code: 'account-ended' })
  return ok({ person, ...(await makeLink(ctx, site, other.value)) })
}

/** The second administrator agrees that somebody who can sign in already gets a new way. */
export async function agreeToLink(
  ctx: ActContext,
  person: Uid,
): Promise<Result<true, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  const link = await findLastLink(ctx.tx, other.value.id, ctx.now)
  if (link?.state !== 'waits') return no({ code: 'nothing-waits' })
  if (link.createdByMe) return no({ code: 'second-person-needed' })
  return (await store.agreeEnrolment(ctx.tx, link.uid)) ? ok(true) : no({ code: 'nothing-waits' })
}

/** Changes the name or the agency of a person. */
export async function changePerson(
  ctx: ActContext,
  person: Uid,
  to: { name: string; agency: Uid | undefined },
): Promise<Result<true, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  sameVersion(ctx, other.value.version)
  if (!other.value.active) return no({ code: 'account-ended' })
  const agencyId = await findAgencyId(ctx, to.agency)
  if (!agencyId.ok) return agencyId
  await store.changePerson(ctx.tx, other.value.id, { name: to.name, agencyId: agencyId.value })
  return ok(true)
}

/** Gives somebody a role; one that opens cases waits for a second administrator. */
export async function giveRole(
  ctx: ActContext,
  person: Uid,
  asked: { role: string; ends: PlainDate | undefined },
): Promise<Result<'given' | 'waits', PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  if (!other.value.active) return no({ code: 'account-ended' })
  const role = roleNamed(asked.role)
  if (role === undefined) return no({ code: 'role-unknown' })
  if (asked.ends !== undefined && asked.ends < ctx.today)
    return no({ code: 'role-ends-before-it-begins' })
  const held = await listRoles(ctx.tx, other.value.id, ctx.now)
  const now = held.filter((each) => each.isNow).map((each) => each.role)
  const allowed = mayHold(
    now.filter(isRoleName).map((each) => roles[each]),
    roles[role],
  )
  if (!allowed.ok) return allowed
  const answer = await store.askForRole(ctx.tx, other.value.id, { role, endsAt: endOf(asked.ends) })
  return answer === 'held' ? no({ code: 'already-held', wanted: roles[role].title }) : ok(answer)
}

/** A role that ends on a day is held until the end of that day. */
function endOf(lastDay: PlainDate | undefined): Instant | undefined {
  return lastDay === undefined ? undefined : startOfLondonDay(addDays(lastDay, 1))
}

/** Agrees to a role that waits, or refuses it; whoever asked may only take it back. */
export async function settleRole(
  ctx: ActContext,
  person: Uid,
  at: { ask: Uid; agree: boolean; askedByMe: boolean },
): Promise<Result<true, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  if (at.agree && at.askedByMe) return no({ code: 'second-person-needed' })
  const settled = await store.settleRole(ctx.tx, at.ask, at.agree)
  return settled === 'missing' ? no({ code: 'nothing-waits' }) : ok(true)
}

/** Ends a role of somebody else now. */
export async function endRole(
  ctx: ActContext,
  person: Uid,
  role: string,
): Promise<Result<true, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  if (!(await store.endRole(ctx.tx, other.value.id, role))) throw new Failure('not-found')
  return ok(true)
}

/** Ends all sessions of somebody else. */
export async function endSessionsOf(
  ctx: ActContext,
  person: Uid,
): Promise<Result<number, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  return other.ok ? ok(await store.endAllSessions(ctx.tx, other.value.id, false)) : other
}

/** Somebody leaves, or comes back: an account that is opened again has no roles and no way to sign in. */
export async function switchAccount(
  ctx: ActContext,
  person: Uid,
  open: boolean,
): Promise<Result<true, PeopleRefusal>> {
  const other = await getOther(ctx, person)
  if (!other.ok) return other
  sameVersion(ctx, other.value.version)
  const changed = await store.switchAccount(ctx.tx, other.value.id, open)
  return changed ? ok(true) : no({ code: open ? 'account-open' : 'account-ended' })
}
