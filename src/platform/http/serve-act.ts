import type { ZodType } from 'zod'
import type { AuditSubject } from '#platform/context.ts'
import type { FormState, Problem } from '#platform/html/form-state.ts'
import { addressOf } from '#platform/drafts/form-address.ts'
import { Failure, failures } from '#shared/failure.ts'
import { isUid } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { keepAnswer, takeKey } from './command-key.ts'
import { readForm, typedValues } from './form-body.ts'
import type { FormBody } from './form-body.ts'
import type { Anybody, Asked, House } from './house.ts'
import { checkStepUp, inSession, inTransactionApart, recordRefusal } from './in-session.ts'
import { parseAddress, problemsOf } from './parse.ts'
import type { Done, Route } from './route.ts'
import { servePage } from './serve-page.ts'
import type { PageRoute } from './serve-page.ts'
import { tooLargeIn } from './uploads.ts'

/** An act route, apart from the other kinds. */
export type ActRoute = Extract<Route, { kind: 'act' }>

/** What was sent to an act. */
export interface ActCall {
  readonly asked: Asked
  readonly path: string
  readonly params: unknown
  readonly raw: unknown
}

/** Where to go after an act, or the page with what was typed and why it was refused. */
export type ActAnswer =
  | { readonly kind: 'done'; readonly to: string; readonly session?: Done['session'] }
  | { readonly kind: 'again'; readonly status: number; readonly html: string }

/** Thrown inside the transaction to roll it back; carries the sentences for the form. */
class Refused extends Error {
  readonly problems: readonly Problem[]
  readonly reason: string
  constructor(problems: readonly Problem[], reason: string) {
    super('refused')
    this.problems = problems
    this.reason = reason
  }
}

function reasonOf(refusal: unknown): string {
  const code =
    typeof refusal === 'object' && refusal !== null && 'code' in refusal ? refusal.code : 'refused'
  return String(code)
}

const noticeOf = (route: ActRoute): string =>
  typeof route.audit === 'string' ? `done=${route.audit}` : ''

/** The address to go to, with the name of what was done, from which the page makes its one sentence. */
function address(route: ActRoute, done: Done): string {
  const notice = noticeOf(route)
  if (notice === '' || !done.to.startsWith('/')) return done.to
  const [before = '', fragment] = done.to.split('#')
  return `${before}${before.includes('?') ? '&' : '?'}${notice}${fragment === undefined ? '' : `#${fragment}`}`
}

/** Where to go, and what becomes of the caller's session. */
type Went = Pick<Done, 'to' | 'session'>

/** What `before` has to tell. A file is looked at only when its sender may use the route at all. */
async function firstOf(
  house: House,
  at: { route: ActRoute; call: ActCall },
  sent: { params: unknown; body: unknown },
): Promise<unknown> {
  const { spec } = at.route
  if (spec.before === undefined) return undefined
  const apart = inTransactionApart(house, { asked: at.call.asked, route: at.route })
  if (spec.files !== undefined) await apart(() => Promise.resolve())
  return spec.before(apart, { ...sent, files: house.files })
}

/** The key under which an act takes effect once; a visitor has none. */
function keyOf(sent: string | undefined, actor: Anybody): Uid | undefined {
  return sent !== undefined && isUid(sent) && actor.kind !== 'visitor' ? sent : undefined
}

/** What is wrong with what was sent, before anybody looks at what it means. */
function problemsIn(fields: FormBody, body: ReturnType<ZodType['safeParse']>): Problem[] {
  const large = tooLargeIn(fields)
  const named = new Set(large.map(({ field }) => field))
  const others = body.success ? [] : problemsOf(body.error)
  return [...large, ...others.filter(({ field }) => !named.has(field))]
}

async function run(house: House, route: ActRoute, call: ActCall): Promise<Went> {
  const sent = readForm(call.raw)
  const params = parseAddress(route.spec.params, call.params)
  const body = route.spec.body.safeParse(sent.fields)
  const problems = problemsIn(sent.fields, body)
  const first =
    body.success && problems.length === 0
      ? await firstOf(house, { route, call }, { params, body: body.data })
      : undefined
  const session = { asked: call.asked, route, outcome: 'done' as const, version: sent.version }
  return inSession<Went>(house, session, async (ctx) => {
    checkStepUp(house, route, ctx.actor)
    if (!body.success || problems.length > 0) throw new Refused(problems, 'invalid-input')
    const key = keyOf(sent.key, ctx.actor)
    if (key !== undefined) {
      const before = await takeKey(ctx.tx, { key, route: call.path, body: sent.fields })
      const about: AuditSubject = { reason: 'repeated' }
      if (before !== undefined) return { result: { to: before }, about }
    }
    const input = { params, body: body.data, before: first }
    const outcome = await route.spec.handle(ctx as never, input)
    if (!outcome.ok)
      throw new Refused(route.spec.explain(outcome.refusal), reasonOf(outcome.refusal))
    await ctx.drafts.discard(addressOf(route.spec.page, call.params))
    const to = address(route, outcome.value)
    if (key !== undefined) await keepAnswer(ctx.tx, { key, route: call.path }, to)
    const { session: turned, about } = outcome.value
    return { result: { to, ...(turned && { session: turned }) }, about }
  })
}

