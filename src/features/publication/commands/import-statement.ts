import { openScope } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import type { KeptFile } from '#platform/files/keep-file.ts'
import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { beginClaims } from '../claims/claim-work.ts'
import { proposeClaims } from '../claims/propose-claims.ts'
import type { StatementUid } from '../model.ts'
import { readStatement } from '../statement.ts'
import type { PublishedStatement } from '../statement.ts'
import * as claimStore from '../store/claims.ts'
import * as store from '../store/statements.ts'
import type { NewStatement } from '../store/statements.ts'

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

/** What a statement says of itself, with what the importer puts right. */
interface Head {
  readonly title: string
  readonly publisher: string
  readonly publishedOn: PlainDate | null
  readonly weekdayDiffers: boolean
}

/** What is typed holds over what the text says; nothing is made up where both are silent. */
function headOf(read: PublishedStatement, how: ImportHow): Result<Head, ImportRefusal> {
  const title = how.title ?? read.title
  const publisher = how.publisher ?? read.publisher
  if (title === undefined) return no({ code: 'title-missing' })
  if (publisher === undefined) return no({ code: 'publisher-missing' })
  const found = read.publishedOn
  return ok({
    title: title.slice(0, 300),
    publisher: publisher.slice(0, 200),
    publishedOn: how.publishedOn ?? found?.date ?? null,
    weekdayDiffers: how.publishedOn === undefined && found?.weekdayDiffers === true,
  })
}

function isOurs(publisher: string, partnership: string): boolean {
  return publisher.localeCompare(partnership, 'en', { sensitivity: 'base' }) === 0
}

type StatementFile = NewStatement['file']

function fileOf({ name, kind, bytes, sha256, id }: KeptFile): StatementFile | undefined {
  return kind === 'txt' || kind === 'docx' || kind === 'pdf'
    ? { name, kind, bytes, sha256, id }
    : undefined
}

/**
 * Keeps a published statement paragraph by paragraph, with the claims that the rules propose. Nothing is added to its
 * text; the file was kept before, outside the transaction (`platform/files/keep-file.ts`).
 */
export async function importStatement(
  ctx: ActContext,
  kept: KeptFile,
  how: ImportHow = {},
): Promise<Result<Imported, ImportRefusal>> {
  const file = fileOf(kept)
  if (file === undefined) return no({ code: 'kind-not-taken' })
  const read = readStatement(kept.read.paragraphs, () => ctx.newUid())
  const head = headOf(read, how)
  if (!head.ok) return head
  const { publisher } = head.value
  const otherBody = how.otherBody ?? !isOurs(publisher, ctx.actor.partnershipName)
  const uid = ctx.newUid<'statement'>()
  const scopeId = await openScope(ctx.tx, 'statement')
  const id = await store.insertStatement(ctx.tx, {
    uid,
    scopeId,
    otherBody,
    file,
    read,
    ...head.value,
  })
  if (id === undefined) return no({ code: 'imported-already' })
  const proposed = proposeClaims({ ...read, publisher })
  const doing = { by: ctx.actor.principalUid, at: ctx.now }
  const claims = beginClaims(proposed, () => ctx.newUid(), doing)
  await claimStore.insertClaims(ctx.tx, { id, scopeId }, { claims, after: 0 })
  return ok({ uid, claims: claims.length })
}
