import { sql } from 'kysely'
import { can } from '#platform/access/can.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { DueItem } from '#platform/due/due-item.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { workPaths } from '../work-paths.ts'
import { getAssuranceQueue } from './assurance.ts'

interface OwnAction {
  readonly uid: Uid
  readonly text: string
  readonly dueOn: PlainDate
  readonly reference: string
}

/** The actions of the posts that the reader fills, as long as they are not delivered. */
async function ownActions(ctx: ReadContext): Promise<DueItem[]> {
  if (!can(ctx.actor, 'action:update') || ctx.actor.posts.length === 0) return []
  const { rows } = await sql<OwnAction>`
    select a.uid, a.text, a.due_on as "dueOn", r.reference
    from app.action a
    join app.recommendation r on r.partnership_id = a.partnership_id and r.id = a.recommendation_id
    join app.post p on p.partnership_id = a.partnership_id and p.id = a.owner_post_id
    where ${withinReach(ctx.actor, 'recommendation', 'a')} and p.principal_id = any (${[...ctx.actor.posts]}::bigint[])
      and a.delivery in ('not-started', 'on-track', 'at-risk', 'off-track') and a.in_error_at is null
    order by a.due_on, a.id limit 200`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `action:${row.uid}`,
    section: 'to-do',
    title: row.text,
    reference: `Action for recommendation ${row.reference}`,
    href: workPaths.progress(row.uid),
    dueOn: row.dueOn,
  }))
}

/** What the reader can judge: evidence, recommendations and checks in which they have no stake. */
async function toJudge(ctx: ReadContext): Promise<DueItem[]> {
  if (!can(ctx.actor, 'assurance:judge')) return []
  const queue = await getAssuranceQueue(ctx, {})
  const free = <Row extends { readonly stakes: readonly unknown[] }>(rows: readonly Row[]) =>
    rows.filter((row) => row.stakes.length === 0)
  return [
    ...free(queue.evidence.rows).map((row) => ({
      key: `evidence:${row.uid}`,
      section: 'to-do' as const,
      title: 'Judge evidence',
      reference: `Recommendation ${row.reference}, from ${row.agency}`,
      href: workPaths.judge(row.uid),
      dueOn: null,
    })),
    ...free(queue.checks.rows).map((row) => ({
      key: `impact-check:${row.uid}`,
      section: 'to-do' as const,
      title: 'Look again whether the change held',
      reference: `Recommendation ${row.reference}`,
      href: workPaths.check(row.uid),
      dueOn: row.due,
    })),
  ]
}

/** What waits for the reader in actions, evidence and impact checks. */
export async function listWorkDue(ctx: ReadContext): Promise<DueItem[]> {
  return [...(await ownActions(ctx)), ...(await toJudge(ctx))]
}
