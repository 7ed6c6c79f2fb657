import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { actorFrom } from '#platform/access/actor.ts'
import type { Actor } from '#platform/access/actor.ts'
import { can } from '#platform/access/can.ts'
import { isModuleOn } from '#platform/access/module.ts'
import { appendSql } from '#platform/audit/append-sql.ts'
import type { Outcome } from '#platform/audit/audit-entry.ts'
import type { ActContext, AuditSubject, Visitor } from '#platform/context.ts'
import { draftsOf, noDrafts } from '#platform/drafts/drafts.ts'
import { inTransaction } from '#platform/db/transaction.ts'
import type { Tx } from '#platform/db/transaction.ts'
import { wordsFrom } from '#platform/words/words.ts'
import { addMilliseconds } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { newUid } from '#platform/uid.ts'
import { todayBy } from '#platform/clock.ts'
import type { Anybody, Asked, House } from './house.ts'
import { noteSession } from './known-sessions.ts'
import type { Route } from './route.ts'

/** A step-up holds for five minutes (security.md 5.1 rule 8). */
const stepUpMilliseconds = 5 * 60 * 1000

/** The id under which a request is logged and audited. */
export function newRequestId(): string {
  return randomUUID()
}

const visitor: Visitor = { kind: 'visitor' }

/** Refuses whoever may not use this route at all; what it leads to is decided by the queries. */
export function permit(route: Route, actor: Anybody): void {
  if (route.can === 'public') return
  if (actor.kind === 'visitor') throw new Failure('signed-out')
  if (route.module !== undefined && !isModuleOn(actor, route.module)) {
    throw new Failure('not-found', 'module-off')
  }
  if (route.can !== 'signed-in' && !can(actor, route.can))
    throw new Failure('not-found', 'permission')
}

/** Refuses an act that needs a fresh sign-in. */
export function checkStepUp(house: House, route: Route, actor: Anybody): void {
  if (route.stepUp !== true || actor.kind === 'visitor') return
  const since = actor.steppedUpAt
  if (since === undefined || addMilliseconds(since, stepUpMilliseconds) < house.clock.now()) {
    throw new Failure('step-up-needed')
  }
}

function queueJob(tx: Tx): ActContext['enqueue'] {
  return async (job, payload) => {
    await sql`select app.queue_job(${job}, ${JSON.stringify(payload)}::json)`.execute(tx)
  }
}

/** What a handler knows inside an open transaction. */
export function contextOf(
  house: House,
  asked: Asked,
  inside: { tx: Tx; actor: Anybody; version: number | undefined },
): ActContext<Anybody> {
  const { actor, tx } = inside
  const ctx: ActContext<Anybody> = {
    actor,
    tx,
    version: inside.version,
    now: house.clock.now(),
    today: todayBy(house.clock),
    requestId: asked.requestId,
    log: house.log,
    words: wordsFrom(actor.kind === 'visitor' ? {} : actor.words),
    files: house.files,
    gateSecret: house.gateSecret,
    drafts: actor.kind === 'visitor' ? noDrafts : draftsOf(house.draftKey, tx, actor.principalUid),
    newUid,
    enqueue: queueJob(tx),
    // Reactions run for somebody who is signed in; what a visitor may do announces nothing.
    announce: (kind, payload) => house.announce(ctx as ActContext<Actor>, kind, payload),
  }
  return ctx
}

/** What the work inside a request's transaction answers. */
export interface Answered<T> {
  readonly result: T
  readonly about: AuditSubject
  /** How it ended, where that is not what the route is for: a file that is kept and does not open. */
  readonly outcome?: Outcome
}

/** The audit statement of a route's answer, or nothing where the route says why there is nothing to record. */
export function auditOf(
  house: House,
  route: Route,
  told: { about: AuditSubject; outcome: Outcome },
): string | undefined {
  if (typeof route.audit !== 'string') return undefined
  return appendSql({ event: route.audit, outcome: told.outcome, build: house.build, ...told.about })
}

/** Whoever holds the session of a request, or a visitor. */
function whoAsks(house: House, asked: Asked, principal: Parameters<typeof actorFrom>[0]): Anybody {
  const actor = actorFrom(principal)
  if (actor !== undefined) noteSession(house, asked.token)
  return actor ?? visitor
}

/** Opens the transaction of a request, asks whether the caller may use the route, and runs the work in it. */
export function inSession<T>(
  house: House,
  call: { asked: Asked; route: Route; outcome: Outcome; version?: number | undefined },
  work: (ctx: ActContext<Anybody>) => Promise<Answered<T>>,
): Promise<T> {
  const { asked, route } = call
  const opening = { token: asked.token, requestId: asked.requestId, clock: house.clock.forced }
  return inTransaction(house.pool, opening, async (tx, principal) => {
    const actor = whoAsks(house, asked, principal)
    permit(route, actor)
    const ctx = contextOf(house, asked, { tx, actor, version: call.version })
    const { result, about, outcome = call.outcome } = await work(ctx)
    return { result, audit: auditOf(house, route, { about, outcome }) }
  })
}

/** Runs work in a transaction of its own before that of the act; the act's own row tells the audit of both. */
export function inTransactionApart(
  house: House,
  call: { asked: Asked; route: Route },
): <T>(work: (ctx: ActContext<never>) => Promise<T>) => Promise<T> {
  const { asked, route } = call
  const opening = { token: asked.token, requestId: asked.requestId, clock: house.clock.forced }
  return (work) =>
    inTransaction(house.pool, opening, async (tx, principal) => {
      const actor = whoAsks(house, asked, principal)
      permit(route, actor)
      const ctx = contextOf(house, asked, { tx, actor, version: undefined })
      return { result: await work(ctx as ActContext<never>), audit: undefined }
    })
}

/** Refuses whoever has no session, where the route is not open to the public, before more is read of what they send. */
export async function demandSession(
  house: House,
  { asked, route }: { asked: Asked; route: Route },
): Promise<void> {
  if (route.can === 'public') return
  if (asked.token === undefined) throw new Failure('signed-out')
  const opening = { token: asked.token, requestId: asked.requestId, clock: house.clock.forced }
  await inTransaction(house.pool, opening, (_tx, principal) => {
    if (whoAsks(house, asked, principal).kind === 'visitor') throw new Failure('signed-out')
    return Promise.resolve({ result: undefined, audit: undefined })
  })
}

/** Records that something was refused, in a transaction of its own, because the act's own is rolled back. */
export async function recordRefusal(
  house: House,
  call: { asked: Asked; route: Route; reason: string },
): Promise<void> {
  const { asked, route, reason } = call
  const opening = { token: asked.token, requestId: asked.requestId, clock: house.clock.forced }
  const about = { reason }
  const event = typeof route.audit === 'string' ? route.audit : 'route.refused'
  await inTransaction(house.pool, opening, () =>
    Promise.resolve({
      result: undefined,
      audit: appendSql({
        event: event as `${string}.${string}`,
        outcome: 'refused',
        build: house.build,
        ...about,
      }),
    }),
  )
}
