import { sql } from 'kysely'
import { askAll, askOne } from '#platform/access/ask.ts'
import type { ActContext, ReadContext } from '#platform/context.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'

/** A message that could not be sent: which record it named, to whom it was to go, and why it did not; never what it said. */
export interface FailedMail {
  readonly uid: Uid
  readonly reference: string
  readonly account: Uid
  readonly name: string
  readonly state: 'failed' | 'no-address'
  readonly attempts: number
  readonly queuedAt: Instant
  readonly settledAt: Instant
  /** Whether the account has a mail address now. */
  readonly hasAddress: boolean
}

/** More than anybody works through; a mail server that is down is mended first. */
export const mostFailedMail = 200

/** The messages of the partnership that could not be sent, the last first. The database asks for `mail:watch`. */
export function listFailedMail(ctx: ReadContext): Promise<readonly FailedMail[]> {
  return askAll(
    ctx.tx,
    sql<FailedMail>`
      select m.uid, m.reference, p.uid as account, p.name, m.state, m.attempts, m.queued_at as "queuedAt",
        m.settled_at as "settledAt", m.has_address as "hasAddress"
      from app.failed_mail(${mostFailedMail}) m
      join access.principal p on p.id = m.to_principal_id
      order by m.settled_at desc`,
  )
}

/** Has a message tried once more; false when it need not be or still has nowhere to go, not found when there is none. The database asks for `mail:retry`. */
export function retryMail(ctx: ActContext, mail: Uid): Promise<boolean> {
  return askOne(ctx.tx, sql<{ answer: boolean }>`select app.retry_mail(${mail}) as answer`)
}
