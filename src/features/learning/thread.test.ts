import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '#shared/dates.ts'
import type { Actor, AgencyId } from '#features/cases/model.ts'
import { decideAssurance } from './assurance.ts'
import { judgeEvidence } from './evidence.ts'
import { isFailedCheck, mustReopen, planImpactChecks, recordImpactCheck } from './impact-check.ts'
import type {
  ActionId,
  AssuranceDecision,
  AssuranceOutcome,
  Evidence,
  EvidenceLevel,
  ImpactCheck,
  ImpactJudgement,
  Rung,
  RungSetting,
} from './model.ts'
import {
  applyRecommendationEvent,
  isRecommendationEnded,
  moveRecommendation,
  newRecommendationLife,
  recommendationActLabels,
  replayRecommendation,
} from './recommendation.ts'
import type {
  RecommendationAct,
  RecommendationEvent,
  RecommendationLife,
} from './recommendation.ts'
import { currentRung, setRung } from './rung.ts'
import type { ActionFacts } from './shown-by.ts'
import { stakeHolders } from './stake.ts'
import type { StakeHolders } from './stake.ts'
import {
  action,
  actor,
  at,
  colleague,
  council,
  evidence,
  group,
  id,
  nurse,
  officer,
  school,
  scrutineer,
  today,
} from './test-world.ts'

/** Works for the second trust that is asked. */
const midwife = actor('midwife', 'wend')
const people: readonly Actor[] = [nurse, colleague, midwife, officer, council, school, scrutineer]

type Wish =
  | { readonly do: 'move'; readonly act: RecommendationAct }
  | { readonly do: 'set-rung'; readonly rung: Rung; readonly by: Actor }
  | {
      readonly do: 'give'
      readonly by: Actor
      readonly level: EvidenceLevel
      readonly days: number | null
    }
  | {
      readonly do: 'judge'
      readonly which: number
      readonly by: Actor
      readonly level: EvidenceLevel
      readonly outcome: 'accepted' | 'returned'
    }
  | { readonly do: 'sit'; readonly present: readonly Actor[]; readonly outcome: AssuranceOutcome }
  | { readonly do: 'finish'; readonly isDone: boolean }
  | { readonly do: 'check'; readonly by: Actor; readonly judgement: ImpactJudgement }

type World = {
  readonly life: RecommendationLife
  readonly history: readonly RecommendationEvent[]
  readonly rungs: readonly RungSetting[]
  readonly evidence: readonly Evidence[]
  readonly decisions: readonly AssuranceDecision[]
  readonly checks: readonly ImpactCheck[]
  readonly isActionDone: boolean
}

const beginning: World = {
  life: newRecommendationLife,
  history: [],
  rungs: [],
  evidence: [],
  decisions: [],
  checks: [],
  isActionDone: false,
}

// Two trusts are asked; the first owns an action, and the second shows its part without one.
const trust = id<AgencyId>('trust')
const wend = id<AgencyId>('wend')
const asked = [
  { agency: trust, name: 'Fernbank Trust', before: [] },
  { agency: wend, name: 'Wend Trust', before: [] },
]

function actionsOf({ isActionDone }: World): ActionFacts[] {
  const delivery = isActionDone ? 'evidence-accepted' : 'delivered'
  return [{ id: id('action-1'), delivery, owner: trust }]
}

function holdersOf(world: World): StakeHolders {
  return stakeHolders({
    addressees: { kind: 'agencies', agencies: [trust, wend] },
    actions: [action()],
    evidence: world.evidence,
    declared: [],
  })
}

