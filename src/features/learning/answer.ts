import { daysBetween } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor, AgencyId } from '#features/cases/model.ts'
import type { Addressees, Answer, AnswerKind, AnswerOrigin } from './model.ts'

/** What an answer must bring with it. */
export type AnswerNeed = 'reasons' | 'change' | 'evidence'

/** What each kind of answer asks for. */
export const answerNeeds = {
  accepted: [],
  'accepted-with-change': ['change', 'reasons'],
  'already-done': ['evidence'],
  rejected: ['reasons'],
} as const satisfies Record<AnswerKind, readonly AnswerNeed[]>

/** What has to be known of a paper or a call on which an answer is recorded for somebody else. */
export type PaperDetail = 'received-from' | 'document'

/** Why an answer cannot be recorded or confirmed. */
export type AnswerRefusal =
  | { readonly code: 'not-asked'; readonly agency: AgencyId }
  | { readonly code: 'not-your-agency'; readonly agency: AgencyId }
  | { readonly code: 'answer-incomplete'; readonly missing: readonly AnswerNeed[] }
  | { readonly code: 'paper-details-missing'; readonly missing: readonly PaperDetail[] }
  | { readonly code: 'nothing-to-confirm' }

/** Whether this agency is asked. A recommendation to the whole partnership asks each of its agencies. */
export function isAsked(
  agency: AgencyId,
  addressees: Addressees,
  partnership: readonly AgencyId[],
): boolean {
  if (addressees.kind === 'agencies') return addressees.agencies.includes(agency)
  return addressees.kind === 'partnership' && partnership.includes(agency)
}

/**
 * Checks an agency's answer: its own, or one that came on paper or by telephone and is recorded on its behalf, with from
 * whom, how, when, and the document, and marked until the agency confirms it.
 */
export function recordAnswer(
  answer: Answer,
  asked: { readonly addressees: Addressees; readonly partnership: readonly AgencyId[] },
): Result<Answer, AnswerRefusal> {
  if (!isAsked(answer.agency, asked.addressees, asked.partnership))
    return no({ code: 'not-asked', agency: answer.agency })
  const refusal = originRefusal(answer.origin, answer.agency)
  if (refusal) return no(refusal)
  const missing = answerNeeds[answer.kind].filter((need) => !isBrought(need, answer))
  return missing.length > 0 ? no({ code: 'answer-incomplete', missing }) : ok(answer)
}

/** The agency itself confirms what was recorded on its behalf. */
export function confirmAnswer(
  answer: Answer,
  by: Actor,
  at: Instant,
): Result<Answer, AnswerRefusal> {
  const { origin } = answer
  if (origin.kind !== 'on-behalf' || origin.confirmed) return no({ code: 'nothing-to-confirm' })
  if (by.agency !== answer.agency) return no({ code: 'not-your-agency', agency: answer.agency })
  return ok({ ...answer, origin: { ...origin, confirmed: { by, at } } })
}

/** Whether an answer still waits for the agency to say that it is its own. */
export function isUnconfirmed({ origin }: Answer): boolean {
  return origin.kind === 'on-behalf' && origin.confirmed === null
}

/** The answer of an agency that stands: its last one. */
export function standingAnswer(answers: readonly Answer[], agency: AgencyId): Answer | undefined {
  return answers.findLast((answer) => answer.agency === agency)
}

/** How an agency's silence stands on a day. */
export type Silence =
  | { readonly state: 'answered'; readonly confirmed: boolean }
  | { readonly state: 'waiting'; readonly due: PlainDate; readonly days: number }
  | { readonly state: 'silent'; readonly due: PlainDate; readonly days: number }

/** Silence is reckoned, never typed: nothing has come although it was due. */
export function silenceOf(answer: Answer | undefined, due: PlainDate, today: PlainDate): Silence {
  if (answer) return { state: 'answered', confirmed: !isUnconfirmed(answer) }
  return today > due
    ? { state: 'silent', due, days: daysBetween(due, today) }
    : { state: 'waiting', due, days: daysBetween(today, due) }
}

function originRefusal(origin: AnswerOrigin, agency: AgencyId): AnswerRefusal | undefined {
  if (origin.kind === 'own')
    return origin.by.agency === agency ? undefined : { code: 'not-your-agency', agency }
  const details: Readonly<Record<PaperDetail, string>> = {
    'received-from': origin.receivedFrom,
    document: origin.document,
  }
  // Object.entries widens the keys to strings; they are details by the type of the record.
  const missing = (Object.entries(details) as [PaperDetail, string][]).flatMap(([name, text]) =>
    text.trim() ? [] : [name],
  )
  return missing.length > 0 ? { code: 'paper-details-missing', missing } : undefined
}

function isBrought(need: AnswerNeed, answer: Answer): boolean {
  switch (need) {
    case 'reasons':
      return answer.reasons.trim() !== ''
    case 'change':
      return answer.change.trim() !== ''
    case 'evidence':
      return answer.evidence.length > 0
  }
}
