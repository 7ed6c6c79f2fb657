import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { RecommendationStatus, Rung } from '../model.ts'
import {
  answerThatStands,
  reachedStatuses,
  standingOf,
  undoneStatuses,
} from '../recommendation-standing.ts'
import type { AddresseeStanding } from '../recommendation-standing.ts'
import { loadAddressees } from '../store/addressees.ts'
import { loadAnswers } from '../store/answers.ts'

/** How many recommendations a page of the list holds. */
export const recommendationsPerPage = 25
/** How many rows an export holds at most. */
export const recommendationsPerExport = 5000

/** What the list may be narrowed to, and in which order it comes. */
export interface RecommendationFilter {
  readonly status?: RecommendationStatus | undefined
  readonly agency?: Uid | undefined
  readonly late?: 'overdue' | 'silent' | undefined
  readonly rung?: 'reached' | 'not-reached' | undefined
  readonly case?: Uid | undefined
  readonly review?: Uid | undefined
  readonly words?: string | undefined
  readonly sort: 'newest' | 'due'
  /** The last recommendation of the page before. */
  readonly after?: Uid | undefined
}

/** One agency that is asked, as a list shows it. */
export interface AskedRow {
  readonly uid: Uid
  readonly name: string
  readonly standing: AddresseeStanding
}

/** One recommendation in a list. */
export interface RecommendationRow {
  readonly id: number
  readonly uid: Uid
  readonly reference: string
  readonly number: string | null
  readonly text: string | null
  readonly addressedTo: 'agencies' | 'partnership' | 'national'
  readonly status: RecommendationStatus
  readonly dueOn: PlainDate | null
  readonly rung: Rung | null
  readonly version: number
  readonly asked: readonly AskedRow[]
}

type Condition = RawBuilder<unknown>

const ended = sql`('achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable')`

function silent(today: PlainDate): Condition {
  return sql`r.status not in ${ended} and exists (
    select from app.recommendation_addressee d
    where d.partnership_id = r.partnership_id and d.recommendation_id = r.id and d.ended_at is null and d.answer_due_on < ${today}
      and not exists (
        select from app.answer n
        where n.partnership_id = d.partnership_id and n.recommendation_id = d.recommendation_id and n.in_error_at is null
          and n.agency_id in (d.agency_id, d.took_over_from_id)))`
}

/** Whether a recommendation, under the alias r, is late in this way: for the list, and for whoever counts it. */
export function isLate(late: 'overdue' | 'silent', today: PlainDate): RawBuilder<unknown> {
  if (late === 'silent') return silent(today)
  return sql`r.due_on < ${today} and r.status = any (${[...undoneStatuses]}::text[])`
}

function addressedTo(agency: Uid): Condition {
  return sql`exists (
    select from app.recommendation_addressee d join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where d.partnership_id = r.partnership_id and d.recommendation_id = r.id and d.ended_at is null and a.uid = ${agency})`
}

function says(words: string): Condition {
  return sql`(r.search @@ websearch_to_tsquery('english', ${words}) or r.reference = upper(${words}))`
}

function afterRow(filter: RecommendationFilter): Condition | undefined {
  const { after, sort } = filter
  if (after === undefined) return undefined
  if (sort === 'newest')
    return sql`r.id < (select last.id from app.recommendation last where last.uid = ${after})`
  return sql`(coalesce(r.due_on, 'infinity'::date), r.id) > (
    select coalesce(last.due_on, 'infinity'::date), last.id from app.recommendation last where last.uid = ${after})`
}

function rungCondition(rung: RecommendationFilter['rung']): Condition | undefined {
  if (rung === undefined) return undefined
  const reached = sql`r.status = any (${[...reachedStatuses]}::text[])`
  return rung === 'reached' ? reached : sql`not ${reached}`
}

function conditionsOf(filter: RecommendationFilter, today: PlainDate): Condition {
  const all: (Condition | undefined)[] = [
    sql`r.in_error_at is null`,
    filter.status && sql`r.status = ${filter.status}`,
    filter.agency && addressedTo(filter.agency),
    filter.late && isLate(filter.late, today),
    rungCondition(filter.rung),
    filter.case &&
      sql`r.case_id = (select c.id from app.serious_case c where c.uid = ${filter.case})`,
    filter.review &&
      sql`r.review_id = (select v.id from app.case_review v where v.uid = ${filter.review})`,
    filter.words === undefined || filter.words === '' ? undefined : says(filter.words),
    afterRow(filter),
  ]
  return sql.join(
    all.filter((each) => each !== undefined),
    sql` and `,
  )
}

