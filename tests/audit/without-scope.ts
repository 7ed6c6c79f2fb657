import type { TestHouse } from '../support/house.ts'

/** The events about things of these types that the audit keeps without a scope: nobody who answers for a case finds them. */
export async function eventsWithoutScope(
  house: Pick<TestHouse, 'audited'>,
  types: readonly string[],
): Promise<string[]> {
  const told = (await house.audited()).filter(
    (each) => each.outcome !== 'refused' && types.includes(String(each.objectType)),
  )
  if (told.length === 0) throw new Error('nothing of these types is in the audit')
  const without = told.filter((each) => each.scope === undefined)
  return [...new Set(without.map((each) => each.event))].toSorted()
}
