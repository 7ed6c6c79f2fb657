import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { actorFrom } from '#platform/access/actor.ts'
import { isModuleOn } from '#platform/access/module.ts'
import { appendSql } from '#platform/audit/append-sql.ts'
import type { ActContext } from '#platform/context.ts'
import { inTransaction } from '#platform/db/transaction.ts'
import type { Closing, Tx } from '#platform/db/transaction.ts'
import { keepAnswer, takeKey } from '#platform/http/command-key.ts'
import { contextOf } from '#platform/http/in-session.ts'
import type { Job } from './job.ts'
import type { JobHouse } from './job-house.ts'
import { withClient } from './with-client.ts'

/** What the queue adds to the payload: for which partnership, and the id of this one piece of work. */
const Envelope = z.object({ partnership: z.number().int().positive(), run: z.guid() }).loose()
const FromCron = z.object({ _cron: z.object({ ts: z.string() }) }).loose()

/** Runs jobs of the list, each under the rights that it has. */
export interface JobRunner {
  readonly house: JobHouse
  readonly tokenFor: (partnership: number) => Promise<string>
}

type PartnershipJob = Extract<Job, { kind: 'partnership' }>

/** Runs one job with what the queue hands over. */
export async function runJob(runner: JobRunner, job: Job, payload: unknown): Promise<void> {
  if (job.kind === 'house') return job.run(runner.house)
  const fromCron = FromCron.safeParse(payload)
  if (fromCron.success) return queueForAll(runner, job, fromCron.data._cron.ts)
  return runForPartnership(runner, job, Envelope.parse(payload))
}

/** The id of the work of one partnership at one moment: asked for twice, it is the same. */
function runAt(job: PartnershipJob, partnership: string, moment: string): string {
  const hex = createHash('sha256').update(`${job.name} ${partnership} ${moment}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-')
}

async function queueForAll(runner: JobRunner, job: PartnershipJob, moment: string): Promise<void> {
  await withClient(runner.house.connect.jobs, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select id::text from access.partnerships_with_jobs() as id',
    )
    for (const { id } of rows) {
      const run = runAt(job, id, moment)
      await client.query(
        `select graphile_worker.add_job($1, json_build_object('partnership', $2::bigint, 'run', $3::uuid),
           job_key => $4, max_attempts => 10)`,
        [job.name, id, run, `${job.name}:${run}`],
      )
    }
  })
}

type Work = z.output<typeof Envelope>

async function runForPartnership(
  runner: JobRunner,
  job: PartnershipJob,
  work: Work,
): Promise<void> {
  const { partnership, run, ...ids } = work
  const payload = job.payload.parse(ids)
  const { web } = runner.house
  const token = await runner.tokenFor(partnership)
  const requestId = randomUUID()
  const opening = { token, requestId, clock: web.clock.forced }
  await inTransaction(web.pool, opening, async (tx, principal): Promise<Closing<void>> => {
    const actor = actorFrom(principal)
    if (actor === undefined) throw new Error('the session of the jobs is not live')
    const isOff = job.module !== undefined && !isModuleOn(actor, job.module)
    if (isOff || (await wasDone(tx, job, run))) return { result: undefined, audit: undefined }
    // The context is made for whoever acts; here that is known to be somebody.
    const ctx = contextOf(
      web,
      { token, requestId },
      { tx, actor, version: undefined },
    ) as ActContext
    const about = await job.run(ctx, payload)
    const entry = { event: job.audit, outcome: 'done' as const, build: web.build, ...about }
    return { result: undefined, audit: appendSql(entry) }
  })
}

/** A job whose process died after its commit is handed out again: it takes effect once all the same. */
async function wasDone(tx: Tx, job: PartnershipJob, run: string): Promise<boolean> {
  const sent = { key: run, route: `job:${job.name}`, body: null }
  if ((await takeKey(tx, sent)) !== undefined) return true
  await keepAnswer(tx, sent, 'done')
  return false
}
