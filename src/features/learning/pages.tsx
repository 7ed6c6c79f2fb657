import type { Route } from '#platform/http/route.ts'
import { answerPages } from './pages/answer-pages.tsx'
import { endPages } from './pages/end-pages.tsx'
import { findingPages } from './pages/finding-pages.tsx'
import { findingStepPages } from './pages/finding-step-pages.tsx'
import { listPages } from './pages/list-pages.tsx'
import { recommendationPages } from './pages/recommendation-pages.tsx'
import { sharedFindingPages } from './pages/shared-finding-pages.tsx'
import { stepPages } from './pages/step-pages.tsx'
import { workPages } from './pages/work-pages.ts'

/** The pages of learning: findings, recommendations, answers, and the work on them. */
export const pages: readonly Route[] = [
  ...findingPages,
  ...findingStepPages,
  ...sharedFindingPages,
  ...listPages,
  ...recommendationPages,
  ...stepPages,
  ...endPages,
  ...answerPages,
  ...workPages,
]
