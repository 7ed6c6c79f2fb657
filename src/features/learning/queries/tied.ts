import { sql } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import type { Delivery, EvidenceLevel } from '../model.ts'

/** Something of the learning record that a claim can be tied to, with what is needed to say what became of it. */
export type Tieable = { readonly uid: Uid; readonly words: string } & (
  | { readonly kind: 'recommendation' }
  | { readonly kind: 'action'; readonly delivery: Delivery }
  | {
      readonly kind: 'evidence'
      readonly status: 'waiting' | 'accepted' | 'returned'
      /** The level that was accepted, or else the one that was claimed. */
      readonly level: EvidenceLevel
      /** False when its recommendation was opened again since. */
      readonly holds: boolean
    }
)

/** How many of each kind are offered; ties that stand are looked up by their ids, however old. */
const offered = 200

/** Actions, newest first; those of `only`, or the latest that the reader sees. */
async function actions(ctx: ReadContext, only: readonly Uid[] | undefined): Promise<Tieable[]> {
  const narrow = only === undefined ? sql`true` : sql`a.uid = any (${[...only]}::uuid[])`
  const { rows } = await sql<{ uid: Uid; words: string; delivery: Delivery }>`
    select a.uid, r.reference || ', action: ' || left(a.text, 80) as words, a.delivery
    from app.action a
    join app.recommendation r on r.partnership_id = a.partnership_id and r.id = a.recommendation_id
    where ${withinReach(ctx.actor, 'recommendation', 'a')} and a.in_error_at is null and ${narrow}
    order by a.id desc limit ${offered}`.execute(ctx.tx)
  return rows.map((row) => ({ kind: 'action', ...row }))
}

interface EvidenceRow {
  readonly uid: Uid
  readonly words: string
  readonly status: 'waiting' | 'accepted' | 'returned'
  readonly level: EvidenceLevel
  readonly holds: boolean
}

async function evidence(ctx: ReadContext, only: readonly Uid[] | undefined): Promise<Tieable[]> {
  const narrow = only === undefined ? sql`true` : sql`e.uid = any (${[...only]}::uuid[])`
  const { rows } = await sql<EvidenceRow>`
    select e.uid, r.reference || ', evidence: ' || left(e.summary, 80) as words, e.status,
      coalesce(e.accepted_level, e.claimed_level) as level, e.round = r.round as holds
    from app.evidence e
    join app.recommendation r on r.partnership_id = e.partnership_id and r.id = e.recommendation_id
    where ${withinReach(ctx.actor, 'recommendation', 'e')} and e.in_error_at is null and ${narrow}
    order by e.id desc limit ${offered}`.execute(ctx.tx)
  return rows.map((row) => ({ kind: 'evidence', ...row }))
}

async function recommendations(
  ctx: ReadContext,
  only: readonly Uid[] | undefined,
): Promise<Tieable[]> {
  const narrow = only === undefined ? sql`true` : sql`r.uid = any (${[...only]}::uuid[])`
  const { rows } = await sql<{ uid: Uid; words: string }>`
    select r.uid, r.reference || ': ' || left(coalesce(r.agreed_text, r.text, 'text not held'), 80) as words
    from app.recommendation r
    where ${withinReach(ctx.actor, 'recommendation', 'r')} and r.in_error_at is null and ${narrow}
    order by r.id desc limit ${offered}`.execute(ctx.tx)
  return rows.map((row) => ({ kind: 'recommendation', ...row }))
}

/**
 * What a claim of a statement can be tied to, as far as the reader sees it: recommendations, actions, evidence. With
 * `only`, the things of these ids.
 */
export async function listTieable(ctx: ReadContext, only?: readonly Uid[]): Promise<Tieable[]> {
  return [
    ...(await recommendations(ctx, only)),
    ...(await actions(ctx, only)),
    ...(await evidence(ctx, only)),
  ]
}
