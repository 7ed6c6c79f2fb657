import { addDays, addMonths } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { addWorkingDays, isWorkingDay, lastWorkingDayBefore } from '#shared/working-days.ts'
import type { CalendarRefusal, HolidayList } from '#shared/working-days.ts'
import { earliestOf } from './case-dates.ts'
import { deadlineState } from './deadline-state.ts'
import type { ClockSetting, Standing } from './deadline-state.ts'
import type {
  AnchorName,
  ClockId,
  ClockRule,
  ClockSubject,
  Deadline,
  FormerDue,
  RevisedDue,
  RuleSet,
  StricterReading,
  Term,
} from './deadline.ts'
import type { Actor } from './model.ts'

type Reckoned = Result<PlainDate, CalendarRefusal> | undefined
type PinnedRule = { readonly rule: ClockRule; readonly ruleSet: string; readonly inForce: boolean }
type Reckoning = {
  readonly subject: ClockSubject
  readonly ruleSets: readonly RuleSet[]
  readonly setting: ClockSetting
}

/**
 * Every deadline of one kind of thing, in the order of the catalogue. Each follows the rule set that was in force on the
 * day of its own anchor, so a later rule set changes no earlier case.
 */
export function deadlinesOf(
  kind: ClockRule['subject'],
  subject: ClockSubject,
  using: { readonly ruleSets: readonly RuleSet[]; readonly setting: ClockSetting },
): readonly Deadline[] {
  const reckoning = { subject, ...using }
  const clocks = new Set(
    using.ruleSets.flatMap(({ rules }) =>
      rules.filter((rule) => rule.subject === kind).map(({ id }) => id),
    ),
  )
  return [...clocks].flatMap((clock) => {
    const pinned = pinnedRule(clock, reckoning)
    return pinned ? [deadlineOf(pinned, reckoning)] : []
  })
}

/** The rule sets in force on a day, the one that began last first: it goes before those that it relaxes or replaces. */
export function ruleSetsOn(ruleSets: readonly RuleSet[], day: PlainDate): readonly RuleSet[] {
  return ruleSets
    .filter((set) => set.validFrom <= day && (set.validTo === null || day <= set.validTo))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
}

/** The due date that a term gives from an anchor, before any revision. Months do not roll to a working day. */
export function dueFrom(
  anchor: PlainDate,
  term: Exclude<Term, { unit: 'with-clock' }>,
  holidays: HolidayList,
): Result<PlainDate, CalendarRefusal> {
  switch (term.unit) {
    case 'working-days':
      return addWorkingDays(anchor, term.count, holidays)
    case 'days':
      return ok(addDays(anchor, term.count))
    case 'months':
      return ok(addMonths(anchor, term.count))
  }
}

/** Why a due date cannot be revised. */
export type RevisionRefusal = { readonly code: 'reason-required' } | { readonly code: 'not-later' }

/** Grants a later date. The first date and every earlier revision stay on record. */
export function reviseDue(
  deadline: Pick<Deadline, 'due' | 'revisedDues'>,
  revision: {
    readonly to: PlainDate
    readonly reason: string
    readonly approvedBy: Actor
    readonly at: Instant
    readonly told: RevisedDue['told']
  },
): Result<readonly RevisedDue[], RevisionRefusal> {
  if (!revision.reason.trim()) return no({ code: 'reason-required' })
  if (deadline.due !== null && revision.to <= deadline.due) return no({ code: 'not-later' })
  return ok([...deadline.revisedDues, revision])
}

function deadlineOf(pinned: PinnedRule, reckoning: Reckoning): Deadline {
  const { subject, setting } = reckoning
  const { rule } = pinned
  const reckoned = pinned.inForce ? dueOf(rule, reckoning) : undefined
  const originalDue = valueOf(reckoned)
  const revisedDues = subject.revised[rule.id] ?? []
  const due = revisedDues.at(-1)?.to ?? originalDue
  const standing = standingOf(pinned, subject, reckoned)
  return {
    rule,
    ruleSet: pinned.ruleSet,
    anchoredOn: anchorOf(rule.anchor, subject) ?? null,
    anchorIsExact: subject.anchors[rule.anchor]?.now.known === 'exactly',
    originalDue,
    revisedDues,
    due,
    formerDues: formerDues(rule, reckoning),
    state: deadlineState({ ...standing, due }, setting),
    stateAgainstOriginal: deadlineState({ ...standing, due: originalDue }, setting),
    stricter: stricterReading(rule, originalDue, reckoning),
    warning: due && warningFor(due, setting.holidays),
  }
}