function grant(world: World, wish: Wish): World {
  const holders = holdersOf(world)
  const rung = currentRung(world.rungs)
  const { round } = world.life
  switch (wish.do) {
    case 'move': {
      const supersededBy = id<never>('recommendation-2')
      const facts = { ...world, asked, actions: actionsOf(world), rung, holders, supersededBy }
      const step = { act: wish.act, by: council, at, on: today, reason: 'a reason' }
      const moved = moveRecommendation(world.life, step, facts)
      if (!moved.ok) return world
      const life = applyRecommendationEvent(world.life, moved.value)
      return { ...world, life, history: [...world.history, moved.value] }
    }
    case 'set-rung': {
      const setting = { rung: wish.rung, by: wish.by, at, reason: 'In proportion' }
      const set = setRung({ ...world.life, rungs: world.rungs }, setting, holders)
      return set.ok ? { ...world, rungs: set.value } : world
    }
    case 'give': {
      const freshUntil = wish.days === null ? null : addDays(today, wish.days)
      const actions = wish.by.agency === 'trust' ? [id<ActionId>('action-1')] : []
      const one = evidence({
        actions,
        providedBy: wish.by,
        claimedLevel: wish.level,
        round,
        freshUntil,
      })
      return { ...world, evidence: [...world.evidence, one] }
    }
    case 'judge': {
      const one = world.evidence.at(wish.which)
      const judgement = {
        outcome: wish.outcome,
        level: wish.level,
        reason: 'Read',
        by: wish.by,
        at,
      }
      const judged = one && judgeEvidence(one, judgement, holders)
      if (!judged?.ok) return world
      return { ...world, evidence: world.evidence.map((two) => (two === one ? judged.value : two)) }
    }
    case 'sit': {
      if (rung === null) return world
      const sitting = { group, meeting: 'A meeting', on: today, present: wish.present }
      const matter = { rung, round, evidence: world.evidence, holders }
      const decided = decideAssurance(sitting, matter, { outcome: wish.outcome, reasons: 'Seen' })
      return decided.ok ? { ...world, decisions: [...world.decisions, decided.value] } : world
    }
    case 'finish':
      return { ...world, isActionDone: wish.isDone }
    case 'check': {
      const [planned] = planImpactChecks(today, round)
      const result = {
        on: today,
        by: wish.by,
        method: 'Dip sample',
        sampleSize: 20,
        againstBaseline: '',
        judgement: wish.judgement,
        reasons: 'Looked',
        unintended: '',
      }
      const recorded = planned && recordImpactCheck(planned, result, holders)
      return recorded?.ok ? { ...world, checks: [...world.checks, recorded.value] } : world
    }
  }
}

const acts = Object.keys(recommendationActLabels) as RecommendationAct[]
const person = fc.constantFrom(...people)
const level = fc.constantFrom<EvidenceLevel>(0, 1, 2, 3, 4)
const anything: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('move' as const), act: fc.constantFrom(...acts) }),
  },
  fc.record({
    do: fc.constant('set-rung' as const),
    rung: fc.constantFrom<Rung>(1, 2, 3, 4),
    by: person,
  }),
  fc.record({
    do: fc.constant('give' as const),
    by: person,
    level,
    days: fc.constantFrom(null, 0, 30),
  }),
  fc.record({
    do: fc.constant('judge' as const),
    which: fc.integer({ min: -2, max: 1 }),
    by: person,
    level,
    outcome: fc.constantFrom('accepted' as const, 'returned' as const),
  }),
  fc.record({
    do: fc.constant('sit' as const),
    present: fc.subarray([...people]),
    outcome: fc.constantFrom<AssuranceOutcome>('rung-reached', 'not-measurable', 'not-held'),
  }),
  fc.record({ do: fc.constant('finish' as const), isDone: fc.boolean() }),
  fc.record({
    do: fc.constant('check' as const),
    by: person,
    judgement: fc.constantFrom<ImpactJudgement>('improved', 'none', 'worse', 'cannot-tell'),
  }),
)

const straight: readonly Wish[] = [
  { do: 'move', act: 'check-quality' },
  { do: 'set-rung', rung: 3, by: council },
  { do: 'move', act: 'agree' },
  { do: 'move', act: 'begin-delivery' },
  { do: 'move', act: 'claim-delivered' },
  { do: 'give', by: nurse, level: 3, days: null },
  { do: 'judge', which: -1, by: scrutineer, level: 3, outcome: 'accepted' },
  { do: 'give', by: midwife, level: 3, days: null },
  { do: 'judge', which: -1, by: scrutineer, level: 3, outcome: 'accepted' },
  { do: 'finish', isDone: true },
  { do: 'sit', present: [officer, council, school, nurse], outcome: 'rung-reached' },
  { do: 'move', act: 'assure' },
  { do: 'move', act: 'achieve' },
]

