import { z } from 'zod'
import { publicWords, textNotHeld } from '#features/learning/index.ts'
import { render } from '#platform/html/render.ts'
import type { PublicAnswer, PublicRoute } from '#platform/http/public-server.tsx'
import {
  findPublicDocument,
  findPublicReview,
  listPublicReviews,
  reviewsPerPage,
} from './queries/public.ts'
import { PageQuery } from './schemas.ts'
import { PublicReviewList, PublicReviewPage, TakenDownPage } from './views/public-pages.tsx'

const Slug = z.object({ slug: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/) })

function slugOf(params: unknown): string | undefined {
  return Slug.safeParse(params).data?.slug
}

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  txt: 'text/plain; charset=utf-8',
} as const

/** The pages that everybody may read: published copies and nothing else. */
export const publicRoutes: readonly PublicRoute[] = [
  {
    path: '/',
    handle: (): Promise<PublicAnswer> => Promise.resolve({ kind: 'moved', to: '/reviews' }),
  },
  {
    path: '/reviews',
    handle: async (tx, { query }) => {
      const { rows: found, sample } = await listPublicReviews(tx, PageQuery.parse(query).before)
      const rows = found.slice(0, reviewsPerPage)
      const older = found.length > reviewsPerPage ? rows.at(-1)?.id : undefined
      const olderHref = older === undefined ? undefined : `/reviews?before=${older}`
      const html = render(<PublicReviewList rows={rows} olderHref={olderHref} sample={sample} />)
      return { kind: 'page', html, indexed: rows.length > 0 }
    },
  },
  {
    path: '/reviews/:slug',
    handle: async (tx, { params }) => {
      const slug = slugOf(params)
      const found = slug === undefined ? undefined : await findPublicReview(tx, slug)
      if (found === undefined) return undefined
      if ('withdrawnAt' in found)
        return { kind: 'gone', html: render(<TakenDownPage {...found} />) }
      const recommendations = found.recommendations.map((one) => ({
        ...one,
        words: one.words ?? textNotHeld,
        stateWords: publicWords[one.state],
      }))
      const html = render(<PublicReviewPage review={{ ...found, recommendations }} />)
      return { kind: 'page', html, indexed: true }
    },
  },
  {
    path: '/reviews/:slug/document',
    handle: async (tx, { params }) => {
      const slug = slugOf(params)
      const found = slug === undefined ? undefined : await findPublicDocument(tx, slug)
      if (found === undefined) return undefined
      return { kind: 'file', name: found.name, type: types[found.kind], content: found.content }
    },
  },
]
