import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Logger, runOnce } from 'graphile-worker'
import { afterAll } from 'vitest'
import { prepareSigningKey } from '#platform/audit/signing-key.ts'
import type { Job } from '#platform/jobs/job.ts'
import type { JobHouse } from '#platform/jobs/job-house.ts'
import { jobSessions } from '#platform/jobs/job-session.ts'
import { queuePool } from '#platform/jobs/queue-schema.ts'
import { tasksOf } from '#platform/jobs/worker.ts'
import { outboxPostman } from '#platform/mail/postman.ts'
import type { TestHouse } from './house.ts'

/** Jobs over a test house: nothing runs by itself. */
export interface TestJobs {
  readonly jobHouse: JobHouse
  /** Where messages lie after they were sent. */
  readonly outbox: string
  /** Does everything that is due now, as the queue would. */
  runDue(): Promise<void>
}

/** Sets up jobs over a test house; call it once at the top of the file. */
export function testJobs(house: TestHouse, jobs: readonly Job[]): TestJobs {
  const folder = mkdtempSync(path.join(tmpdir(), 'heed-jobs-'))
  const keyFile = path.join(folder, 'audit-signing.key')
  prepareSigningKey(keyFile)
  const outbox = path.join(folder, 'outbox')
  const { connect } = house.database
  const jobHouse: JobHouse = {
    web: house.house,
    connect: { jobs: connect.jobs, auditor: connect.auditor, backup: connect.backup },
    signing: { keyFile, folder: path.join(folder, 'anchors') },
    postman: outboxPostman(outbox),
    url: 'https://heed.example',
    mailFrom: 'heed@heed.example',
  }
  const pool = queuePool(connect.jobs, 2)
  const tasks = tasksOf({ house: jobHouse, tokenFor: jobSessions(jobHouse) }, jobs)
  afterAll(async () => {
    await pool.end()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    jobHouse,
    outbox,
    runDue: async () =>
      await runOnce(
        { pgPool: pool, noHandleSignals: true, logger: new Logger(() => () => undefined) },
        tasks,
      ),
  }
}
