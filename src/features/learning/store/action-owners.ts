import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { OwnerSpell } from '../model.ts'
import type { InAction, PostKey, StoredAction } from './actions.ts'

/** Writes down who owns an action from a day, beside the former owners. */
export async function insertOwner(
  tx: Tx,
  at: InAction,
  spell: {
    post: PostKey
    personId: number | null
    from: PlainDate
    because: OwnerSpell['because']
    reason: string
    agencyId: number
  },
): Promise<void> {
  await tx
    .insertInto('app.action_owner')
    .values({
      scope_id: at.scopeId,
      action_id: at.id,
      post_id: spell.post.id,
      owner_agency_id: spell.post.agencyId,
      person_id: spell.personId,
      from_on: spell.from,
      because: spell.because,
      reason: spell.reason,
      agency_id: spell.agencyId,
    })
    .execute()
}

/** Gives the action to its new owner. */
export async function saveOwner(tx: Tx, action: StoredAction, post: PostKey): Promise<void> {
  await tx
    .updateTable('app.action')
    .set({ owner_post_id: post.id, owner_agency_id: post.agencyId, version: action.version + 1 })
    .where('id', '=', action.id)
    .execute()
}

/** Opens the recommendation to the post that owns one of its actions. */
export async function openToOwner(tx: Tx, scopeId: number, post: PostKey): Promise<void> {
  await sql`select access.open_to_owner(${scopeId}, ${post.principalId})`.execute(tx)
}

/** Ends what a post had as owner of an action, unless it owns another one there; what it has to answer stays open to it. */
export async function closeToFormerOwner(
  tx: Tx,
  of: { recommendationId: number; scopeId: number },
  postId: number,
): Promise<void> {
  await sql`
    select access.close_to_owner(${of.scopeId}, post.principal_id, not exists (
      select from app.recommendation_addressee d
      where d.recommendation_id = ${of.recommendationId} and d.agency_id = post.agency_id and d.ended_at is null))
    from app.post
    where post.id = ${postId} and not exists (
      select from app.action a
      where a.recommendation_id = ${of.recommendationId} and a.owner_post_id = post.id and a.in_error_at is null)`.execute(
    tx,
  )
}

/** A body has ended: the open actions of this post are with the other one from the day after. Says how many. */
export async function handOnActions(
  tx: Tx,
  move: { from: number; to: number; lastDay: PlainDate; reason: string },
): Promise<number> {
  const { rows } = await sql<{ moved: number }>`
    select app.hand_on_actions(${move.from}, ${move.to}, ${move.lastDay}::date, ${move.reason}) as moved`.execute(
    tx,
  )
  return rows[0]?.moved ?? 0
}

/** Who fills a post now, if somebody does; of several, whoever came first. */
export async function holderOfPost(tx: Reader, principalId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select principal_id as id from access.acting
    where as_principal_id = ${principalId} and valid @> access.now()
    order by lower(valid), principal_id limit 1`.execute(tx)
  return rows[0]?.id ?? null
}
