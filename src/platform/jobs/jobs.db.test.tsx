import { randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { act, page } from '#platform/http/route.ts'
import { choice } from '#platform/fields.ts'
import { ok } from '#shared/result.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { testJobs } from '#tests/support/jobs.ts'
import { job } from './job.ts'
import { startWorker } from './worker.ts'

const sent: Record<string, Record<string, string | number>> = {
  ids: { action: randomUUID(), days: 3 },
  name: { person: 'Will Ashdown' },
  sentence: { note: 'the child was seen' },
  inside: { action: 1.5 },
}

const house = await testHouse({
  routes: [
    page({
      path: '/ask',
      can: 'organisation:read',
      audit: { none: 'an empty form' },
      handle: () => Promise.resolve({ title: 'Ask', body: <p>Ask</p>, about: {} }),
    }),
    act({
      path: '/ask',
      page: '/ask',
      can: 'organisation:read',
      audit: 'job.asked-for',
      said: 'It will be done.',
      body: z.strictObject({ what: choice(['ids', 'name', 'sentence', 'inside'], 'Choose') }),
      explain: () => [],
      handle: async (ctx, { body }) => {
        await ctx.enqueue('test.count', sent[body.what] ?? {})
        return ok({ to: '/ask', about: {} })
      },
    }),
  ],
})
let here: TestPartnership
let asker: Somebody
let ran: { actor: string; partnership: number; roles: readonly string[]; payload: unknown }[] = []
let fail = false

const count = job({
  name: 'test.count',
  payload: z.object({ action: z.guid(), days: z.number() }).partial(),
  audit: 'test.counted',
  run: async (ctx, payload) => {
    const { kind, partnershipId, roles } = ctx.actor
    if (fail) throw new Error('Will Ashdown was here')
    ran.push({ actor: kind, partnership: partnershipId, roles, payload })
    return Promise.resolve({})
  },
})
const jobs = testJobs(house, [count])

beforeAll(async () => {
  here = await house.addPartnership()
  await house.addPartnership()
  asker = await house.signIn(here, { role: 'action-owner' })
})
beforeEach(async () => {
  ran = []
  fail = false
  await house.sql('delete from graphile_worker._private_jobs')
})

const ask = (what: string) => house.post(asker, '/ask', { what })
const queue = () =>
  house.sql<{ payload: Record<string, unknown>; attempts: number; last_error: string | null }>(
    'select payload, attempts, last_error from graphile_worker._private_jobs',
  )

describe('a job that an act asks for', () => {
  it('acts as the job principal of the partnership, in a session of its own, and is audited', async () => {
    expect((await ask('ids')).status).toBe(303)
    await jobs.runDue()
    expect(ran).toEqual([
      { actor: 'job', partnership: here.id, roles: ['reminder-job'], payload: sent['ids'] },
    ])
    const [entry] = await house.audited('test.counted')
    const [principal] = await house.sql<{ uid: string }>(
      `select uid from access.principal where kind = 'job' and partnership_id = $1`,
      [here.id],
    )
    expect(entry).toMatchObject({ outcome: 'done', actor: principal?.uid })
    expect(await queue()).toEqual([])
  })

  it('is not queued when the act is undone', async () => {
    await expect(ask('name')).rejects.toThrow()
    expect(await queue()).toEqual([])
  })

  it('can carry neither a name nor a sentence', async () => {
    for (const what of ['name', 'sentence', 'inside']) await expect(ask(what)).rejects.toThrow()
    expect(await queue()).toEqual([])
  })

  it('takes effect once, although the queue hands it out again after a crash', async () => {
    await ask('ids')
    const [first] = await queue()
    await jobs.runDue()
    await house.sql(`select graphile_worker.add_job('test.count', $1)`, [
      JSON.stringify(first?.payload),
    ])
    await jobs.runDue()
    expect(ran).toHaveLength(1)
  })

  it('is tried again when it fails, and the queue keeps nothing of what the fault said', async () => {
    fail = true
    await ask('ids')
    await jobs.runDue()
    const [left] = await queue()
    expect(left).toMatchObject({ attempts: 1, last_error: expect.not.stringContaining('Ashdown') })
    expect(await house.audited('test.counted')).toHaveLength(2)
  })

  it('is done for each partnership when the clock asks for it', async () => {
    const before = (await house.sql('select from access.partnership')).length
    const cron = JSON.stringify({ _cron: { ts: '2026-11-24T06:00:00.000Z' } })
    await house.sql(`select graphile_worker.add_job('test.count', $1)`, [cron])
    await jobs.runDue()
    await house.sql(`select graphile_worker.add_job('test.count', $1)`, [cron])
    await jobs.runDue()
    expect(new Set(ran.map((one) => one.partnership)).size).toBe(before)
    expect(ran).toHaveLength(before)
  })
})

describe('the worker', () => {
  it('waits for the job that runs when it is stopped', async () => {
    let ended = false
    const slow = job({
      name: 'test.slow',
      payload: z.object({}),
      audit: 'test.slowed',
      run: async () => {
        await new Promise((done) => setTimeout(done, 400))
        ended = true
        return {}
      },
    })
    const worker = await startWorker(jobs.jobHouse, [slow], { alone: true })
    await house.sql(
      `select graphile_worker.add_job('test.slow', json_build_object('partnership', $1::bigint, 'run', gen_random_uuid()))`,
      [here.id],
    )
    for (let tries = 0; tries < 100; tries += 1) {
      const [row] = await house.sql<{ locked: boolean }>(
        'select locked_at is not null as locked from graphile_worker._private_jobs',
      )
      if (row === undefined || row.locked) break
      await new Promise((done) => setTimeout(done, 20))
    }
    await worker.stop()
    expect(ended).toBe(true)
    expect(await queue()).toEqual([])
  })

  it('takes back at once what a killed process had begun', async () => {
    await ask('ids')
    await house.sql(
      `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'killed'`,
    )
    const worker = await startWorker(jobs.jobHouse, [count], { alone: true })
    for (let tries = 0; tries < 100 && ran.length === 0; tries += 1)
      await new Promise((done) => setTimeout(done, 20))
    await worker.stop()
    expect(ran).toHaveLength(1)
  })
})

describe('who may touch the queue', () => {
  it('is not the web server, but through the one function', async () => {
    const { Client } = await import('pg').then((module) => module.default)
    const client = new Client(house.database.connect.app)
    await client.connect()
    try {
      for (const statement of [
        'select * from graphile_worker._private_jobs',
        `select graphile_worker.add_job('test.count', '{}')`,
        `select access.start_job_session(1, sha256('x'))`,
        `select app.queue_job('test.count', '{}')`,
      ])
        await expect(client.query(statement)).rejects.toThrow()
    } finally {
      await client.end()
    }
  })
})
