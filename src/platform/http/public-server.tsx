import { createHash, randomBytes, randomUUID } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import assets from '@fastify/static'
import fastify from 'fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Proxies } from '#platform/config.ts'
import type { Pool } from '#platform/db/connection.ts'
import { readPublic } from '#platform/db/public-reading.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { Page } from '#platform/html/page.tsx'
import { render } from '#platform/html/render.ts'
import type { Log } from '#platform/log.ts'
import { Failure, failures } from '#shared/failure.ts'
import { attachmentPolicy, everyAnswer, uncounted } from './headers.ts'
import { serveHealth } from './health.ts'
import { trustOf } from './proxies.ts'

/** What the public site answers: a page, a file to keep, or that something was taken down. */
export type PublicAnswer =
  | { readonly kind: 'page'; readonly html: string; readonly indexed: boolean }
  | {
      readonly kind: 'file'
      readonly name: string
      readonly type: string
      readonly content: Buffer
    }
  | { readonly kind: 'gone'; readonly html: string }
  | { readonly kind: 'moved'; readonly to: string }

/** A page of the public site: what it shows from published copies, or nothing where there is nothing. */
export interface PublicRoute {
  readonly path: `/${string}`
  handle(
    tx: Reader,
    asked: { readonly params: unknown; readonly query: unknown },
  ): Promise<PublicAnswer | undefined>
}

/** All that the public site needs: a pool of the role that reads published copies only. */
export interface PublicHouse {
  readonly pool: Pool
  readonly log: Log
  readonly routes: readonly PublicRoute[]
  readonly assetsFolder: string
  readonly limits: { readonly requestsPerMinute: number }
  /** The proxies before the site, whose word about a visitor's address counts. */
  readonly proxies?: Proxies | undefined
}

/** Kept by caches, but asked for again each time: a takedown takes effect at once. */
const askAgain = { 'cache-control': 'public, no-cache' } as const
/** What was taken down leaves the reader's own cache too. */
const forgotten = { 'cache-control': 'no-store', 'clear-site-data': '"cache"' } as const
const notIndexed = { 'x-robots-tag': 'noindex, nofollow' } as const

function errorPage(title: string, says: string): string {
  return render(
    <Page frame={{ homePath: '/reviews', footer: [] }} title={title}>
      <p class="govuk-body">{says}</p>
      <p class="govuk-body">
        <a class="govuk-link" href="/reviews">
          All published reviews
        </a>
      </p>
    </Page>,
  )
}

function sendHtml(reply: FastifyReply, html: string): FastifyReply {
  return reply.type('text/html; charset=utf-8').send(html)
}

function missing(reply: FastifyReply): FastifyReply {
  const html = errorPage('Page not found', 'There is no page at this address.')
  return sendHtml(reply.code(404).headers({ 'cache-control': 'no-store', ...notIndexed }), html)
}

/** A page with its tag: whoever has these very bytes already is told so. */
function sendPage(
  request: FastifyRequest,
  reply: FastifyReply,
  page: Extract<PublicAnswer, { kind: 'page' }>,
): FastifyReply {
  const tag = `"${createHash('sha256').update(page.html).digest('base64url').slice(0, 27)}"`
  reply.headers({ ...askAgain, etag: tag, ...(page.indexed ? {} : notIndexed) })
  if (request.headers['if-none-match'] === tag) return reply.code(304).send()
  return sendHtml(reply, page.html)
}

function send(request: FastifyRequest, reply: FastifyReply, answer: PublicAnswer): FastifyReply {
  switch (answer.kind) {
    case 'page':
      return sendPage(request, reply, answer)
    case 'moved':
      return reply.headers(askAgain).redirect(answer.to, 302)
    case 'gone':
      return sendHtml(reply.code(410).headers({ ...forgotten, ...notIndexed }), answer.html)
    case 'file':
      return reply
        .headers({ ...askAgain, ...notIndexed })
        .header('content-security-policy', attachmentPolicy)
        .header(
          'content-disposition',
          `attachment; filename="${answer.name.replaceAll(/[^\w.-]/g, '-')}"`,
        )
        .type(answer.type)
        .send(answer.content)
  }
}

function answerError(
  house: PublicHouse,
  error: unknown,
  { reply }: { reply: FastifyReply },
): FastifyReply {
  reply.headers({ 'cache-control': 'no-store', ...notIndexed })
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  const failure = error instanceof Failure ? error : undefined
  if (failure !== undefined) {
    const says = failures[failure.code].says
    return sendHtml(reply.code(failure.status), errorPage('Not now', says))
  }
  if (status >= 400 && status < 500) return missing(reply)
  const reference = randomBytes(4).toString('hex')
  house.log.error({ reference, err: error }, 'fault')
  const says = `Try again later. If you tell somebody, give the reference ${reference}.`
  return sendHtml(reply.code(500), errorPage('Sorry, there is a problem', says))
}

async function plugins(server: FastifyInstance, house: PublicHouse): Promise<void> {
  await server.register(rateLimit, {
    max: house.limits.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: () => new Failure('too-many'),
    ...uncounted,
  })
  await server.register(assets, {
    root: house.assetsFolder,
    prefix: '/assets/',
    index: false,
    maxAge: '1d',
  })
}

/**
 * Builds the public site: GET only, no cookie is read or set, no session, no script but that of the look. It knows no
 * database role but its own and no route but those it is given.
 */
export async function buildPublicServer(house: PublicHouse): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: 1024,
    genReqId: () => randomUUID(),
    logger: false,
    trustProxy: trustOf(house.proxies),
    routerOptions: { maxParamLength: 200 },
    requestTimeout: 15_000,
    forceCloseConnections: 'idle',
  })
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(everyAnswer)
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    house.log.info({ request: request.id, route, status: reply.statusCode })
    done()
  })
  server.setErrorHandler((error, _request, reply) => answerError(house, error, { reply }))
  await plugins(server, house)
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (_request, reply) => missing(reply))
  serveHealth(server, house)
  for (const route of house.routes) {
    server.get(route.path, async (request, reply) => {
      const { params, query } = request
      const answer = await readPublic(house.pool, (tx) => route.handle(tx, { params, query }))
      return answer === undefined ? missing(reply) : send(request, reply, answer)
    })
  }
  return server
}
