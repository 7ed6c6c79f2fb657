import type { VNode } from 'preact'
import type { ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Done, Shown } from '#platform/http/route.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { rapidReviewStatusWords } from '../labels.ts'
import { paths } from '../paths.ts'
import { getRapidPage, getRapidScopeUid } from '../queries/rapid-reviews.ts'
import type { RapidPage as RapidPageData } from '../queries/rapid-reviews.ts'
import { aboutReview, sayDeadline } from './frame.tsx'

const elsewhere: ReadonlySet<string> = new Set(['send', 'record-reply', 'complete-signing'])
/** The one line of state under the heading of a rapid review. */
export function stateOf(found: RapidPageData): string {
  if (found.status === 'replied') return rapidReviewStatusWords.replied
  const expected = found.reply?.due
  if (found.status === 'sent')
    return `Sent to the Panel${expected ? `, reply expected about ${sayDateInFull(expected)}` : ''}`
  const clock = sayDeadline(found.deadline)
  return `${rapidReviewStatusWords[found.status]}${clock}`
}

/** The steps that have no page of their own. */
export function plainActs(found: RapidPageData) {
  return found.acts.filter((each) => !elsewhere.has(each))
}

/** A page with one form about a rapid review. */
export async function formPage(
  ctx: ReadContext,
  at: { uid: Uid; title: string; form: PageForm },
  body: (found: RapidPageData, form: PageForm) => VNode | Promise<VNode>,
): Promise<Shown> {
  const found = await getRapidPage(ctx, at.uid)
  const text = `Rapid review of case ${found.kase.reference}`
  return {
    title: at.title,
    caption: text,
    state: stateOf(found),
    back: { href: paths.rapid(found.uid), text },
    body: await body(found, at.form),
    about: aboutReview('rapid-review', { ...found, scopeUid: found.kase.scopeUid }),
  }
}

/** Back to the rapid review after an act on it, and what the audit is told. */
export async function backTo(ctx: ReadContext, uid: Uid): Promise<Pick<Done, 'to' | 'about'>> {
  const scopeUid = await getRapidScopeUid(ctx, uid)
  return { to: paths.rapid(uid), about: aboutReview('rapid-review', { uid, scopeUid }) }
}
