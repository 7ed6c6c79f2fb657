import type { Frame, FrameLink } from '#platform/html/frame.tsx'
import { Page } from '#platform/html/page.tsx'
import { render } from '#platform/html/render.ts'
import { can } from '#platform/access/can.ts'
import { isModuleOn } from '#platform/access/module.ts'
import type { Anybody, Around, NavigationItem } from './house.ts'
import type { Shown } from './route.ts'

/** Fifteen minutes idle, with a warning two minutes before (security.md 5.1 rule 8; WCAG 2.2.1). */
const session = {
  idleSeconds: 900,
  warnSeconds: 120,
  extendPath: '/session/extend',
  endedPath: '/sign-in',
}

function mayFollow(actor: Anybody, item: NavigationItem): boolean {
  if (item.can === 'public') return true
  if (actor.kind === 'visitor') return false
  if (item.module !== undefined && !isModuleOn(actor, item.module)) return false
  return item.can === 'signed-in' || can(actor, item.can)
}

function linkOf(item: NavigationItem, path: string): FrameLink {
  const active = path.startsWith(`${item.href}/`)
  return { text: item.text, href: item.href, current: path === item.href, active }
}

/** What stands around each page for this reader. */
export function frameFor(around: Pick<Around, 'actor' | 'path' | 'navigation'>): Frame {
  const { actor, path } = around
  const navigation = around.navigation
    .filter((item) => mayFollow(actor, item))
    .map((item) => linkOf(item, path))
  if (actor.kind === 'visitor') return { navigation }
  return {
    partnership: actor.partnershipName,
    navigation,
    account: { name: actor.name, href: '/account', signOutPath: '/sign-out' },
    sample: actor.installation === 'sample',
    session,
  }
}

/** The whole page as it is sent. */
export function layOut(shown: Shown, around: Around): string {
  const { body, about: _about, ...rest } = shown
  return render(
    <Page {...rest} frame={frameFor(around)} problems={around.problems} done={around.notice}>
      {body}
    </Page>,
  )
}
