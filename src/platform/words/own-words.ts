import { sql } from 'kysely'
import { askOne } from '#platform/access/ask.ts'
import type { Tx } from '#platform/db/transaction.ts'
import type { WordKey } from './words.ts'

/** Sets the partnership's own word; without one the shipped word stands again. The database asks for `word:change`. */
export async function changeWord(tx: Tx, key: WordKey, own: string | undefined): Promise<void> {
  await askOne(tx, sql<{ answer: null }>`select access.change_word(${key}, ${own ?? ''}) as answer`)
}
