import fc from 'fast-check'
import type { Arbitrary } from 'fast-check'

// Worlds for the access matrix: plain objects, made at random from a seed. Several stand side by side in one database,
// so that whatever leaks from one into another is seen too.

/** The moment at which every world is looked at; the database is told by heed.clock. */
export const now = Date.UTC(2026, 9, 25, 1, 0, 0)

export type Level = 0 | 1 | 2 | 3
/** From (included) to (excluded), in milliseconds; without an end when `to` is undefined. */
export interface Span {
  readonly from: number
  readonly to: number | undefined
}
export interface Principal {
  readonly id: number
  readonly partnership: number
  readonly kind: 'person' | 'post' | 'service'
  readonly agency: number | undefined
  readonly active: boolean
}
export interface Session {
  readonly token: string
  readonly principal: Principal
  readonly seen: number
  readonly idleMinutes: number
  readonly expires: number
  readonly revoked: boolean
}
export interface Scope {
  readonly id: number
  readonly partnership: number
  readonly kind: 'case' | 'recommendation'
  readonly parent: Scope | undefined
  /** Cases beside the parent that it rests on, as a recommendation of a review of several cases does. */
  readonly beside: readonly Scope[]
  readonly sealed: boolean
}
export interface Row {
  readonly uid: string
  readonly scope: Scope
  readonly level: Level
  readonly compartment: number | undefined
}
export interface World {
  readonly partnerships: readonly number[]
  readonly agencies: readonly { id: number; partnership: number }[]
  readonly principals: readonly Principal[]
  readonly acting: readonly { person: Principal; post: Principal; span: Span }[]
  readonly roles: readonly { holder: Principal; role: string; span: Span }[]
  readonly sessions: readonly Session[]
  readonly scopes: readonly Scope[]
  readonly grants: readonly {
    scope: Scope
    to: Principal
    level: Level
    writes: boolean
    span: Span
  }[]
  readonly conflicts: readonly {
    scope: Scope
    of: Principal
    state: 'suspected' | 'confirmed' | 'cleared'
    clearedUntil: number | undefined
  }[]
  readonly sealGrants: readonly { scope: Scope; person: Principal; span: Span }[]
  readonly emergencies: readonly { scope: Scope; person: Principal; level: Level; span: Span }[]
  readonly shares: readonly {
    scope: Scope
    toPartnership: number | undefined
    toAgency: number | undefined
    level: Level
    span: Span
  }[]
  readonly rows: readonly Row[]
}

const contentRoles = [
  'business-manager',
  'la-notifier',
  'delegated-partner',
  'lead-partner',
  'scrutineer',
  'case-group-member',
  'agency-lead',
  'agency-lead',
  'action-owner',
  'assurance-group-member',
  'reading-service',
]
const adminRoles = ['administrator', 'auditor']

type Draw = {
  number: (min: number, max: number) => number
  chance: (percent: number) => boolean
  one: <T>(list: readonly T[]) => T
  some: <T>(list: readonly T[], percent: number) => T[]
  span: () => Span
}

/** Moments just before, at and just after now: a span's ends are where rules break. */
const edges = [-400 * 86_400_000, -1, 0, 1, 400 * 86_400_000]

function drawFrom(g: fc.GeneratorValue): Draw {
  const number = (min: number, max: number) => g(fc.integer, { min, max })
  const chance = (percent: number) => number(1, 100) <= percent
  function one<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('nothing to choose from')
    // The index lies inside the list; `undefined` may be one of the things to choose from.
    return list[number(0, list.length - 1)] as T
  }
  function span(): Span {
    if (chance(60)) return { from: now - 86_400_000, to: chance(50) ? undefined : now + 86_400_000 }
    const from = one(edges.slice(0, 4))
    const later = edges.filter((edge) => edge > from)
    return { from: now + from, to: chance(30) ? undefined : now + one(later) }
  }
  return { number, chance, one, some: (list, percent) => list.filter(() => chance(percent)), span }
}

/** A world whose ids begin at `base`, so that many fit in one database. */
export function worlds(base: number): Arbitrary<World> {
  // Without the usual leaning towards small numbers: a chance of one in four is meant as one.
  return fc.noBias(fc.gen().map((g) => build(drawFrom(g), base)))
}

function build(draw: Draw, base: number): World {
  let last = base
  const nextId = () => ++last
  const partnerships = [nextId(), nextId(), nextId()]
  const agencies = partnerships.flatMap((partnership) =>
    [1, 2].map(() => ({ id: nextId(), partnership })),
  )
  const principals: Principal[] = []
  const acting: World['acting'][number][] = []
  const roles: World['roles'][number][] = []
  for (const partnership of partnerships) {
    const own = agencies.filter((agency) => agency.partnership === partnership)
    const add = (kind: Principal['kind']): Principal => {
      const agency = draw.chance(85) ? draw.one(own).id : undefined
      const principal = { id: nextId(), partnership, kind, agency, active: draw.chance(95) }
      principals.push(principal)
      return principal
    }
    const posts = [add('post'), add('post')]
    const office = add('post')
    const people = [add('person'), add('person'), add('person'), add('person'), add('service')]
    const administrator = add('person')
    const clerk = add('person')
    for (const holder of [...posts, ...people]) {
      for (const role of new Set(draw.some(contentRoles, holder.kind === 'post' ? 12 : 24))) {
        roles.push({ holder, role, span: draw.span() })
      }
    }
    roles.push({ holder: administrator, role: draw.one(adminRoles), span: draw.span() })
    for (const person of people.filter(({ kind }) => kind === 'person')) {
      for (const post of draw.some(posts, 40)) acting.push({ person, post, span: draw.span() })
    }
    // Administrators come by their own role or by a post; grants that somebody gave them open nothing.
    roles.push({ holder: office, role: draw.one(adminRoles), span: draw.span() })
    acting.push({ person: clerk, post: office, span: draw.span() })
  }
  const scopes = partnerships.flatMap((partnership) => buildScopes(draw, partnership, nextId))
  const world = { partnerships, agencies, principals, acting, roles, scopes }
  return {
    ...world,
    sessions: buildSessions(draw, principals),
    ...buildOpenings(draw, world),
    rows: buildRows(draw, world, nextId),
  }
}

