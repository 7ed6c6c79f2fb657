import { sql } from 'kysely'
import type { ActContext } from '#platform/context.ts'
import type { MailTemplateName } from './templates.ts'

/** A message to somebody: which words, about which reference, leading where. Nothing else can be in it. */
export interface MailTo {
  /** A person, or a post: then it goes to each who fills it. */
  readonly to: number
  readonly template: MailTemplateName
  /** The neutral reference of the record, `2025-03`, `2025-R03` or `2025-E03`; the database refuses anything else. */
  readonly reference: string
  /** A page of Heed: fixed words and ids; the database refuses anything else. */
  readonly path: string
}

/** Queues a message in the act's own transaction; answers to how many people it will go. */
export async function queueMail(ctx: Pick<ActContext, 'tx'>, mail: MailTo): Promise<number> {
  const { to, template, reference, path } = mail
  const { rows } = await sql<{ queued: number }>`
    select app.queue_mail(${to}, ${template}, ${reference}, ${path}) as queued`.execute(ctx.tx)
  return rows[0]?.queued ?? 0
}
