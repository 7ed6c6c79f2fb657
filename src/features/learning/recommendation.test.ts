import { describe, expect, test } from 'vitest'
import { planImpactChecks } from './impact-check.ts'
import type { AgencyId } from '#features/cases/model.ts'
import type { ActionId, EvidenceLevel, ImpactCheck, RecommendationStatus } from './model.ts'
import type { RecommendationFacts, RecommendationGuardRefusal } from './recommendation-guards.ts'
import {
  isRecommendationEnded,
  moveRecommendation,
  newRecommendationLife,
  recommendationActLabels,
  recommendationActsFrom,
  recommendationEnds,
  recommendationTransition,
  recommendationTransitions,
} from './recommendation.ts'
import type { RecommendationAct } from './recommendation.ts'
import {
  accepted,
  actor,
  at,
  colleague,
  council,
  decision,
  evidence,
  facts,
  id,
  officer,
  scrutineer,
  today,
} from './test-world.ts'

const acts = Object.keys(recommendationActLabels) as RecommendationAct[]
const statuses = Object.keys(recommendationTransitions) as RecommendationStatus[]
const notMeasurable = { ...facts, decisions: [decision({ outcome: 'not-measurable' })] }

function step(act: RecommendationAct, reason: string | null = 'a reason') {
  return { act, by: council, at, on: today, reason }
}

function life(status: RecommendationStatus) {
  return { status, round: 1 }
}

function factsFor(act: RecommendationAct): RecommendationFacts {
  return act === 'end-not-measurable' ? notMeasurable : facts
}

describe('every cell of the table', () => {
  const cells = statuses.flatMap((status) => acts.map((act) => [status, act] as const))

  test.each(cells)('from %s, %s goes where the table says, or nowhere', (status, act) => {
    const cell = recommendationTransition(status, act)
    const result = moveRecommendation(life(status), step(act), factsFor(act))
    expect(recommendationActsFrom(status).includes(act)).toBe(cell !== undefined)
    if (!cell) {
      expect(result).toEqual({ ok: false, refusal: { code: 'not-from-here', status, act } })
      return
    }
    expect(result).toMatchObject({ ok: true, value: { from: status, to: cell.to } })
    if (cell.reason === 'required')
      expect(moveRecommendation(life(status), step(act, ''), factsFor(act))).toEqual({
        ok: false,
        refusal: { code: 'reason-required' },
      })
  })

  test('an end is left only by reopening, with a reason', () => {
    for (const end of recommendationEnds) {
      expect(recommendationActsFrom(end)).toEqual(['reopen'])
      expect(recommendationTransition(end, 'reopen')?.reason).toBe('required')
      expect(isRecommendationEnded(end)).toBe(true)
    }
    expect(statuses.filter((status) => !isRecommendationEnded(status))).toHaveLength(9)
  })

  test('achieved is entered by one door only, and that door is assurance', () => {
    const doors = cells.filter(
      ([status, act]) => recommendationTransition(status, act)?.to === 'achieved',
    )
    expect(doors).toEqual([['assured', 'achieve']])
  })

  test('every status can be reached from the beginning', () => {
    const seen = new Set<RecommendationStatus>([newRecommendationLife.status])
    for (const status of seen)
      for (const act of recommendationActsFrom(status)) {
        const cell = recommendationTransition(status, act)
        if (cell) seen.add(cell.to)
      }
    expect([...seen].toSorted()).toEqual(statuses.toSorted())
  })
})

function failedCheck(round: number): ImpactCheck {
  const [first] = planImpactChecks(today, round)
  if (!first) throw new Error('three checks are planned')
  const result = {
    on: today,
    by: scrutineer,
    method: 'Dip sample',
    sampleSize: 20,
    againstBaseline: 'As before',
    judgement: 'none',
    reasons: '3 of 20 sheets held a plan',
    unintended: '',
  } as const
  return { ...first, result }
}

const bothTrusts = [
  ...facts.asked,
  { agency: id<AgencyId>('wend'), name: 'Wend Trust', before: [id<AgencyId>('wend-before')] },
]

function evidenceOf(agency: string, level: EvidenceLevel) {
  return evidence({
    actions: [],
    providedBy: actor(`nurse-of-${agency}`, agency),
    claimedLevel: level,
    judgements: [accepted(scrutineer, level)],
  })
}