function buildScopes(draw: Draw, partnership: number, nextId: () => number): Scope[] {
  const scopes: Scope[] = []
  for (let n = 0; n < 3; n++) {
    scopes.push({
      id: nextId(),
      partnership,
      kind: 'case',
      parent: undefined,
      beside: [],
      sealed: draw.chance(20),
    })
  }
  const cases = [...scopes]
  for (const parent of [...scopes, draw.one(scopes), undefined]) {
    scopes.push({
      id: nextId(),
      partnership,
      kind: 'recommendation',
      parent,
      beside: cases.filter((other) => other !== parent && draw.chance(other.sealed ? 85 : 40)),
      sealed: draw.chance(12),
    })
  }
  return scopes
}

function buildSessions(draw: Draw, principals: readonly Principal[]): Session[] {
  const live = { seen: now - 60_000, idleMinutes: 15, expires: now + 3_600_000, revoked: false }
  const dying = [
    { ...live, revoked: true },
    { ...live, expires: now },
    { ...live, expires: now + 1 },
    { ...live, seen: now - 15 * 60_000 },
    { ...live, seen: now - 15 * 60_000 + 1 },
  ]
  return principals
    .filter(({ kind }) => kind !== 'post')
    .map((principal) => ({
      token: `token-${principal.id}`,
      principal,
      ...(draw.chance(88) ? live : draw.one(dying)),
    }))
}

type Ground = Pick<World, 'partnerships' | 'agencies' | 'principals' | 'scopes'>

function buildOpenings(
  draw: Draw,
  { partnerships, agencies, principals, scopes }: Ground,
): Pick<World, 'grants' | 'conflicts' | 'sealGrants' | 'emergencies' | 'shares'> {
  const level = (max: number) => draw.number(0, max) as Level
  const near = (scope: Scope) =>
    principals.filter(({ partnership }) => partnership === scope.partnership)
  const people = (scope: Scope) => near(scope).filter(({ kind }) => kind === 'person')
  const clearances = [undefined, now - 1, now, now + 1, now + 86_400_000]
  return {
    grants: scopes.flatMap((scope) =>
      draw
        .some(near(scope), 34)
        .map((to) => ({ scope, to, level: level(3), writes: draw.chance(60), span: draw.span() })),
    ),
    conflicts: scopes.flatMap((scope) =>
      draw.some(principals, draw.chance(35) ? 12 : 1).map((of) => {
        const clearedUntil = draw.one(clearances)
        const state =
          clearedUntil === undefined ? draw.one(['suspected', 'confirmed'] as const) : 'cleared'
        return { scope, of, state, clearedUntil }
      }),
    ),
    sealGrants: scopes
      .filter((scope) => scope.sealed || draw.chance(20))
      .flatMap((scope) =>
        draw.some(people(scope), 45).map((person) => {
          const { from, to } = draw.span()
          return { scope, person, span: { from, to: to ?? now + 86_400_000 } }
        }),
      ),
    emergencies: scopes.flatMap((scope) =>
      draw.some(people(scope), 5).map((person) => {
        const from = now + draw.one([-3_600_000, -3_599_999, 0, 1])
        return { scope, person, level: level(2), span: { from, to: from + 3_600_000 } }
      }),
    ),
    shares: scopes.flatMap((scope) =>
      draw.chance(45) ? [buildShare(draw, scope, { partnerships, agencies })] : [],
    ),
  }
}

function buildShare(
  draw: Draw,
  scope: Scope,
  { partnerships, agencies }: Pick<World, 'partnerships' | 'agencies'>,
): World['shares'][number] {
  const abroad = draw.chance(45)
  const span = draw.span()
  return {
    scope,
    toPartnership: abroad
      ? draw.one(partnerships.filter((id) => id !== scope.partnership))
      : undefined,
    toAgency: abroad
      ? undefined
      : draw.one(agencies.filter(({ partnership }) => partnership === scope.partnership)).id,
    level: draw.number(0, 2) as Level,
    span: { from: span.from, to: span.to ?? now + 86_400_000 },
  }
}

function buildRows(draw: Draw, { scopes, agencies }: Ground, nextId: () => number): Row[] {
  return scopes.flatMap((scope) =>
    ([0, 1, 2, 3] as const).map((level) => {
      const near = agencies.filter(({ partnership }) => partnership === scope.partnership)
      const uid = `00000000-0000-4000-8000-${String(nextId()).padStart(12, '0')}`
      return { uid, scope, level, compartment: draw.chance(20) ? draw.one(near).id : undefined }
    }),
  )
}
