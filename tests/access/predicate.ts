import rolesFile from '#policy/roles.json' with { type: 'json' }
import { now } from './world.ts'
import type { Level, Principal, Row, Scope, Session, Span, World } from './world.ts'

// What must be true, said once more in plain words over plain objects: no SQL, no key trick, nothing shared with
// src/platform/access but the policy file. Where this and the database differ, one of them is wrong.

interface PlainRole {
  administers: boolean
  receives: string[]
  wide: Record<string, { clearance: number; write: boolean }>
}
const policy = rolesFile as unknown as Record<string, PlainRole>

type Need = { write: boolean }

function covers(span: Span): boolean {
  return span.from <= now && (span.to === undefined || now < span.to)
}

function isLive(session: Session): boolean {
  if (session.revoked || !session.principal.active) return false
  return now < session.expires && now < session.seen + session.idleMinutes * 60_000
}

/** The person and the posts that the person fills now. */
function hats(world: World, person: Principal): Principal[] {
  const posts = world.acting.filter(
    (one) => one.person === person && covers(one.span) && one.post.active,
  )
  return [person, ...posts.map((one) => one.post)]
}

function rolesOf(world: World, person: Principal): PlainRole[] {
  const worn = hats(world, person)
  const held = world.roles.filter((one) => worn.includes(one.holder) && covers(one.span))
  return held.map(({ role }) => {
    const found = policy[role]
    if (!found) throw new Error(`no role ${role}`)
    return found
  })
}

/** What closes a scope when it is closed itself: the scope, where it came from, and what it rests on beside that. */
function family(scope: Scope): Scope[] {
  return scope.parent ? [scope, scope.parent, ...scope.beside] : [scope, ...scope.beside]
}

function isConflicted(world: World, person: Principal, scope: Scope): boolean {
  return world.conflicts.some((conflict) => {
    if (!family(scope).includes(conflict.scope)) return false
    if (!hats(world, person).includes(conflict.of)) return false
    const over = conflict.clearedUntil !== undefined && conflict.clearedUntil > now
    return !(conflict.state === 'cleared' && over)
  })
}

function isShut(world: World, person: Principal, scope: Scope): boolean {
  return family(scope)
    .filter((one) => one.sealed)
    .some((sealed) => {
      const named = world.sealGrants.some(
        (grant) => grant.scope === sealed && grant.person === person && covers(grant.span),
      )
      return !named
    })
}

type Depths = Map<Scope, { read: Level | undefined; write: Level | undefined }>
const known = new WeakMap<Session, Depths>()

/** How far into a scope the holder of a session gets; undefined for not at all. Worlds never change, so it is worked out once. */
export function depth(world: World, session: Session, scope: Scope, need: Need): Level | undefined {
  const depths: Depths = known.get(session) ?? new Map()
  known.set(session, depths)
  const found = depths.get(scope) ?? {
    read: workOutDepth(world, session, scope, { write: false }),
    write: workOutDepth(world, session, scope, { write: true }),
  }
  depths.set(scope, found)
  return need.write ? found.write : found.read
}

function workOutDepth(world: World, session: Session, scope: Scope, need: Need): Level | undefined {
  const me = session.principal
  if (!isLive(session)) return undefined
  const roles = rolesOf(world, me)
  if (roles.some((role) => role.administers)) return undefined
  if (isConflicted(world, me, scope) || isShut(world, me, scope)) return undefined
  const ways =
    scope.partnership === me.partnership
      ? home(world, me, scope, need)
      : abroad(world, me, scope, need)
  return ways.length === 0 ? undefined : (Math.max(...ways) as Level)
}

function home(world: World, me: Principal, scope: Scope, need: Need): number[] {
  const ways: number[] = []
  const worn = hats(world, me)
  for (const grant of world.grants) {
    if (!worn.includes(grant.to) || !covers(grant.span)) continue
    if (need.write && !grant.writes) continue
    if (grant.scope === scope) ways.push(grant.level)
    if (grant.scope === scope.parent) ways.push(Math.min(1, grant.level))
  }
  for (const role of rolesOf(world, me)) {
    const wide = role.wide[scope.kind]
    if (wide && (wide.write || !need.write)) ways.push(wide.clearance)
  }
  if (need.write) return ways
  for (const use of world.emergencies) {
    if (use.person === me && use.scope === scope && covers(use.span)) ways.push(use.level)
  }
  const receives = rolesOf(world, me).some((role) => role.receives.includes('agency'))
  for (const share of world.shares) {
    const mine = share.toAgency !== undefined && share.toAgency === me.agency
    if (receives && mine && share.scope === scope && covers(share.span)) ways.push(share.level)
  }
  return ways
}

function abroad(world: World, me: Principal, scope: Scope, need: Need): number[] {
  if (need.write) return []
  if (!rolesOf(world, me).some((role) => role.receives.includes('partnership'))) return []
  return world.shares
    .filter(
      (share) =>
        share.scope === scope && share.toPartnership === me.partnership && covers(share.span),
    )
    .map((share) => share.level)
}

function compartmentOpen(me: Principal, compartment: number | undefined): boolean {
  return compartment === undefined || compartment === me.agency
}

/** May this session read this row? */
export function mayRead(world: World, session: Session, row: Row): boolean {
  const reached = depth(world, session, row.scope, { write: false })
  return (
    reached !== undefined &&
    row.level <= reached &&
    compartmentOpen(session.principal, row.compartment)
  )
}

/** May this session change this row? */
export function mayChange(world: World, session: Session, row: Row): boolean {
  const reached = depth(world, session, row.scope, { write: true })
  return (
    reached !== undefined &&
    row.level <= reached &&
    compartmentOpen(session.principal, row.compartment)
  )
}

/** May this session add such a row to the table of this kind? */
export function mayAdd(
  world: World,
  session: Session,
  wanted: { kind: Scope['kind'] } & Omit<Row, 'uid'>,
): boolean {
  return wanted.scope.kind === wanted.kind && mayChange(world, session, { uid: '', ...wanted })
}
