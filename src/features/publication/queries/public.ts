import type { Reader } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { PublicationKind, PublicState } from '../model.ts'

/** One published review in the list. */
export interface PublicReviewRow {
  readonly id: number
  readonly slug: string
  readonly title: string
  readonly publisher: string
  readonly kind: PublicationKind
  readonly firstPublishedAt: Instant
}

/** How many reviews a page of the public list holds. */
export const reviewsPerPage = 50

/** What is published now, the newest first. */
export async function listPublicReviews(
  tx: Reader,
  before?: number,
): Promise<{
  rows: PublicReviewRow[]
  sample: boolean
}> {
  const found = await tx
    .selectFrom('pub.review')
    .select([
      'id',
      'slug',
      'title',
      'publisher',
      'kind',
      'sample',
      'first_published_at as firstPublishedAt',
    ])
    .where('withdrawn_at', 'is', null)
    .$if(before !== undefined, (rows) => rows.where('id', '<', before ?? 0))
    .orderBy('id', 'desc')
    .limit(reviewsPerPage + 1)
    .execute()
  const rows = found.flatMap(({ title, kind, sample: _sample, ...row }) =>
    title === null || kind === null ? [] : [{ ...row, title, kind }],
  )
  return { rows, sample: found.some((row) => row.sample) }
}

/** A block of a published text. */
export interface PublicBlock {
  readonly kind: 'heading' | 'paragraph' | 'list-item' | 'quote' | 'table-row' | 'caption'
  readonly level: number | null
  readonly words: string
}

/** A published review with all that its page shows. */
export interface PublicReview {
  readonly slug: string
  readonly title: string
  readonly kind: PublicationKind
  readonly publisher: string
  readonly sample: boolean
  readonly firstPublishedAt: Instant
  readonly updatedAt: Instant
  readonly blocks: readonly PublicBlock[]
  readonly recommendations: readonly {
    readonly words: string | null
    readonly addressee: string
    readonly state: PublicState
    readonly stateOn: PlainDate
  }[]
  readonly document: { readonly name: string; readonly bytes: number } | undefined
}

/** A review that was taken down: only the day is left. */
export interface TakenDown {
  readonly withdrawnAt: Instant
}

function findBySlug(tx: Reader, slug: string) {
  // Publishing lets one publication hold an address over all partnerships; the one that stands is meant.
  return tx
    .selectFrom('pub.review')
    .selectAll()
    .where('slug', '=', slug)
    .orderBy('withdrawn_at', (order) => order.asc().nullsFirst())
    .limit(1)
    .executeTakeFirst()
}

/** The published copy at an address, or that it was taken down. */
export async function findPublicReview(
  tx: Reader,
  slug: string,
): Promise<PublicReview | TakenDown | undefined> {
  const row = await findBySlug(tx, slug)
  if (row === undefined) return undefined
  if (row.withdrawn_at !== null) return { withdrawnAt: row.withdrawn_at }
  const { title, kind } = row
  if (title === null || kind === null) return undefined
  const of = { partnership_id: row.partnership_id, review_id: row.id }
  const blocks = await tx
    .selectFrom('pub.block')
    .select(['kind', 'level', 'words'])
    .where('partnership_id', '=', of.partnership_id)
    .where('review_id', '=', of.review_id)
    .orderBy('position')
    .execute()
  const recommendations = await tx
    .selectFrom('pub.recommendation')
    .select(['words', 'addressee', 'state', 'state_on as stateOn'])
    .where('partnership_id', '=', of.partnership_id)
    .where('review_id', '=', of.review_id)
    .orderBy('position')
    .execute()
  const document = await tx
    .selectFrom('pub.document')
    .select(['name', 'bytes'])
    .where('partnership_id', '=', of.partnership_id)
    .where('review_id', '=', of.review_id)
    .executeTakeFirst()
  return {
    slug: row.slug,
    title,
    kind,
    publisher: row.publisher,
    sample: row.sample,
    firstPublishedAt: row.first_published_at,
    updatedAt: row.updated_at,
    blocks,
    recommendations,
    document,
  }
}

/** The document that goes with a published copy. */
export async function findPublicDocument(
  tx: Reader,
  slug: string,
): Promise<{ name: string; kind: 'docx' | 'txt'; content: Buffer } | undefined> {
  return tx
    .selectFrom('pub.review as review')
    .innerJoin('pub.document as document', (join) =>
      join
        .onRef('document.partnership_id', '=', 'review.partnership_id')
        .onRef('document.review_id', '=', 'review.id'),
    )
    .select(['document.name', 'document.kind', 'document.content'])
    .where('review.slug', '=', slug)
    .where('review.withdrawn_at', 'is', null)
    .executeTakeFirst()
}
