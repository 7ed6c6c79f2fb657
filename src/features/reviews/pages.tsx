import type { Route } from '#platform/http/route.ts'
import { casePages } from './pages/case-pages.tsx'
import { rapidPages } from './pages/rapid-pages.tsx'
import { reviewPages } from './pages/review-pages.tsx'

/** The pages of rapid reviews and reviews. */
export const pages: readonly Route[] = [...casePages, ...rapidPages, ...reviewPages]
