import { englandAndWales } from '#shared/bank-holidays.ts'
import type { PlainDate } from '#shared/dates.ts'
import { deadlinesOf } from './clocks.ts'
import type {
  ClockId,
  ClockSubject,
  Deadline,
  ExemptReason,
  RevisedDue,
  RuleSet,
} from './deadline.ts'
import type { CaseDates } from './model.ts'
import { nationalRuleSets } from './rule-sets/national.ts'

/** What is known of a case's duties, as the store keeps it. */
export interface DutyRecord {
  readonly dates: CaseDates
  readonly doneOn: Partial<Record<ClockId, PlainDate>>
  readonly revised: Partial<Record<ClockId, readonly RevisedDue[]>>
  readonly exempt: Partial<Record<ClockId, ExemptReason>>
}

/** From how many working days before its date a duty is shown as due soon. */
export const dueSoonWorkingDays = 3

/** Every deadline of a case today, by the national rule sets and those that the partnership added. */
export function deadlinesOfCase(
  record: DutyRecord,
  using: { readonly today: PlainDate; readonly localRuleSets: readonly RuleSet[] },
): readonly Deadline[] {
  const { dates, doneOn, revised, exempt } = record
  const subject: ClockSubject = { anchors: dates, doneOn, revised, exempt }
  const setting = { today: using.today, holidays: englandAndWales, dueSoonWorkingDays }
  return deadlinesOf('case', subject, {
    ruleSets: [...nationalRuleSets, ...using.localRuleSets],
    setting,
  })
}

const openStates: ReadonlySet<string> = new Set(['running', 'due-soon', 'due-today', 'overdue'])

/** The duties that are still to be done, the most pressing first. */
export function openDuties(deadlines: readonly Deadline[]): readonly Deadline[] {
  return deadlines
    .filter((deadline) => deadline.rule.kind === 'by' && openStates.has(deadline.state.state))
    .toSorted((a, b) => (a.due ?? '9').localeCompare(b.due ?? '9'))
}
