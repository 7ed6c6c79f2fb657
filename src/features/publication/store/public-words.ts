import { sql } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { PublicState } from '../model.ts'

/** What the public page says today of one recommendation, by its place on the page. */
export interface PublicWord {
  readonly position: number
  readonly state: PublicState
  readonly stateOn: PlainDate
}

/** What the public page of a publication says today of its recommendations; nothing while there is no page. */
export async function listPublicWords(tx: Reader, uid: Uid): Promise<PublicWord[]> {
  const { rows } = await sql<PublicWord>`
    select position, state, state_on as "stateOn" from app.public_words(${uid})`.execute(tx)
  return rows
}
