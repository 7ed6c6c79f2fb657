import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { listReadableValues, listValuesForGate } from '#features/people/index.ts'
import type { ReadableValue } from '#features/people/index.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { runGate } from '../gate/run-gate.ts'
import type { GateResult } from '../gate/run-gate.ts'
import type {
  Approval,
  AttachedDocument,
  CopyState,
  Publication,
  PublicationKind,
  PublicationState,
  PublicationText,
} from '../model.ts'
import * as gateStore from '../store/gate.ts'
import { listPublicWords } from '../store/public-words.ts'
import * as store from '../store/publications.ts'

/** Publications that are open to the caller; row security draws the line, this adds no rule of its own. */
function visiblePublications(ctx: ReadContext) {
  return ctx.tx.selectFrom('app.publication as publication')
}

/** How many publications a page of the list holds. */
export const publicationsPerPage = 25

/** One publication in the list. */
export interface PublicationRow {
  readonly id: number
  readonly uid: Uid
  readonly title: string
  readonly kind: PublicationKind
  readonly state: PublicationState
  readonly copy: CopyState
  readonly publishedAt: Instant | null
  readonly openedAt: Instant
}

/** The publications, newest first, from below a key. */
export async function listPublications(
  ctx: ReadContext,
  before?: number,
): Promise<PublicationRow[]> {
  return visiblePublications(ctx)
    .innerJoin('app.publication_text as words', (join) =>
      join
        .onRef('words.partnership_id', '=', 'publication.partnership_id')
        .onRef('words.publication_id', '=', 'publication.id')
        .onRef('words.text_version', '=', 'publication.text_version'),
    )
    .select([
      'publication.id',
      'publication.uid',
      'words.title',
      'publication.kind',
      'publication.state',
      'publication.copy',
      'publication.published_at as publishedAt',
      'publication.opened_at as openedAt',
    ])
    .$if(before !== undefined, (rows) => rows.where('publication.id', '<', before ?? 0))
    .orderBy('publication.id', 'desc')
    .limit(publicationsPerPage + 1)
    .execute()
}

/** A publication with the version that counts now. */
export interface OpenPublication {
  readonly publication: Publication
  readonly scopeUid: Uid
  readonly text: PublicationText
  readonly document: AttachedDocument | undefined
  readonly approvals: readonly Approval[]
}

/**
 * The text with what happened next as the public page says it now: the page is brought up to date while the text that was
 * approved stays as it is. What is not published says what was brought into it.
 */
export async function asThePublicSees(
  ctx: ReadContext,
  { publication, text }: Pick<OpenPublication, 'publication' | 'text'>,
): Promise<PublicationText> {
  if (publication.state !== 'published') return text
  const words = new Map(
    (await listPublicWords(ctx.tx, publication.uid)).map((word) => [word.position, word]),
  )
  const recommendations = text.recommendations.map((one, at) => {
    const word = words.get(at + 1)
    return word === undefined ? one : { ...one, state: word.state, stateOn: word.stateOn }
  })
  return { ...text, recommendations }
}

/** A publication; not found where it is not open to the caller. */
export async function getPublication(ctx: ReadContext, uid: Uid): Promise<OpenPublication> {
  const row = await visiblePublications(ctx)
    .selectAll('publication')
    .select(sql<Uid>`access.scope_uid(publication.scope_id)`.as('scopeUid'))
    .where('publication.uid', '=', uid)
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  const publication = store.toPublication(row)
  const text = await store.getText(ctx.tx, publication)
  return {
    publication,
    scopeUid: row.scopeUid,
    text,
    document:
      text.documentId === null ? undefined : await store.getDocument(ctx.tx, text.documentId),
    approvals: await store.listApprovals(ctx.tx, publication.id),
  }
}

/** One earlier run of the gate. */
export interface CheckRow {
  readonly textVersion: number
  readonly occasion: 'asked' | 'publishing'
  readonly outcome: GateResult['outcome']
  readonly valuesSought: number
  readonly placesRead: number
  readonly at: Instant
  readonly by: string
}

/** The latest runs of the gate over a publication, newest first. */
export async function listChecks(ctx: ReadContext, publicationId: number): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select c.text_version as "textVersion", c.occasion, c.outcome, c.values_sought as "valuesSought",
      c.places_read as "placesRead", c.checked_at as at, p.name as by
    from app.gate_check c
    join access.principal p on p.partnership_id = c.partnership_id and p.id = c.checked_by
    where c.publication_id = ${publicationId} order by c.id desc limit 20`.execute(ctx.tx)
  return rows
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/**
 * Runs the gate over the version that counts now. The values of the vault do not leave this function: its answer names them by
 * their inner ids, and a page asks `readableValuesIn` for those that its reader may see.
 */
export async function checkPublication(
  ctx: ReadContext,
  open: Pick<OpenPublication, 'publication' | 'text' | 'document'>,
): Promise<GateResult> {
  const values = await listValuesForGate(ctx, open.publication.uid)
  const answers = await gateStore.listAnswers(ctx.tx, open.publication.id)
  return runGate({ text: open.text, document: open.document }, { values, answers }, sha256)
}

/** The values that a result names, as far as the caller may read them in the vault. */
export async function readableValuesIn(
  ctx: ReadContext,
  result: GateResult,
): Promise<readonly ReadableValue[]> {
  const findings = [...result.exact, ...result.open, ...result.answered.map((one) => one.finding)]
  const ids = new Set(findings.flatMap((one) => one.values.map((value) => value.id)))
  return listReadableValues(ctx, [...ids])
}
