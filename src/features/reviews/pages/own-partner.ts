import { getActingFor } from '#features/organisations/index.ts'
import type { StatutoryPartner } from '#features/organisations/index.ts'
import type { ReadContext } from '#platform/context.ts'

/** The partner that the reader signs for, if their agency is one of the three. */
export async function ownPartner(ctx: ReadContext): Promise<StatutoryPartner | null> {
  return ctx.actor.agencyId === undefined ? null : (await getActingFor(ctx)).statutoryPartner
}
