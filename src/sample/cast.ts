import type { Client } from 'pg'
import type { RoleName } from '#platform/access/role.ts'
import type { PlainDate } from '#shared/dates.ts'
import { openSession } from './story.ts'
import type { Player } from './story.ts'

/** The invented agencies of Aldermere. */
export const agencies = {
  team: { name: 'Aldermere Partnership Team', kind: 'other', partner: null },
  council: { name: 'Aldermere Council', kind: 'local-authority', partner: 'local-authority' },
  board: {
    name: 'Aldermere and Wend Integrated Care Board',
    kind: 'integrated-care-board',
    partner: 'integrated-care-board',
  },
  police: { name: 'Wendshire Police', kind: 'police', partner: 'police' },
  maternity: { name: 'Aldermere Maternity and Children’s Trust', kind: 'nhs-trust', partner: null },
  group: { name: 'Aldermere Clinical Commissioning Group', kind: 'other', partner: null },
  community: { name: 'Wend Community Health Trust', kind: 'nhs-trust', partner: null },
  practice: { name: 'Fernbank Surgery', kind: 'gp-practice', partner: null },
  school: { name: 'St Osyth’s Primary School', kind: 'school', partner: null },
  housing: { name: 'Harbour Homes', kind: 'housing', partner: null },
} as const
/** The name of an agency in the story. */
export type AgencyName = keyof typeof agencies

/** The posts that answer and act for each agency, with who fills them. */
export const posts = {
  maternityLead: { agency: 'maternity', title: 'Head of midwifery', holder: 'midwifery' },
  communityLead: {
    agency: 'community',
    title: 'Named nurse for safeguarding children',
    holder: 'nurse',
  },
  councilLead: {
    agency: 'council',
    title: 'Head of safeguarding and quality',
    holder: 'councilLead',
  },
  boardLead: { agency: 'board', title: 'Designated nurse', holder: 'designated' },
  groupLead: {
    agency: 'group',
    title: 'Named professional for primary care',
    holder: 'designated',
  },
  policeLead: {
    agency: 'police',
    title: 'Detective superintendent, public protection',
    holder: 'inspector',
  },
  practiceLead: { agency: 'practice', title: 'Practice safeguarding lead', holder: 'practice' },
  housingLead: { agency: 'housing', title: 'Safeguarding manager', holder: 'housing' },
} as const
/** The name of a post in the story. */
export type PostName = keyof typeof posts

/** The invented people of Aldermere; nobody of them exists. */
export const people = {
  manager: { name: 'Maren Ashdown', agency: 'team', roles: ['business-manager'] },
  notifier: { name: 'Tobias Lindqvist', agency: 'council', roles: ['la-notifier'] },
  councilPartner: { name: 'Adaeze Okonjo', agency: 'council', roles: ['delegated-partner'] },
  boardPartner: { name: 'Hester Vane', agency: 'board', roles: ['delegated-partner'] },
  policePartner: { name: 'Callum Rees', agency: 'police', roles: ['delegated-partner'] },
  scrutineer: { name: 'Ingrid Solheim', agency: 'team', roles: ['scrutineer'] },
  assessor: { name: 'Farida Nasser', agency: 'board', roles: ['assurance-group-member'] },
  assessorTwo: { name: 'Owen Pryce', agency: 'council', roles: ['assurance-group-member'] },
  assessorThree: { name: 'Jo Thackeray', agency: 'police', roles: ['assurance-group-member'] },
  midwifery: { name: 'Bridget Amsel', agency: 'maternity', roles: ['agency-lead', 'action-owner'] },
  nurse: { name: 'Samir Haddad', agency: 'community', roles: ['agency-lead', 'action-owner'] },
  councilLead: {
    name: 'Philippa Stone',
    agency: 'council',
    roles: ['agency-lead', 'action-owner'],
  },
  designated: { name: 'Ewa Brandt', agency: 'board', roles: ['agency-lead', 'action-owner'] },
  inspector: { name: 'Neil Forsyth', agency: 'police', roles: ['agency-lead', 'action-owner'] },
  practice: { name: 'Dr Leila Farouk', agency: 'practice', roles: ['action-owner'] },
  housing: { name: 'Gareth Moon', agency: 'housing', roles: ['action-owner'] },
  reviewer: { name: 'Dr Anselm Reed', agency: 'team', roles: ['lead-reviewer'] },
  relative: { name: 'Kirsty Vale', agency: 'team', roles: ['business-manager'] },
  communications: { name: 'Dominic Hale', agency: 'council', roles: ['communications'] },
  conflictOfficer: { name: 'Ruth Penhaligon', agency: 'police', roles: ['conflict-officer'] },
  administrator: { name: 'Viktor Sanz', agency: 'team', roles: ['administrator'] },
  auditor: { name: 'Mei Tanaka', agency: 'council', roles: ['auditor'] },
} as const satisfies Record<
  string,
  { name: string; agency: AgencyName; roles: readonly RoleName[] }
