import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Relation } from '../family.ts'
import { getFamilyPage, pick } from '../queries/family.ts'
import type { FamilyPage } from '../queries/family.ts'
import { canEnd, checkRelation, endRelation } from '../relation-rules.ts'
import type { RelationRefusal } from '../relation-rules.ts'
import type { ChangeRelationForm, EndRelationForm, RelateForm } from '../schemas.ts'
import * as store from '../store/family.ts'

/** Where a relation is: its case and its own id. */
export interface RelationAt {
  readonly uid: Uid
  readonly relation: Uid
}

function keysOf({ people }: FamilyPage, { one, other }: Pick<Relation, 'one' | 'other'>) {
  return { one: pick(people, one as Uid).key, other: pick(people, other as Uid).key }
}

/** Records how two people of a case are related. */
export async function relate(
  ctx: ActContext,
  uid: Uid,
  input: RelateForm & { readonly until?: Relation['until'] },
): Promise<Result<UidOf<'relation'>, RelationRefusal>> {
  await store.lockFamily(ctx.tx, uid)
  const page = await getFamilyPage(ctx, uid)
  const keys = keysOf(page, input)
  const made = ctx.newUid<'relation'>()
  const wanted = { ...input, until: input.until ?? null, id: made }
  const checked = checkRelation(wanted, page.family, ctx.today)
  if (!checked.ok) return checked
  await store.insertRelation(ctx.tx, { scopeId: page.scopeId, uid: made, keys }, checked.value)
  return ok(made)
}

interface Locked {
  readonly page: FamilyPage
  readonly relation: store.StoredRelation
}

async function lock(
  ctx: ActContext,
  at: RelationAt,
  among: 'relations' | 'removed',
): Promise<Locked> {
  await store.lockFamily(ctx.tx, at.uid)
  const page = await getFamilyPage(ctx, at.uid)
  const relation = pick(page[among], at.relation)
  sameVersion(ctx, relation.version)
  return { page, relation }
}

/** Puts a relation right that was recorded wrongly. */
export async function changeRelation(
  ctx: ActContext,
  at: RelationAt,
  input: ChangeRelationForm,
): Promise<Result<FamilyPage, RelationRefusal>> {
  const { page, relation } = await lock(ctx, at, 'relations')
  const keys = keysOf(page, input)
  const checked = checkRelation({ ...input, id: relation.id }, page.family, ctx.today)
  if (!checked.ok) return checked
  await store.saveRelation(ctx.tx, { ...relation, keys }, checked.value)
  return ok(page)
}

/** Why a relation cannot end so. */
export type EndRefusal =
  RelationRefusal | { readonly code: 'how-missing' | 'end-missing' | 'does-not-end' }

/** Records that a relation has ended in life; it stays in the drawing as what it was. */
export async function endRelationship(
  ctx: ActContext,
  at: RelationAt,
  input: EndRelationForm,
): Promise<Result<FamilyPage, EndRefusal>> {
  const { page, relation } = await lock(ctx, at, 'relations')
  if (!canEnd(relation)) return no({ code: 'does-not-end' })
  const ended = endRelation(relation, { how: input.how || undefined, on: input.endedOn })
  if (!ended.ok) return ended
  const checked = checkRelation(ended.value, page.family, ctx.today)
  if (!checked.ok) return checked
  const keys = keysOf(page, relation)
  await store.saveRelation(ctx.tx, { ...relation, keys }, checked.value)
  return ok(page)
}

/** Takes a relation away that is a mistake, with the reason; it can be put back. */
export async function removeRelation(
  ctx: ActContext,
  at: RelationAt,
  reason: string,
): Promise<Result<FamilyPage, never>> {
  const { page, relation } = await lock(ctx, at, 'relations')
  const removed = { at: ctx.now, by: ctx.actor.principalId, reason }
  await store.saveRemoved(ctx.tx, relation, removed)
  return ok(page)
}

/** Why a relation cannot be put back. */
export type RestoreRefusal = RelationRefusal | { readonly code: 'person-left-out' }

/** Puts a relation back that was taken away, if it still fits the others. */
export async function restoreRelation(
  ctx: ActContext,
  at: RelationAt,
): Promise<Result<FamilyPage, RestoreRefusal>> {
  const { page, relation } = await lock(ctx, at, 'removed')
  const drawn = new Set(page.people.map(({ id }) => id))
  if (!drawn.has(relation.one) || !drawn.has(relation.other)) return no({ code: 'person-left-out' })
  const checked = checkRelation(relation, page.family, ctx.today)
  if (!checked.ok) return checked
  await store.saveRemoved(ctx.tx, relation, null)
  return ok(page)
}
