import { Logger, parseCronItems, run } from 'graphile-worker'
import type { ParsedCronItem, Runner, TaskList } from 'graphile-worker'
import type { Pool } from 'pg'
import { stopwatch } from '#platform/clock.ts'
import type { Log } from '#platform/log.ts'
import { Failure } from '#shared/failure.ts'
import type { Job } from './job.ts'
import type { JobHouse } from './job-house.ts'
import { jobSessions } from './job-session.ts'
import { queuePool, queueSchema } from './queue-schema.ts'
import { runJob } from './run-job.ts'
import type { JobRunner } from './run-job.ts'

/** Jobs at work. */
export interface Worker {
  /** Takes no new job and waits for those that run. */
  stop(): Promise<void>
}

/** A night or an hour that was slept through is made up for, but not a week of them. */
const backfillMilliseconds = 24 * 60 * 60_000

/**
 * Works on the queue until it is stopped. `alone` says that no other process does: what a killed one had taken is
 * then given back at once, not after the four hours after which the queue gives up on a worker.
 */
export async function startWorker(
  house: JobHouse,
  jobs: readonly Job[],
  options: { alone: boolean },
): Promise<Worker> {
  const pool = queuePool(house.connect.jobs, 4)
  try {
    if (options.alone) await giveBack(pool)
    const runner = await run({
      pgPool: pool,
      schema: queueSchema,
      concurrency: 2,
      noHandleSignals: true,
      // With a batch, even of no delay, stopping waits until the queue knows that the last job is done.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      logger: loggerOf(house.web.log),
      taskList: tasksOf({ house, tokenFor: jobSessions(house) }, jobs),
      parsedCronItems: cronOf(jobs),
    })
    watch(runner, house.web.log)
    return {
      async stop() {
        await runner.stop()
        await runner.promise
        await pool.end()
      },
    }
  } catch (error) {
    await pool.end()
    throw error
  }
}

/** The runner ends only when it is stopped or when it breaks; a break must not take the server with it. */
function watch(runner: Runner, log: Log): void {
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'the queue of jobs broke'))
}

async function giveBack(pool: Pool): Promise<void> {
  await pool.query(`select graphile_worker.force_unlock_workers(array(
    select distinct locked_by from graphile_worker._private_jobs where locked_by is not null
    union select distinct locked_by from graphile_worker._private_job_queues where locked_by is not null))`)
}

/** The jobs as the queue knows them: each logs how it ended, and says nothing else. */
export function tasksOf(runner: JobRunner, jobs: readonly Job[]): TaskList {
  const { log } = runner.house.web
  return Object.fromEntries(
    jobs.map((job) => [
      job.name,
      async (payload: unknown, helpers: { job: { attempts: number; max_attempts: number } }) => {
        const took = stopwatch()
        try {
          await runJob(runner, job, payload)
          log.debug({ job: job.name, took: Math.round(took()) }, 'job done')
        } catch (error) {
          const { attempts, max_attempts: most } = helpers.job
          log.error(
            { job: job.name, attempt: attempts, gaveUp: attempts >= most, err: error },
            'job',
          )
          // The queue keeps the message of what is thrown; what a fault says of itself may quote content.
          throw new Error(
            error instanceof Failure ? error.code : 'the job failed; the log says where',
          )
        }
      },
    ]),
  )
}

function cronOf(jobs: readonly Job[]): ParsedCronItem[] {
  return parseCronItems(
    jobs.flatMap(({ name, cron }) => {
      if (cron === undefined) return []
      const everyMinute = cron === '* * * * *'
      const options = {
        jobKey: name,
        maxAttempts: 3,
        ...(!everyMinute && { backfillPeriod: backfillMilliseconds }),
      }
      return [{ task: name, match: cron, identifier: name, options }]
    }),
  )
}

function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error')
      log.error({ err: meta?.['error'], queue: message.split(':')[0] }, 'queue')
    else if (level === 'warning') log.warn({ queue: message.split(':')[0] }, 'queue')
  })
}
