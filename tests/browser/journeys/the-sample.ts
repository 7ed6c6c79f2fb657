import { house } from './walk.ts'

/** The case of the sample in which a child called Will Marsh is in the vault; Kirsty Vale is related to the family. */
export async function willsCase(): Promise<{ readonly uid: string; readonly reference: string }> {
  const [kase] = await house.sql<{ uid: string; reference: string }>(
    `select c.uid, c.reference from app.serious_case c
     join app.vault_entry v on v.partnership_id = c.partnership_id and v.scope_id = c.scope_id
     where v.value = 'Will Marsh'`,
  )
  if (kase === undefined) throw new Error('the sample has no case of Will Marsh')
  return kase
}
