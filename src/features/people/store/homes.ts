import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import type { UncertainDate } from '#shared/uncertain-date.ts'

const asJson = (date: UncertainDate | null) =>
  date === null ? null : sql<unknown>`${JSON.stringify(date)}::jsonb`

/** An address of this case in the vault that still counts, by its inner key; not found where the caller may not read it. */
export async function getAddressKey(tx: Reader, scopeId: number, entry: Uid): Promise<number> {
  const row = await tx
    .selectFrom('app.vault_entry')
    .select('id')
    .where('scope_id', '=', scopeId)
    .where('uid', '=', entry)
    .where('kind', '=', 'address')
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return row.id
}

/** Keeps a home; answers its inner key. */
export async function insertHome(
  tx: Tx,
  home: { uid: UidOf<'home'>; scopeId: number; name: string; addressKey: number | null },
): Promise<number> {
  const { id } = await tx
    .insertInto('app.home')
    .values({
      uid: home.uid,
      scope_id: home.scopeId,
      name: home.name,
      vault_entry_id: home.addressKey,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps a home under another name or address. */
export async function saveHome(
  tx: Tx,
  home: { key: number; version: number; name: string; addressKey: number | null },
): Promise<void> {
  await tx
    .updateTable('app.home')
    .set({ name: home.name, vault_entry_id: home.addressKey, version: home.version + 1 })
    .where('id', '=', home.key)
    .execute()
}

/** Keeps that somebody lives in a home. */
export async function insertMember(
  tx: Tx,
  at: { uid: UidOf<'home-member'>; scopeId: number; home: number },
  member: { person: number; since: UncertainDate | null },
): Promise<void> {
  await tx
    .insertInto('app.home_member')
    .values({
      uid: at.uid,
      scope_id: at.scopeId,
      home_id: at.home,
      person_id: member.person,
      since: asJson(member.since),
    })
    .execute()
}

/** Keeps that somebody no longer lives there. */
export async function saveMemberLeft(
  tx: Tx,
  member: { key: number; version: number },
  until: UncertainDate,
): Promise<void> {
  await tx
    .updateTable('app.home_member')
    .set({ until: asJson(until), version: member.version + 1 })
    .where('id', '=', member.key)
    .execute()
}

/** Marks somebody's time in a home as a mistake, with the reason. */
export async function saveMemberRemoved(
  tx: Tx,
  member: { key: number; version: number },
  removed: { at: Instant; by: number; reason: string },
): Promise<void> {
  await tx
    .updateTable('app.home_member')
    .set({
      removed_at: removed.at,
      removed_by: removed.by,
      remove_reason: removed.reason,
      version: member.version + 1,
    })
    .where('id', '=', member.key)
    .execute()
}
