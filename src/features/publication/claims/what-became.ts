import type { PlainDate } from '#shared/dates.ts'
import { isTrackable } from './claim.ts'
import type { Claim } from './claim-work.ts'

/** The rungs of the evidence ladder, lowest first (`PRODUCT.md` row 4). */
export const evidenceRungs = [
  'statement',
  'activity',
  'quality',
  'changed-practice',
  'difference-for-children',
] as const
/** A rung of the evidence ladder. */
export type EvidenceRung = (typeof evidenceRungs)[number]

/** A recommendation that a claim is tied to; its own text may not be held. */
export type TiedRecommendation = { readonly id: string }

/** An action that a claim is tied to, itself or through a recommendation. */
export type TiedAction = {
  readonly id: string
  readonly state: 'not-started' | 'under-way' | 'said-done' | 'stopped'
}

/** A piece of evidence: how far it reaches, and what somebody who did not do the work says of it. */
export type TiedEvidence = {
  readonly id: string
  readonly rung: EvidenceRung
  readonly acceptance: 'waiting' | 'accepted' | 'returned' | 'no-longer-holds'
  readonly acceptedOn?: PlainDate
}

/** Everything in Heed that an accepted claim is tied to. */
export type ClaimTies = {
  readonly recommendations: readonly TiedRecommendation[]
  readonly actions: readonly TiedAction[]
  readonly evidence: readonly TiedEvidence[]
}

/** The three honest answers to "what became of what was said?". */
export type WhatBecame = 'evidence-accepted' | 'activity-only' | 'no-information-held'

/** An answer with the reason for it, and the sentence that a reader sees. */
export type ClaimAnswer = {
  readonly answer: WhatBecame
  readonly because: AnswerReason
  readonly sentence: string
  /** The highest rung that was accepted and still holds. */
  readonly rung?: EvidenceRung
}

/** Why an answer is what it is. */
export type AnswerReason = keyof typeof sentences

const sentences = {
  'effect-accepted': 'Evidence was accepted that {rung}.',
  'done-accepted':
    'Evidence that it was done was accepted. Whether it made a difference is not shown.',
  'no-longer-holds': 'Evidence was accepted, but a later check found that it no longer holds.',
  'evidence-waiting': 'Evidence was given and has not been accepted yet.',
  'evidence-returned': 'Evidence was given and sent back; nothing has been accepted yet.',
  'said-done': 'Said to be done. No evidence has been accepted yet.',
  'under-way': 'Work is recorded as under way. No evidence has been accepted yet.',
  planned: 'An action is recorded and has not begun. No evidence has been accepted yet.',
  stopped: 'An action was recorded and stopped. No evidence has been accepted.',
  'only-tied':
    'No information held in Heed beyond the recommendation it is tied to is open to you. That does not mean that nothing was done.',
  nothing:
    'No information held in Heed about it is open to you. That does not mean that nothing was done.',
} as const

const rungWords: Readonly<Record<EvidenceRung, string>> = {
  statement: 'it was said to be done',
  activity: 'it was done',
  quality: 'it was done well',
  'changed-practice': 'practice changed',
  'difference-for-children': 'it made a difference for children',
}

/**
 * What became of one claim, by what it is tied to and is open to the reader. The words are the same whether nothing is held
 * or something that is closed to the reader: they may neither deny it nor tell of it.
 * Only evidence of quality or effect counts as more than activity.
 */
export function whatBecame(ties: ClaimTies): ClaimAnswer {
  const rung = highestAccepted(ties.evidence)
  if (rung && evidenceRungs.indexOf(rung) >= evidenceRungs.indexOf('quality')) {
    return { ...answer('evidence-accepted', 'effect-accepted', rung), rung }
  }
  if (rung) return { ...answer('activity-only', 'done-accepted'), rung }
  const reason = activityReason(ties)
  if (reason) return answer('activity-only', reason)
  return answer('no-information-held', ties.recommendations.length > 0 ? 'only-tied' : 'nothing')
}

function highestAccepted(evidence: readonly TiedEvidence[]): EvidenceRung | undefined {
  const accepted = new Set(
    evidence.filter((one) => one.acceptance === 'accepted').map((one) => one.rung),
  )
  return evidenceRungs.findLast((rung) => accepted.has(rung))
}

/** The first that applies: what is nearest to accepted evidence says most. */
function activityReason({ actions, evidence }: ClaimTies): AnswerReason | undefined {
  const given = new Set(evidence.map((one) => one.acceptance))
  const states = new Set(actions.map((one) => one.state))
  const order: readonly (readonly [AnswerReason, boolean])[] = [
    ['no-longer-holds', given.has('no-longer-holds')],
    ['evidence-waiting', given.has('waiting')],
    ['evidence-returned', given.has('returned')],
    ['said-done', states.has('said-done')],
    ['under-way', states.has('under-way')],
    ['planned', states.has('not-started')],
    ['stopped', states.has('stopped')],
  ]
  return order.find(([, applies]) => applies)?.[0]
}

function answer(what: WhatBecame, because: AnswerReason, rung?: EvidenceRung): ClaimAnswer {
  const words = rung === undefined ? '' : rungWords[rung]
  return { answer: what, because, sentence: sentences[because].replace('{rung}', words) }
}

/** A claim with what became of it. */
export type AnsweredClaim = { readonly claim: Claim; readonly answer: ClaimAnswer }

/** What became of all that was said: only claims that a person accepted and that somebody can be asked about. */
export function whatBecameOfAll(
  claims: readonly Claim[],
  tiesOf: (claim: Claim) => ClaimTies,
): AnsweredClaim[] {
  return claims
    .filter((claim) => claim.state === 'accepted' && isTrackable(claim.kind))
    .map((claim) => ({ claim, answer: whatBecame(tiesOf(claim)) }))
}
