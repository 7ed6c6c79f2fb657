import { englandAndWales } from '#shared/bank-holidays.ts'
import type { PlainDate } from '#shared/dates.ts'
import { firstKnown } from './case-dates.ts'
import { deadlinesOf, ruleSetsOn } from './clocks.ts'
import type {
  AnchorName,
  ClockId,
  ClockRule,
  ClockSubject,
  Deadline,
  DoubtReason,
  ExemptReason,
  RevisedDue,
  RuleSet,
} from './deadline.ts'
import type { CaseDates, DatedFact } from './model.ts'
import { nationalRuleSets } from './rule-sets/national.ts'

/** What is known of a case's duties, as the store keeps it. */
export interface DutyRecord {
  readonly dates: CaseDates
  readonly doneOn: Partial<Record<ClockId, PlainDate>>
  readonly revised: Partial<Record<ClockId, readonly RevisedDue[]>>
  readonly exempt: Partial<Record<ClockId, ExemptReason>>
  readonly doubtful: Partial<Record<ClockId, DoubtReason>>
}

/** From how many working days before its date a duty is shown as due soon. */
export const dueSoonWorkingDays = 3

/** Every deadline of a case today, by the national rule sets and those that the partnership added. */
export function deadlinesOfCase(
  record: DutyRecord,
  using: { readonly today: PlainDate; readonly localRuleSets: readonly RuleSet[] },
): readonly Deadline[] {
  const { dates, doneOn, revised, exempt, doubtful } = record
  const anchors = { ...dates, ...dutyAnchors(doneOn) }
  const subject: ClockSubject = { anchors, doneOn, revised, exempt, doubtful }
  const setting = { today: using.today, holidays: englandAndWales, dueSoonWorkingDays }
  return deadlinesOf('case', subject, {
    ruleSets: [...nationalRuleSets, ...using.localRuleSets],
    setting,
  })
}

// Some clocks count from a duty that was done: the reply of the Panel from the sending, the sending from the signing.
function dutyAnchors(doneOn: DutyRecord['doneOn']): Partial<Record<AnchorName, DatedFact>> {
  return knownAnchors({
    rapidReviewSignedOn: doneOn['rapid-review-sign-off'],
    rapidReviewSentOn: doneOn['rapid-review'],
  })
}

function knownAnchors(
  days: Partial<Record<AnchorName, PlainDate | undefined | null>>,
): Partial<Record<AnchorName, DatedFact>> {
  const known = Object.entries(days).flatMap(([name, on]) =>
    on ? [[name, firstKnown({ known: 'exactly', on })] as const] : [],
  )
  return Object.fromEntries(known)
}

/** What is known of a review's duties. */
export interface ReviewRecord {
  readonly decidedOn: PlainDate
  readonly delayForeseenOn: PlainDate | null
  readonly publishOn: PlainDate | null
  readonly publishedOn: PlainDate | null
  readonly doneOn: Partial<Record<ClockId, PlainDate>>
}

/** Every deadline of a review today, by the national rule sets and those that the partnership added. */
export function deadlinesOfReview(
  record: ReviewRecord,
  using: { readonly today: PlainDate; readonly localRuleSets: readonly RuleSet[] },
): readonly Deadline[] {
  const anchors = knownAnchors({
    reviewDecidedOn: record.decidedOn,
    delayForeseenOn: record.delayForeseenOn,
    publishOn: record.publishOn,
    publishedOn: record.publishedOn,
  })
  const subject: ClockSubject = {
    anchors,
    doneOn: record.doneOn,
    revised: {},
    exempt: {},
    doubtful: {},
  }
  const setting = { today: using.today, holidays: englandAndWales, dueSoonWorkingDays }
  return deadlinesOf('review', subject, {
    ruleSets: [...nationalRuleSets, ...using.localRuleSets],
    setting,
  })
}

/** The rule of a clock that is in force on a day; of several, that of the rule set that began last. */
export function clockRuleOn(
  clock: ClockId,
  using: { readonly today: PlainDate; readonly localRuleSets: readonly RuleSet[] },
): ClockRule | undefined {
  return ruleSetsOn([...nationalRuleSets, ...using.localRuleSets], using.today)
    .flatMap(({ rules }) => rules)
    .find(({ id }) => id === clock)
}

const openStates: ReadonlySet<string> = new Set(['running', 'due-soon', 'due-today', 'overdue'])

/** The same rule with its group under the name that the partnership gives it. */
export function ruleInOwnWords(rule: ClockRule, group: string): ClockRule {
  return { ...rule, title: rule.title.replace('Case review group', group) }
}

/** The same duty with its group under the name that the partnership gives it. */
export function inOwnWords(deadline: Deadline, group: string): Deadline {
  return { ...deadline, rule: ruleInOwnWords(deadline.rule, group) }
}

/** The next duty that law or guidance sets, late or not; a local target is never the headline of a case. */
export function nextBindingDuty(deadlines: readonly Deadline[]): Deadline | undefined {
  return openDuties(deadlines).find((deadline) => deadline.rule.class !== 'local')
}

/** The duties that are still to be done, the most pressing first. */
export function openDuties(deadlines: readonly Deadline[]): readonly Deadline[] {
  return deadlines
    .filter((deadline) => deadline.rule.kind === 'by' && openStates.has(deadline.state.state))
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
}
