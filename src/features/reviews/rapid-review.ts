import type { Instant } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor, StatutoryPartner } from '#features/cases/model.ts'
import type { PartnerSignature, RapidReviewContent, RapidReviewStatus } from './model.ts'
import { decideOnReview } from './review-decision.ts'
import { dissents, missingSignatures } from './signatures.ts'

/** What can be done to a rapid review that moves it on. */
export type RapidReviewAct =
  | 'gather'
  | 'draft'
  | 'seek-signatures'
  | 'complete-signing'
  | 'return-to-draft'
  | 'send'
  | 'record-reply'
  | 'reopen'

/** What must be there before an act. */
export type RapidReviewNeed = 'three-signatures' | 'fit-to-send'

/** One cell of the table. */
export type RapidReviewTransition = {
  readonly to: RapidReviewStatus
  readonly reason?: 'required'
  readonly needs?: RapidReviewNeed
}

/**
 * The life of a rapid review (domain reference 5.2). It can be sent from the moment that it is being gathered: a missing
 * return or signature is shown and chased and goes on record with the sending.
 */
export const rapidReviewTransitions = {
  requested: { gather: { to: 'gathering' } },
  gathering: { draft: { to: 'drafting' }, send: { to: 'sent', needs: 'fit-to-send' } },
  drafting: {
    'seek-signatures': { to: 'partners-review' },
    send: { to: 'sent', needs: 'fit-to-send' },
  },
  'partners-review': {
    'complete-signing': { to: 'signed', needs: 'three-signatures' },
    'return-to-draft': { to: 'drafting', reason: 'required' },
    send: { to: 'sent', needs: 'fit-to-send' },
  },
  signed: {
    'return-to-draft': { to: 'drafting', reason: 'required' },
    send: { to: 'sent', needs: 'fit-to-send' },
  },
  sent: { 'record-reply': { to: 'replied' } },
  replied: { reopen: { to: 'drafting', reason: 'required' } },
} as const satisfies Record<
  RapidReviewStatus,
  Partial<Record<RapidReviewAct, RapidReviewTransition>>
>

/** The words on the button of each act. */
export const rapidReviewActLabels: Readonly<Record<RapidReviewAct, string>> = {
  gather: 'Ask the agencies',
  draft: 'Start the draft',
  'seek-signatures': 'Put the draft to the partners',
  'complete-signing': 'Record the review as signed',
  'return-to-draft': 'Take back to draft',
  send: 'Record as sent to the Panel',
  'record-reply': 'Record the Panel’s reply',
  reopen: 'Open again after the Panel’s reply',
}

/**
 * What a rapid review should have when it goes. What others have not given never holds it back (`chase`). What whoever
 * sends it can answer in a sentence, "not explored, because …" included, is asked for first (`block`).
 */
export const sendGuards = {
  'decision-with-reasons': 'block',
  'equality-answered': 'block',
  'immediate-safety-answered': 'block',
  'earlier-learning-answered': 'block',
  'three-signatures': 'chase',
} as const satisfies Record<string, 'block' | 'chase'>

/** One of the things that a rapid review should have when it goes. */
export type SendGuard = keyof typeof sendGuards

/** What stands between a rapid review and the Panel, and what is only chased. */
export type SendCheck = {
  readonly blocks: readonly SendGuard[]
  readonly chases: readonly SendGuard[]
  readonly missingSignatures: readonly StatutoryPartner[]
  readonly dissents: readonly PartnerSignature[]
}

/** Somebody's wish to move a rapid review on. */
export type RapidReviewStep = {
  readonly act: RapidReviewAct
  readonly by: Actor
  readonly at: Instant
  readonly reason: string | null
}

/** What happened to a rapid review; the present state can be rebuilt from these. */
export type RapidReviewEvent = RapidReviewStep & {
  readonly from: RapidReviewStatus
  readonly to: RapidReviewStatus
  /** The draft number after the act: going back to draft begins a new one. */
  readonly draft: number
  /** On sending: whose signature was missing at that moment. */
  readonly unsigned: readonly StatutoryPartner[]
}

