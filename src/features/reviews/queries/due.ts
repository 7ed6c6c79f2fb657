import { sql } from 'kysely'
import { can } from '#platform/access/can.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { DueItem } from '#platform/due/due-item.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'

interface Unsigned {
  readonly uid: Uid
  readonly reference: string
  readonly due: PlainDate | null
}

/** Rapid reviews that lie with the partners and that the reader's own organisation has not signed in this draft. */
async function unsignedRapid(ctx: ReadContext, agencyId: number): Promise<Unsigned[]> {
  const { rows } = await sql<Unsigned>`
    select r.uid, c.reference, null::date as due
    from app.rapid_review r
    join app.serious_case c on c.partnership_id = r.partnership_id and c.id = r.case_id
    join app.agency own on own.partnership_id = r.partnership_id and own.id = ${agencyId}
    where ${withinReach(ctx.actor, 'case', 'r')} and r.status = 'partners-review' and own.statutory_partner is not null
      and not exists (select from app.rapid_review_signature s
        where s.partnership_id = r.partnership_id and s.rapid_review_id = r.id
          and s.partner = own.statutory_partner and s.draft = r.draft)
    order by r.id limit 100`.execute(ctx.tx)
  return rows
}

/** Reviews at sign-off that the reader's own organisation has not signed in this draft. */
async function unsignedReviews(ctx: ReadContext, agencyId: number): Promise<Unsigned[]> {
  const { rows } = await sql<Unsigned>`
    select r.uid, r.reference, r.publish_on as due
    from app.case_review r
    join app.agency own on own.partnership_id = r.partnership_id and own.id = ${agencyId}
    where ${withinReach(ctx.actor, 'case', 'r')} and r.status in ('partners-sign-off', 'prepublication-sent')
      and own.statutory_partner is not null
      and not exists (select from app.case_review_signature s
        where s.partnership_id = r.partnership_id and s.review_id = r.id
          and s.partner = own.statutory_partner and s.draft = r.draft)
    order by r.id limit 100`.execute(ctx.tx)
  return rows
}

/** What waits for the signature of the reader's organisation. */
export async function listSignaturesDue(ctx: ReadContext): Promise<DueItem[]> {
  const { agencyId } = ctx.actor
  if (agencyId === undefined) return []
  const rapid = can(ctx.actor, 'rapid-review:sign') ? await unsignedRapid(ctx, agencyId) : []
  const reviews = can(ctx.actor, 'review:sign') ? await unsignedReviews(ctx, agencyId) : []
  return [
    ...rapid.map((row) => ({
      key: `rapid-review:${row.uid}:signature`,
      section: 'to-sign' as const,
      title: 'Sign the rapid review, or dissent',
      reference: `Case ${row.reference}`,
      href: paths.signRapid(row.uid),
      dueOn: row.due,
    })),
    ...reviews.map((row) => ({
      key: `review:${row.uid}:signature`,
      section: 'to-sign' as const,
      title: 'Sign the review, or dissent',
      reference: `Review ${row.reference}`,
      href: paths.sign(row.uid),
      dueOn: row.due,
    })),
  ]
}
