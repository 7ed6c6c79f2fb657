import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { RecommendationTable } from '#platform/db/schema.generated.ts'
import { yearOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { RecommendationId, Rung } from '../model.ts'
import type { RecommendationEvent, RecommendationLife } from '../recommendation.ts'
import type { Ask, Strength } from '../recommendation-words.ts'

/** What a recommendation says and to whom: the part that a draft may still change. */
export interface RecommendationText {
  readonly number: string | null
  readonly source: RecommendationTable['source']
  readonly sourceTitle: string | null
  readonly sourcePlace: string | null
  readonly text: string | null
  readonly addressedTo: RecommendationTable['addressed_to']
  readonly asks: readonly Ask[]
  readonly dueOn: PlainDate | null
  readonly outcome: string
  readonly measure: string
}

/** A recommendation as it is stored, with its inner keys. */
export interface StoredRecommendation extends RecommendationText, RecommendationLife {
  readonly id: number
  readonly uid: RecommendationId
  readonly scopeId: number
  readonly reference: string
  readonly caseId: number | null
  readonly agreedText: string | null
  readonly strength: Strength | null
  readonly rung: Rung | null
  readonly supersededById: number | null
  readonly inError: boolean
  readonly version: number
}

/** Every column but the words as the search sees them. */
export const recommendationColumns = [
  'id',
  'uid',
  'scope_id',
  'reference',
  'number',
  'case_id',
  'source',
  'source_title',
  'source_place',
  'text',
  'agreed_text',
  'addressed_to',
  'asks',
  'due_on',
  'outcome',
  'measure',
  'strength',
  'status',
  'round',
  'rung',
  'superseded_by_id',
  'in_error_at',
  'version',
] as const

type Row = Pick<Selectable<RecommendationTable>, (typeof recommendationColumns)[number]>

/** A row of `app.recommendation` as the rules know it. */
export function toRecommendation(row: Row): StoredRecommendation {
  return {
    id: row.id,
    uid: idOf(row.uid),
    scopeId: row.scope_id,
    reference: row.reference,
    number: row.number,
    caseId: row.case_id,
    source: row.source,
    sourceTitle: row.source_title,
    sourcePlace: row.source_place,
    text: row.text,
    agreedText: row.agreed_text,
    addressedTo: row.addressed_to,
    // The check of the table allows these words only.
    asks: row.asks as Ask[],
    dueOn: row.due_on,
    outcome: row.outcome,
    measure: row.measure,
    strength: row.strength,
    status: row.status,
    round: row.round,
    // The check of the table allows 1 to 4 only.
    rung: row.rung as Rung | null,
    supersededById: row.superseded_by_id,
    inError: row.in_error_at !== null,
    version: row.version,
  }
}

/** The recommendation, locked for a change; what was recorded in error is changed no more. */
export async function lockRecommendation(tx: Tx, uid: Uid): Promise<StoredRecommendation> {
  const row = await tx
    .selectFrom('app.recommendation')
    .select(recommendationColumns)
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined || row.in_error_at !== null) throw new Failure('not-found')
  return toRecommendation(row)
}

/** The recommendation, if it is open to the caller. */
export async function findRecommendation(
  tx: Reader,
  uid: Uid,
): Promise<StoredRecommendation | undefined> {
  const row = await tx
    .selectFrom('app.recommendation')
    .select(recommendationColumns)
    .where('uid', '=', uid)
    .executeTakeFirst()
  return row && toRecommendation(row)
}

/** The next neutral reference of a year; the row of the year is locked, so no two recommendations share one. */
export async function nextReference(tx: Tx, today: PlainDate): Promise<string> {
  const year = yearOf(today)
  const row = await tx
    .insertInto('app.recommendation_reference')
    .values({ year, last_serial: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['partnership_id', 'year'])
        .doUpdateSet({ last_serial: sql<number>`app.recommendation_reference.last_serial + 1` }),
    )
    .returning('last_serial')
    .executeTakeFirstOrThrow()
  return `${year}-R${String(row.last_serial).padStart(2, '0')}`
}

function wordsOf(text: RecommendationText) {
  return {
    number: text.number,
    source: text.source,
    source_title: text.sourceTitle,
    source_place: text.sourcePlace,
    text: text.text,
    addressed_to: text.addressedTo,
    asks: [...text.asks],
    due_on: text.dueOn,
    outcome: text.outcome,
    measure: text.measure,
  }
}

/** Keeps a new recommendation; answers its inner key. */
export async function insertRecommendation(
  tx: Tx,
  made: RecommendationText & {
    uid: RecommendationId
    scopeId: number
    reference: string
    caseId: number | null
    reviewId: number | null
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('app.recommendation')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      reference: made.reference,
      case_id: made.caseId,
      review_id: made.reviewId,
      ...wordsOf(made),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps the changed words of a draft. */
export async function saveWords(
  tx: Tx,
  stored: StoredRecommendation,
  text: RecommendationText,
): Promise<void> {
  await tx
    .updateTable('app.recommendation')
    .set({ ...wordsOf(text), version: stored.version + 1 })
    .where('id', '=', stored.id)
    .execute()
}

/** What an act changes beside the state. */
export interface RecommendationChange {
  readonly agreedText?: string
  readonly strength?: Strength
  readonly rung?: Rung
  readonly supersededById?: number
}

/** Keeps where a recommendation stands now. */
export async function saveLife(
  tx: Tx,
  stored: StoredRecommendation,
  next: { life: RecommendationLife; change: RecommendationChange },
): Promise<void> {
  const { life, change } = next
  await tx
    .updateTable('app.recommendation')
    .set({
      status: life.status,
      round: life.round,
      agreed_text: change.agreedText ?? stored.agreedText,
      strength: change.strength ?? stored.strength,
      rung: change.rung ?? stored.rung,
      superseded_by_id: change.supersededById ?? stored.supersededById,
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}

/** Writes into the history of a recommendation what happened to it. */
export async function insertEvent(
  tx: Tx,
  at: { stored: StoredRecommendation; agencyId: number; advice?: readonly string[] },
  event: RecommendationEvent,
): Promise<void> {
  await tx
    .insertInto('app.recommendation_event')
    .values({
      scope_id: at.stored.scopeId,
      recommendation_id: at.stored.id,
      act: event.act,
      from_status: event.from,
      to_status: event.to,
      round: event.round,
      on_day: event.on,
      reason: event.reason,
      advice: [...(at.advice ?? [])],
      agency_id: at.agencyId,
    })
    .execute()
}

/** Keeps a rung that was set, beside the earlier ones. */
export async function insertRung(
  tx: Tx,
  stored: StoredRecommendation,
  setting: { rung: Rung; reason: string; agencyId: number },
): Promise<void> {
  await tx
    .insertInto('app.rung_setting')
    .values({
      scope_id: stored.scopeId,
      recommendation_id: stored.id,
      rung: setting.rung,
      reason: setting.reason,
      agency_id: setting.agencyId,
    })
    .execute()
}

/** Marks a recommendation as recorded in error: it leaves the lists and keeps its row. */
export async function markInError(
  tx: Tx,
  stored: StoredRecommendation,
  why: { reason: string; by: number },
): Promise<void> {
  await tx
    .updateTable('app.recommendation')
    .set({
      in_error_at: sql`access.now()`,
      in_error_by: why.by,
      in_error_reason: why.reason,
      version: stored.version + 1,
    })
    .where('id', '=', stored.id)
    .execute()
}
