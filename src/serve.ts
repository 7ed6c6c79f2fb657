import path from 'node:path'
import { announcer } from '#platform/facts/facts.ts'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { openPool } from '#platform/db/connection.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { fileStore } from '#platform/files/file-store.ts'
import type { House } from '#platform/http/house.ts'
import { buildServer } from '#platform/http/server.ts'
import { bringForward, openInstallation } from '#platform/installation.ts'
import type { Installation } from '#platform/installation.ts'
import { keyFrom } from '#platform/keys.ts'
import { openLog } from '#platform/log.ts'
import { sayReady } from '#platform/process.ts'
import { navigation, reactions, routesFor } from './app.ts'
import { build } from './build-name.ts'
import { foundInstallation, greeting } from './founding.ts'

/** A running web server. */
export interface Serving {
  readonly greeting: readonly string[]
  readonly ended: Promise<string>
  readonly stop: () => Promise<void>
}

function houseOf(config: Config, installation: Installation): House {
  const url = new URL(config.url)
  return {
    pool: openPool(installation.connect('app'), 16),
    clock: systemClock,
    log: openLog({ level: config.logLevel, name: 'web' }),
    routes: routesFor({ keys: { fieldKey: keyFrom(config.keyFolder, 'field') }, url: config.url }),
    navigation,
    announce: announcer(reactions),
    files: fileStore({
      folder: path.join(config.dataFolder, 'files'),
      key: keyFrom(config.keyFolder, 'files'),
    }),
    draftKey: keyFrom(config.keyFolder, 'drafts'),
    origins: [url.origin],
    secure: url.protocol === 'https:',
    build,
    assetsFolder: path.join(projectFolder(), 'dist', 'assets'),
    limits: { requestsPerMinute: config.requestsPerMinute },
  }
}

/** Opens the database, brings it to this release, and serves until `stop`. */
export async function serve(config: Config): Promise<Serving> {
  const log = openLog({ level: config.logLevel, name: 'database' })
  const installation = await openInstallation(config, {
    beside: false,
    log: (line) => log.debug(line),
  })
  try {
    await bringForward(installation)
    const house = houseOf(config, installation)
    const fieldKey = keyFrom(config.keyFolder, 'field')
    const kind = await foundInstallation(config, installation, { house, fieldKey })
    const server = await buildServer(house)
    await server.listen({ host: config.host, port: config.port })
    sayReady()
    return {
      greeting: greeting(config, kind),
      ended: installation.ended,
      async stop() {
        await server.close()
        await house.pool.end()
        await installation.stop()
      },
    }
  } catch (error) {
    await installation.stop()
    throw error
  }
}
