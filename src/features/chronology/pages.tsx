import type { Route } from '#platform/http/route.ts'
import { entryPages } from './pages/entry-pages.tsx'
import { episodePages } from './pages/episode-pages.tsx'
import { importPages } from './pages/import-pages.tsx'
import { knownPages } from './pages/known-pages.tsx'
import { listPages } from './pages/list-pages.tsx'
import { markPages } from './pages/mark-pages.tsx'
import { partPages } from './pages/part-pages.tsx'

/** The pages of chronologies: the merged view of a case, and each agency's part. */
export const pages: readonly Route[] = [
  ...listPages,
  ...knownPages,
  ...markPages,
  ...episodePages,
  ...partPages,
  ...entryPages,
  ...importPages,
]