type Found = Omit<RecommendationRow, 'asked'>

/** Puts beside each row who is asked and who has answered: two statements, however many rows there are. */
async function withAsked(ctx: ReadContext, found: readonly Found[]): Promise<RecommendationRow[]> {
  const ids = found.map((row) => row.id)
  const [addressees, answers] = await Promise.all([
    loadAddressees(ctx.tx, ids),
    loadAnswers(ctx.tx, ids),
  ])
  return found.map((row) => {
    const given = (answers.get(row.id) ?? []).filter((answer) => answer.inError === null)
    const asked = (addressees.get(row.id) ?? []).map((each) => ({
      uid: each.agency,
      name: each.name,
      standing: standingOf(each, answerThatStands(given, each), ctx.today),
    }))
    return { ...row, asked }
  })
}

async function select(
  ctx: ReadContext,
  filter: RecommendationFilter,
  limit: number,
): Promise<RecommendationRow[]> {
  const order =
    filter.sort === 'newest' ? sql`r.id desc` : sql`coalesce(r.due_on, 'infinity'::date), r.id`
  // Row security draws the line; the conditions only narrow what is open to the caller.
  const start = withinReach(ctx.actor, 'recommendation', 'r')
  const { rows } = await sql<Found>`
    select r.id, r.uid, r.reference, r.number, coalesce(r.agreed_text, r.text) as text, r.addressed_to as "addressedTo", r.status,
      r.due_on as "dueOn", r.rung, r.version
    from app.recommendation r
    where ${start} and ${conditionsOf(filter, ctx.today)}
    order by ${order} limit ${limit}`.execute(ctx.tx)
  return withAsked(ctx, rows)
}

/** The recommendations that are open to the caller, a page of them, and the key of the next page. */
export async function listRecommendations(
  ctx: ReadContext,
  filter: RecommendationFilter,
): Promise<{ rows: RecommendationRow[]; next: Uid | undefined }> {
  const found = await select(ctx, filter, recommendationsPerPage + 1)
  const rows = found.slice(0, recommendationsPerPage)
  return { rows, next: found.length > rows.length ? rows.at(-1)?.uid : undefined }
}

/** How many recommendations the whole list holds under these conditions. */
export async function countRecommendations(
  ctx: ReadContext,
  filter: RecommendationFilter,
): Promise<number> {
  const start = withinReach(ctx.actor, 'recommendation', 'r')
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from app.recommendation r
    where ${start} and ${conditionsOf(filter, ctx.today)}`.execute(ctx.tx)
  return rows[0]?.n ?? 0
}

/** How many recommendations the list of each status holds. */
export async function countByStatus(
  ctx: ReadContext,
): Promise<Partial<Record<RecommendationStatus, number>>> {
  const start = withinReach(ctx.actor, 'recommendation', 'r')
  const { rows } = await sql<{ status: RecommendationStatus; n: number }>`
    select r.status, count(*)::int as n from app.recommendation r
    where ${start} and ${conditionsOf({ sort: 'newest' }, ctx.today)} group by r.status`.execute(
    ctx.tx,
  )
  return Object.fromEntries(rows.map((row) => [row.status, row.n]))
}

/** The same rows for a file: all of them, up to the limit of an export. */
export function listForExport(
  ctx: ReadContext,
  filter: RecommendationFilter,
): Promise<RecommendationRow[]> {
  return select(ctx, { ...filter, after: undefined }, recommendationsPerExport)
}

/** Other recommendations that are open to the caller, to name the one that replaces this one. */
export async function listRecommendationChoices(
  ctx: ReadContext,
  but: Uid,
): Promise<{ uid: Uid; text: string }[]> {
  const { rows } = await sql<{ uid: Uid; text: string }>`
    select r.uid, r.reference || ': ' || left(coalesce(r.agreed_text, r.text, 'text not held'), 80) as text
    from app.recommendation r
    where ${withinReach(ctx.actor, 'recommendation', 'r')} and r.in_error_at is null and r.uid <> ${but}
    order by r.id desc limit 500`.execute(ctx.tx)
  return rows
}