/** The part of a rapid review that its life cycle moves. */
export type RapidReviewLife = { readonly status: RapidReviewStatus; readonly draft: number }

/** Where every rapid review begins. */
export const newRapidReviewLife: RapidReviewLife = { status: 'requested', draft: 1 }

/** Why a rapid review cannot be moved so. */
export type RapidReviewRefusal =
  | {
      readonly code: 'not-from-here'
      readonly status: RapidReviewStatus
      readonly act: RapidReviewAct
    }
  | { readonly code: 'reason-required' }
  | { readonly code: 'signatures-missing'; readonly partners: readonly StatutoryPartner[] }
  | { readonly code: 'not-fit-to-send'; readonly guards: readonly SendGuard[] }

/** The acts that the table knows from this status. */
export function rapidReviewActsFrom(status: RapidReviewStatus): readonly RapidReviewAct[] {
  // Object.keys gives strings; the keys of a row are acts by the table's type.
  return Object.keys(rapidReviewTransitions[status]) as RapidReviewAct[]
}

/** The cell of the table, if there is one. */
export function rapidReviewTransition(
  status: RapidReviewStatus,
  act: RapidReviewAct,
): RapidReviewTransition | undefined {
  const row: Partial<Record<RapidReviewAct, RapidReviewTransition>> = rapidReviewTransitions[status]
  return row[act]
}

/** What is still open before sending, split into what is asked for first and what is chased afterwards. */
export function checkSending(content: RapidReviewContent): SendCheck {
  const open = (Object.keys(sendGuards) as SendGuard[]).filter((guard) => isOpen(guard, content))
  return {
    blocks: open.filter((guard) => sendGuards[guard] === 'block'),
    chases: open.filter((guard) => sendGuards[guard] === 'chase'),
    missingSignatures: missingSignatures(content.signatures, content.draft),
    dissents: dissents(content.signatures, content.draft),
  }
}

/** May the rapid review be moved so, and what is then written into its history? */
export function moveRapidReview(
  life: RapidReviewLife,
  step: RapidReviewStep,
  content: RapidReviewContent,
): Result<RapidReviewEvent, RapidReviewRefusal> {
  const transition = rapidReviewTransition(life.status, step.act)
  if (!transition) return no({ code: 'not-from-here', status: life.status, act: step.act })
  if (transition.reason === 'required' && !step.reason?.trim())
    return no({ code: 'reason-required' })
  const check = checkSending(content)
  const refusal = transition.needs && unmet(transition.needs, check)
  if (refusal) return no(refusal)
  const goesBack = step.act === 'return-to-draft' || step.act === 'reopen'
  return ok({
    ...step,
    from: life.status,
    to: transition.to,
    draft: goesBack ? life.draft + 1 : life.draft,
    unsigned: step.act === 'send' ? check.missingSignatures : [],
  })
}

/** The rapid review after one event of its history. */
export function applyRapidReviewEvent(
  _life: RapidReviewLife,
  event: RapidReviewEvent,
): RapidReviewLife {
  return { status: event.to, draft: event.draft }
}

/** The present state, rebuilt from the history. */
export function replayRapidReview(events: readonly RapidReviewEvent[]): RapidReviewLife {
  return events.reduce(applyRapidReviewEvent, newRapidReviewLife)
}

function unmet(need: RapidReviewNeed, check: SendCheck): RapidReviewRefusal | undefined {
  if (need === 'three-signatures')
    return check.missingSignatures.length > 0
      ? { code: 'signatures-missing', partners: check.missingSignatures }
      : undefined
  return check.blocks.length > 0 ? { code: 'not-fit-to-send', guards: check.blocks } : undefined
}

function isOpen(guard: SendGuard, content: RapidReviewContent): boolean {
  switch (guard) {
    case 'decision-with-reasons':
      return !content.decision || !decideOnReview(content.decision).ok
    case 'equality-answered':
      return !content.equality?.text.trim()
    case 'immediate-safety-answered':
      return !content.immediateSafety?.text.trim()
    case 'earlier-learning-answered':
      return !content.earlierLearning?.text.trim()
    case 'three-signatures':
      return missingSignatures(content.signatures, content.draft).length > 0
  }
}
