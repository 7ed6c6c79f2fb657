import type { FastifyRequest } from 'fastify'
import { failureOf } from './errors.tsx'
import type { House } from './house.ts'
import { recordRefusal } from './in-session.ts'
import type { Route } from './route.ts'
import { tokenOf } from './session-cookie.ts'

const recorders = new WeakSet<FastifyRequest>()

/** Notes that the route itself records how this request is refused, because it knows more of it than its failure. */
export function recordsItself(request: FastifyRequest): void {
  recorders.add(request)
}

/**
 * What only leads to a sign-in, or says nothing of the sender: too many requests must not become as many rows. A file that
 * does not open was recorded as a fault where it was found.
 */
const notRecorded: ReadonlySet<string> = new Set([
  'signed-out',
  'step-up-needed',
  'too-many',
  'storage-full',
  'file-unreadable',
  'not-ready',
])

function routeOf(house: House, request: FastifyRequest): Route | undefined {
  const { url } = request.routeOptions
  return house.routes.find((route) => route.path === url && route.method === request.method)
}

/**
 * Records a refusal that no route has recorded: a page that is not open, a request that another site sent, a body that
 * could not be read. Somebody unknown, who was refused at the door, has seen and done nothing. Answers what is to be
 * told: the refusal, or the fault for which it could not be recorded.
 */
export async function recordRefused(
  house: House,
  { request, error }: { readonly request: FastifyRequest; readonly error: unknown },
): Promise<unknown> {
  const failure = failureOf(error)
  const route = routeOf(house, request)
  const token = tokenOf(house, request)
  if (recorders.has(request) || token === undefined || route === undefined) return error
  if (failure === undefined || notRecorded.has(failure.code)) return error
  const asked = { token, requestId: request.id }
  const told = recordRefusal(house, { asked, route, reason: failure.message })
  return told.then(
    () => error,
    (fault: unknown) => fault,
  )
}
