import { sayMoment } from '#shared/date-words.ts'
import { parseInstant } from '#shared/dates.ts'

/** One way by which a record is open, as the database tells it. */
export interface Way {
  readonly path: string
  /** The name of the role, for a role. */
  readonly source: string
  readonly clearance: 0 | 1 | 2 | 3
  readonly mayWrite: boolean
  readonly until: string | null
}

const ways: Readonly<Record<string, string>> = {
  grant: 'It was opened to you by name, or to a post that you fill.',
  'grant-on-parent': 'The case that it came from was opened to you.',
  'share-to-partnership': 'Another partnership shares it with yours.',
  'share-to-agency': 'It is shared with your agency.',
  emergency: 'You opened it by emergency access.',
}

/** Why it is open, in a sentence. */
export function sayWay(way: Way, kind: string, roleTitle: (role: string) => string): string {
  if (way.path !== 'role') return ways[way.path] ?? 'It is open to you.'
  return `Your role “${roleTitle(way.source)}” opens every ${kind} of your partnership.`
}

const reaches = {
  0: 'Its reference, dates, deadlines and state',
  1: 'Also what is worked on',
  2: 'Also what is restricted, such as health detail',
  3: 'Also names and addresses',
} as const

/** How far such a way reaches. */
export function sayReach({ clearance, mayWrite }: Way): string {
  return `${reaches[clearance]}; ${mayWrite ? 'to read and, where your role lets you, to change' : 'to read only'}`
}

/** Until when it is open. */
export function sayUntil({ until }: Way): string {
  const moment = until === null ? undefined : parseInstant(until)
  return moment === undefined ? 'No end is set' : sayMoment(moment)
}
