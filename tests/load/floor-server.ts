/**
 * The floor beside every figure: a bare Fastify route that sends the same bytes as a fixed string, after one select by
 * key and the same chained audit insert, in one transaction. No row security, no rules, no rendering.
 */
import { readFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'
import { appendSql } from '#platform/audit/append-sql.ts'
import type { AuditEvent } from '#platform/audit/audit-entry.ts'

/** One floor route: which row it selects, what it writes down, what it sends. */
export interface FloorRoute {
  readonly name: string
  readonly method: 'GET' | 'POST'
  readonly status: number
  readonly type: string
  readonly location?: string | undefined
  readonly body: string
  readonly table: string
  readonly uid: string
  readonly event: AuditEvent
  readonly token: string
}

interface Plan {
  readonly connect: pg.ClientConfig
  readonly port: number
  readonly connections: number
  readonly partnershipId: number
  readonly routes: readonly FloorRoute[]
}

const plan = JSON.parse(readFileSync(process.env['FLOOR_PLAN'] ?? '', 'utf8')) as Plan
const pool = new pg.Pool({ ...plan.connect, max: plan.connections })
const server = fastify({ logger: false })
server.addContentTypeParser(
  'application/x-www-form-urlencoded',
  { parseAs: 'string' },
  (_request, body, done) => done(null, body),
)

for (const route of plan.routes) {
  const select = {
    name: route.name,
    text: `select * from ${route.table} where partnership_id = $1 and uid = $2`,
    values: [plan.partnershipId, route.uid],
  }
  const append = appendSql({
    event: route.event,
    outcome: route.method === 'GET' ? 'shown' : 'done',
    object: { type: 'floor', uid: route.uid },
    build: '0.1.0',
  })
  server.route({
    method: route.method,
    url: `/${route.name}`,
    handler: async (_request, reply) => {
      const client = await pool.connect()
      try {
        await client.query(
          `begin; set local heed.request = '${randomUUID()}'; set local heed.session = '${route.token}'`,
        )
        await client.query(select)
        await client.query(`${append}; commit`)
      } finally {
        client.release()
      }
      reply.code(route.status).type(route.type)
      if (route.location !== undefined) reply.header('location', route.location)
      return reply.send(route.body)
    },
  })
}

await server.listen({ host: '127.0.0.1', port: plan.port })
process.send?.('ready')
process.on('SIGTERM', () => {
  void server
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0))
})