function pageOf(house: House, route: ActRoute): PageRoute | undefined {
  const found = house.routes.find((each) => each.kind === 'page' && each.path === route.spec.page)
  return found?.kind === 'page' ? found : undefined
}

/** Shows the form's page again, in a reading transaction of its own, so that it too leaves its audit row. */
async function again(
  house: House,
  at: { route: ActRoute; call: ActCall },
  told: { status: number; problems: readonly Problem[] },
): Promise<ActAnswer> {
  const { route, call } = at
  const page = pageOf(house, route)
  if (page === undefined) throw new Failure('not-found', 'no page for this act')
  const form: FormState = { values: typedValues(call.raw), problems: told.problems }
  const html = await servePage(house, page, {
    asked: call.asked,
    path: call.path,
    params: call.params,
    query: {},
    form,
  })
  return { kind: 'again', status: told.status, html }
}

/** Refusals after which the reader should find the page as it is now, with what was typed. */
const shownAgain: ReadonlySet<string> = new Set([
  'stale-version',
  'same-key-other-words',
  'forbidden',
])

/** Keeps what was sent as a draft of the form's page, so that it is there when its sender comes back. */
async function keepTyped(house: House, route: ActRoute, call: ActCall): Promise<boolean> {
  const values = typedValues(call.raw)
  if (Object.keys(values).length === 0) return false
  const { version } = readForm(call.raw)
  const form = addressOf(route.spec.page, call.params)
  const apart = inTransactionApart(house, { asked: call.asked, route })
  await apart((ctx) =>
    ctx.drafts.save(form, { ...values, ...(version !== undefined && { _version: `${version}` }) }),
  )
  return true
}

/**
 * The sign-in is too old for this act: what was typed is kept, and the page leads to where one confirms that it is oneself,
 * and from there back. A page that needs a fresh sign-in itself cannot be shown, so one goes there at once.
 */
async function confirmFirst(
  house: House,
  { route, call }: { route: ActRoute; call: ActCall },
): Promise<ActAnswer> {
  const kept = await keepTyped(house, route, call)
  const back = addressOf(route.spec.page, call.params)
  const to = `/confirm?to=${encodeURIComponent(back)}`
  if (pageOf(house, route)?.stepUp === true) return { kind: 'done', to }
  const { says, status } = failures['step-up-needed']
  const problems = [
    { field: '', message: kept ? `${says} What you typed is kept.` : says, leadsTo: to },
  ]
  return again(house, { route, call }, { status, problems })
}

/**
 * Without the permission: whoever may see the page is told that this is not for them; to all others it does not exist.
 */
async function denied(
  house: House,
  at: { route: ActRoute; call: ActCall },
  failure: Failure,
): Promise<ActAnswer> {
  const { route, call } = at
  await recordRefusal(house, { asked: call.asked, route, reason: failure.message })
  if (failure.message === 'permission') {
    const problems = [{ field: '', message: failures.forbidden.says }]
    return again(house, at, { status: 403, problems })
  }
  if (failure.code === 'step-up-needed') return confirmFirst(house, { route, call })
  if (!shownAgain.has(failure.code)) throw failure
  const problems = [{ field: '', message: failures[failure.code].says }]
  return again(house, at, { status: failure.status, problems })
}

/** Does what a form asks for: once, in one transaction, or not at all and with the reason in words. */
export async function serveAct(house: House, route: ActRoute, call: ActCall): Promise<ActAnswer> {
  try {
    return { kind: 'done', ...(await run(house, route, call)) }
  } catch (error) {
    if (error instanceof Refused) {
      await recordRefusal(house, { asked: call.asked, route, reason: error.reason })
      return again(house, { route, call }, { status: 422, problems: error.problems })
    }
    if (error instanceof Failure) return denied(house, { route, call }, error)
    throw error
  }
}
