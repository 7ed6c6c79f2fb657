import { sql } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import { Failure } from '#shared/failure.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { ImpactCheck, ImpactJudgement } from '../model.ts'
import { lockRecommendation } from './recommendations.ts'
import type { StoredRecommendation } from './recommendations.ts'

/** An impact check as it is stored, with the name of whoever judged it. */
export interface CheckRecord extends ImpactCheck {
  readonly key: number
  readonly uid: Uid
  readonly recommendation: Uid
  readonly recommendationId: number
  readonly byName: string | null
  readonly recordedAt: Instant | null
  readonly version: number
}

interface Row {
  readonly key: number
  readonly uid: Uid
  readonly recommendation: Uid
  readonly recommendationId: number
  readonly number: number
  readonly due: PlainDate
  readonly round: number
  readonly foundOn: PlainDate | null
  readonly method: string | null
  readonly sampleSize: number | null
  readonly againstBaseline: string | null
  readonly judgement: ImpactJudgement | null
  readonly reasons: string | null
  readonly unintended: string | null
  readonly recordedAt: Instant | null
  readonly by: Uid | null
  readonly byName: string | null
  readonly agency: Uid | null
  readonly version: number
}

function resultOf(row: Row): ImpactCheck['result'] {
  const { foundOn: on, judgement, by, agency } = row
  if (on === null || judgement === null || by === null || agency === null) return null
  return {
    on,
    by: { principal: idOf(by), agency: idOf(agency), post: null },
    method: row.method ?? '',
    sampleSize: row.sampleSize,
    againstBaseline: row.againstBaseline ?? '',
    judgement,
    reasons: row.reasons ?? '',
    unintended: row.unintended ?? '',
  }
}

function toCheck(row: Row): CheckRecord {
  const { key, uid, recommendation, recommendationId, number, due, round } = row
  const { byName, recordedAt, version } = row
  const keys = { key, uid, recommendation, recommendationId }
  return { ...keys, number, due, round, result: resultOf(row), byName, recordedAt, version }
}

const selected = sql`
  select c.id as key, c.uid, r.uid as recommendation, c.recommendation_id as "recommendationId", c.number, c.due_on as due, c.round,
    c.found_on as "foundOn", c.method, c.sample_size as "sampleSize", c.against_baseline as "againstBaseline", c.judgement,
    c.reasons, c.unintended, c.found_at as "recordedAt", p.uid as by, p.name as "byName", a.uid as agency, c.version
  from app.impact_check c
  join app.recommendation r on r.partnership_id = c.partnership_id and r.id = c.recommendation_id
  left join access.principal p on p.partnership_id = c.partnership_id and p.id = c.found_by
  left join app.agency a on a.partnership_id = c.partnership_id and a.id = c.agency_id`

/** The checks of these recommendations, of every round, in the order of their dates. */
export async function loadChecksOf(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<CheckRecord[]> {
  const { rows } = await sql<Row>`
    ${selected} where ${among('c.recommendation_id', recommendationIds)} order by c.round, c.due_on, c.id`.execute(
    tx,
  )
  return rows.map(toCheck)
}

/** One check, if it is open to the caller. */
export async function findCheck(tx: Reader, uid: Uid): Promise<CheckRecord | undefined> {
  const { rows } = await sql<Row>`${selected} where c.uid = ${uid}`.execute(tx)
  return rows.map(toCheck).at(0)
}

/** A check whose recommendation is locked. */
export async function lockCheck(
  tx: Tx,
  uid: Uid,
): Promise<{ check: CheckRecord; recommendation: StoredRecommendation }> {
  const seen = await findCheck(tx, uid)
  if (seen === undefined) throw new Failure('not-found')
  const recommendation = await lockRecommendation(tx, seen.recommendation)
  const check = await findCheck(tx, uid)
  if (check === undefined) throw new Failure('not-found')
  return { check, recommendation }
}

/** Plans looks at whether the change lasted. */
export async function insertChecks(
  tx: Tx,
  of: StoredRecommendation,
  checks: readonly Pick<ImpactCheck, 'number' | 'due' | 'round'>[],
): Promise<void> {
  if (checks.length === 0) return
  await tx
    .insertInto('app.impact_check')
    .values(
      checks.map(({ number, due, round }) => ({
        scope_id: of.scopeId,
        recommendation_id: of.id,
        round,
        number,
        due_on: due,
      })),
    )
    .execute()
}

/** Keeps what a check found. */
export async function saveResult(
  tx: Tx,
  check: CheckRecord,
  found: { result: NonNullable<ImpactCheck['result']>; by: number; agencyId: number },
): Promise<void> {
  const { result } = found
  await tx
    .updateTable('app.impact_check')
    .set({
      found_on: result.on,
      method: result.method,
      sample_size: result.sampleSize,
      against_baseline: result.againstBaseline,
      judgement: result.judgement,
      reasons: result.reasons,
      unintended: result.unintended,
      found_at: sql`access.now()`,
      found_by: found.by,
      agency_id: found.agencyId,
      version: check.version + 1,
    })
    .where('id', '=', check.key)
    .execute()
}
