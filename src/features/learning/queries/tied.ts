import { sql } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Delivery, EvidenceLevel } from '../model.ts'

/** Something of the learning record that a claim can be tied to, with what is needed to say what became of it. */
export type Tieable = {
  readonly uid: Uid
  readonly words: string
  /** The neutral reference of its recommendation. */
  readonly reference: string
  /** The day since which it stands as it does. */
  readonly since: PlainDate
} & (
  | {
      readonly kind: 'recommendation'
      /** Its number in the report, if it has one. */
      readonly number: string | null
      readonly text: string | null
    }
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

type Common = Pick<Tieable, 'uid' | 'words' | 'reference' | 'since'>

/** How many of each kind are offered; ties that stand are looked up by their ids, however old. */
const offered = 200

/** Actions, newest first; those of `only`, or the latest that the reader sees. */
async function actions(ctx: ReadContext, only: readonly Uid[] | undefined): Promise<Tieable[]> {
  const narrow = only === undefined ? sql`true` : sql`a.uid = any (${[...only]}::uuid[])`
  const { rows } = await sql<Common & { delivery: Delivery }>`
    select a.uid, r.reference || ', action: ' || left(a.text, 80) as words, r.reference, a.delivery,
      coalesce((select max(e.on_day) from app.action_event e where e.partnership_id = a.partnership_id and e.action_id = a.id),
        (a.recorded_at at time zone 'Europe/London')::date) as since
    from app.action a
    join app.recommendation r on r.partnership_id = a.partnership_id and r.id = a.recommendation_id
    where ${withinReach(ctx.actor, 'recommendation', 'a')} and a.in_error_at is null and ${narrow}
    order by a.id desc limit ${offered}`.execute(ctx.tx)
  return rows.map((row) => ({ kind: 'action', ...row }))
}

interface EvidenceRow extends Common {
  readonly status: 'waiting' | 'accepted' | 'returned'
  readonly level: EvidenceLevel
  readonly holds: boolean
}

async function evidence(ctx: ReadContext, only: readonly Uid[] | undefined): Promise<Tieable[]> {
  const narrow = only === undefined ? sql`true` : sql`e.uid = any (${[...only]}::uuid[])`
  const { rows } = await sql<EvidenceRow>`
    select e.uid, r.reference || ', evidence: ' || left(e.summary, 80) as words, r.reference, e.status,
      coalesce(e.accepted_level, e.claimed_level) as level, e.round = r.round as holds,
      coalesce((select max((j.at at time zone 'Europe/London')::date) from app.evidence_judgement j
        where j.partnership_id = e.partnership_id and j.evidence_id = e.id), e.given_on) as since
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
  const { rows } = await sql<Common & { number: string | null; text: string | null }>`
    select r.uid, r.reference || ': ' || left(coalesce(r.agreed_text, r.text, 'text not held'), 80) as words, r.reference,
      r.number, coalesce(r.agreed_text, r.text) as text,
      coalesce((select max(e.on_day) from app.recommendation_event e where e.partnership_id = r.partnership_id and e.recommendation_id = r.id),
        (r.recorded_at at time zone 'Europe/London')::date) as since
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
