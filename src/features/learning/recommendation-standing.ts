import { daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { silenceOf } from './answer.ts'
import type { Silence } from './answer.ts'
import type { Answer, RecommendationStatus } from './model.ts'

/** The states in which what was asked is still to be done; before them it is not agreed, after them it is said done or ended. */
export const undoneStatuses = [
  'quality-checked',
  'agreed',
  'agreed-changed',
  'in-delivery',
  'reopened',
] as const satisfies readonly RecommendationStatus[]

/** The states in which the rung was found to be reached. */
export const reachedStatuses = [
  'assured',
  'achieved',
] as const satisfies readonly RecommendationStatus[]

/** How many days a recommendation is late: reckoned from its date and state, never typed. */
export function daysOverdue(
  about: { readonly dueOn: PlainDate | null; readonly status: RecommendationStatus },
  today: PlainDate,
): number {
  const { dueOn, status } = about
  if (dueOn === null || dueOn >= today) return 0
  return undoneStatuses.some((each) => each === status) ? daysBetween(dueOn, today) : 0
}

/** How an agency that is asked stands: not asked yet, waited for, silent, or answered. */
export type AddresseeStanding = Silence | { readonly state: 'not-asked' }

/** Silence is visible: an agency that was asked and has not answered says so on every list. */
export function standingOf(
  asked: { readonly answerDueOn: PlainDate | null },
  answer: Answer | undefined,
  today: PlainDate,
): AddresseeStanding {
  if (answer === undefined && asked.answerDueOn === null) return { state: 'not-asked' }
  return silenceOf(answer, asked.answerDueOn ?? today, today)
}

/** The answer that stands for an agency: its own last one, else the last one of a body that it took over. */
export function answerThatStands<A extends Answer>(
  answers: readonly A[],
  asked: {
    readonly agency: Answer['agency']
    readonly before: readonly { readonly agency: Answer['agency'] }[]
  },
): A | undefined {
  const own = answers.findLast((answer) => answer.agency === asked.agency)
  if (own) return own
  const former = new Set(asked.before.map((each) => each.agency))
  return answers.findLast((answer) => former.has(answer.agency))
}
