import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { EntryContent } from '../model.ts'
import { columnsOf } from './entries.ts'
import type { StoredPart } from './parts.ts'

/** The digest of what an entry says: the same row of the same file, the same digest. */
export function digestOf(content: EntryContent): string {
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** So many rows go to the database at once. */
const batch = 2500

/** Rows as the database takes them; people are inner keys of the case, which its trigger checks. */
function batchOf(contents: readonly EntryContent[]): string {
  return JSON.stringify(
    contents.map((content) => ({
      ...columnsOf(content),
      themes: content.themes,
      facts: content.facts,
      person_ids: content.personIds,
      row_digest: digestOf(content),
    })),
  )
}

/** Adds the rows of a spreadsheet; answers how many were not there before. */
export async function importEntries(
  tx: Tx,
  at: { part: StoredPart; importId: number },
  contents: readonly EntryContent[],
): Promise<number> {
  let added = 0
  let next = batchOf(contents.slice(0, batch))
  for (let from = 0; from < contents.length; from += batch) {
    const sending = sql<{ added: number }>`
      select app.import_chronology(${at.part.id}, ${at.importId}, ${next}::jsonb) as added`.execute(
      tx,
    )
    // The next rows are made ready while the database is at work on these.
    next = batchOf(contents.slice(from + batch, from + 2 * batch))
    added += (await sending).rows[0]?.added ?? 0
  }
  return added
}

/** Which of these rows are in the part already. */
export async function listKnownDigests(tx: Reader, partId: number): Promise<Set<string>> {
  const { rows } = await sql<{ row_digest: string }>`
    select row_digest from app.chronology_entry where part_id = ${partId} and row_digest is not null`.execute(
    tx,
  )
  return new Set(rows.map((row) => row.row_digest))
}
