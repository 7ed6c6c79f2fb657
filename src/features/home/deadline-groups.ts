import type { PlainDate } from '#shared/dates.ts'

/** How a deadline stands, as far as its urgency asks: the state, and how far off its day lies. */
export interface Standing {
  readonly state: string
  readonly days?: number
  readonly workingDays?: number | null
}

/** What of a deadline says how soon somebody has to look at it. */
export interface Dated {
  readonly due: PlainDate | null
  readonly state: Standing
}

/** How soon a deadline asks for somebody, the most pressing first. */
export const urgencies = ['late', 'today', 'soon', 'later'] as const
/** How soon a deadline asks for somebody. */
export type Urgency = (typeof urgencies)[number]

/** What each group is called. */
export const urgencyWords: Readonly<Record<Urgency, string>> = {
  late: 'Late',
  today: 'Due today',
  soon: 'In the next five working days',
  later: 'Later',
}

/** A week of work: what lies further off is not for today's look. */
const soonWorkingDays = 5

/** Which deadlines a reader looks at: all of them, those of law and guidance, or the partnership's own targets. */
export const kinds = ['all', 'binding', 'local'] as const
/** Which deadlines a reader looks at. */
export type Kind = (typeof kinds)[number]

/** Whether a deadline is of the kind: only law and guidance are reported as compliance (domain reference 3.3, rule 8). */
export function isOfKind(kind: Kind, of: 'statutory' | 'guidance' | 'local'): boolean {
  if (kind === 'all') return true
  return (of === 'local') === (kind === 'local')
}

/** How soon an open deadline asks for somebody. Past the known bank holidays working days cannot be counted: then by days. */
export function urgencyOf({ state }: Pick<Dated, 'state'>): Urgency {
  if (state.state === 'overdue') return 'late'
  if (state.state === 'due-today') return 'today'
  if (state.state !== 'running' && state.state !== 'due-soon') return 'later'
  const left = state.workingDays ?? state.days ?? Number.POSITIVE_INFINITY
  return left <= soonWorkingDays ? 'soon' : 'later'
}

/** The deadlines under how soon they ask for somebody; in each group what is due first comes first, then by reference. */
export function byUrgencyOf<T extends { readonly reference: string; readonly deadline: Dated }>(
  rows: readonly T[],
): ReadonlyMap<Urgency, readonly T[]> {
  const due = (row: T): string => row.deadline.due ?? '9999-12-31'
  const sorted = rows.toSorted(
    (a, b) => due(a).localeCompare(due(b)) || a.reference.localeCompare(b.reference),
  )
  const grouped = Map.groupBy(sorted, (row) => urgencyOf(row.deadline))
  return new Map(urgencies.map((urgency) => [urgency, grouped.get(urgency) ?? []]))
}

/** The whole page in one sentence: "2 late, 1 due today, 3 in the next five working days." */
export function sayUrgencies(groups: ReadonlyMap<Urgency, readonly unknown[]>): string {
  const count = (urgency: Urgency) => groups.get(urgency)?.length ?? 0
  const parts = [
    count('late') > 0 ? `${count('late')} late` : '',
    count('today') > 0 ? `${count('today')} due today` : '',
    count('soon') > 0 ? `${count('soon')} in the next five working days` : '',
  ].filter((part) => part !== '')
  return parts.length === 0
    ? 'Nothing is due in the next five working days.'
    : `${parts.join(', ')}.`
}
