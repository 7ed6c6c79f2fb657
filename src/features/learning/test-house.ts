import { randomBytes, randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import type { Route } from '#platform/http/route.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestAgency, TestHouse, TestPartnership } from '#tests/support/house.ts'
import { routesFor } from '../../app.ts'

/** A partnership with a case, a trust with its lead, and everybody that recommendations concern. */
export interface LearningWorld {
  readonly house: TestHouse
  readonly here: TestPartnership
  readonly council: TestAgency
  readonly police: TestAgency
  readonly trust: TestAgency
  readonly school: TestAgency
  readonly manager: Somebody
  readonly partner: Somebody
  readonly scrutineer: Somebody
  /** Fills the post that answers for the trust. */
  readonly lead: Somebody
  readonly leadPost: { readonly uid: string; readonly principalId: number }
  /** A lead of another agency, who is not asked. */
  readonly outsider: Somebody
  readonly administrator: Somebody
  readonly stranger: Somebody
  readonly casePath: string
  readonly caseUid: string
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

const deps = { keys: { fieldKey: randomBytes(32) }, url: 'http://localhost:3000' }

/** Builds the world through the pages, as people would; `more` are routes for this test alone. */
export async function learningWorld(more: readonly Route[] = []): Promise<LearningWorld> {
  const house = await testHouse({ routes: [...routesFor(deps), ...more] })
  const here = await house.addPartnership()
  const council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  const police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  const trust = await house.addAgency(here, 'Fernbank Trust', { kind: 'nhs-trust' })
  const school = await house.addAgency(here, 'Millbrook School', { kind: 'school' })
  const manager = await house.signIn(here, { role: 'business-manager', agency: council })
  const partner = await house.signIn(here, { role: 'delegated-partner', agency: police })
  const scrutineer = await house.signIn(here, { role: 'scrutineer', agency: school })
  const lead = await house.signIn(here, { role: 'agency-lead', agency: trust })
  const outsider = await house.signIn(here, { role: 'agency-lead', agency: school })
  const administrator = await house.signIn(here, { role: 'administrator', agency: council })
  const elsewhere = await house.addPartnership()
  const stranger = await house.signIn(elsewhere, { role: 'business-manager' })
  const leadPost = await house.addPost(here, trust, { title: 'Safeguarding lead', holder: lead })
  const recorded = await house.post(manager, '/cases/new', {
    nature: 'death',
    abuseSuspected: 'yes',
    areaCouncil: council.uid,
    summary: 'A baby was found unresponsive.',
  })
  expect(recorded.status).toBe(303)
  const casePath = pathOf(recorded)
  const caseUid = casePath.split('/').at(-1) ?? ''
  return {
    house,
    here,
    council,
    police,
    trust,
    school,
    manager,
    partner,
    scrutineer,
    lead,
    leadPost,
    outsider,
    administrator,
    stranger,
    casePath,
    caseUid,
  }
}

/** A draft to the trust, in words about which there is no advice. */
export function goodDraft(world: LearningWorld): Record<string, string | string[]> {
  return {
    case: world.caseUid,
    source: 'local-review',
    text: 'The trust should give every family a written sleep plan by 1 February 2099',
    addressedTo: 'agencies',
    agencies: [world.trust.uid],
    asks: ['process'],
    outcome: 'Babies sleep safely out of routine too',
    measure: 'Dip sample of 20 discharge sheets a quarter',
    ...dateFields('dueOn', '2099-02-01'),
  }
}

/** The version that a form of this page carries. */
async function versionOf(world: LearningWorld, path: string): Promise<string> {
  const [row] = await world.house.sql<{ version: number }>(
    'select version from app.recommendation where uid = $1',
    [path.split('/').at(-1)],
  )
  return String(row?.version ?? 0)
}

/** Sends one step of a recommendation as the form would and expects it to be done. */
export async function step(
  world: LearningWorld,
  at: { who?: Somebody; path: string; to: string },
  form: Record<string, string | string[]>,
): Promise<void> {
  const _version = await versionOf(world, at.path)
  const answer = await world.house.post(at.who ?? world.manager, `${at.path}/${at.to}`, {
    _version,
    ...form,
  })
  expect(answer.body).toBe('')
  expect(answer.status).toBe(303)
}

/** Drafts a recommendation to the trust; answers its address. */
export async function draft(
  world: LearningWorld,
  more: Record<string, string | string[]> = {},
): Promise<string> {
  const answer = await world.house.post(world.manager, '/recommendations/new', {
    ...goodDraft(world),
    ...more,
    _key: randomUUID(),
  })
  expect(answer.body).toBe('')
  expect(answer.status).toBe(303)
  return pathOf(answer)
}

/** A recommendation that was checked, and that the trust is asked to answer. */
export async function asked(
  world: LearningWorld,
  more: Record<string, string | string[]> = {},
): Promise<string> {
  const path = await draft(world, more)
  await step(world, { path, to: 'check' }, { strength: 'medium' })
  await step(
    world,
    { path, to: 'ask' },
    { posts: [world.leadPost.uid], ...dateFields('dueOn', '2098-01-31') },
  )
  return path
}

/** A recommendation that is agreed at the third rung and being worked on. */
export async function inDelivery(
  world: LearningWorld,
  more: Record<string, string | string[]> = {},
): Promise<string> {
  const path = await asked(world, more)
  await step(world, { path, to: 'rung' }, { rung: '3', reason: 'It asks to change practice' })
  await step(world, { path, to: 'decision' }, { act: 'agree' })
  await step(world, { path, to: 'delivery' }, { act: 'begin-delivery' })
  return path
}
