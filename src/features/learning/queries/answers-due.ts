import { sql } from 'kysely'
import { can } from '#platform/access/can.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { ChangeItem, DueItem } from '#platform/due/due-item.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { AnswerKind } from '../model.ts'
import { paths } from '../paths.ts'
import type { RecommendationAct } from '../recommendation.ts'
import { actDoneWords, answerWords } from '../recommendation-words.ts'

const most = 200

const reach = (ctx: ReadContext, table: string) => withinReach(ctx.actor, 'recommendation', table)

type AskedRow = { uid: Uid; reference: string; dueOn: PlainDate }

async function toAnswer(ctx: ReadContext): Promise<DueItem[]> {
  const { rows } = await sql<AskedRow>`
    select r.uid, r.reference, d.answer_due_on as "dueOn"
    from app.recommendation_addressee d
    join app.recommendation r on r.partnership_id = d.partnership_id and r.id = d.recommendation_id
    where ${reach(ctx, 'd')} and d.agency_id = ${ctx.actor.agencyId} and d.ended_at is null and d.asked_at is not null and r.in_error_at is null
      and r.status not in ('achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable')
      and not exists (
        select from app.answer n where n.partnership_id = d.partnership_id and n.recommendation_id = d.recommendation_id
          and n.in_error_at is null and n.agency_id in (d.agency_id, d.took_over_from_id))
    order by d.answer_due_on, r.id limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `answer:${row.uid}`,
    section: 'to-do',
    title: 'Answer a recommendation',
    reference: `Recommendation ${row.reference}`,
    href: paths.answer(row.uid),
    dueOn: row.dueOn,
  }))
}

type OnBehalfRow = { uid: Uid; answer: Uid; reference: string }

async function toConfirm(ctx: ReadContext): Promise<DueItem[]> {
  // Only the answer that stands waits for the agency's word: a later one of its own has overtaken it.
  const { rows } = await sql<OnBehalfRow>`
    select r.uid, n.uid as answer, r.reference from app.answer n
    join app.recommendation r on r.partnership_id = n.partnership_id and r.id = n.recommendation_id
    where ${reach(ctx, 'n')} and n.agency_id = ${ctx.actor.agencyId} and n.origin = 'on-behalf' and n.confirmed_at is null and n.in_error_at is null
      and not exists (
        select from app.answer later where later.partnership_id = n.partnership_id and later.recommendation_id = n.recommendation_id
          and later.agency_id = n.agency_id and later.id > n.id and later.in_error_at is null)
    order by n.id limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `confirm-answer:${row.answer}`,
    section: 'to-sign',
    title: 'Confirm an answer that was recorded for your agency',
    reference: `Recommendation ${row.reference}`,
    href: paths.confirmAnswer(row.uid, row.answer),
    dueOn: null,
  }))
}

async function toDecide(ctx: ReadContext): Promise<DueItem[]> {
  const { rows } = await sql<Omit<AskedRow, 'dueOn'>>`
    select r.uid, r.reference from app.recommendation r
    where ${reach(ctx, 'r')} and r.status = 'quality-checked' and r.in_error_at is null
      and exists (
        select from app.recommendation_addressee d where d.partnership_id = r.partnership_id and d.recommendation_id = r.id
          and d.ended_at is null and d.asked_at is not null)
      and not exists (
        select from app.recommendation_addressee d where d.partnership_id = r.partnership_id and d.recommendation_id = r.id
          and d.ended_at is null
          and not exists (
            select from app.answer n where n.partnership_id = d.partnership_id and n.recommendation_id = d.recommendation_id
              and n.in_error_at is null and n.agency_id in (d.agency_id, d.took_over_from_id)))
    order by r.id limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `decide:${row.uid}`,
    section: 'to-do',
    title: 'All agencies have answered: record the decision',
    reference: `Recommendation ${row.reference}`,
    href: paths.decide(row.uid),
    dueOn: null,
  }))
}

type SilentRow = AskedRow & { readonly addressee: number; readonly agency: string }

/** Answers whose day has passed: whoever may record one on an agency's behalf chases it, or writes down what came. */
async function toChase(ctx: ReadContext): Promise<DueItem[]> {
  const { rows } = await sql<SilentRow>`
    select r.uid, r.reference, d.id as addressee, a.name as agency, d.answer_due_on as "dueOn"
    from app.recommendation_addressee d
    join app.recommendation r on r.partnership_id = d.partnership_id and r.id = d.recommendation_id
    join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where ${reach(ctx, 'd')} and d.ended_at is null and d.answer_due_on < ${ctx.today} and r.in_error_at is null
      and r.status not in ('achieved', 'rejected', 'superseded', 'overtaken', 'done-not-measurable')
      and not exists (
        select from app.answer n where n.partnership_id = d.partnership_id and n.recommendation_id = d.recommendation_id
          and n.in_error_at is null and n.agency_id in (d.agency_id, d.took_over_from_id))
    order by d.answer_due_on, d.id limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `chase-answer:${row.uid}:${row.addressee}`,
    section: 'to-do',
    title: `Chase the answer of ${row.agency}, or record it on their behalf`,
    reference: row.reference,
    href: paths.answerFor(row.uid),
    dueOn: row.dueOn,
  }))
}

