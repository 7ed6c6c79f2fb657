import type { PlainDate } from '#shared/dates.ts'

/** What the home page needs to know of something that waits. */
export interface Waiting {
  readonly key: string
  readonly section: 'to-do' | 'to-sign'
  readonly dueOn: PlainDate | null
}

/** The parts of the home page in the order of urgency. */
export const sections = ['late', 'to-sign', 'soon', 'later'] as const
/** One part of the home page. */
export type Section = (typeof sections)[number]

/** What each part is called. */
export const sectionWords: Readonly<Record<Section, string>> = {
  late: 'Late',
  'to-sign': 'Waiting for your signature',
  soon: 'Due within ten days',
  later: 'Due later, or without a date',
}

/** Ten days ahead is what a week's planning needs; the rest is a list to look at when there is time. */
const soonDays = 10

function sectionOf(
  item: Waiting,
  today: { readonly today: PlainDate; readonly soonUntil: PlainDate },
): Section {
  if (item.dueOn !== null && item.dueOn < today.today) return 'late'
  if (item.section === 'to-sign') return 'to-sign'
  return item.dueOn !== null && item.dueOn <= today.soonUntil ? 'soon' : 'later'
}

/** Sorts what waits into the parts of the page, each by date, the earliest first; nothing is in two parts or left out. */
export function agendaOf<T extends Waiting>(
  items: readonly T[],
  day: {
    readonly today: PlainDate
    readonly addDays: (date: PlainDate, days: number) => PlainDate
  },
): Readonly<Record<Section, readonly T[]>> {
  const bounds = { today: day.today, soonUntil: day.addDays(day.today, soonDays) }
  const unique = [...new Map(items.map((item) => [item.key, item])).values()]
  const inOrder = unique.toSorted((a, b) => (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999'))
  const part = (section: Section) => inOrder.filter((item) => sectionOf(item, bounds) === section)
  return {
    late: part('late'),
    'to-sign': part('to-sign'),
    soon: part('soon'),
    later: part('later'),
  }
}
