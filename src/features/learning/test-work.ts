import { expect } from 'vitest'
import type { Somebody } from '#tests/support/house.ts'
import { dateFields, inDelivery, learningWorld, pathOf, step } from './test-house.ts'
import type { LearningWorld } from './test-house.ts'

/** The learning world with owners of actions and an assurance group, one of whose members works for the owning agency. */
export interface WorkWorld extends LearningWorld {
  /** Fills the post that owns actions. */
  readonly owner: Somebody
  readonly ownerPost: { readonly id: number; readonly uid: string; readonly principalId: number }
  /** Works beside the owner and owns nothing. */
  readonly colleague: Somebody
  /** Members of the group without a stake, of three agencies. */
  readonly judges: readonly [Somebody, Somebody, Somebody]
  /** A member of the group who works for the trust. */
  readonly insider: Somebody
}

/** Builds the world; the dates of the tests are long from now, so that nothing is late by itself. */
export async function workWorld(): Promise<WorkWorld> {
  const world = await learningWorld()
  const { house, here, trust, police, school } = world
  const scrutiny = await house.addAgency(here, 'Aldermere Scrutiny', { kind: 'other' })
  const member = { role: 'assurance-group-member' } as const
  const judges = [
    await house.signIn(here, { ...member, agency: police }),
    await house.signIn(here, { ...member, agency: school }),
    await house.signIn(here, { ...member, agency: scrutiny }),
  ] as const
  const insider = await house.signIn(here, { ...member, agency: trust })
  const owner = await house.signIn(here, { role: 'action-owner', agency: trust })
  const colleague = await house.signIn(here, { role: 'action-owner', agency: trust })
  const ownerPost = await house.addPost(here, trust, { title: 'Ward manager', holder: owner })
  return { ...world, owner, ownerPost, colleague, judges, insider }
}

const tables = { actions: 'action', evidence: 'evidence', 'impact-checks': 'impact_check' } as const

/** The version that a form of this record carries. */
export async function versionAt(world: LearningWorld, path: string): Promise<string> {
  const [, kind = '', uid = ''] = path.split('/')
  const table = kind in tables ? tables[kind as keyof typeof tables] : 'recommendation'
  const [row] = await world.house.sql<{ version: number }>(
    `select version from app.${table} where uid = $1`,
    [uid],
  )
  return String(row?.version ?? 0)
}

type Form = Record<string, string | readonly string[]>

/** Sends a form of this record with the version that it has now. */
export async function send(
  world: LearningWorld,
  at: { who: Somebody; path: string; to?: string },
  form: Form,
) {
  const url = at.to === undefined ? at.path : `${at.path}/${at.to}`
  return world.house.post(at.who, url, { _version: await versionAt(world, at.path), ...form })
}

/** Sends it and expects that it is done; answers the address to which it leads. */
export async function does(
  world: LearningWorld,
  at: { who: Somebody; path: string; to?: string },
  form: Form,
): Promise<string> {
  const answer = await send(world, at, form)
  expect(answer.body).toBe('')
  expect(answer.status).toBe(303)
  return pathOf(answer)
}

/** A new action of the ward manager; answers its address. */
export async function withAction(
  world: WorkWorld,
  recommendation: string,
  more: Form = {},
): Promise<string> {
  return does(
    world,
    { who: world.manager, path: recommendation, to: 'actions/new' },
    {
      text: 'Write the sleep plan into the discharge sheet',
      post: world.ownerPost.uid,
      ...dateFields('dueOn', '2099-01-15'),
      ...more,
    },
  )
}

/** What the ward manager gives: a dip sample that claims changed practice. */
export function sample(action: string, more: Form = {}): Form {
  return {
    actions: [action.split('/').at(-1) ?? ''],
    kind: 'dip-sample',
    summary: '18 of 20 sheets held a plan',
    counted: '18',
    countedOf: '20',
    countedWhat: 'discharge sheets with a sleep plan',
    level: '3',
    ...dateFields('givenOn', '2026-02-10'),
    ...more,
  }
}

/** The owner's evidence; answers its address. */
export async function withEvidence(
  world: WorkWorld,
  at: { recommendation: string; action: string },
  more: Form = {},
): Promise<string> {
  return does(
    world,
    { who: world.owner, path: at.recommendation, to: 'evidence/new' },
    sample(at.action, more),
  )
}

/** The form of a sitting at which these were present. */
export function sitting(present: readonly Somebody[], more: Form = {}): Form {
  return {
    meeting: 'March meeting, item 4',
    ...dateFields('on', '2026-03-02'),
    present: present.map((member) => member.uid),
    outcome: 'rung-reached',
    reasons: 'The sample shows it',
    ...more,
  }
}

/** A recommendation with an action that is said done, and evidence for it that waits. */
export async function saidDone(
  world: WorkWorld,
  more: Record<string, string | string[]> = {},
): Promise<{ recommendation: string; action: string; evidence: string }> {
  const recommendation = await inDelivery(world, more)
  const action = await withAction(world, recommendation)
  const evidence = await withEvidence(world, { recommendation, action })
  const report = { standing: 'done', words: 'Every ward uses the sheet' }
  await does(world, { who: world.owner, path: action, to: 'progress' }, report)
  await step(world, { path: recommendation, to: 'delivery' }, { act: 'claim-delivered' })
  return { recommendation, action, evidence }
}

/** The same, with the evidence accepted and the recommendation assured. */
export async function assured(
  world: WorkWorld,
): Promise<{ recommendation: string; action: string; evidence: string }> {
  const done = await saidDone(world)
  const [judge] = world.judges
  const accept = { outcome: 'accepted', level: '3' }
  await does(world, { who: judge, path: done.evidence, to: 'judgement' }, accept)
  const where = { who: judge, path: done.recommendation, to: 'assurance/new' }
  await does(world, where, sitting([...world.judges, world.insider]))
  return done
}

/** Where a recommendation or an action stands. */
export async function standing(world: LearningWorld, path: string): Promise<string> {
  const [, kind, uid] = path.split('/')
  const statement =
    kind === 'actions'
      ? 'select delivery as state from app.action where uid = $1'
      : 'select status as state from app.recommendation where uid = $1'
  const [row] = await world.house.sql<{ state: string }>(statement, [uid])
  return row?.state ?? ''
}
