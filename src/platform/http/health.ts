import type { FastifyInstance } from 'fastify'
import type { Pool } from '#platform/db/connection.ts'
import type { Log } from '#platform/log.ts'
import { neverCached } from './headers.ts'

/**
 * Whether the process lives, and whether its database answers: for the machines that watch it, so they count towards no
 * limit and the answer is a word without content.
 */
export function serveHealth(server: FastifyInstance, house: { pool: Pool; log: Log }): void {
  server.get('/health', { config: { rateLimit: false } }, () => ({ alive: true }))
  server.get('/ready', { config: { rateLimit: false } }, async (_request, reply) => {
    const ready = await house.pool.query('select 1').then(
      () => true,
      (cause: unknown) => {
        house.log.warn({ because: cause instanceof Error ? cause.name : 'database' }, 'not ready')
        return false
      },
    )
    return reply
      .code(ready ? 200 : 503)
      .headers(neverCached)
      .send({ ready })
  })
}
