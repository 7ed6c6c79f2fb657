import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { AccessibilityPage } from './views/accessibility.tsx'
import { HelpPage } from './views/help.tsx'

const nothing = { none: 'a page of words, the same for everybody' }

/** Help and the accessibility statement, open to all. */
export const pages: readonly Route[] = [
  page({
    path: '/help',
    can: 'public',
    audit: nothing,
    handle: () => Promise.resolve({ title: 'Help', body: <HelpPage />, about: {} }),
  }),
  page({
    path: '/accessibility',
    can: 'public',
    audit: nothing,
    handle: () =>
      Promise.resolve({ title: 'Accessibility', body: <AccessibilityPage />, about: {} }),
  }),
]
