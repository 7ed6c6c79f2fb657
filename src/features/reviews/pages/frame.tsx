import { sayAnchor, sayStanding } from '#features/cases/index.ts'
import type { Deadline } from '#features/cases/index.ts'
import type { AuditSubject } from '#platform/context.ts'
import type { FormState, PageForm } from '#platform/html/form-state.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'

/** Where a clock stands as part of a line of state: "due Monday 6 October 2025: in 9 working days". */
export function sayDeadline(deadline: Deadline | undefined): string {
  if (deadline?.due == null) return ''
  const standing = sayStanding(deadline.state, sayAnchor(deadline)).words
  return `, due ${sayDateInFull(deadline.due)}: ${standing.charAt(0).toLowerCase()}${standing.slice(1)}`
}

/** How a clock stands, for a cell of a list. */
export function standingOf(deadline: Deadline | undefined) {
  return deadline && sayStanding(deadline.state, sayAnchor(deadline))
}

/** A form that begins with what is recorded already; what was typed goes before it. */
export function withKnown(form: PageForm, known: FormState['values']): PageForm {
  return { ...form, values: { ...known, ...form.values } }
}

/** What the audit is told of a page or an act about a rapid review or a review. */
export function aboutReview(
  type: 'rapid-review' | 'review',
  found: { readonly uid: Uid; readonly scopeUid: Uid },
): AuditSubject {
  return { object: { type, uid: found.uid }, scopeUid: found.scopeUid }
}
