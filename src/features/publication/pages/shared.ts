import type { AuditSubject } from '#platform/context.ts'
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
