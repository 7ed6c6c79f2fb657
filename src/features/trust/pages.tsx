import type { Route } from '#platform/http/route.ts'
import { auditPages } from './pages/audit-pages.tsx'
import { conflictPages } from './pages/conflict-pages.tsx'
import { emergencyPages } from './pages/emergency-pages.tsx'
import { sealPages } from './pages/seal-pages.tsx'
import { sharePages } from './pages/share-pages.tsx'
import { whyPages } from './pages/why-pages.tsx'

/** The pages of trust: who is shut out, who came in by emergency, who looked and why, what is sealed and shared. */
export const pages: readonly Route[] = [
  ...conflictPages,
  ...emergencyPages,
  ...auditPages,
  ...whyPages,
  ...sealPages,
  ...sharePages,
]
