import { draftRoutes } from '#platform/drafts/routes.ts'
import type { Reaction } from '#platform/facts/facts.ts'
import type { NavigationItem } from '#platform/http/house.ts'
import { openApiRoute } from '#platform/http/openapi.ts'
import type { Route } from '#platform/http/route.ts'
import { housekeeping } from '#platform/jobs/housekeeping.ts'
import type { Job } from '#platform/jobs/job.ts'
import { accounts } from '#features/accounts/pages.tsx'
import { apiRoutes as caseApi } from '#features/cases/api.ts'
import { pages as casePages } from '#features/cases/pages.tsx'
import { jobs as chronologyJobs } from '#features/chronology/jobs.ts'
import { pages as chronologyPages } from '#features/chronology/pages.tsx'
import { pages as helpPages } from '#features/help/pages.tsx'
import { pages as homePages } from '#features/home/pages.tsx'
import { apiRoutes as learningApi } from '#features/learning/api.ts'
import { pages as learningPages } from '#features/learning/pages.tsx'
import { reactions as learningReactions } from '#features/learning/reactions.ts'
import { pages as organisationPages } from '#features/organisations/pages.tsx'
import { apiRoutes as peopleApi } from '#features/people/api.ts'
import { pages as peoplePages } from '#features/people/pages.tsx'
import { pages as publicationPages } from '#features/publication/pages.tsx'
import { pages as reviewPages } from '#features/reviews/pages.tsx'
import { pages as settingsPages } from '#features/settings/pages.tsx'
import { pages as trustPages } from '#features/trust/pages.tsx'
import { build } from './build-name.ts'

/** The routes that need nothing but the house. */
const open: readonly Route[] = [
  ...homePages,
  ...helpPages,
  ...casePages,
  ...caseApi,
  ...peoplePages,
  ...peopleApi,
  ...organisationPages,
  ...reviewPages,
  ...chronologyPages,
  ...learningPages,
  ...learningApi,
  ...publicationPages,
  ...settingsPages,
  ...trustPages,
  ...draftRoutes,
]

/** What signing in needs beyond the house: the key of its secrets, and the address that browsers see. */
export interface AppDeps {
  readonly keys: { readonly fieldKey: Buffer }
  readonly url: string
}

/** Every route of Heed. */
export function routesFor(deps: AppDeps): readonly Route[] {
  const routes = [...open, ...accounts(deps)]
  return [...routes, openApiRoute(routes, { version: build, url: deps.url })]
}

/** The parts of Heed in the order of the navigation. */
export const navigation: readonly NavigationItem[] = [
  { href: '/', text: 'Your page', can: 'home:read' },
  { href: '/position', text: 'The position', can: 'position:read' },
  { href: '/deadlines', text: 'Deadlines', can: 'case:read', module: 'cases' },
  { href: '/cases', text: 'Cases', can: 'case:read', module: 'cases' },
  { href: '/reviews', text: 'Reviews', can: 'review:read', module: 'reviews' },
  {
    href: '/chronologies',
    text: 'Chronologies',
    can: 'chronology:contribute',
    module: 'chronology',
  },
  {
    href: '/recommendations',
    text: 'Recommendations',
    can: 'recommendation:read',
    module: 'learning',
  },
  { href: '/actions', text: 'Actions', can: 'action:read', module: 'learning' },
  { href: '/assurance', text: 'Assurance', can: 'assurance:read', module: 'learning' },
  { href: '/findings', text: 'Findings', can: 'finding:read', module: 'learning' },
  { href: '/publications', text: 'Publications', can: 'publication:read', module: 'publication' },
  { href: '/statements', text: 'Statements', can: 'statement:read', module: 'statements' },
  { href: '/conflicts', text: 'Conflicts', can: 'conflict:settle' },
  {
    href: '/emergency-access/reviews',
    text: 'Emergency access',
    can: 'emergency-access:review',
  },
  { href: '/organisations', text: 'Organisations', can: 'organisation:read' },
  { href: '/accounts', text: 'People who sign in', can: 'account:read' },
  { href: '/audit', text: 'Who looked', can: 'audit:read' },
  { href: '/settings', text: 'Settings', can: 'signed-in' },
]

/** What the features do when others announce a fact, in this order. */
export const reactions: readonly Reaction[] = [...learningReactions]

/** What is done without a request: at its time, or queued by an act. */
export const jobs: readonly Job[] = [...housekeeping, ...chronologyJobs]
