import { allRoles, permissionsOf } from '#platform/access/role.ts'
import type { RoleName } from '#platform/access/role.ts'
import type { Route } from '#platform/http/route.ts'
import { crawl } from '#tests/support/crawl.ts'
import type { Answer, Somebody, TestHouse } from '#tests/support/house.ts'
import { sampleWorld } from '#tests/support/sample-world.ts'
import type { SampleWorld } from '#tests/support/sample-world.ts'
import { people } from '../../src/sample/cast.ts'
import type { PersonName } from '../../src/sample/cast.ts'
import { asker } from './asking.ts'
import type { Ask } from './asking.ts'
import { routeAt } from './addresses.ts'
import { formsIn } from './forms.ts'
import type { FoundForm } from './forms.ts'
import { auditLength } from './stored.ts'

/** Somebody of the sample with what they may do. */
export interface Person {
  readonly who: Somebody
  readonly roles: readonly RoleName[]
}

/** One page as somebody got it while following links, with the number of rows that it left in the audit. */
export interface Seen {
  readonly who: Somebody | undefined
  readonly url: string
  readonly answer: Answer
  readonly audited: number
}

/** A form that somebody met, the page on which it stands, and the act that it is for. */
export interface Met {
  readonly who: Somebody
  readonly on: string
  readonly form: FoundForm
}

/** The sample with all that its people come to by following links. */
export interface RoutesWorld extends SampleWorld {
  readonly ask: Ask
  readonly routes: readonly Route[]
  readonly partnership: { readonly id: number }
  /** One for each set of roles that the sample gives, and one for each role that it does not. */
  readonly everyRole: readonly Person[]
  readonly seen: readonly Seen[]
  readonly dead: readonly string[]
  /** By the name of the route: where people of the sample came to it; acts by their forms. */
  readonly addresses: ReadonlyMap<Route, readonly string[]>
  readonly forms: ReadonlyMap<Route, readonly Met[]>
}

/** Whether somebody with these roles may use a route. */
export function mayUse(route: Route, roles: readonly RoleName[]): boolean {
  return route.can === 'public' || route.can === 'signed-in' || permissionsOf(roles).has(route.can)
}

/** Everybody of the sample whose roles nobody before them has, and strangers for the roles that are left. */
async function oneOfEach(
  world: SampleWorld,
  partnership: { id: number; uid: string },
): Promise<Person[]> {
  const met = new Map<string, Person>()
  const held = new Set<RoleName>()
  for (const [name, who] of Object.entries(world.as)) {
    const roles: readonly RoleName[] = people[name as keyof typeof people].roles
    roles.forEach((role) => held.add(role))
    const key = roles.join()
    if (!met.has(key)) met.set(key, { who, roles })
  }
  const strangers = allRoles.filter((role) => !held.has(role))
  const added = strangers.map(async (role): Promise<Person> => ({
    who: await world.house.signIn(partnership, { role }),
    roles: [role],
  }))
  return [...met.values(), ...(await Promise.all(added))]
}

/** Follows every link that these people see, keeping each answer. */
async function walk(house: TestHouse, walkers: readonly (Somebody | undefined)[]) {
  const seen: Seen[] = []
  let rows = await auditLength(house)
  const kept: TestHouse = {
    ...house,
    async get(who, url) {
      const before = rows
      const answer = await house.get(who, url)
      rows = await auditLength(house)
      seen.push({ who, url, answer, audited: rows - before })
      return answer
    },
  }
  const { dead } = await crawl(kept, house.house.routes, walkers)
  return { seen, dead }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const before = map.get(key)
  if (before === undefined) map.set(key, [value])
  else before.push(value)
}

function formsMet(routes: readonly Route[], seen: readonly Seen[]): Map<Route, Met[]> {
  const met = new Map<Route, Met[]>()
  for (const { who, url, answer } of seen) {
    if (who === undefined || answer.status !== 200 || !answer.body.startsWith('<!')) continue
    for (const form of formsIn(answer.body)) {
      const route = routeAt(routes, 'POST', form.action)
      if (route !== undefined) add(met, route, { who, on: url, form })
    }
  }
  return met
}

function addressesMet(
  routes: readonly Route[],
  seen: readonly Seen[],
  forms: ReadonlyMap<Route, readonly Met[]>,
): Map<Route, string[]> {
  const met = new Map<Route, Set<string>>()
  for (const { url, answer } of seen) {
    const route = routeAt(routes, 'GET', url)
    if (route !== undefined && answer.status === 200)
      met.set(route, (met.get(route) ?? new Set()).add(url))
  }
  for (const [route, places] of forms)
    met.set(route, new Set(places.map(({ form }) => form.action)))
  for (const route of routes.filter(({ kind, path }) => kind === 'api' && path.includes('/:uid')))
    met.set(route, new Set(forPrograms(route, met)))
  return new Map([...met].map(([route, urls]) => [route, [...urls]]))
}

/** No page links to what is for programs: its records are those of the pages beside it. */
function forPrograms(route: Route, met: ReadonlyMap<Route, ReadonlySet<string>>): string[] {
  const [before = '', after = ''] = route.path.replace(/^\/api/, '').split('/:uid')
  const beside = [...met].find(([{ path }]) => path === `${before}/:uid`)
  return [...(beside?.[1] ?? [])].map((url) => `/api${url.split('?')[0]}${after}`)
}

/** Everybody of the sample. */
export const everybody = Object.keys(people) as readonly PersonName[]

/** Follows every link again as everybody, and answers the forms that are met now. */
export async function formsNow(world: RoutesWorld): Promise<ReadonlyMap<Route, readonly Met[]>> {
  const { seen } = await walk(world.house, Object.values(world.as))
  return formsMet(world.routes, seen)
}

/**
 * Opens the sample and follows every link in it: as one of each set of roles and as a visitor, or only as those named.
 * Call it once at the top of the file.
 */
export async function routesWorld(walkers: readonly PersonName[] = []): Promise<RoutesWorld> {
  const world = await sampleWorld()
  const { house } = world
  const { routes } = house.house
  const [partnership] = await house.sql<{ id: number; uid: string }>(
    `select id::int, uid from access.partnership order by id limit 1`,
  )
  if (partnership === undefined) throw new Error('the sample has no partnership')
  const everyRole = await oneOfEach(world, partnership)
  const named = walkers.map((name) => world.as[name])
  const players = everyRole
    .map(({ who }) => who)
    .filter((who) => Object.values(world.as).includes(who))
  const { seen, dead } = await walk(house, named.length > 0 ? named : [...players, undefined])
  const forms = formsMet(routes, seen)
  const addresses = addressesMet(routes, seen, forms)
  return {
    ...world,
    ask: asker(house),
    routes,
    partnership,
    everyRole,
    seen,
    dead,
    forms,
    addresses,
  }
}

/** A second partnership with somebody of each role, agencies, a post and a case of its own. */
export async function secondPartnership(house: TestHouse) {
  const partnership = await house.addPartnership('Wendmouth')
  const agency = await house.addAgency(partnership, 'Wendmouth Council', {
    partner: 'local-authority',
  })
  const strangers = await Promise.all(
    allRoles.map(async (role): Promise<Person> => ({
      who: await house.signIn(partnership, { role, agency }),
      roles: [role],
    })),
  )
  const [holder] = strangers
  if (holder === undefined) throw new Error('there are no roles')
  const post = await house.addPost(partnership, agency, {
    title: 'Head of the invented service',
    holder: holder.who,
  })
  return { partnership, agency, post, strangers }
}
