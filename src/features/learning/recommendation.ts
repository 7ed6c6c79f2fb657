import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor } from '#features/cases/model.ts'
import type { RecommendationStatus } from './model.ts'
import { firstUnmetNeed } from './recommendation-guards.ts'
import type {
  RecommendationFacts,
  RecommendationGuardRefusal,
  RecommendationNeed,
} from './recommendation-guards.ts'

/** What can be done to a recommendation that moves it on. */
export type RecommendationAct =
  | 'check-quality'
  | 'return-to-draft'
  | 'agree'
  | 'agree-changed'
  | 'record-already-met'
  | 'reject'
  | 'supersede'
  | 'overtake'
  | 'begin-delivery'
  | 'claim-delivered'
  | 'return-to-delivery'
  | 'assure'
  | 'achieve'
  | 'end-not-measurable'
  | 'reopen'

/** One cell of the table. */
export type RecommendationTransition = {
  readonly to: RecommendationStatus
  readonly reason?: 'required'
  readonly needs?: readonly RecommendationNeed[]
}

const reopen = { to: 'reopened', reason: 'required' } as const
const leaving = {
  supersede: { to: 'superseded', reason: 'required', needs: ['successor-named'] },
  overtake: { to: 'overtaken', reason: 'required' },
} as const
const answering = {
  agree: { to: 'agreed', needs: ['rung-set'] },
  'agree-changed': { to: 'agreed-changed', reason: 'required', needs: ['rung-set'] },
  reject: { to: 'rejected', reason: 'required' },
} as const
const delivering = { 'begin-delivery': { to: 'in-delivery', needs: ['rung-set'] } } as const

/**
 * The life of a recommendation (domain reference 5.4). The only way to `achieved` leads through `assured`, and both ask
 * for accepted evidence at the rung that was set from each agency that is asked, judged by people without a stake; nothing
 * may be open when it closes. Every end has its own name, and the
 * only way out of an end is a reasoned reopening.
 */
export const recommendationTransitions = {
  draft: { 'check-quality': { to: 'quality-checked' } },
  'quality-checked': {
    ...answering,
    'record-already-met': {
      to: 'already-met',
      reason: 'required',
      needs: ['rung-set', 'evidence-given'],
    },
    'return-to-draft': { to: 'draft', reason: 'required' },
    ...leaving,
  },
  agreed: { ...delivering, ...leaving },
  'agreed-changed': { ...delivering, ...leaving },
  'already-met': {
    assure: { to: 'assured', needs: ['rung-reached'] },
    'begin-delivery': { to: 'in-delivery', reason: 'required', needs: ['rung-set'] },
    ...leaving,
  },
  'in-delivery': { 'claim-delivered': { to: 'delivered' }, ...leaving },
  delivered: {
    assure: { to: 'assured', needs: ['rung-reached'] },
    'return-to-delivery': { to: 'in-delivery', reason: 'required' },
    'end-not-measurable': {
      to: 'done-not-measurable',
      reason: 'required',
      needs: ['agreed-not-measurable'],
    },
    ...leaving,
  },
  assured: {
    achieve: { to: 'achieved', needs: ['rung-reached', 'no-failed-check', 'nothing-open'] },
    reopen,
  },
  achieved: { reopen },
  rejected: { reopen },
  superseded: { reopen },
  overtaken: { reopen },
  'done-not-measurable': { reopen },
  reopened: { ...answering, ...delivering, ...leaving },
} as const satisfies Record<
  RecommendationStatus,
  Partial<Record<RecommendationAct, RecommendationTransition>>
>

/** The words on the button of each act. */
export const recommendationActLabels: Readonly<Record<RecommendationAct, string>> = {
  'check-quality': 'Record the quality check',
  'return-to-draft': 'Take back to draft',
  agree: 'Agree',
  'agree-changed': 'Agree with a change',
  'record-already-met': 'Record as already met',
  reject: 'Reject',
  supersede: 'Record what replaces it',
  overtake: 'Record as overtaken by events',
  'begin-delivery': 'Begin delivery',
  'claim-delivered': 'Say that it is done',
  'return-to-delivery': 'Return to delivery',
  assure: 'Record the assurance',
  achieve: 'Close as achieved',
  'end-not-measurable': 'Close: done, impact not measurable',
  reopen: 'Open again',
}

/** The ways in which a recommendation can end, each under its own name. */
export const recommendationEnds = [
  'achieved',
  'rejected',
  'superseded',
  'overtaken',
  'done-not-measurable',
] as const satisfies readonly RecommendationStatus[]

/** Somebody's wish to move a recommendation on. */
export type RecommendationStep = {
  readonly act: RecommendationAct
  readonly by: Actor
  readonly at: Instant
  /** The day on which it happened, in London. */
  readonly on: PlainDate
  readonly reason: string | null
}

/** What happened to a recommendation; the present state can be rebuilt from these. */
export type RecommendationEvent = RecommendationStep & {
  readonly from: RecommendationStatus
  readonly to: RecommendationStatus
  /** The round after the act. */
  readonly round: number
}

/** The part of a recommendation that its life cycle moves. */
export type RecommendationLife = {
  readonly status: RecommendationStatus
  readonly round: number
}

/** Where every recommendation begins. */
export const newRecommendationLife: RecommendationLife = { status: 'draft', round: 1 }

/** Why a recommendation cannot be moved so. */
export type RecommendationRefusal =
  | {
      readonly code: 'not-from-here'
      readonly status: RecommendationStatus
      readonly act: RecommendationAct
    }
  | { readonly code: 'reason-required' }
  | RecommendationGuardRefusal

/** The acts that the table knows from this status. */
export function recommendationActsFrom(status: RecommendationStatus): readonly RecommendationAct[] {
  // Object.keys gives strings; the keys of a row are acts by the table's type.
  return Object.keys(recommendationTransitions[status]) as RecommendationAct[]
}

/** The cell of the table, if there is one. */
export function recommendationTransition(
  status: RecommendationStatus,
  act: RecommendationAct,
): RecommendationTransition | undefined {
  const row: Partial<Record<RecommendationAct, RecommendationTransition>> =
    recommendationTransitions[status]
  return row[act]
}

/** May the recommendation be moved so, and what is then written into its history? */
export function moveRecommendation(
  life: RecommendationLife,
  step: RecommendationStep,
  facts: RecommendationFacts,
): Result<RecommendationEvent, RecommendationRefusal> {
  const transition = recommendationTransition(life.status, step.act)
  if (!transition) return no({ code: 'not-from-here', status: life.status, act: step.act })
  if (transition.reason === 'required' && !step.reason?.trim())
    return no({ code: 'reason-required' })
  const moment = { round: life.round, today: step.on }
  const refusal = firstUnmetNeed(transition.needs ?? [], facts, moment)
  if (refusal) return no(refusal)
  return ok({
    ...step,
    from: life.status,
    to: transition.to,
    round: step.act === 'reopen' ? life.round + 1 : life.round,
  })
}

/** The recommendation after one event of its history. */
export function applyRecommendationEvent(
  _life: RecommendationLife,
  event: RecommendationEvent,
): RecommendationLife {
  return { status: event.to, round: event.round }
}

/** The present state, rebuilt from the history. */
export function replayRecommendation(events: readonly RecommendationEvent[]): RecommendationLife {
  return events.reduce(applyRecommendationEvent, newRecommendationLife)
}

/** Whether the recommendation has ended, under whatever name. */
export function isRecommendationEnded(status: RecommendationStatus): boolean {
  return recommendationEnds.some((end) => end === status)
}