test('the straight way leads to a recommendation closed as achieved', () => {
  expect(straight.reduce(grant, beginning).life.status).toBe('achieved')
})

test.each(
  straight.map((wish, at) => [`${wish.do} ${'act' in wish ? wish.act : ''}`.trim(), at] as const),
)('without %s it is not achieved', (_, left) => {
  const rest = straight.filter((_wish, at) => at !== left)
  expect(rest.reduce(grant, beginning).life.status).not.toBe('achieved')
})

// Chance alone seldom gets to the end: it is strewn between the steps of the straight way, twice over.
const wishes = fc
  .array(fc.array(anything, { maxLength: 2 }), {
    minLength: straight.length * 2,
    maxLength: straight.length * 2,
  })
  .map((noise) =>
    noise.flatMap((between, at) => [
      ...between,
      ...straight.slice(at % straight.length).slice(0, 1),
    ]),
  )

// The promise in the plainest words, told without the functions under test.
function isProved(world: World): boolean {
  const rung = currentRung(world.rungs) ?? 5
  const givers = world.evidence.map(({ providedBy }) => providedBy.principal)
  const shows = (agency: string) => (one: Evidence) => {
    if (one.providedBy.agency !== agency) return false
    const last = one.judgements.at(-1)
    if (!last || last.outcome !== 'accepted' || last.level < rung) return false
    if (one.round !== world.life.round || (one.freshUntil !== null && one.freshUntil <= today))
      return false
    return !['trust', 'wend'].includes(last.by.agency) && !givers.includes(last.by.principal)
  }
  return world.isActionDone && ['trust', 'wend'].every((one) => world.evidence.some(shows(one)))
}

test('nothing is ever closed as achieved without evidence at the rung that was set, judged by somebody without a stake', () => {
  let achieved = 0
  fc.assert(
    fc.property(wishes, (wanted) => {
      let world = beginning
      for (const wish of wanted) {
        const next = grant(world, wish)
        if (next.life.status === 'achieved' && world.life.status !== 'achieved') {
          achieved += 1
          expect(isProved(world)).toBe(true)
          const last = world.decisions.findLast(({ round }) => round === world.life.round)
          expect(last?.outcome).toBe('rung-reached')
          expect(last?.judges.every(({ agency }) => agency !== 'trust')).toBe(true)
          expect(
            world.checks.some((check) => check.round === world.life.round && isFailedCheck(check)),
          ).toBe(false)
        }
        world = next
      }
    }),
    { numRuns: 400 },
  )
  expect(achieved).toBeGreaterThan(20)
})

test('the history replays to the present, and no end is left except by a reasoned reopening', () => {
  fc.assert(
    fc.property(wishes, (wanted) => {
      const world = wanted.reduce(grant, beginning)
      expect(replayRecommendation(world.history)).toEqual(world.life)
      for (const { from, act, reason } of world.history)
        if (isRecommendationEnded(from)) {
          expect(act).toBe('reopen')
          expect(reason?.trim()).toBeTruthy()
        }
    }),
  )
})

test('a failed check after closing re-opens, and the old evidence closes nothing again', () => {
  const closed = straight.reduce(grant, beginning)
  const checked = grant(closed, { do: 'check', by: officer, judgement: 'worse' })
  const failed = checked.checks.at(-1)
  if (!failed) throw new Error('the check is recorded')
  expect(mustReopen(checked.life.status, failed)).toBe(true)
  const reopened = grant(checked, { do: 'move', act: 'reopen' })
  expect(reopened.life).toEqual({ status: 'reopened', round: 2 })
  const moves = straight.filter((wish) => wish.do === 'move')
  const pretended = moves.reduce(grant, reopened)
  expect(pretended.life.status).toBe('delivered')
  const inEarnest = straight.reduce(grant, reopened)
  expect(inEarnest.life).toEqual({ status: 'achieved', round: 2 })
})
