import { authenticatorPurpose } from '../commands/use-code.ts'
import { unseal } from '../secrets/seal.ts'
import { firstAuthenticator } from './store.ts'

/** How many authenticators there are whose secrets are sealed, and whether the key opens one; undefined without a key. */
export async function tryAuthenticators(
  client: Parameters<typeof firstAuthenticator>[0],
  fieldKey: Buffer | undefined,
): Promise<{ count: number; opens: boolean | undefined }> {
  const first = await firstAuthenticator(client)
  if (first === undefined) return { count: 0, opens: undefined }
  const { principalUid, sealed, count } = first
  const opens =
    fieldKey && unseal(fieldKey, sealed, authenticatorPurpose(principalUid)) !== undefined
  return { count, opens }
}
