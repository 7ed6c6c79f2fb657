import type { Route } from '#platform/http/route.ts'
import { judgePages } from './pages/judge-pages.tsx'
import { listPages } from './pages/list-pages.tsx'
import { ownPages } from './pages/part-pages.tsx'

/** The pages of chronologies: the merged view of a case, and each agency's part. */
export const pages: readonly Route[] = [...listPages, ...judgePages, ...ownPages]
