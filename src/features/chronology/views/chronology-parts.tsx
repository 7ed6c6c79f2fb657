import { SubNavigation } from '#platform/html/case-parts.tsx'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'

/** The parts of a chronology, as its pages lead from one to the next. */
const chronologyViews = ['entries', 'lanes', 'known', 'marks', 'episodes'] as const
/** One part of a chronology. */
export type ChronologyView = (typeof chronologyViews)[number]

const viewWords: Readonly<Record<ChronologyView, string>> = {
  entries: 'Entries',
  lanes: 'Picture',
  known: 'What was known',
  marks: 'Marks',
  episodes: 'Key practice episodes',
}

/** The navigation between the parts of a chronology. */
export function ChronologyParts({ uid, now }: { readonly uid: Uid; readonly now: ChronologyView }) {
  const hrefs: Readonly<Record<ChronologyView, string>> = {
    entries: paths.show(uid),
    lanes: paths.lanes(uid),
    known: paths.known(uid),
    marks: paths.marks(uid),
    episodes: paths.episodes(uid),
  }
  return (
    <SubNavigation
      label="Chronology"
      items={chronologyViews.map((view) => ({
        text: viewWords[view],
        href: hrefs[view],
        current: view === now,
      }))}
    />
  )
}
