import type { VNode } from 'preact'
import type { AuditSubject, ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Shown } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { aboutRecord } from '../queries/about-record.ts'
import { getActionPage } from '../queries/action-page.ts'
import type { ActionPage } from '../queries/action-page.ts'
import { workPaths } from '../work-paths.ts'
import { deliveryWords, sayLateness } from '../work-words.ts'
import { latenessOf } from './work-model.ts'

/** What the audit is told of a page about an action. */
export function aboutAction(found: ActionPage): AuditSubject {
  return {
    object: { type: 'action', uid: found.uid },
    scopeUid: found.recommendation.scopeUid,
  }
}

/** Back to the page of an action after an act, and what the audit is told. */
export async function backToAction(
  ctx: ReadContext,
  uid: Uid,
): Promise<{ to: string; about: AuditSubject }> {
  return { to: workPaths.action(uid), about: await aboutRecord(ctx, 'action', uid) }
}

/** The one line of state under the heading of an action. */
export function actionState(ctx: Pick<ReadContext, 'today'>, found: ActionPage): string {
  return `${deliveryWords[found.delivery]}. ${sayLateness(latenessOf(ctx, found), found.dueOn).words}`
}

/** A page with one form about an action; not found when the action was recorded in error. */
export async function actionStep(
  ctx: ReadContext,
  at: { uid: Uid; form: PageForm; title: string },
  body: (found: ActionPage, form: PageForm) => VNode | Promise<VNode>,
): Promise<Shown> {
  const found = await getActionPage(ctx, at.uid)
  if (found.inError) throw new Failure('not-found')
  return {
    title: at.title,
    caption: `Action for recommendation ${found.recommendation.reference}`,
    state: found.text,
    back: { href: workPaths.action(found.uid), text: 'The action' },
    body: await body(found, at.form),
    about: aboutAction(found),
  }
}
