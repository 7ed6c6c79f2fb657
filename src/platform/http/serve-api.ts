import type { ZodType } from 'zod'
import type { Problem } from '#platform/html/form-state.ts'
import { Failure } from '#shared/failure.ts'
import { isUid } from '#shared/ids.ts'
import { keepAnswer, takeKey } from './command-key.ts'
import { demandNoEmergency } from './emergency.ts'
import type { Asked, House } from './house.ts'
import { checkStepUp, inSession, inTransactionApart, recordRefusal } from './in-session.ts'
import { parseAddress, problemsOf } from './parse.ts'
import { isReadable } from './readable.ts'
import type { Route } from './route.ts'

/** A JSON route, apart from the other kinds. */
export type ApiRoute = Extract<Route, { kind: 'api' }>

/** What was sent to the API. */
export interface ApiCall {
  readonly asked: Asked
  readonly path: string
  readonly params: unknown
  readonly query: unknown
  readonly body: unknown
  readonly key: string | undefined
  readonly version: number | undefined
}

/** The answer of the API: a status, a body, and the version for `ETag`. */
export interface ApiAnswer {
  readonly status: number
  readonly json: unknown
  readonly version?: number
}

class Refused extends Error {
  readonly answer: ApiAnswer
  readonly reason: string
  constructor(answer: ApiAnswer, reason: string) {
    super('refused')
    this.answer = answer
    this.reason = reason
  }
}

function invalid(problems: readonly Problem[]): Refused {
  const issue = problems.map((each) => ({
    code: 'invalid',
    expression: each.field,
    says: each.message,
  }))
  return new Refused({ status: 400, json: { code: 'invalid', issue } }, 'invalid-input')
}

function parseBody(schema: ZodType | undefined, raw: unknown): unknown {
  if (schema === undefined) return undefined
  const parsed = schema.safeParse(raw)
  if (!parsed.success) throw invalid(problemsOf(parsed.error))
  return parsed.data
}

/** The query of an address: an unknown value is named, so that a caller does not take it for an empty answer. */
function parseQuery(schema: ZodType | undefined, raw: unknown): unknown {
  if (schema === undefined) return {}
  if (!isReadable(raw)) throw new Failure('not-found', 'address')
  const parsed = schema.safeParse(raw ?? {})
  if (!parsed.success) throw invalid(problemsOf(parsed.error))
  return parsed.data
}

function keyOf(route: ApiRoute, call: ApiCall): string | undefined {
  if (route.method === 'GET' || route.spec.keyless !== undefined) return undefined
  const { key } = call
  if (key !== undefined && isUid(key)) return key
  throw invalid([
    { field: 'Idempotency-Key', message: 'Send a uuid as Idempotency-Key with each command.' },
  ])
}

/** What `before` has to tell; a body that is not of its shape is refused later, in words. */
async function firstOf(
  house: House,
  at: { route: ApiRoute; call: ApiCall },
  address: { params: unknown; query: unknown },
): Promise<unknown> {
  const { spec } = at.route
  const body = spec.body?.safeParse(at.call.body)
  if (spec.before === undefined || body?.success === false) return undefined
  const apart = inTransactionApart(house, { asked: at.call.asked, route: at.route })
  return spec.before(apart, { ...address, body: body?.data })
}

/** A body that names its own act is wrong itself when it is refused; else the rules said no. */
function refused(route: ApiRoute, refusal: { code: string }): Refused {
  const { code } = refusal
  if (route.spec.keyless === undefined) {
    return new Refused({ status: 422, json: { code: 'business-rule', issue: [refusal] } }, code)
  }
  return new Refused({ status: 400, json: { code: 'invalid', issue: [refusal] } }, code)
}

async function run(house: House, route: ApiRoute, call: ApiCall): Promise<ApiAnswer> {
  const { spec } = route
  const params = parseAddress(spec.params, call.params)
  const asked = spec.query?.safeParse(call.query ?? {})
  const before = await firstOf(house, { route, call }, { params, query: asked?.data ?? {} })
  const outcome = route.method === 'GET' ? ('shown' as const) : ('done' as const)
  const session = { asked: call.asked, route, outcome, version: call.version }
  return inSession<ApiAnswer>(house, session, async (ctx) => {
    checkStepUp(house, route, ctx.actor)
    // Data for programs is an export; what only keeps the session alive holds none.
    if (route.method === 'GET' && route.path.startsWith('/api/')) await demandNoEmergency(ctx)
    const query = parseQuery(spec.query, call.query)
    const key = keyOf(route, call)
    const body = parseBody(spec.body, call.body)
    if (key !== undefined) {
      const kept = await takeKey(ctx.tx, { key, route: call.path, body: call.body })
      if (kept !== undefined) {
        return { result: { status: 200, json: JSON.parse(kept) }, about: { reason: 'repeated' } }
      }
    }
    const answered = await spec.handle(ctx as never, { params, query, body, before })
    if (!answered.ok) throw refused(route, answered.refusal)
    const json = spec.answer.parse(answered.value.answer)
    if (key !== undefined) await keepAnswer(ctx.tx, { key, route: call.path }, JSON.stringify(json))
    const { version } = answered.value
    return {
      result: { status: 200, json, ...(version !== undefined && { version }) },
      about: answered.value.about,
    }
  })
}

/** Answers a JSON route; refusals and known failures are JSON too, with the same codes as the pages. */
export async function serveApi(house: House, route: ApiRoute, call: ApiCall): Promise<ApiAnswer> {
  try {
    return await run(house, route, call)
  } catch (error) {
    if (error instanceof Refused) {
      await recordRefusal(house, { asked: call.asked, route, reason: error.reason })
      return error.answer
    }
    if (error instanceof Failure) {
      await recordRefusal(house, { asked: call.asked, route, reason: error.message })
    }
    throw error
  }
}
