import { randomBytes } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Page } from '#platform/html/page.tsx'
import { render } from '#platform/html/render.ts'
import { isDiskFull } from '#platform/lifecycle-errors.ts'
import { Failure, failures } from '#shared/failure.ts'
import type { FailureCode } from '#shared/failure.ts'
import { neverCached } from './headers.ts'
import type { House } from './house.ts'

const titles: Readonly<Record<FailureCode | 'fault', string>> = {
  'not-found': 'Page not found',
  'signed-out': 'Sign in',
  'step-up-needed': 'Confirm that it is you',
  forbidden: 'This is not open to you',
  'emergency-runs': 'Not while emergency access runs',
  'cross-site': 'Request refused',
  'stale-version': 'This has changed',
  'same-key-other-words': 'This was already sent',
  'too-large': 'Too large',
  'unsupported-type': 'Not readable',
  'too-many': 'Too many requests',
  'storage-full': 'The disk is full',
  'file-unreadable': 'The file cannot be opened',
  'not-ready': 'Not ready',
  fault: 'Sorry, there is a problem',
}

/** An error page says nothing about who asked or what for, so that hidden and missing are the same bytes. */
function errorPage(code: FailureCode | 'fault', says: string): string {
  return render(
    <Page frame={{}} title={titles[code]}>
      <p class="govuk-body">{says}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/">
          Go to your home page
        </a>
      </p>
    </Page>,
  )
}

const byStatus = new Map<number, FailureCode>([
  [404, 'not-found'],
  [413, 'too-large'],
  [415, 'unsupported-type'],
  [429, 'too-many'],
])

/** A known failure, also where the web server itself refused the request; anything else is a fault. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  if (isDiskFull(error)) return new Failure('storage-full')
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  const known = byStatus.get(status)
  if (known !== undefined) return new Failure(known)
  return status >= 400 && status < 500 ? new Failure('unsupported-type') : undefined
}

interface Failed {
  readonly error: unknown
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

function wantsJson(request: FastifyRequest): boolean {
  return request.url.startsWith('/api/')
}

function answerFault(house: House, { error, request, reply }: Failed): FastifyReply {
  const reference = randomBytes(4).toString('hex')
  house.log.error(
    { request: request.id, route: request.routeOptions.url, reference, err: error },
    'fault',
  )
  if (wantsJson(request)) return reply.code(500).send({ code: 'exception', reference })
  const says = `Nothing was changed. Try again later. If you tell somebody, give the reference ${reference}.`
  return reply.code(500).type('text/html; charset=utf-8').send(errorPage('fault', says))
}

const leadsTo: Partial<Record<FailureCode, string>> = {
  'signed-out': '/sign-in',
  'step-up-needed': '/confirm',
}

/** Turns whatever was thrown into an answer: the one place where that happens. */
export function answerError(house: House, failed: Failed): FastifyReply {
  const { request, reply } = failed
  const failure = failureOf(failed.error)
  reply.headers(neverCached)
  if (failure === undefined) return answerFault(house, failed)
  house.log.info({ request: request.id, failure: failure.code, because: failure.message })
  const { code, status } = failure
  if (wantsJson(request)) return reply.code(status).send({ code, says: failures[code].says })
  const gate = leadsTo[code]
  if (gate !== undefined && request.method === 'GET') {
    return reply.redirect(`${gate}?to=${encodeURIComponent(request.url)}`, 303)
  }
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .send(errorPage(code, failures[code].says))
}
