import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type {
  PublicationDocumentTable,
  PublicationTable,
  PublicationTextTable,
} from '#platform/db/schema.generated.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { emptyProse, parseProse } from '#shared/prose.ts'
import type { Approval, AttachedDocument, Publication, PublicationText } from '../model.ts'

/** A row of `app.publication` as the rules know it. */
export function toPublication(row: Selectable<PublicationTable>): Publication {
  return {
    id: row.id,
    uid: idOf(row.uid),
    scopeId: row.scope_id,
    caseScopeId: row.case_scope_id,
    caseUid: row.case_uid,
    kind: row.kind,
    state: row.state,
    copy: row.copy,
    textVersion: row.text_version,
    publishedVersion: row.published_version,
    firstPublishedAt: row.first_published_at,
    publishedAt: row.published_at,
    withdrawnAt: row.withdrawn_at,
    withdrawReason: row.withdraw_reason,
    version: row.version,
  }
}

function toText(row: Selectable<PublicationTextTable>): PublicationText {
  return {
    textVersion: row.text_version,
    title: row.title,
    slug: row.slug,
    body: parseProse(row.body) ?? emptyProse,
    // Written by `insertText` alone.
    recommendations: row.recommendations as PublicationText['recommendations'],
    documentId: row.document_id,
  }
}

