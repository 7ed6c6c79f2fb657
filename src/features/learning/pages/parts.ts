import { can } from '#platform/access/can.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { AuditSubject, ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import { aboutRecord } from '../queries/about-record.ts'

/** What the audit is told of a page about a recommendation. */
export function aboutRecommendation(found: { uid: string; scopeUid: string }): AuditSubject {
  return { object: { type: 'recommendation', uid: found.uid }, scopeUid: found.scopeUid }
}

/** Back to the page of a recommendation after an act, and what the audit is told. */
export async function backTo(
  ctx: ReadContext,
  uid: Uid,
): Promise<{ to: string; about: AuditSubject }> {
  return { to: paths.recommendation(uid), about: await aboutRecord(ctx, 'recommendation', uid) }
}

/** A form that shows what is stored until somebody has typed something else. */
export function withStored(form: PageForm, stored: Readonly<Record<string, unknown>>): PageForm {
  return Object.keys(form.values).length > 0 ? form : { ...form, values: stored }
}

/** One thing that may be done: who may, whether it is open now, where, and what it is called. */
export interface PossibleAct {
  readonly can: Permission
  readonly open: boolean
  readonly href: string
  readonly text: string
}

/** Those that this person may do now. */
export function openTo(
  actor: Actor,
  acts: readonly PossibleAct[],
): { href: string; text: string }[] {
  return acts
    .filter((each) => each.open && can(actor, each.can))
    .map(({ href, text }) => ({ href, text }))
}
