import { sql } from 'kysely'
import type { AuditSubject, ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'

const tables = {
  recommendation: 'app.recommendation',
  action: 'app.action',
  evidence: 'app.evidence',
  'impact-check': 'app.impact_check',
} as const

/**
 * What the audit is told of an act on a record of this feature: which, and in whose scope, so that whoever answers for
 * the case sees it among those who looked. Not found when it is not open to the caller.
 */
export async function aboutRecord(
  ctx: ReadContext,
  type: keyof typeof tables,
  uid: Uid,
): Promise<AuditSubject> {
  const { rows } = await sql<{ scopeUid: Uid }>`
    select access.scope_uid(scope_id) as "scopeUid" from ${sql.table(tables[type])} where uid = ${uid}`.execute(
    ctx.tx,
  )
  const found = rows[0]
  if (found === undefined) throw new Failure('not-found')
  return { object: { type, uid }, scopeUid: found.scopeUid }
}

/** The same of a finding, by its own id or by that of its shared form. */
export async function aboutFinding(ctx: ReadContext, uid: Uid): Promise<AuditSubject> {
  const { rows } = await sql<{ scopeUid: Uid }>`
    select access.scope_uid(scope_id) as "scopeUid" from app.finding where uid = ${uid}
    union all
    select access.scope_uid(scope_id) from app.shared_finding where uid = ${uid}`.execute(ctx.tx)
  const found = rows[0]
  if (found === undefined) throw new Failure('not-found')
  return { object: { type: 'finding', uid }, scopeUid: found.scopeUid }
}
