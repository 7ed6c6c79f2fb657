import type { Route } from '#platform/http/route.ts'
import { auditPages } from './pages/audit-pages.tsx'
import { conflictPages } from './pages/conflict-pages.tsx'
import { emergencyPages } from './pages/emergency-pages.tsx'
import { whyPages } from './pages/why-pages.tsx'

/** The pages of trust: who is shut out, who came in by emergency, who looked and why. */
export const pages: readonly Route[] = [
  ...conflictPages,
  ...emergencyPages,
  ...auditPages,
  ...whyPages,
]
