import { sql } from 'kysely'
import type { ActContext, ReadContext } from '#platform/context.ts'

/** Where Heed writes to whoever asks; nothing when they gave no address. */
export async function findOwnAddress(ctx: ReadContext): Promise<string | undefined> {
  const { rows } = await sql<{ address: string }>`
    select address from app.mail_address where principal_id = ${ctx.actor.principalId}`.execute(
    ctx.tx,
  )
  return rows[0]?.address
}

/** Sets or takes away the address to which Heed writes to whoever asks. */
export async function changeOwnAddress(
  ctx: ActContext,
  address: string | undefined,
): Promise<void> {
  const { principalId } = ctx.actor
  if (address === undefined) {
    await sql`delete from app.mail_address where principal_id = ${principalId}`.execute(ctx.tx)
    return
  }
  await sql`insert into app.mail_address (principal_id, address) values (${principalId}, ${address})
    on conflict (partnership_id, principal_id) do update
    set address = excluded.address, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    ctx.tx,
  )
}
