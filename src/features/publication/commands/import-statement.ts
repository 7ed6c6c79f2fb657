import { openScope } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { beginClaims } from '../claims/claim-work.ts'
import { proposeClaims } from '../claims/propose-claims.ts'
import type { StatementUid } from '../model.ts'
import { readStatement } from '../statement.ts'
import * as claimStore from '../store/claims.ts'
import * as store from '../store/statements.ts'
import type { TakenFile } from './read-file.ts'

/** Who published a statement, and what the importer puts right; what is left out is taken from the text. */
export interface ImportHow {
  /** Whether another body published it; left out, it is ours when it names our own partnership as the publisher. */
  readonly otherBody?: boolean | undefined
  readonly title?: string | undefined
  readonly publisher?: string | undefined
  readonly publishedOn?: PlainDate | undefined
}

/** Why a statement does not get into the library. */
export type ImportRefusal =
  | { readonly code: 'title-missing' }
  | { readonly code: 'publisher-missing' }
  | { readonly code: 'kind-not-taken' }
  | { readonly code: 'imported-already' }

/** What came of an import. */
export interface Imported {
  readonly uid: StatementUid
  readonly claims: number
}

/**
 * Keeps a published statement paragraph by paragraph, with the claims that the rules propose. Nothing is added to its
 * text; the file was read before, outside the transaction (`takeFile`).
 */
export async function importStatement(
  ctx: ActContext,
  file: TakenFile,
  how: ImportHow = {},
): Promise<Result<Imported, ImportRefusal>> {
  const { kind } = file.read
  if (kind !== 'txt' && kind !== 'docx' && kind !== 'pdf') return no({ code: 'kind-not-taken' })
  const read = readStatement(file.read.paragraphs, () => ctx.newUid())
  const title = how.title ?? read.title
  const publisher = how.publisher ?? read.publisher
  if (title === undefined) return no({ code: 'title-missing' })
  if (publisher === undefined) return no({ code: 'publisher-missing' })
  const uid = ctx.newUid<'statement'>()
  const scopeId = await openScope(ctx.tx, 'statement')
  const id = await store.insertStatement(ctx.tx, {
    uid,
    scopeId,
    title: title.slice(0, 300),
    publisher: publisher.slice(0, 200),
    publishedOn: how.publishedOn ?? read.publishedOn?.date ?? null,
    weekdayDiffers: how.publishedOn === undefined && (read.publishedOn?.weekdayDiffers ?? false),
    otherBody: how.otherBody ?? !isOurs(publisher, ctx.actor.partnershipName),
    file: { name: file.name, kind, bytes: file.content.byteLength, sha256: file.sha256 },
    read,
  })
  if (id === undefined) return no({ code: 'imported-already' })
  const proposed = proposeClaims({ ...read, publisher })
  const doing = { by: ctx.actor.principalUid, at: ctx.now }
  const claims = beginClaims(proposed, () => ctx.newUid(), doing)
  await claimStore.insertClaims(ctx.tx, { id, scopeId }, { claims, after: 0 })
  return ok({ uid, claims: claims.length })
}

function isOurs(publisher: string, partnership: string): boolean {
  return publisher.localeCompare(partnership, 'en', { sensitivity: 'base' }) === 0
}
