import { DraftsOfPage } from '#platform/html/draft-keeping.tsx'
import type { Frame, FrameLink } from '#platform/html/frame.tsx'
import { OwnWords } from '#platform/html/own-words.ts'
import { Page } from '#platform/html/page.tsx'
import type { PageProps } from '#platform/html/page.tsx'
import { render } from '#platform/html/render.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { isModuleOn } from '#platform/access/module.ts'
import { sayTime } from '#shared/date-words.ts'
import { wordsFrom } from '#platform/words/words.ts'
import { sayMoment } from '#shared/date-words.ts'
import { DraftLine } from './draft-line.tsx'
import type { Anybody, Around, NavigationItem } from './house.ts'
import type { Shown } from './route.ts'

/** The last minutes of an idle session are announced (security.md 5.1 rule 8; WCAG 2.2.1). */
const warnSeconds = 120
/** The database notes the use of a session once a minute, so it may end so much earlier than the page would think. */
const notedLate = 60

/** How long this session may lie idle, and how the page keeps it from ending or leads back after it has. */
function sessionOf(actor: Actor, path: string): Frame['session'] {
  const idleSeconds = actor.idleSeconds - notedLate
  return {
    idleSeconds,
    warnSeconds: Math.min(warnSeconds, Math.round(idleSeconds / 2)),
    extendPath: '/session/extend',
    endedPath: `/sign-in?to=${encodeURIComponent(path)}`,
  }
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
export function frameFor(
  around: Pick<Around, 'actor' | 'path' | 'navigation' | 'emergency'>,
): Frame {
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
    session: sessionOf(actor, path),
    emergency: around.emergency?.map(({ scopeKind, reference, endsAt }) => ({
      what: `${scopeKind} ${reference ?? ''}`.trim(),
      until: sayTime(endsAt),
    })),
  }
}

/** What stands at the end of a printed page: which page it is, who printed it, and when. */
function printedBy({ actor, now }: Around, shown: Shown): PageProps['printed'] {
  if (actor.kind === 'visitor') return undefined
  const reference = shown.caption === undefined ? shown.title : `${shown.caption}, ${shown.title}`
  return { reference, by: actor.name, at: sayMoment(now) }
}

/** The whole page as it is sent. */
export function layOut(shown: Shown, around: Around): string {
  const { body, about: _about, ...rest } = shown
  const { form, returned } = around
  const own = around.actor.kind === 'visitor' ? {} : around.actor.words
  return render(
    <OwnWords.Provider value={wordsFrom(own)}>
      <Page
        {...rest}
        frame={frameFor(around)}
        problems={form.problems}
        done={around.notice}
        printed={printedBy(around, shown)}
      >
        {returned === undefined ? null : <DraftLine returned={returned} form={form} />}
        <DraftsOfPage.Provider value={{ path: form.draftPath, typedOn: returned?.draft.version }}>
          {body}
        </DraftsOfPage.Provider>
      </Page>
    </OwnWords.Provider>,
  )
}