/** What was opened again waits for the partnership to say how it goes on. */
async function toTakeUpAgain(ctx: ReadContext): Promise<DueItem[]> {
  const { rows } = await sql<Omit<AskedRow, 'dueOn'> & { dueOn: PlainDate | null }>`
    select r.uid, r.reference, r.due_on as "dueOn" from app.recommendation r
    where ${reach(ctx, 'r')} and r.status = 'reopened' and r.in_error_at is null
    order by r.due_on nulls last, r.id limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `take-up-again:${row.uid}`,
    section: 'to-do',
    title: 'Opened again: say how it goes on',
    reference: row.reference,
    href: paths.decide(row.uid),
    dueOn: row.dueOn,
  }))
}

/** What waits for the reader about recommendations: answers of the own agency, its word on those recorded for it, decisions, silence to chase. */
export async function listAnswersDue(ctx: ReadContext): Promise<DueItem[]> {
  const own = can(ctx.actor, 'answer:give') && ctx.actor.agencyId !== undefined
  const decides = can(ctx.actor, 'recommendation:agree')
  return [
    ...(own ? await toAnswer(ctx) : []),
    ...(own ? await toConfirm(ctx) : []),
    ...(decides ? await toDecide(ctx) : []),
    ...(decides ? await toTakeUpAgain(ctx) : []),
    ...(can(ctx.actor, 'answer:record-for') ? await toChase(ctx) : []),
  ]
}

type ChangeRow = {
  key: Uid
  uid: Uid
  reference: string
  act: RecommendationAct | null
  kind: AnswerKind | null
  agency: string
  at: Instant
  by: string
}

function titleOf(row: ChangeRow): string {
  if (row.act !== null) return actDoneWords[row.act]
  return row.kind === null ? '' : `${row.agency}: ${answerWords[row.kind].toLowerCase()}`
}

/** What others did to recommendations that are open to the reader: steps and answers, the newest first. */
export async function listRecommendationChanges(
  ctx: ReadContext,
  since: Instant,
): Promise<ChangeItem[]> {
  if (!can(ctx.actor, 'recommendation:read')) return []
  const me = ctx.actor.principalId
  const { rows } = await sql<ChangeRow>`
    select c.key, r.uid, r.reference, c.act, c.kind, a.name as agency, c.at, p.name as by
    from (
      (select e.uid as key, e.partnership_id, e.recommendation_id, e.act, null as kind, e.agency_id, e.at, e.by_principal
       from app.recommendation_event e where ${reach(ctx, 'e')} and e.at > ${since} and e.by_principal <> ${me} order by e.id desc limit ${most})
      union all
      (select n.uid, n.partnership_id, n.recommendation_id, null, n.kind, n.agency_id, n.given_at, n.given_by
       from app.answer n where ${reach(ctx, 'n')} and n.given_at > ${since} and n.given_by <> ${me} and n.in_error_at is null order by n.id desc limit ${most})
    ) c
    join app.recommendation r on r.partnership_id = c.partnership_id and r.id = c.recommendation_id and r.in_error_at is null
    join app.agency a on a.partnership_id = c.partnership_id and a.id = c.agency_id
    join access.principal p on p.partnership_id = c.partnership_id and p.id = c.by_principal
    order by c.at desc limit ${most}`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `recommendation-change:${row.key}`,
    title: titleOf(row),
    reference: `Recommendation ${row.reference}`,
    href: paths.recommendation(row.uid),
    at: row.at,
    by: row.by,
  }))
}
