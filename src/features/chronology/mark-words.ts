import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { MarkGroup, MarkRuleId } from './mark-rules.ts'

/** What readers call each group of marks. */
export const groupWords: Readonly<Record<MarkGroup, string>> = {
  gap: 'Gaps',
  contradiction: 'Contradictions',
  late: 'What came late',
}

/** A mark as a sentence needs it. */
export interface SaidMark {
  readonly rule: MarkRuleId
  readonly from: PlainDate
  readonly to: PlainDate
  readonly agency: string | null
  readonly person: string | null
  readonly details: Readonly<Record<string, string | number>>
}

const days = (count: string | number | undefined) => (count === 1 ? '1 day' : `${count ?? 0} days`)

function whole({ from, to }: SaidMark): string {
  return from === to ? sayDate(from) : `${sayDate(from)} to ${sayDate(to)}`
}

const sentences: Readonly<Record<MarkRuleId, (mark: SaidMark) => string>> = {
  'gap-all': (mark) =>
    `Nobody has written anything for ${days(mark.details['days'])}, ${whole(mark)}.`,
  'gap-agency': (mark) =>
    `${mark.agency ?? 'An agency'} has written nothing for ${days(mark.details['days'])}, ${whole(mark)}.`,
  'gap-seen': (mark) =>
    `Nobody has recorded that ${mark.person ?? 'the child'} was seen for ${days(mark.details['days'])}, ${whole(mark)}.`,
  'two-places': (mark) =>
    `On ${sayDate(mark.from)} ${mark.person ?? 'somebody'} is said to be at “${mark.details['one'] ?? ''}” and, ${mark.details['minutes'] ?? 0} minutes later, at “${mark.details['other'] ?? ''}”.`,
  'seen-and-not-seen': (mark) =>
    `On ${sayDate(mark.from)} one entry says that ${mark.person ?? 'the child'} was seen, another that this was not so.`,
  'differing-date': (mark) =>
    `“${mark.details['reference'] ?? ''}” is put on days that are ${days(mark.details['days'])} apart.`,
  'differing-person': (mark) =>
    `Entries about “${mark.details['reference'] ?? ''}” name different people.`,
  'differing-fact': (mark) =>
    `About “${mark.details['reference'] ?? ''}”, ${mark.details['fact'] ?? 'a fact'} is “${mark.details['one'] ?? ''}” in one entry and “${mark.details['other'] ?? ''}” in another.`,
  'late-knowledge': (mark) =>
    `${mark.agency ?? 'The agency'} learnt of it at least ${days(mark.details['days'])} after it happened.`,
  'late-record': (mark) =>
    `${mark.agency ?? 'The agency'} wrote it down at least ${days(mark.details['days'])} after it knew.`,
}

/** Says what a rule found, in one sentence. */
export function sayMark(mark: SaidMark): string {
  return sentences[mark.rule](mark)
}
