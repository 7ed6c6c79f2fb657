import type { Config } from '#platform/config.ts'
import { buildServer } from '#platform/http/server.ts'
import { bringForward, openInstallation } from '#platform/installation.ts'
import type { Installation } from '#platform/installation.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import type { Worker } from '#platform/jobs/worker.ts'
import { keyFrom } from '#platform/keys.ts'
import type { House } from '#platform/http/house.ts'
import { openLog } from '#platform/log.ts'
import { sayReady } from '#platform/process.ts'
import { jobs } from './app.ts'
import { houseOf, jobHouseOf } from './compose.ts'
import { foundInstallation, greeting } from './founding.ts'

/** A running web server. */
export interface Serving {
  readonly greeting: readonly string[]
  readonly ended: Promise<string>
  readonly stop: () => Promise<void>
}

/** The embedded database has one web server, which does the jobs too; beside an external one `worker.ts` does them. */
async function workHere(
  config: Config,
  installation: Installation,
  house: House,
): Promise<Worker | undefined> {
  if (config.database !== undefined) return undefined
  return startWorker(jobHouseOf(config, installation, house), jobs, { alone: true })
}

/** Opens the database, brings it to this release, and serves until `stop`, which lets what runs come to its end. */
export async function serve(config: Config): Promise<Serving> {
  const log = openLog({ level: config.logLevel, name: 'database' })
  const installation = await openInstallation(config, {
    beside: false,
    log: (line) => log.debug(line),
    uses: ['migrate', 'app'],
  })
  try {
    await bringForward(installation)
    const house = houseOf(config, installation, { name: 'web', connections: 16 })
    const fieldKey = keyFrom(config.keyFolder, 'field')
    const kind = await foundInstallation(config, installation, { house, fieldKey })
    const server = await buildServer(house)
    await server.listen({ host: config.host, port: config.port })
    const worker = await workHere(config, installation, house)
    sayReady()
    return {
      greeting: greeting(config, kind),
      ended: installation.ended,
      async stop() {
        await server.close()
        await worker?.stop()
        await house.pool.end()
        await installation.stop()
      },
    }
  } catch (error) {
    await installation.stop()
    throw error
  }
}
