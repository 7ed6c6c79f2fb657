import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { GateAnswer, GateFinding, GateResult } from '../gate/run-gate.ts'
import type { Publication } from '../model.ts'

/** What was answered about a publication so far, the oldest first. */
export async function listAnswers(tx: Reader, publicationId: number): Promise<GateAnswer[]> {
  const { rows } = await sql<GateAnswer>`
    select a.text_digest as digest, a.starts as start, a.ends as "end", a.vault_entry_id as "valueId", a.verdict, a.reason,
      p.name as by, a.answered_at as at
    from app.gate_answer a
    join access.principal p on p.partnership_id = a.partnership_id and p.id = a.answered_by
    where a.publication_id = ${publicationId} order by a.id`.execute(tx)
  return rows
}

/** Keeps one answer for each value that the words might be. */
export async function insertAnswer(
  tx: Tx,
  of: Pick<Publication, 'id' | 'scopeId'>,
  told: { finding: GateFinding; verdict: GateAnswer['verdict']; reason: string },
): Promise<void> {
  const { finding, verdict, reason } = told
  const values = finding.values.length === 0 ? [null] : finding.values.map((value) => value.id)
  await tx
    .insertInto('app.gate_answer')
    .values(
      values.map((vault_entry_id) => ({
        publication_id: of.id,
        scope_id: of.scopeId,
        place: finding.place.kind,
        text_digest: finding.digest,
        starts: finding.start,
        ends: finding.end,
        vault_entry_id,
        verdict,
        reason,
      })),
    )
    .execute()
}

/** A find as it is kept: its place and no value. */
function keptFinding(finding: GateFinding, certainty: 'exact' | 'open' | 'answered') {
  const { place, start, end, cell, reason } = finding
  const { kind, number, block } = place
  return { certainty, kind, number, block, cell, start, end, reason }
}

/** Keeps that the gate ran and what it said. */
export async function insertCheck(
  tx: Tx,
  of: Pick<Publication, 'id' | 'scopeId' | 'textVersion'>,
  told: { occasion: 'asked' | 'publishing'; result: GateResult },
): Promise<void> {
  const { result, occasion } = told
  const found = [
    ...result.exact.map((one) => keptFinding(one, 'exact')),
    ...result.open.map((one) => keptFinding(one, 'open')),
    ...result.answered.map((one) => keptFinding(one.finding, 'answered')),
  ]
  await tx
    .insertInto('app.gate_check')
    .values({
      publication_id: of.id,
      scope_id: of.scopeId,
      text_version: of.textVersion,
      occasion,
      outcome: result.outcome,
      values_sought: result.valuesSought,
      places_read: result.placesRead,
      found: JSON.stringify(found),
    })
    .execute()
}
