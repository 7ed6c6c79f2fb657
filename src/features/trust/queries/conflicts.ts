import { listConflicts } from '#platform/access/conflicts.ts'
import type { ConflictLine } from '#platform/access/conflicts.ts'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { agencyNames } from './names.ts'

/** A conflict with the names of the agencies in it. */
export interface ConflictRow extends ConflictLine {
  readonly agency: string | null
  readonly words: readonly (ConflictLine['words'][number] & { readonly agency: string | null })[]
}

/** Whether somebody has to look at it: nobody has, or one of two words is given. */
export function isOpen(line: Pick<ConflictLine, 'settledAt' | 'state' | 'words'>): boolean {
  if (line.state === 'cleared') return false
  return line.settledAt === null || line.words.length > 0
}

/** The conflicts that the reader may settle, those that wait first. */
export async function listConflictRows(ctx: ReadContext): Promise<readonly ConflictRow[]> {
  const lines = await listConflicts(ctx.tx)
  const names = await agencyNames(ctx)
  const nameOf = (id: number | null) => (id === null ? null : (names.get(id) ?? null))
  const rows = lines.map((line) => ({
    ...line,
    agency: nameOf(line.agencyId),
    words: line.words.map((word) => ({ ...word, agency: nameOf(word.agencyId) })),
  }))
  return rows.toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)))
}

/** One conflict; not found when the reader may not settle it. */
export async function getConflict(ctx: ReadContext, uid: Uid): Promise<ConflictRow> {
  const found = (await listConflictRows(ctx)).find((each) => each.uid === uid)
  if (found === undefined) throw new Failure('not-found')
  return found
}
