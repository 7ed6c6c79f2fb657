import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import assets from '@fastify/static'
import fastify from 'fastify'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { randomUUID } from 'node:crypto'
import { Failure } from '#shared/failure.ts'
import { answerError } from './errors.tsx'
import { everyAnswer, uncounted } from './headers.ts'
import { serveHealth } from './health.ts'
import type { House } from './house.ts'
import { isKnownSession } from './known-sessions.ts'
import { trustOf } from './proxies.ts'
import { recordRefused } from './record-refused.ts'
import { registerRoutes } from './register.ts'
import { tokenOf } from './session-cookie.ts'
import { largestFile } from './uploads.ts'

/** Bodies other than uploads (security.md 5.1 rule 12). */
const largestBody = 1024 * 1024

/** Requests of a session are counted together; whoever has none, or invents one, is counted by address. */
function countedUnder(house: House, request: FastifyRequest): string {
  const token = tokenOf(house, request)
  return token !== undefined && isKnownSession(house, token) ? token : request.ip
}

async function plugins(server: FastifyInstance, house: House): Promise<void> {
  await server.register(cookie)
  await server.register(formbody, { bodyLimit: largestBody })
  await server.register(multipart, {
    // A file that is too large is cut off and said so beside its field, not thrown.
    throwFileSizeLimit: false,
    limits: { fileSize: largestFile, files: 10, fields: 1000, fieldSize: largestBody, parts: 1010 },
  })
  await server.register(rateLimit, {
    max: house.limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => countedUnder(house, request),
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

/** Builds the web server over the list of routes; it listens when `main.ts` says so. */
export async function buildServer(house: House): Promise<FastifyInstance> {
  const server = fastify({
    bodyLimit: largestBody,
    exposeHeadRoutes: false,
    genReqId: () => randomUUID(),
    logger: false,
    trustProxy: trustOf(house.proxies),
    routerOptions: { maxParamLength: 100 },
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    // An address that cannot be read, or that is too long, names nothing; no hook runs for it.
    frameworkErrors: (_error, request, reply) => {
      reply.headers(everyAnswer)
      answerError(house, { error: new Failure('not-found', 'address'), request, reply })
    },
  })
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(everyAnswer)
    done()
  })
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    const took = Math.round(reply.elapsedTime)
    house.log.info({
      request: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      took,
    })
    done()
  })
  server.setErrorHandler(async (thrown, request, reply) => {
    const error = await recordRefused(house, { request, error: thrown })
    return answerError(house, { error, request, reply })
  })
  await plugins(server, house)
  // Counted with all other requests: looking for addresses that exist must not be free.
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) =>
    answerError(house, { error: new Failure('not-found'), request, reply }),
  )
  serveHealth(server, house)
  registerRoutes(server, house)
  return server
}
