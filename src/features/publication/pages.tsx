import type { Route } from '#platform/http/route.ts'
import { claimPages } from './pages/claim-pages.tsx'
import { gatePages } from './pages/gate-pages.tsx'
import { publicationPages } from './pages/publication-pages.tsx'
import { statementPages } from './pages/statement-pages.tsx'
import { textPages } from './pages/text-pages.tsx'

/** The pages of publications and of imported statements. */
export const pages: readonly Route[] = [
  ...publicationPages,
  ...textPages,
  ...gatePages,
  ...statementPages,
  ...claimPages,
]