const assuring = ['delivered', 'assure'] as const
const achieving = ['assured', 'achieve'] as const
type Gap = readonly [
  string,
  readonly [RecommendationStatus, RecommendationAct],
  Partial<RecommendationFacts>,
  RecommendationGuardRefusal,
]
const gaps: readonly Gap[] = [
  [
    'agreeing without a rung',
    ['quality-checked', 'agree'],
    { rung: null },
    { code: 'rung-not-set' },
  ],
  [
    'agreeing a change without a rung',
    ['quality-checked', 'agree-changed'],
    { rung: null },
    { code: 'rung-not-set' },
  ],
  [
    'beginning delivery without a rung',
    ['reopened', 'begin-delivery'],
    { rung: null },
    { code: 'rung-not-set' },
  ],
  [
    'calling it already met without evidence',
    ['quality-checked', 'record-already-met'],
    { evidence: [] },
    { code: 'no-evidence-given' },
  ],
  [
    'replacing it by nothing',
    ['agreed', 'supersede'],
    { supersededBy: null },
    { code: 'successor-not-named' },
  ],
  ['assuring without a rung', assuring, { rung: null }, { code: 'rung-not-set' }],
  ['assuring without the group', assuring, { decisions: [] }, { code: 'not-assured' }],
  [
    'assuring on another decision',
    assuring,
    { decisions: [decision({ outcome: 'delivery-accepted' })] },
    { code: 'not-assured' },
  ],
  [
    'assuring on a decision taken back',
    assuring,
    { decisions: [decision(), decision({ outcome: 'not-held' })] },
    { code: 'not-assured' },
  ],
  [
    'assuring on a decision of an earlier round',
    assuring,
    { decisions: [decision({ round: 0 })] },
    { code: 'not-assured' },
  ],
  [
    'assuring on the word of a stakeholder',
    assuring,
    { decisions: [decision({ judges: [officer, colleague] })] },
    { code: 'judged-by-stakeholders' },
  ],
  [
    'assuring without evidence',
    assuring,
    { evidence: [] },
    { code: 'rung-not-reached', rung: 3, reached: null },
  ],
  [
    'assuring on a claim',
    assuring,
    { evidence: [evidence()] },
    { code: 'rung-not-reached', rung: 3, reached: null },
  ],
  [
    'assuring below the rung',
    assuring,
    { evidence: [evidence({ judgements: [accepted(scrutineer, 2)] })] },
    { code: 'rung-not-reached', rung: 3, reached: 2 },
  ],
  [
    'closing when the evidence has gone stale',
    achieving,
    { evidence: [evidence({ freshUntil: today, judgements: [accepted(scrutineer)] })] },
    { code: 'rung-not-reached', rung: 3, reached: null },
  ],
  [
    'closing after the rung was raised',
    achieving,
    { rung: 4 },
    { code: 'rung-not-reached', rung: 4, reached: 3 },
  ],
  [
    'closing on a decision about a lower rung',
    achieving,
    { decisions: [decision({ rung: 2 })] },
    { code: 'rung-not-reached', rung: 3, reached: 3 },
  ],
  [
    'assuring while one of the agencies shows nothing',
    assuring,
    { asked: bothTrusts },
    { code: 'not-shown-by-each', rung: 3, agencies: ['Wend Trust'] },
  ],
  [
    'closing while one of the agencies shows less',
    achieving,
    {
      asked: bothTrusts,
      evidence: [...facts.evidence, evidenceOf('wend', 2)],
    },
    { code: 'not-shown-by-each', rung: 3, agencies: ['Wend Trust'] },
  ],
  [
    'closing while an action is only said to be done',
    achieving,
    {
      actions: [
        ...facts.actions,
        { id: id('action-2'), delivery: 'delivered', owner: id('trust') },
      ],
    },
    { code: 'actions-open', actions: 1 },
  ],
  [
    'closing while an action is under way',
    achieving,
    { actions: [{ id: id('action-1'), delivery: 'on-track', owner: id('trust') }] },
    { code: 'actions-open', actions: 1 },
  ],
  [
    'closing over a failed check',
    achieving,
    { checks: [failedCheck(1)] },
    { code: 'impact-check-failed', checks: [1] },
  ],
  [
    'ending as not measurable without agreement',
    ['delivered', 'end-not-measurable'],
    {},
    { code: 'not-agreed-as-not-measurable' },
  ],
  [
    'ending as not measurable by stakeholders',
    ['delivered', 'end-not-measurable'],
    { decisions: [decision({ outcome: 'not-measurable', judges: [colleague] })] },
    { code: 'judged-by-stakeholders' },
  ],
]

describe('what the table asks for', () => {
  test.each(gaps)('refuses %s', (_, [status, act], gap, refusal) => {
    expect(moveRecommendation(life(status), step(act), { ...facts, ...gap })).toEqual({
      ok: false,
      refusal,
    })
  })

  test.each([
    ['each gave its own', [evidenceOf('wend', 3)], []],
    ['a body that it took over gave it', [evidenceOf('wend-before', 4)], []],
    [
      'one sample speaks for the actions of both',
      [evidence({ actions: [id('action-1'), id('action-2')], judgements: [accepted(scrutineer)] })],
      [
        {
          id: id<ActionId>('action-2'),
          delivery: 'evidence-accepted',
          owner: id<AgencyId>('wend'),
        },
      ],
    ],
  ] as const)('closes for two agencies where %s', (_, given, actions) => {
    const both = {
      ...facts,
      asked: bothTrusts,
      actions: [...facts.actions, ...actions],
      evidence: [...facts.evidence, ...given],
    }
    expect(moveRecommendation(life('assured'), step('achieve'), both).ok).toBe(true)
  })

  test('an action that was cancelled or handed to another body is not open', () => {
    const actions = (['cancelled', 'transferred'] as const).map((delivery) => ({
      id: id<ActionId>(delivery),
      delivery,
      owner: id<AgencyId>('trust'),
    }))
    const ended = { ...facts, actions: [...facts.actions, ...actions] }
    expect(moveRecommendation(life('assured'), step('achieve'), ended).ok).toBe(true)
  })

  test('a failed check of an earlier round does not stand in the way of a new one', () => {
    const second = {
      ...facts,
      evidence: [evidence({ round: 2, judgements: [accepted(scrutineer)] })],
      decisions: [decision(), decision({ round: 2 })],
      checks: [failedCheck(1)],
    }
    const moved = moveRecommendation({ status: 'assured', round: 2 }, step('achieve'), second)
    expect(moved.ok).toBe(true)
  })

  test('reopening begins a round in which nothing old counts', () => {
    const reopened = moveRecommendation(life('achieved'), step('reopen'), facts)
    expect(reopened).toMatchObject({ ok: true, value: { to: 'reopened', round: 2 } })
    const again = moveRecommendation({ status: 'delivered', round: 2 }, step('assure'), facts)
    expect(again).toEqual({ ok: false, refusal: { code: 'not-assured' } })
  })
})
