import { can } from '#platform/access/can.ts'
import type { AuditSubject, ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Uid } from '#shared/ids.ts'
import type { OpenPublication } from '../queries/publications.ts'

/** What the audit is told of a publication. */
export function aboutPublication(
  open: Pick<OpenPublication, 'publication' | 'scopeUid'>,
): AuditSubject {
  return { object: { type: 'publication', uid: open.publication.uid }, scopeUid: open.scopeUid }
}

/** What the audit is told of an act on a publication. */
export function actedOn(uid: Uid, fields?: readonly string[]): AuditSubject {
  return { object: { type: 'publication', uid }, ...(fields && { fields }) }
}

/** A form that shows what is known until somebody has typed something else. */
export function filled(form: PageForm, known: Readonly<Record<string, unknown>>): PageForm {
  return Object.keys(form.values).length > 0 ? form : { ...form, values: known }
}

/** Whether the reader may have the gate run: whoever prepares, approves or answers. */
export function mayCheck({ actor }: ReadContext): boolean {
  return (
    can(actor, 'publication:prepare') ||
    can(actor, 'publication:approve') ||
    can(actor, 'publication:answer-question')
  )
}
