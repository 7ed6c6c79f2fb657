import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { Family } from '../family.ts'
import * as store from '../store/family.ts'
import type { FamilyFrame, StoredHome, StoredPerson, StoredRelation } from '../store/family.ts'

/** The family of a case as its pages show it, with what is needed to change it. */
export interface FamilyPage extends FamilyFrame {
  readonly family: Family
  /** Everybody who is drawn. */
  readonly people: readonly StoredPerson[]
  readonly leftOut: readonly StoredPerson[]
  readonly relations: readonly StoredRelation[]
  readonly removed: readonly StoredRelation[]
  readonly homes: readonly StoredHome[]
}

/** The names of the people of a scope, and the addresses of its homes, where row security lets the caller read them. */
async function listNames(ctx: ReadContext, scopeId: number) {
  const { rows } = await sql<{ person: Uid | null; id: number; value: string }>`
    select p.uid as person, v.id, v.value
    from app.vault_entry v
    left join app.person p on p.partnership_id = v.partnership_id and p.id = v.person_id
    where v.scope_id = ${scopeId} and v.ended_at is null and v.kind in ('name', 'address')
      and (v.kind = 'address' or v.person_id is not null)
    order by v.id`.execute(ctx.tx)
  return {
    names: new Map(rows.flatMap(({ person, value }) => (person === null ? [] : [[person, value]]))),
    addresses: new Map(rows.map(({ id, value }) => [id, value])),
  }
}

/**
 * The family of a case under labels; `withNames` puts names and addresses in their place, for a page that says in its audit
 * entry that the vault was read.
 */
export async function getFamilyPage(
  ctx: ReadContext,
  uid: Uid,
  show: { readonly withNames: boolean } = { withNames: false },
): Promise<FamilyPage> {
  const frame = await store.getFamilyFrame(ctx.tx, uid)
  const everybody = await store.loadPeople(ctx.tx, frame.scopeId)
  const relations = await store.loadRelations(ctx.tx, frame.scopeId)
  const homes = await store.loadHomes(ctx.tx, frame.scopeId)
  const vault = show.withNames ? await listNames(ctx, frame.scopeId) : undefined
  const people = everybody
    .filter(({ leftOut }) => leftOut === null)
    .map((person) => ({ ...person, shown: vault?.names.get(person.id as Uid) ?? person.label }))
  const counted = relations.filter(({ removed }) => removed === null)
  const family: Family = {
    people,
    relations: counted,
    homes: homes.map((home) => ({
      ...home,
      address: home.addressKey === null ? null : (vault?.addresses.get(home.addressKey) ?? null),
    })),
  }
  return {
    ...frame,
    family,
    people,
    leftOut: everybody.filter(({ leftOut }) => leftOut !== null),
    relations: counted,
    removed: relations.filter(({ removed }) => removed !== null),
    homes,
  }
}

/** One of a list by its outside id; not found when it is not among them. */
export function pick<T extends { readonly id: string }>(among: readonly T[], uid: Uid): T {
  const found = among.find(({ id }) => id === uid)
  if (found === undefined) throw new Failure('not-found')
  return found
}

/** The addresses in the vault of a case that a home can have; empty for those who may not read the vault. */
export async function listAddresses(
  ctx: ReadContext,
  scopeId: number,
): Promise<readonly { readonly uid: Uid; readonly key: number; readonly value: string }[]> {
  const rows = await ctx.tx
    .selectFrom('app.vault_entry')
    .select(['uid', 'id as key', 'value'])
    .where('scope_id', '=', scopeId)
    .where('kind', '=', 'address')
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows
}
