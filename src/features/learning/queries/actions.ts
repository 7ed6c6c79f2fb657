import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Delivery, Impact } from '../model.ts'

/** How many actions a page of the list holds. */
export const actionsPerPage = 25

/** The states in which something is still to be done. */
export const openDeliveries = ['not-started', 'on-track', 'at-risk', 'off-track'] as const

/** What the list may be narrowed to. */
export interface ActionFilter {
  readonly whose: 'mine' | 'agency' | 'all'
  readonly state?: Delivery | 'open' | undefined
  readonly late?: boolean | undefined
  readonly agency?: Uid | undefined
  readonly recommendation?: Uid | undefined
  /** The last action of the page before. */
  readonly after?: Uid | undefined
}

/** One action in a list. */
export interface ActionRow {
  readonly uid: Uid
  readonly text: string
  readonly dueOn: PlainDate
  readonly originalDueOn: PlainDate
  readonly delivery: Delivery
  readonly deliveredOn: PlainDate | null
  readonly impact: Impact
  readonly post: string
  readonly agency: string
  readonly recommendation: Uid
  readonly reference: string
}

type Condition = RawBuilder<unknown>

function ownedBy(ctx: ReadContext, whose: ActionFilter['whose']): Condition | undefined {
  if (whose === 'agency') return sql`a.owner_agency_id = ${ctx.actor.agencyId ?? null}::bigint`
  if (whose === 'all') return undefined
  return sql`a.owner_post_id = any (array(
    select id from app.post where principal_id = any (${[...ctx.actor.posts]}::bigint[])))`
}

/** Whether an action, under the alias a, stands as asked: for the list, and for whoever counts it. */
export function inState(
  { state, late }: Pick<ActionFilter, 'state' | 'late'>,
  today: PlainDate,
): Condition | undefined {
  const open = sql`a.delivery in ('not-started', 'on-track', 'at-risk', 'off-track')`
  if (late === true) return sql`${open} and a.due_on < ${today}`
  if (state === 'open') return open
  return state === undefined ? undefined : sql`a.delivery = ${state}`
}

// The keys of the last row shown, read first, so that the index is entered at that place.
async function afterAction(
  ctx: ReadContext,
  after: Uid | undefined,
): Promise<Condition | undefined> {
  if (after === undefined) return undefined
  const row = await ctx.tx
    .selectFrom('app.action')
    .select(['id', 'due_on'])
    .where('uid', '=', after)
    .executeTakeFirst()
  if (row === undefined) return sql`false`
  return sql`(a.due_on, a.id) > (${row.due_on}::date, ${row.id}::bigint)`
}

async function conditionsOf(ctx: ReadContext, filter: ActionFilter): Promise<Condition> {
  const { agency, recommendation } = filter
  const all = [
    withinReach(ctx.actor, 'recommendation', 'a'),
    sql`a.in_error_at is null`,
    ownedBy(ctx, filter.whose),
    inState(filter, ctx.today),
    agency && sql`a.owner_agency_id = (select id from app.agency where uid = ${agency})`,
    recommendation &&
      sql`a.recommendation_id = (select id from app.recommendation where uid = ${recommendation})`,
    await afterAction(ctx, filter.after),
  ]
  return sql.join(
    all.filter((each) => each !== undefined),
    sql` and `,
  )
}

const columns = sql`
  a.uid, a.text, a.due_on as "dueOn", a.original_due_on as "originalDueOn", a.delivery, a.delivered_on as "deliveredOn", a.impact,
  post.title as post, agency.name as agency, r.uid as recommendation, r.reference`

/** The actions that are open to the caller, what is due first at the top. */
export async function listActions(
  ctx: ReadContext,
  filter: ActionFilter,
): Promise<{ rows: ActionRow[]; next: Uid | undefined }> {
  const conditions = await conditionsOf(ctx, filter)
  const { rows } = await sql<ActionRow>`
    select ${columns} from (
      select a.* from app.action a where ${conditions} order by a.due_on, a.id limit ${actionsPerPage + 1}
    ) a
    join app.post post on post.partnership_id = a.partnership_id and post.id = a.owner_post_id
    join app.agency agency on agency.partnership_id = a.partnership_id and agency.id = a.owner_agency_id
    join app.recommendation r on r.partnership_id = a.partnership_id and r.id = a.recommendation_id
    order by a.due_on, a.id`.execute(ctx.tx)
  const shown = rows.slice(0, actionsPerPage)
  return { rows: shown, next: rows.length > actionsPerPage ? shown.at(-1)?.uid : undefined }
}

/** How many actions the whole list holds under these conditions. */
export async function countActions(ctx: ReadContext, filter: ActionFilter): Promise<number> {
  const conditions = await conditionsOf(ctx, filter)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app.action a where ${conditions}`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}

/** How many actions of the caller are open, and how many of them are late: the count behind the list. */
export async function countMyActions(
  ctx: ReadContext,
): Promise<{ readonly open: number; readonly late: number }> {
  const conditions = await conditionsOf(ctx, { whose: 'mine', state: 'open' })
  const { rows } = await sql<{ open: number; late: number }>`
    select count(*)::int as open, (count(*) filter (where a.due_on < ${ctx.today}))::int as late
    from app.action a where ${conditions}`.execute(ctx.tx)
  return rows[0] ?? { open: 0, late: 0 }
}
