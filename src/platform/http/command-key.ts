import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db/transaction.ts'
import { Failure } from '#shared/failure.ts'
import { isUploadedFile } from './uploads.ts'

/** An act as it was sent: under which key, to which route, with which words. */
export interface SentAct {
  readonly key: string
  readonly route: string
  readonly body: unknown
}

/** A file counts by its digest: its bytes as JSON would be four times as long as the file. */
function shortened(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body
  return Object.entries(body).map(([name, value]: [string, unknown]) => {
    if (!isUploadedFile(value)) return [name, value]
    return [name, value.name, createHash('sha256').update(value.content).digest('hex')]
  })
}

/** A digest that tells the same form from another; the key itself keeps short contents from being guessed from it. */
function digestOf(sent: SentAct): Buffer {
  return createHash('sha256')
    .update(`${sent.key}\n${sent.route}\n${JSON.stringify(shortened(sent.body))}`)
    .digest()
}

/**
 * Takes the key of an act. Answers what was answered the first time, if this very act was done before;
 * an act with the same key that is still under way is waited for. The same key with other words is refused.
 */
export async function takeKey(tx: Tx, sent: SentAct): Promise<string | undefined> {
  const digest = digestOf(sent)
  const { rows } = await sql<{ taken: boolean; digest: Buffer; answer: string | null }>`
    select * from app.take_command_key(${sent.key}::uuid, ${sent.route}, ${digest})`.execute(tx)
  const row = rows[0]
  if (row === undefined || row.taken) return undefined
  if (!digest.equals(row.digest)) throw new Failure('same-key-other-words')
  return row.answer ?? undefined
}

/** Keeps the answer beside the key, in the act's own transaction. */
export async function keepAnswer(
  tx: Tx,
  sent: Pick<SentAct, 'key' | 'route'>,
  answer: string,
): Promise<void> {
  await sql`select app.keep_command_answer(${sent.key}::uuid, ${sent.route}, ${answer})`.execute(tx)
}