function standingOf(
  { rule, inForce }: PinnedRule,
  subject: ClockSubject,
  reckoned: Reckoned,
): Omit<Standing, 'due'> {
  return {
    rule,
    doneOn: subject.doneOn[rule.id],
    exempt: inForce ? subject.exempt[rule.id] : 'no-rule-set-then',
    doubt: subject.doubtful[rule.id],
    calendar: reckoned && !reckoned.ok ? reckoned.refusal : undefined,
  }
}

function valueOf(reckoned: Reckoned): PlainDate | null {
  return reckoned?.ok ? reckoned.value : null
}

function anchorOf(name: AnchorName, subject: ClockSubject): PlainDate | undefined {
  const fact = subject.anchors[name]
  return fact && earliestOf(fact.now)
}

// The anchor belongs to the rule, and the rule to the rule set of the anchor's day: the newest set whose own rule was
// already in force on that day. A clock that has not started is described by the rules of today.
function pinnedRule(
  clock: ClockId,
  { subject, ruleSets, setting }: Reckoning,
): PinnedRule | undefined {
  const newestFirst = ruleSets.toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
  const candidates = newestFirst.flatMap((set) => {
    const rule = set.rules.find(({ id }) => id === clock)
    const day = rule && (anchorOf(rule.anchor, subject) ?? setting.today)
    return rule && day ? [{ rule, ruleSet: set.id, inForce: isInForce(set, day) }] : []
  })
  return candidates.find(({ inForce }) => inForce) ?? candidates[0]
}

function isInForce(set: RuleSet, day: PlainDate): boolean {
  return ruleSetsOn([set], day).length === 1
}

function dueOf(rule: ClockRule, reckoning: Reckoning, anchor?: PlainDate): Reckoned {
  const from = anchor ?? anchorOf(rule.anchor, reckoning.subject)
  if (from === undefined) return undefined
  const { term } = rule
  if (term.unit !== 'with-clock') return dueFrom(from, term, reckoning.setting.holidays)
  const other = pinnedRule(term.clock, reckoning)
  // A clock that leans on another takes its first date; one that would lean on itself has none.
  if (!other?.inForce || other.rule.term.unit === 'with-clock') return undefined
  return dueOf(other.rule, reckoning)
}

// What was due while an anchor stood that has been corrected since, by the rules that held for that anchor.
function formerDues(rule: ClockRule, reckoning: Reckoning): readonly FormerDue[] {
  const { subject } = reckoning
  const before = subject.anchors[rule.anchor]?.before ?? []
  return before.flatMap(({ was, changedAt, by, reason }) => {
    const anchoredOn = earliestOf(was)
    if (anchoredOn === undefined) return []
    const anchors = { ...subject.anchors, [rule.anchor]: { now: was, before: [] } }
    const then = { ...reckoning, subject: { ...subject, anchors } }
    const pinned = pinnedRule(rule.id, then)
    const due = pinned?.inForce ? valueOf(dueOf(pinned.rule, then)) : null
    return [{ anchoredOn, due, changedAt, by, reason }]
  })
}

// Some areas and older texts count from another event. The earliest such date is shown when it is stricter than the
// national one, or when the national anchor is still missing.
function stricterReading(
  rule: ClockRule,
  originalDue: PlainDate | null,
  reckoning: Reckoning,
): StricterReading | null {
  const readings = rule.otherAnchors.flatMap((anchor) => {
    const anchoredOn = anchorOf(anchor, reckoning.subject)
    const due = anchoredOn ? valueOf(dueOf(rule, reckoning, anchoredOn)) : null
    return anchoredOn && due ? [{ anchor, anchoredOn, due }] : []
  })
  const strictest = readings.toSorted((a, b) => (a.due < b.due ? -1 : 1)).at(0)
  if (!strictest) return null
  return originalDue === null || strictest.due < originalDue ? strictest : null
}

function warningFor(due: PlainDate, holidays: HolidayList): Deadline['warning'] {
  const works = isWorkingDay(due, holidays)
  if (!works.ok || works.value) return null
  const before = lastWorkingDayBefore(due, holidays)
  return before.ok ? { code: 'not-a-working-day', lastWorkingDay: before.value } : null
}
