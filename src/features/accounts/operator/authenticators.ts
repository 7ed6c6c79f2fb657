import type { ClientBase } from 'pg'
import { authenticatorPurpose } from '../commands/use-code.ts'
import { unseal } from '../secrets/seal.ts'

/** How many authenticators there are whose secrets are sealed, and whether the key opens one; undefined without a key. */
export async function tryAuthenticators(
  client: ClientBase,
  fieldKey: Buffer | undefined,
): Promise<{ count: number; opens: boolean | undefined }> {
  const { rows } = await client.query<{ uid: string; sealed: Buffer; count: number }>(
    `select p.uid, a.sealed, (count(*) over ())::integer as count
      from access.authenticator a
      join access.principal p on p.partnership_id = a.partnership_id and p.id = a.principal_id
      where a.removed_at is null order by a.id limit 1`,
  )
  const [row] = rows
  if (row === undefined) return { count: 0, opens: undefined }
  const opens =
    fieldKey && unseal(fieldKey, row.sealed, authenticatorPurpose(row.uid)) !== undefined
  return { count: row.count, opens }
}
