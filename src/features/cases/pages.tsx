import type { Route } from '#platform/http/route.ts'
import { casePages } from './pages/case-pages.tsx'
import { councilPages } from './pages/council-pages.tsx'
import { peoplePages } from './pages/people-pages.tsx'
import { ruleSetPages } from './pages/rule-set-pages.tsx'
import { stepPages } from './pages/step-pages.tsx'

/** The pages of cases. */
export const pages: readonly Route[] = [
  ...casePages,
  ...councilPages,
  ...stepPages,
  ...peoplePages,
  ...ruleSetPages,
]
