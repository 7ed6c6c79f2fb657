import type { Client } from 'pg'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { addDays, asInstant, daysBetween } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Chance } from './chance.ts'
import type { Sheets } from './sheets.ts'
import { bodies, firstNames, lastNames, places, titles } from './words.ts'

/** Somebody who signs in. */
export interface Person {
  readonly id: number
  readonly uid: Uid
  readonly name: string
  readonly agencyId: number
}

/** A post and who fills it. */
export interface Post {
  readonly id: number
  readonly principalId: number
  readonly agencyId: number
  readonly holder: Person
}

/** A partnership with its people, before anything happens. */
export interface Office {
  readonly id: number
  readonly uid: Uid
  readonly name: string
  readonly agencyIds: readonly number[]
  readonly posts: readonly Post[]
  readonly people: readonly Person[]
  readonly manager: Person
  readonly notifier: Person
  readonly partners: readonly Person[]
  readonly judges: readonly Person[]
}

/** All that a chapter of the volume writes with. */
export interface Desk {
  readonly office: Office
  readonly sheets: Sheets
  readonly chance: Chance
  /** The first day of the years that are told, and the day on which they end. */
  readonly firstDay: PlainDate
  readonly today: PlainDate
}

/** So many people sign in to each partnership. */
const peopleEach = 300

/** A moment in the working hours of a day; the same minute is the same moment. */
export function atMinute(day: PlainDate, minute: number): Instant {
  const hours = String(8 + Math.floor((minute % 480) / 60)).padStart(2, '0')
  return asInstant(`${day}T${hours}:${String(minute % 60).padStart(2, '0')}:00Z`)
}

/** So many days, evenly between two days, in order; none lies after the second. */
export function daysAcross(from: PlainDate, to: PlainDate, count: number): PlainDate[] {
  const length = Math.max(0, daysBetween(from, to))
  return Array.from({ length: count }, (_, n) =>
    addDays(from, Math.floor((length * (n + 1)) / (count + 1))),
  )
}

/** What the first people do; all others are in agencies and fill posts, own actions or only look. */
const offices: readonly { readonly role: string; readonly count: number; readonly body: number }[] =
  [
    { role: 'business-manager', count: 3, body: 0 },
    { role: 'la-notifier', count: 2, body: 0 },
    { role: 'delegated-partner', count: 3, body: -1 },
    { role: 'assurance-group-member', count: 9, body: -1 },
    { role: 'scrutineer', count: 1, body: 11 },
    { role: 'conflict-officer', count: 2, body: 2 },
    { role: 'communications', count: 2, body: 0 },
    { role: 'administrator', count: 2, body: 0 },
    { role: 'auditor', count: 1, body: 1 },
  ]

async function addPartnership(
  client: Client,
  chance: Chance,
): Promise<Pick<Office, 'id' | 'uid' | 'name'>> {
  const { rows: last } = await client.query<{ last: number }>(
    'select coalesce(max(id), 0)::int as last from access.partnership',
  )
  const number = (last[0]?.last ?? 0) + 1
  const place = places[(number - 1) % places.length] ?? places[0]
  const name = `${place} ${number}`
  const { rows } = await client.query<{ id: number; uid: Uid }>(
    'insert into access.partnership (uid, name, slug) values ($1, $2, $3) returning id::int, uid',
    [
      chance.uid(),
      `${name} Safeguarding Children Partnership`,
      name.toLowerCase().replaceAll(' ', '-'),
    ],
  )
  const row = rows[0]
  if (row === undefined) throw new Error('the partnership could not be written')
  return { ...row, name }
}

function rolesOf(people: number): { role: string; body: number }[] {
  const first = offices.flatMap(({ role, count, body }) =>
    Array.from({ length: count }, (_, n) => ({
      role,
      body: body === -1 ? n % bodies.length : body,
    })),
  )
  const rest = people - first.length
  return [
    ...first,
    ...Array.from({ length: rest }, (_, n) => ({
      role: n < 48 ? 'agency-lead' : 'action-owner',
      body: n % bodies.length,
    })),
  ]
}

/** Writes a partnership with its agencies, posts and people. */
export async function addOffice(
  client: Client,
  given: { begin: (partnershipId: number) => Sheets; chance: Chance; firstDay: PlainDate },
): Promise<{ office: Office; sheets: Sheets }> {
  const { chance, firstDay } = given
  const partnership = await addPartnership(client, chance)
  const sheets = given.begin(partnership.id)
  const agencyIds = bodies.map(
    ({ name, kind, partner }) =>
      sheets.put('app.agency', {
        name: name.replace('%', partnership.name),
        kind,
        statutory_partner: partner,
        active_from: firstDay,
      }).id,
  )
  const since = atMinute(firstDay, 0)
  const valid = `["${since}",)`
  const agencyAt = (body: number): number => agencyIds[body % agencyIds.length] ?? 0
  const people = rolesOf(peopleEach).map(({ role, body }, n): Person & { role: string } => {
    const first = firstNames[n % firstNames.length] ?? ''
    const name = `${first} ${lastNames[Math.floor(n / firstNames.length) % lastNames.length] ?? ''}`
    const agencyId = agencyAt(body)
    const person = sheets.put('access.principal', {
      kind: 'person',
      name,
      agency_id: agencyId,
      invented: true,
      created_at: since,
    })
    sheets.put('access.role_held', { principal_id: person.id, role, valid })
    return { ...person, name, agencyId, role }
  })
  const withRole = (role: string) => people.filter((person) => person.role === role)
  const leads = withRole('agency-lead')
  const posts = leads.map((holder, n): Post => {
    const title = titles[Math.floor(n / bodies.length) % titles.length] ?? titles[0]
    const { agencyId } = holder
    const principal = sheets.put('access.principal', {
      kind: 'post',
      name: title,
      agency_id: agencyId,
      invented: false,
      created_at: since,
    })
    sheets.put('access.acting', { principal_id: holder.id, as_principal_id: principal.id, valid })
    sheets.put('access.role_held', { principal_id: principal.id, role: 'action-owner', valid })
    const post = sheets.put('app.post', {
      agency_id: agencyId,
      principal_id: principal.id,
      title,
      active_from: firstDay,
    })
    return { id: post.id, principalId: principal.id, agencyId, holder }
  })
  const [manager] = withRole('business-manager')
  const [notifier] = withRole('la-notifier')
  if (manager === undefined || notifier === undefined)
    throw new Error('an office has a manager and a notifier')
  const office = {
    ...partnership,
    agencyIds,
    posts,
    people,
    manager,
    notifier,
    partners: withRole('delegated-partner'),
    judges: withRole('assurance-group-member'),
  }
  return { office, sheets }
}
