import { openInstallation } from '#platform/installation.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { leave, onSignal, readSettings, sayReady } from '#platform/process.ts'
import { jobs } from './app.ts'
import { houseOf, jobHouseOf } from './compose.ts'

const config = readSettings()

/** Works on the queue of an external database, beside any number of web servers; they bring the database forward. */
async function work(): Promise<void> {
  const installation = await openInstallation(config, {
    beside: true,
    log: () => undefined,
    uses: ['app', 'jobs', 'auditor', 'backup'],
  })
  const house = houseOf(config, installation, { name: 'worker', connections: 4 })
  const worker = await startWorker(jobHouseOf(config, installation, house), jobs, { alone: false })
  onSignal(async () => {
    await worker.stop()
    await house.pool.end()
    await installation.stop()
  })
  sayReady()
  process.stdout.write('The worker does the jobs of the queue.\n')
}

if (config.database === undefined) {
  process.stdout.write('With the embedded database the web server does the jobs itself.\n')
} else {
  work().catch((error: unknown) => leave(error, config))
}
