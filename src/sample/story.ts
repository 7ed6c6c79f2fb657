import { createHash, randomBytes } from 'node:crypto'
import type { Client } from 'pg'
import type { Actor } from '#platform/access/actor.ts'
import type { Permission } from '#platform/access/permission.ts'
import { clockAt } from '#platform/clock.ts'
import type { Clock } from '#platform/clock.ts'
import type { ActContext, AuditSubject } from '#platform/context.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import type { House } from '#platform/http/house.ts'
import { inSession, newRequestId } from '#platform/http/in-session.ts'
import type { Route } from '#platform/http/route.ts'
import type { PlainDate } from '#shared/dates.ts'
import { englandAndWales } from '#shared/bank-holidays.ts'
import { addDays, addMilliseconds, startOfLondonDay, weekday } from '#shared/dates.ts'
import type { Result } from '#shared/result.ts'
import { isWorkingDay } from '#shared/working-days.ts'

/** Somebody of the sample, with a session that lasts as long as the story is told. */
export interface Player {
  readonly id: number
  readonly uid: string
  readonly name: string
  readonly token: string
}

/** What an act of the story is recorded as. */
export interface Scene {
  readonly who: Player
  /** Days before or after today; acts of one day happen in the order in which they are told. */
  readonly day: number
  readonly can: Permission
  readonly event: `${string}.${string}`
}

/** Tells a story by doing it: every act goes through the commands that people use, at its own time, and is audited. */
export interface Story {
  readonly today: PlainDate
  /** Keeps what is handed in, as the pages do before their transaction. */
  readonly files: FileStore
  /** The working day on which something that is told of this day was done. */
  on(day: number): PlainDate
  /** The day itself, also a Sunday: incidents keep no office hours. */
  anyDay(day: number): PlainDate
  act<T>(scene: Scene, work: (ctx: ActContext) => Promise<Result<T, unknown>>): Promise<T>
}

const minute = 60_000

/** A refusal would be a fault of the story: it names its code, never content. */
function mustBeOk<T>(scene: Scene, result: Result<T, unknown>): T {
  if (result.ok) return result.value
  throw new Error(
    `the sample's act ${scene.event} on day ${scene.day} was refused: ${JSON.stringify(result.refusal)}`,
  )
}

function routeOf(scene: Scene): Route {
  return {
    kind: 'act',
    method: 'POST',
    path: '/sample',
    can: scene.can,
    audit: scene.event,
    spec: undefined as never,
  }
}

function works(date: PlainDate): boolean {
  const answer = isWorkingDay(date, englandAndWales)
  // Past the known bank holidays the story still has its weekends.
  return answer.ok ? answer.value : weekday(date) < 6
}

/** The next day on which people work; of the days up to today, none that has not come yet. */
function workingDayOf(today: PlainDate, day: number): PlainDate {
  const told = addDays(today, day)
  let date = told
  while (!works(date)) date = addDays(date, 1)
  if (day > 0 || date <= today) return date
  date = today
  while (!works(date)) date = addDays(date, -1)
  return date
}

/** Begins a story on `today`; the house must serve a database that was made as a sample. */
export function beginStory(house: House, today: PlainDate): Story {
  let told = 0
  const on = (day: number) => workingDayOf(today, day)
  function clockOf(day: number): Clock {
    told += 1
    // Nine in the morning, and each act a minute after the one told before it.
    return clockAt(addMilliseconds(startOfLondonDay(on(day)), (9 * 60 + (told % 420)) * minute))
  }
  return {
    today,
    files: house.files,
    on,
    anyDay: (day) => addDays(today, day),
    async act(scene, work) {
      const then: House = { ...house, clock: clockOf(scene.day) }
      const call = {
        asked: { token: scene.who.token, requestId: newRequestId() },
        route: routeOf(scene),
        outcome: 'done' as const,
      }
      const about: AuditSubject = {}
      // The route names a permission, so whoever passes it has signed in.
      return inSession(then, call, async (ctx) => ({
        result: mustBeOk(scene, await work(ctx as ActContext<Actor>)),
        about,
      }))
    },
  }
}

/** Opens a session for a player of the sample; `closeSessions` ends them all when the story is told. */
export async function openSession(
  client: Client,
  player: { partnershipId: number; id: number },
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await client.query(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, stepped_up_at, started_at, seen_at, idle_limit, expires_at, agent)
     values ($1, $2, $3, 2, '2100-01-01', '2000-01-01', '2100-01-01', interval '50 years', '2100-01-01', 'sample')`,
    [player.partnershipId, player.id, createHash('sha256').update(token).digest()],
  )
  return token
}

/** Ends the sessions that told the story. */
export async function closeSessions(client: Client): Promise<void> {
  await client.query(
    `update access.session set revoked_at = now(), expires_at = now(), seen_at = now() where agent = 'sample' and revoked_at is null`,
  )
}
