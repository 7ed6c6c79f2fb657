import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor } from '#features/cases/model.ts'
import type { Delivery, EvidenceLevel, Stake } from './model.ts'
import { stakesOf } from './stake.ts'
import type { StakeHolders } from './stake.ts'

/** What can be done to an action that moves its delivery on. */
export type DeliveryAct =
  | 'report-on-track'
  | 'report-at-risk'
  | 'report-off-track'
  | 'claim-delivered'
  | 'accept-evidence'
  | 'return'
  | 'cancel'
  | 'hand-over'
  | 'reopen'

/** One cell of the table. */
export type DeliveryTransition = {
  readonly to: Delivery
  /** Who does it: the owner reports and claims, people without a stake accept or return, the partnership ends. */
  readonly by: 'owner' | 'assurance' | 'partnership'
  readonly reason?: 'required'
  readonly needs?: 'accepted-evidence'
}

const reporting = {
  'report-on-track': { to: 'on-track', by: 'owner' },
  'report-at-risk': { to: 'at-risk', by: 'owner', reason: 'required' },
  'report-off-track': { to: 'off-track', by: 'owner', reason: 'required' },
  'claim-delivered': { to: 'delivered', by: 'owner' },
  cancel: { to: 'cancelled', by: 'partnership', reason: 'required' },
  'hand-over': { to: 'transferred', by: 'partnership', reason: 'required' },
} as const
const reopen = { to: 'on-track', by: 'partnership', reason: 'required' } as const

/**
 * How an action is delivered (domain reference 5.5). `delivered` is the owner's claim; `evidence-accepted` is the word of
 * somebody without a stake. `transferred` hands it to a body outside our plan; a successor body inside it takes the same
 * action over, with its history.
 */
export const deliveryTransitions = {
  'not-started': reporting,
  'on-track': reporting,
  'at-risk': reporting,
  'off-track': reporting,
  delivered: {
    'accept-evidence': { to: 'evidence-accepted', by: 'assurance', needs: 'accepted-evidence' },
    return: { to: 'on-track', by: 'assurance', reason: 'required' },
    cancel: reporting.cancel,
  },
  'evidence-accepted': { reopen },
  cancelled: { reopen },
  transferred: { reopen },
} as const satisfies Record<Delivery, Partial<Record<DeliveryAct, DeliveryTransition>>>

/** The words on the button of each act. */
export const deliveryActLabels: Readonly<Record<DeliveryAct, string>> = {
  'report-on-track': 'Report: on track',
  'report-at-risk': 'Report: at risk',
  'report-off-track': 'Report: off track',
  'claim-delivered': 'Say that it is done',
  'accept-evidence': 'Accept the evidence',
  return: 'Return to the owner',
  cancel: 'Cancel the action',
  'hand-over': 'Hand over to another body',
  reopen: 'Open again',
}

/** Somebody's wish to move an action on. */
export type DeliveryStep = {
  readonly act: DeliveryAct
  readonly by: Actor
  readonly at: Instant
  readonly on: PlainDate
  readonly reason: string | null
}

/** What is on record about the action. */
export type DeliveryFacts = {
  readonly holders: StakeHolders
  /** The highest level of its evidence that somebody without a stake accepted. */
  readonly acceptedLevel: EvidenceLevel | null
}

/** What happened to an action; the present state can be rebuilt from these. */
export type DeliveryEvent = DeliveryStep & { readonly from: Delivery; readonly to: Delivery }

/** The part of an action that its life cycle moves. */
export type DeliveryLife = {
  readonly delivery: Delivery
  /** When the owner last said that it was done; kept when the evidence is accepted. */
  readonly deliveredOn: PlainDate | null
}

/** Where every action begins. */
export const newDeliveryLife: DeliveryLife = { delivery: 'not-started', deliveredOn: null }

/** Why an action cannot be moved so. */
export type DeliveryRefusal =
  | { readonly code: 'not-from-here'; readonly delivery: Delivery; readonly act: DeliveryAct }
  | { readonly code: 'reason-required' }
  | { readonly code: 'judge-has-a-stake'; readonly stakes: readonly Stake[] }
  | { readonly code: 'no-accepted-evidence' }

/** The acts that the table knows from here. */
export function deliveryActsFrom(delivery: Delivery): readonly DeliveryAct[] {
  // Object.keys gives strings; the keys of a row are acts by the table's type.
  return Object.keys(deliveryTransitions[delivery]) as DeliveryAct[]
}

/** The cell of the table, if there is one. */
export function deliveryTransition(
  delivery: Delivery,
  act: DeliveryAct,
): DeliveryTransition | undefined {
  const row: Partial<Record<DeliveryAct, DeliveryTransition>> = deliveryTransitions[delivery]
  return row[act]
}

/** May the action be moved so, and what is then written into its history? */
export function moveAction(
  life: DeliveryLife,
  step: DeliveryStep,
  facts: DeliveryFacts,
): Result<DeliveryEvent, DeliveryRefusal> {
  const { delivery } = life
  const transition = deliveryTransition(delivery, step.act)
  if (!transition) return no({ code: 'not-from-here', delivery, act: step.act })
  if (transition.reason === 'required' && !step.reason?.trim())
    return no({ code: 'reason-required' })
  const refusal = judgingRefusal(transition, step, facts)
  return refusal ? no(refusal) : ok({ ...step, from: delivery, to: transition.to })
}

/** The action after one event of its history. */
export function applyDeliveryEvent(life: DeliveryLife, event: DeliveryEvent): DeliveryLife {
  const deliveredOn = event.act === 'claim-delivered' ? event.on : life.deliveredOn
  const isDone = event.to === 'delivered' || event.to === 'evidence-accepted'
  return { delivery: event.to, deliveredOn: isDone ? deliveredOn : null }
}

/** The present state, rebuilt from the history. */
export function replayDelivery(events: readonly DeliveryEvent[]): DeliveryLife {
  return events.reduce(applyDeliveryEvent, newDeliveryLife)
}

/** Whether nothing more is expected of an action: it changes hands and dates no more. */
export function isActionEnded(delivery: Delivery): boolean {
  return delivery === 'evidence-accepted' || delivery === 'cancelled' || delivery === 'transferred'
}

function judgingRefusal(
  transition: DeliveryTransition,
  step: DeliveryStep,
  facts: DeliveryFacts,
): DeliveryRefusal | undefined {
  const stakes = transition.by === 'assurance' ? stakesOf(step.by, facts.holders) : []
  if (stakes.length > 0) return { code: 'judge-has-a-stake', stakes }
  const lacksEvidence = transition.needs === 'accepted-evidence' && (facts.acceptedLevel ?? 0) < 1
  return lacksEvidence ? { code: 'no-accepted-evidence' } : undefined
}
