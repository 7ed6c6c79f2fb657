import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'

/** Since when the reader wants to be told of changes; nothing before they first marked them as read. */
export async function findLastVisit(tx: Reader): Promise<Instant | undefined> {
  const row = await tx.selectFrom('app.last_visit').select('seen_at').executeTakeFirst()
  return row?.seen_at
}

/** The reader has read all changes up to now. */
export async function markVisit(tx: Tx, now: Instant): Promise<void> {
  await tx
    .insertInto('app.last_visit')
    .values({ seen_at: now })
    .onConflict((conflict) =>
      conflict.columns(['partnership_id', 'principal_id']).doUpdateSet({ seen_at: now }),
    )
    .execute()
}
