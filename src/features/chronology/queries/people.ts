import { sql } from 'kysely'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { askAll } from '#platform/access/ask.ts'
import { labelPutter } from '../labels-in-text.ts'
import type { NameToHide, PutLabels } from '../labels-in-text.ts'
import type { Labelled } from '../model.ts'

/** The people of the case under their labels, for whoever sees its chronology or one part of it. */
export function listLabels(ctx: ReadContext, scopeId: number): Promise<readonly Labelled[]> {
  return askAll(
    ctx.tx,
    sql<Labelled>`select id, uid, label, part from app.chronology_people(${scopeId})`,
  )
}

/** The children of the case among them. */
export function childrenOf(people: readonly Labelled[]): number[] {
  return people.filter(({ part }) => part === 'child' || part === 'sibling').map(({ id }) => id)
}

/** The known names and numbers of the case, for this process alone: they leave it as labels only. */
function listNames(ctx: ReadContext, scopeId: number): Promise<readonly NameToHide[]> {
  return askAll(
    ctx.tx,
    sql<NameToHide>`select label, kind, value from app.chronology_names(${scopeId}, ${ctx.gateSecret})`,
  )
}

/** Puts labels in the place of names, unless the reader may open the vault and asks for the words as they were written. */
export async function putterFor(
  ctx: ReadContext,
  scopeId: number,
  asWritten: boolean,
): Promise<PutLabels> {
  if (asWritten && can(ctx.actor, 'vault:read')) return (text) => text
  return labelPutter(await listNames(ctx, scopeId))
}