/** Keeps a new publication; answers its inner key. */
export async function insertPublication(
  tx: Tx,
  made: Pick<Publication, 'uid' | 'scopeId' | 'caseScopeId' | 'caseUid' | 'kind'>,
): Promise<number> {
  const { id } = await tx
    .insertInto('app.publication')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      case_scope_id: made.caseScopeId,
      case_uid: made.caseUid,
      kind: made.kind,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Keeps one version of a text; the ones before it stay. */
export async function insertText(
  tx: Tx,
  of: { id: number; scopeId: number },
  text: PublicationText,
): Promise<void> {
  await tx
    .insertInto('app.publication_text')
    .values({
      publication_id: of.id,
      scope_id: of.scopeId,
      text_version: text.textVersion,
      title: text.title,
      slug: text.slug,
      body: JSON.stringify(text.body),
      recommendations: JSON.stringify(text.recommendations),
      document_id: text.documentId,
    })
    .execute()
}

/** A publication, locked for a change; not found where it is not open to the caller. */
export async function lockPublication(tx: Tx, uid: Uid): Promise<Publication> {
  const row = await tx
    .selectFrom('app.publication')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toPublication(row)
}

/** The version of a text that counts now. */
export async function getText(
  tx: Reader,
  of: Pick<Publication, 'id' | 'textVersion'>,
): Promise<PublicationText> {
  const row = await tx
    .selectFrom('app.publication_text')
    .selectAll()
    .where('publication_id', '=', of.id)
    .where('text_version', '=', of.textVersion)
    .executeTakeFirstOrThrow()
  return toText(row)
}

/** Keeps where a publication stands. */
export async function savePublication(
  tx: Tx,
  publication: Publication,
  told: { by?: number } = {},
): Promise<void> {
  await tx
    .updateTable('app.publication')
    .set({
      kind: publication.kind,
      state: publication.state,
      copy: publication.copy,
      text_version: publication.textVersion,
      published_version: publication.publishedVersion,
      first_published_at: publication.firstPublishedAt,
      published_at: publication.publishedAt,
      ...(told.by !== undefined && { published_by: told.by }),
      version: publication.version,
    })
    .where('id', '=', publication.id)
    .execute()
}

/** Keeps that a copy was taken down, by whom and why. */
export async function saveWithdrawal(
  tx: Tx,
  publication: Publication,
  told: { by: number; at: Instant; reason: string },
): Promise<void> {
  await tx
    .updateTable('app.publication')
    .set({
      state: publication.state,
      copy: publication.copy,
      withdrawn_at: told.at,
      withdrawn_by: told.by,
      withdraw_reason: told.reason,
      version: publication.version,
    })
    .where('id', '=', publication.id)
    .execute()
}

/** Every word that was given for a publication, the oldest first. */
export async function listApprovals(tx: Reader, publicationId: number): Promise<Approval[]> {
  const { rows } = await sql<Approval>`
    select a.text_version as "textVersion", a.approved_by as by, p.name as "byName", a.agency_id as "agencyId",
      g.name as "agencyName", a.approved_at as at, a.taken_back_at as "takenBackAt"
    from app.publication_approval a
    join access.principal p on p.partnership_id = a.partnership_id and p.id = a.approved_by
    join app.agency g on g.partnership_id = a.partnership_id and g.id = a.agency_id
    where a.publication_id = ${publicationId} order by a.id`.execute(tx)
  return rows
}

/** Keeps the caller's word for a version; one taken back before holds again. */
export async function insertApproval(
  tx: Tx,
  of: Pick<Publication, 'id' | 'scopeId' | 'textVersion'>,
  at: Instant,
): Promise<void> {
  await tx
    .insertInto('app.publication_approval')
    .values({ publication_id: of.id, scope_id: of.scopeId, text_version: of.textVersion })
    .onConflict((conflict) =>
      conflict
        .columns(['partnership_id', 'publication_id', 'text_version', 'approved_by'])
        .doUpdateSet({ taken_back_at: null, approved_at: at }),
    )
    .execute()
}

/** Takes the caller's own word back; false when there was none. */
export async function takeBackApproval(
  tx: Tx,
  of: Pick<Publication, 'id' | 'textVersion'>,
  word: { by: number; at: Instant },
): Promise<boolean> {
  const row = await tx
    .updateTable('app.publication_approval')
    .set({ taken_back_at: word.at })
    .where('publication_id', '=', of.id)
    .where('text_version', '=', of.textVersion)
    .where('approved_by', '=', word.by)
    .where('taken_back_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps a document that goes with a publication; answers its inner key. */
export async function insertDocument(
  tx: Tx,
  of: Pick<Publication, 'id' | 'scopeId'>,
  document: Omit<AttachedDocument, 'id'> & { readonly content: Buffer },
): Promise<number> {
  const { id } = await tx
    .insertInto('app.publication_document')
    .values({
      publication_id: of.id,
      scope_id: of.scopeId,
      name: document.name,
      kind: document.kind,
      bytes: document.bytes,
      sha256: document.sha256,
      images: document.images,
      words: JSON.stringify(document.words),
      properties: JSON.stringify(document.properties),
      content: document.content,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What was read in a document, without its bytes. */
export async function getDocument(tx: Reader, id: number): Promise<AttachedDocument> {
  const row: Omit<
    Selectable<PublicationDocumentTable>,
    | 'content'
    | 'partnership_id'
    | 'uid'
    | 'scope_id'
    | 'sensitivity'
    | 'acl_key'
    | 'publication_id'
    | 'attached_at'
    | 'attached_by'
  > = await tx
    .selectFrom('app.publication_document')
    .select(['id', 'name', 'kind', 'bytes', 'sha256', 'images', 'words', 'properties'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return {
    ...row,
    // Written by `insertDocument` alone, from what the reader of files answered.
    words: row.words as AttachedDocument['words'],
    properties: row.properties as AttachedDocument['properties'],
  }
}

/** Makes a version public; answers why not, where the database itself says no. */
export async function publishCopy(
  tx: Tx,
  of: Pick<Publication, 'uid' | 'textVersion'>,
): Promise<'published' | 'not-locked' | 'needs-two-agencies' | 'address-taken'> {
  const { rows } = await sql<{
    said: 'published' | 'not-locked' | 'needs-two-agencies' | 'address-taken'
  }>`
    select app.publish_copy(${of.uid}, ${of.textVersion}) as said`.execute(tx)
  return rows[0]?.said ?? 'not-locked'
}

/** Takes the public copy down. */
export async function withdrawCopy(tx: Tx, uid: Uid): Promise<void> {
  await sql`select app.withdraw_copy(${uid})`.execute(tx)
}

/** Brings the public word about a recommendation up to date; answers how many pages show it. */
export async function tellWhatHappenedNext(
  tx: Tx,
  told: { recommendation: Uid; state: string; on: string },
): Promise<number> {
  const { rows } = await sql<{ told: number }>`
    select app.tell_what_happened_next(${told.recommendation}, ${told.state}, ${told.on}::date) as told`.execute(
    tx,
  )
  return rows[0]?.told ?? 0
}
