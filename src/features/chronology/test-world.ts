import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import type {
  Answer,
  Somebody,
  TestAgency,
  TestHouse,
  TestPartnership,
} from '#tests/support/house.ts'

/** A case with two agencies that are asked for their parts, and everybody who may or may not see them. */
export interface ChronologyWorld {
  readonly house: TestHouse
  readonly here: TestPartnership
  readonly trust: TestAgency
  readonly police: TestAgency
  readonly manager: Somebody
  /** Leads the review: sees all, may not open the vault. */
  readonly reviewer: Somebody
  /** Answers for the trust. */
  readonly lead: Somebody
  /** Answers for the police. */
  readonly officer: Somebody
  /** A lead whose agency was not asked. */
  readonly outsider: Somebody
  readonly partner: Somebody
  readonly scrutineer: Somebody
  readonly stranger: Somebody
  readonly casePath: string
  readonly caseUid: string
  readonly child: string
  readonly mother: string
  readonly trustPart: string
  readonly policePart: string
}

/** The three fields of a date. */
export function dateFields(name: string, iso: string): Record<string, string> {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** The address without what the redirect adds. */
export function pathOf(answer: { location: string | undefined }): string {
  return (answer.location ?? '').split('?')[0] ?? ''
}

type Form = Record<string, string | string[]>

/** An entry as its form sends it; what a test does not say is harmless. */
export function entryForm(on: string, more: Form = {}): Form {
  return {
    happenedKind: 'day',
    ...dateFields('happened', on),
    knewKind: 'day',
    ...dateFields('knew', on),
    kind: 'contact',
    event: 'The family was seen at home.',
    childSeen: 'not-recorded',
    childHeard: 'not-recorded',
    ...more,
    _key: randomUUID(),
  }
}

/** Adds an entry as somebody and expects it to be taken. */
export async function addEntry(
  world: Pick<ChronologyWorld, 'house'>,
  at: { who: Somebody; part: string },
  form: Form,
): Promise<string> {
  const answer = await world.house.post(at.who, `${at.part}/entries/new`, form)
  expect(answer.body).toBe('')
  expect(answer.status).toBe(303)
  const [row] = await world.house.sql<{ uid: string }>(
    'select uid from app.chronology_entry order by id desc limit 1',
  )
  return `/chronology-entries/${row?.uid ?? ''}`
}

/** The version of a record, as its form carries it. */
export async function versionOf(
  world: Pick<ChronologyWorld, 'house'>,
  table: 'chronology_entry' | 'chronology_part' | 'chronology_import' | 'chronology',
  uid: string,
): Promise<string> {
  const [row] = await world.house.sql<{ version: number }>(
    `select version from app.${table} where uid = $1`,
    [uid],
  )
  return String(row?.version ?? 0)
}

/** Sends an act and expects it to be done. */
export async function done(answer: Promise<Answer>): Promise<Answer> {
  const told = await answer
  expect(told.body).toBe('')
  expect(told.status).toBe(303)
  return told
}

async function ask(
  world: { house: TestHouse; manager: Somebody; casePath: string },
  agency: TestAgency,
  post: { uid: string },
): Promise<string> {
  await done(
    world.house.post(world.manager, `${world.casePath}/chronology/ask`, {
      agency: agency.uid,
      posts: [post.uid],
      ...dateFields('dueOn', '2099-01-31'),
      _key: randomUUID(),
    }),
  )
  const [row] = await world.house.sql<{ uid: string }>(
    'select uid from app.chronology_part order by id desc limit 1',
  )
  return `/chronologies/${row?.uid ?? ''}`
}

async function addPerson(
  world: { house: TestHouse; manager: Somebody; casePath: string },
  form: Form,
): Promise<string> {
  await done(world.house.post(world.manager, `${world.casePath}/people/new`, form))
  const [row] = await world.house.sql<{ uid: string }>(
    'select uid from app.person order by id desc limit 1',
  )
  return row?.uid ?? ''
}

const unknown = {
  disability: 'not-asked',
  lookedAfter: 'not-asked',
  protectionPlan: 'not-asked',
}

/** Lets the reviewer into the case, as naming one does. */
async function letIn(house: TestHouse, reviewer: Somebody, caseUid: string): Promise<void> {
  await house.sql(
    `insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason, granted_at)
     select partnership_id, scope_id, $1, 2, true, tstzrange('2010-01-01', null), 'reviewer', 'leads the review', now()
     from app.serious_case where uid = $2`,
    [reviewer.id, caseUid],
  )
}

/** Builds the world through the pages, as people would. */
export async function chronologyWorld(): Promise<ChronologyWorld> {
  const house = await testHouse()
  const here = await house.addPartnership()
  const council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  const trust = await house.addAgency(here, 'Fernbank Trust', { kind: 'nhs-trust' })
  const police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  const school = await house.addAgency(here, 'Millbrook School', { kind: 'school' })
  const team = await house.addAgency(here, 'Partnership Team')
  const manager = await house.signIn(here, { role: 'business-manager', agency: team })
  const reviewer = await house.signIn(here, { role: 'lead-reviewer', agency: team })
  const lead = await house.signIn(here, { role: 'agency-lead', agency: trust })
  const officer = await house.signIn(here, { role: 'agency-lead', agency: police })
  const outsider = await house.signIn(here, { role: 'agency-lead', agency: school })
  const partner = await house.signIn(here, { role: 'delegated-partner', agency: police })
  const scrutineer = await house.signIn(here, { role: 'scrutineer', agency: team })
  const elsewhere = await house.addPartnership()
  const stranger = await house.signIn(elsewhere, { role: 'business-manager' })
  const leadPost = await house.addPost(here, trust, { title: 'Named nurse', holder: lead })
  const officerPost = await house.addPost(here, police, { title: 'Sergeant', holder: officer })
  const recorded = await house.post(manager, '/cases/new', {
    nature: 'death',
    abuseSuspected: 'yes',
    areaCouncil: council.uid,
    summary: 'A baby was found unresponsive.',
  })
  const casePath = pathOf(recorded)
  const caseUid = casePath.split('/').at(-1) ?? ''
  const some = { house, manager, casePath }
  const child = await addPerson(some, {
    part: 'child',
    childPart: 'died',
    name: 'Elowen Tarrant',
    ...unknown,
  })
  const mother = await addPerson(some, { part: 'mother', name: 'Morwenna Tarrant', ...unknown })
  const trustPart = await ask(some, trust, leadPost)
  const policePart = await ask(some, police, officerPost)
  await letIn(house, reviewer, caseUid)
  return {
    house,
    here,
    trust,
    police,
    manager,
    reviewer,
    lead,
    officer,
    outsider,
    partner,
    scrutineer,
    stranger,
    casePath,
    caseUid,
    child,
    mother,
    trustPart,
    policePart,
  }
}
