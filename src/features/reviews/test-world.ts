import { expect } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { pages as casePages } from '#features/cases/pages.tsx'
import type { Route } from '#platform/http/route.ts'
import { pages } from './pages.tsx'
import { testHouse } from '#tests/support/house.ts'
import type {
  Answer,
  Somebody,
  TestAgency,
  TestHouse,
  TestPartnership,
} from '#tests/support/house.ts'

/** A date as the three boxes of a form. */
export function date(name: string, iso: string): Record<string, string> {
  const [year = '', month = '', day = ''] = iso.split('-')
  return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year }
}

/** A house with a case that was notified on 15 September 2025, and with everybody who has to do with its review. */
export interface ReviewWorld extends TestHouse {
  readonly here: TestPartnership
  readonly council: TestAgency
  readonly manager: Somebody
  readonly partners: readonly [council: Somebody, health: Somebody, police: Somebody]
  readonly member: Somebody
  readonly scrutineer: Somebody
  readonly owner: Somebody
  readonly administrator: Somebody
  readonly stranger: Somebody
  /** The path of a new case that was notified. */
  readonly notifiedCase: () => Promise<string>
  /** The path of the rapid review of a new case. */
  readonly rapidReview: () => Promise<string>
  /** Answers every question of a rapid review and takes the decision. */
  readonly answerAll: (rapid: string) => Promise<void>
  /** A rapid review with every question answered and the decision taken. */
  readonly answered: () => Promise<string>
  /** The path of a review of a new case whose rapid review was sent. */
  readonly review: () => Promise<{ review: string; kase: string }>
  /** Posts and expects it to be done; answers the path that it leads to. */
  readonly done: (
    who: Somebody,
    url: string,
    form?: Readonly<Record<string, string>>,
  ) => Promise<string>
}

const criteria = [
  'improvements-needed',
  'recurring-themes',
  'agencies-working-together',
  'panel-sees-it-local',
  'one-agency-only',
  'no-agency-involved',
  'several-areas',
  'institutional-setting',
]

/** The sentences of the error summary. */
export function problemsOn(answer: Answer): string {
  const list = /govuk-error-summary__list[^>]*>(.*?)<\/ul>/s.exec(answer.body)?.[1] ?? ''
  return list.replaceAll(/<[^>]+>/g, ' ').trim()
}

async function people(house: TestHouse, here: TestPartnership) {
  const council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  const health = await house.addAgency(here, 'Aldermere ICB', { partner: 'integrated-care-board' })
  const police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  const role = 'delegated-partner' as const
  return {
    council,
    manager: await house.signIn(here, { role: 'business-manager', agency: council }),
    partners: [
      await house.signIn(here, { role, agency: council }),
      await house.signIn(here, { role, agency: health }),
      await house.signIn(here, { role, agency: police }),
    ] as const,
    member: await house.signIn(here, { role: 'case-group-member', agency: health }),
    scrutineer: await house.signIn(here, { role: 'scrutineer', agency: council }),
    owner: await house.signIn(here, { role: 'action-owner', agency: police }),
    administrator: await house.signIn(here, { role: 'administrator', agency: council }),
  }
}

/** Opens a house for reviews; it is 22 September 2025. With routes of its own it serves only cases, reviews and those. */
export async function reviewWorld(more?: readonly Route[]): Promise<ReviewWorld> {
  const house = await testHouse(more ? { routes: [...casePages, ...pages, ...more] } : {})
  house.setClock(asInstant('2025-09-22T10:00:00.000Z'))
  const here = await house.addPartnership()
  const known = await people(house, here)
  const { manager, council } = known
  const notifier = await house.signIn(here, { role: 'la-notifier', agency: council })

  async function done(who: Somebody, url: string, form: Readonly<Record<string, string>> = {}) {
    const answer = await house.post(who, url, form)
    expect(problemsOn(answer)).toBe('')
    expect(answer.status).toBe(303)
    return (answer.location ?? '').split('?')[0] ?? ''
  }
  async function notifiedCase() {
    const kase = await done(manager, '/cases/new', {
      nature: 'death',
      abuseSuspected: 'yes',
      areaCouncil: council.uid,
      ...date('laAwareOn', '2025-09-10'),
    })
    await done(notifier, `${kase}/notification/decision`, {
      decision: 'notify',
      reasons: 'Neglect is suspected.',
      ...date('notifiedOn', '2025-09-15'),
    })
    return kase
  }
  async function rapidReview() {
    return done(manager, `${await notifiedCase()}/reviews/rapid`)
  }
  async function answered() {
    const rapid = await rapidReview()
    await answerEverything({ done, manager }, rapid)
    return rapid
  }
  return {
    ...house,
    ...known,
    here,
    stranger: await house.signIn(await house.addPartnership(), { role: 'business-manager' }),
    done,
    notifiedCase,
    rapidReview,
    answered,
    answerAll: (rapid) => answerEverything({ done, manager }, rapid),
    async review() {
      const kase = await notifiedCase()
      const rapid = await done(manager, `${kase}/reviews/rapid`)
      await answerEverything({ done, manager }, rapid)
      await done(manager, `${rapid}/move`, { act: 'gather' })
      await done(manager, `${rapid}/sending`, date('sentOn', '2025-09-22'))
      const begin = { kind: 'local', ...date('decidedOn', '2025-09-22') }
      return { kase, review: await done(manager, `${kase}/reviews/new`, begin) }
    },
  }
}

async function answerEverything(
  { done, manager }: Pick<ReviewWorld, 'done' | 'manager'>,
  rapid: string,
): Promise<void> {
  for (const section of ['equality', 'immediate-safety', 'earlier-learning']) {
    await done(manager, `${rapid}/questions/${section}`, {
      answer: 'no',
      text: `Not explored yet for ${section}, because the notes are still with the agencies.`,
    })
  }
  for (const criterion of criteria) {
    await done(manager, `${rapid}/criteria/${criterion}`, {
      answer: 'asked-not-known',
      reasons: 'To be seen in the review.',
    })
  }
  await done(manager, `${rapid}/decision`, {
    outcome: 'review',
    reasons: 'Several agencies knew the family.',
    ...date('decidedOn', '2025-09-19'),
  })
}
