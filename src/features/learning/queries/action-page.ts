import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { DeliveryAct } from '../action.ts'
import type { Received } from '../action-part.ts'
import type { Delivery, Impact, RecommendationStatus } from '../model.ts'
import { findAction } from '../store/action-records.ts'
import type { ActionRecord } from '../store/action-records.ts'
import type { EvidenceRecord } from '../store/evidence-records.ts'
import { loadEvidenceOf } from '../store/evidence-records.ts'

/** Progress in words as the page shows it. */
export interface NoteLine {
  readonly uid: Uid
  readonly words: string
  readonly asksDueOn: PlainDate | null
  readonly at: Instant
  readonly by: string
  readonly byId: number
  readonly agency: string
  readonly received: (Received<PlainDate> & { readonly confirmed: boolean }) | null
  readonly inError: string | null
}

/** One event of the delivery, or one judgement of the impact. */
export type ActionLine =
  | {
      readonly kind: 'moved'
      readonly act: DeliveryAct
      readonly from: Delivery
      readonly reason: string | null
      readonly at: Instant
      readonly by: string
    }
  | {
      readonly kind: 'impact'
      readonly impact: Impact
      readonly reason: string
      readonly at: Instant
      readonly by: string
    }

/** The recommendation that an action belongs to, as its pages name it. */
export interface OfRecommendation {
  readonly uid: Uid
  readonly id: number
  readonly reference: string
  readonly text: string | null
  readonly status: RecommendationStatus
  readonly round: number
  readonly scopeUid: Uid
}

/** All that the page of an action shows. */
export interface ActionPage extends ActionRecord {
  readonly ownerPrincipalId: number
  readonly recommendation: OfRecommendation
  readonly notes: readonly NoteLine[]
  readonly lines: readonly ActionLine[]
  readonly evidence: readonly EvidenceRecord[]
  readonly inErrorReason: string | null
}

/** The recommendation by its inner key, as pages of its actions and evidence name it. */
export async function getOfRecommendation(ctx: ReadContext, id: number): Promise<OfRecommendation> {
  const { rows } = await sql<OfRecommendation>`
    select uid, id, reference, coalesce(agreed_text, text) as text, status, round, access.scope_uid(scope_id) as "scopeUid"
    from app.recommendation where id = ${id}`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  return row
}

type NoteRow = Omit<NoteLine, 'received' | 'inError'> & {
  received_from: string | null
  received_how: Received<PlainDate>['how'] | null
  received_on: PlainDate | null
  confirmed: boolean
  in_error_reason: string | null
}

function toNote(row: NoteRow): NoteLine {
  const { received_from: from, received_how: how, received_on: on, confirmed } = row
  const received =
    from === null || how === null || on === null ? null : { from, how, on, confirmed }
  const { uid, words, asksDueOn, at, by, byId, agency } = row
  return { uid, words, asksDueOn, at, by, byId, agency, received, inError: row.in_error_reason }
}

async function listNotes(ctx: ReadContext, actionId: number): Promise<NoteLine[]> {
  const { rows } = await sql<NoteRow>`
    select n.uid, n.words, n.asks_due_on as "asksDueOn", n.at, p.name as by, p.id as "byId", g.name as agency, n.received_from,
      n.received_how, n.received_on, n.confirmed_at is not null as confirmed, n.in_error_reason
    from app.action_note n
    join access.principal p on p.partnership_id = n.partnership_id and p.id = n.by_principal
    join app.agency g on g.partnership_id = n.partnership_id and g.id = n.agency_id
    where n.action_id = ${actionId} order by n.id desc`.execute(ctx.tx)
  return rows.map(toNote)
}

async function listLines(ctx: ReadContext, actionId: number): Promise<ActionLine[]> {
  const { rows: moved } = await sql<ActionLine>`
    select 'moved' as kind, e.act, e.from_delivery as from, e.reason, e.at, p.name as by from app.action_event e
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    where e.action_id = ${actionId} order by e.id`.execute(ctx.tx)
  const { rows: judged } = await sql<ActionLine>`
    select 'impact' as kind, j.impact, j.reasons as reason, j.at, p.name as by from app.impact_judgement j
    join access.principal p on p.partnership_id = j.partnership_id and p.id = j.by_principal
    where j.action_id = ${actionId} order by j.id`.execute(ctx.tx)
  return [...moved, ...judged].toSorted((a, b) => a.at.localeCompare(b.at)).toReversed()
}

/** The page of an action; not found when it is not open to the caller. */
export async function getActionPage(ctx: ReadContext, uid: Uid): Promise<ActionPage> {
  const record = await findAction(ctx.tx, uid)
  if (record === undefined) throw new Failure('not-found')
  const { rows } = await sql<{ principalId: number; reason: string | null }>`
    select p.principal_id as "principalId", a.in_error_reason as reason from app.action a
    join app.post p on p.partnership_id = a.partnership_id and p.id = a.owner_post_id
    where a.id = ${record.id}`.execute(ctx.tx)
  const evidence = await loadEvidenceOf(ctx.tx, [record.recommendationId])
  return {
    ...record,
    ownerPrincipalId: rows[0]?.principalId ?? 0,
    inErrorReason: rows[0]?.reason ?? null,
    recommendation: await getOfRecommendation(ctx, record.recommendationId),
    notes: await listNotes(ctx, record.id),
    lines: await listLines(ctx, record.id),
    evidence: evidence.filter((one) => one.actions.includes(record.uid)),
  }
}