>
/** The name of a person in the story. */
export type PersonName = keyof typeof people

/** An agency, a post and the players as the database has them. */
export interface Cast {
  readonly partnershipId: number
  readonly agency: Readonly<Record<AgencyName, { id: number; uid: string }>>
  readonly post: Readonly<Record<PostName, { uid: string; principalId: number }>>
  readonly player: Readonly<Record<PersonName, Player>>
}

async function one<R extends object>(
  client: Client,
  text: string,
  values: readonly unknown[],
): Promise<R> {
  const { rows } = await client.query<R>(text, [...values])
  const row = rows[0]
  if (row === undefined) throw new Error('the sample could not be written')
  return row
}

async function addAgencies(client: Client, at: { partnershipId: number; since: PlainDate }) {
  const made = new Map<AgencyName, { id: number; uid: string }>()
  for (const [name, agency] of Object.entries(agencies)) {
    const row = await one<{ id: number; uid: string }>(
      client,
      `insert into app.agency (partnership_id, name, kind, statutory_partner, active_from)
       values ($1, $2, $3, $4, $5) returning id::int, uid`,
      [at.partnershipId, agency.name, agency.kind, agency.partner, at.since],
    )
    made.set(name as AgencyName, row)
  }
  return Object.fromEntries(made) as Cast['agency']
}

async function addPlayers(client: Client, at: { partnershipId: number; agency: Cast['agency'] }) {
  const made = new Map<PersonName, Player>()
  for (const [name, person] of Object.entries(people)) {
    const agency = at.agency[person.agency]
    const row = await one<{ id: number; uid: string }>(
      client,
      `insert into access.principal (partnership_id, kind, name, agency_id, invented) values ($1, 'person', $2, $3, true) returning id::int, uid`,
      [at.partnershipId, person.name, agency.id],
    )
    for (const role of person.roles) {
      await client.query(
        `insert into access.role_held (partnership_id, principal_id, role, valid) values ($1, $2, $3, tstzrange('2020-01-01', null))`,
        [at.partnershipId, row.id, role],
      )
    }
    const token = await openSession(client, { partnershipId: at.partnershipId, id: row.id })
    made.set(name as PersonName, { ...row, name: person.name, token })
  }
  return Object.fromEntries(made) as Cast['player']
}

async function addPosts(
  client: Client,
  at: Pick<Cast, 'partnershipId' | 'agency' | 'player'>,
  since: PlainDate,
) {
  const made = new Map<PostName, { uid: string; principalId: number }>()
  for (const [name, post] of Object.entries(posts)) {
    const agency = at.agency[post.agency]
    const principal = await one<{ id: number }>(
      client,
      `insert into access.principal (partnership_id, kind, name, agency_id) values ($1, 'post', $2, $3) returning id::int`,
      [at.partnershipId, post.title, agency.id],
    )
    await client.query(
      `insert into access.acting (partnership_id, principal_id, as_principal_id, valid) values ($1, $2, $3, tstzrange('2020-01-01', null))`,
      [at.partnershipId, at.player[post.holder].id, principal.id],
    )
    const row = await one<{ uid: string }>(
      client,
      `insert into app.post (partnership_id, agency_id, principal_id, title, active_from) values ($1, $2, $3, $4, $5) returning uid`,
      [at.partnershipId, agency.id, principal.id, post.title, since],
    )
    made.set(name as PostName, { uid: row.uid, principalId: principal.id })
  }
  return Object.fromEntries(made) as Cast['post']
}

/** Writes the partnership with its agencies, posts and people; the story does the rest through commands. */
export async function addCast(client: Client, since: PlainDate): Promise<Cast> {
  const partnership = await one<{ id: number }>(
    client,
    `insert into access.partnership (name, slug) values ('Aldermere Safeguarding Children Partnership', 'aldermere') returning id::int`,
    [],
  )
  const partnershipId = partnership.id
  const agency = await addAgencies(client, { partnershipId, since })
  const player = await addPlayers(client, { partnershipId, agency })
  return {
    partnershipId,
    agency,
    player,
    post: await addPosts(client, { partnershipId, agency, player }, since),
  }
}
