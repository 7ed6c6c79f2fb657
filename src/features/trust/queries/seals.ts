import { getCaseKeys } from '#features/cases/index.ts'
import { listReleaseWords, listSealNames } from '#platform/access/seals.ts'
import type { ReleaseWord, SealName } from '#platform/access/seals.ts'
import { whyVisible } from '#platform/access/why.ts'
import type { Why } from '#platform/access/why.ts'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { agencyNames } from './names.ts'
import type { ProtectedRecord } from './records.ts'

/** Why a record of the own partnership is open to somebody who may change it; not found for all others. */
export async function demandOwn(ctx: ReadContext, record: ProtectedRecord): Promise<Why> {
  const why = await whyVisible(ctx.tx, record.scopeUid)
  if (why === undefined || !why.ownPartnership || why.writeClearance === null)
    throw new Failure('not-found')
  return why
}

/** A case as the page of its seal shows it. */
export interface SealState extends ProtectedRecord {
  readonly sealed: boolean
  readonly names: readonly (SealName & { readonly agency: string | null })[]
  readonly words: readonly (ReleaseWord & { readonly agency: string | null })[]
}

/** How a case is sealed, for whom it opens, and who has agreed to release it. */
export async function getSeal(ctx: ReadContext, uid: Uid): Promise<SealState> {
  const kase = await getCaseKeys(ctx, uid)
  const { sealed } = await demandOwn(ctx, kase)
  if (!sealed) return { ...kase, sealed, names: [], words: [] }
  const agencies = await agencyNames(ctx)
  const named = <Row extends { readonly agencyId: number | null }>(row: Row) => ({
    ...row,
    agency: row.agencyId === null ? null : (agencies.get(row.agencyId) ?? null),
  })
  return {
    ...kase,
    sealed,
    names: (await listSealNames(ctx.tx, kase.scopeId)).map(named),
    words: (await listReleaseWords(ctx.tx, kase.scopeId)).map(named),
  }
}
