import type { Route } from '#platform/http/route.ts'
import { changePersonPages } from './pages/change-person-pages.tsx'
import { changeRelationPages } from './pages/change-relation-pages.tsx'
import { genogramPages } from './pages/genogram-pages.tsx'
import { homePages } from './pages/home-pages.tsx'

/** The pages of the families of cases. */
export const pages: readonly Route[] = [
  ...genogramPages,
  ...changePersonPages,
  ...changeRelationPages,
  ...homePages,
]
