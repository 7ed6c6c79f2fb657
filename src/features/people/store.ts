import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import type { PersonPart, VaultKind } from './model.ts'

/** Keeps a person of a scope under a label; answers the inner key. */
export async function insertPerson(
  tx: Tx,
  person: {
    uid: UidOf<'person'>
    scopeId: number
    label: string
    part: PersonPart
    life?: 'died' | undefined
  },
): Promise<number> {
  const { uid, scopeId, label, part, life = null } = person
  const { id } = await tx
    .insertInto('app.person')
    .values({ uid, scope_id: scopeId, label, part, life })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The person of a scope; not found when it is in another one. */
export async function getPersonId(tx: Reader, scopeId: number, uid: Uid): Promise<number> {
  const row = await tx
    .selectFrom('app.person')
    .select('id')
    .where('scope_id', '=', scopeId)
    .where('uid', '=', uid)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return row.id
}

/** Keeps a value that identifies somebody or somewhere. */
export async function insertVaultEntry(
  tx: Tx,
  entry: {
    uid: UidOf<'vault-entry'>
    scopeId: number
    personId: number | null
    kind: VaultKind
    value: string
    hiddenFrom: string | null
  },
): Promise<void> {
  await tx
    .insertInto('app.vault_entry')
    .values({
      uid: entry.uid,
      scope_id: entry.scopeId,
      person_id: entry.personId,
      kind: entry.kind,
      value: entry.value,
      hidden_from: entry.hiddenFrom,
    })
    .execute()
}

/** Marks a value as wrong or out of date; it stays, and is still searched for before anything is published. */
export async function endVaultEntry(
  tx: Tx,
  entry: { scopeId: number; uid: Uid; at: Instant; by: number; reason: string },
): Promise<boolean> {
  const changed = await tx
    .updateTable('app.vault_entry')
    .set({ ended_at: entry.at, ended_by: entry.by, end_reason: entry.reason })
    .where('scope_id', '=', entry.scopeId)
    .where('uid', '=', entry.uid)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return changed !== undefined
}
