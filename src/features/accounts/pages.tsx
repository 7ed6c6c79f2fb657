import type { Route } from '#platform/http/route.ts'
import { signInApi } from './api.ts'
import { signInSite } from './commands/site.ts'
import type { AccountDeps } from './commands/site.ts'
import { accountRoutes } from './pages/account.tsx'
import { confirmRoutes } from './pages/confirm.tsx'
import { enrolRoutes } from './pages/enrol.tsx'
import { peopleRoutes } from './pages/people.tsx'
import { personRoutes } from './pages/person.tsx'
import { signInRoutes } from './pages/sign-in.tsx'

/** All routes of signing in, the own account, and the people who sign in. */
export function accounts(deps: AccountDeps): readonly Route[] {
  const site = signInSite(deps)
  return [
    ...signInRoutes(site),
    ...confirmRoutes(site),
    ...enrolRoutes(site),
    ...accountRoutes(site),
    ...peopleRoutes(site),
    ...personRoutes(site),
    ...signInApi(site),
  ]
}
