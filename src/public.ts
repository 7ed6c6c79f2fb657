import path from 'node:path'
import type { Config } from '#platform/config.ts'
import { openPool } from '#platform/db/connection.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { buildPublicServer } from '#platform/http/public-server.tsx'
import { openInstallation } from '#platform/installation.ts'
import { openLog } from '#platform/log.ts'
import { leave, onSignal, readSettings } from '#platform/process.ts'
import { publicRoutes } from '#features/publication/public-site.tsx'

/** Serves published copies in a process of its own, as a database role that can read nothing else. */
async function servePublic(
  config: Config,
): Promise<{ ended: Promise<string>; readonly stop: () => Promise<void> }> {
  const log = openLog({ level: config.logLevel, name: 'public' })
  const installation = await openInstallation(config, {
    beside: true,
    log: (line) => log.debug(line),
    uses: ['public'],
  })
  try {
    const pool = openPool(installation.connect('public'), 8)
    const server = await buildPublicServer({
      pool,
      log,
      routes: publicRoutes,
      assetsFolder: path.join(projectFolder(), 'dist', 'assets'),
      limits: { requestsPerMinute: config.requestsPerMinute },
      proxies: config.proxies,
    })
    await server.listen({ host: config.host, port: config.publicPort })
    return {
      ended: installation.ended,
      async stop() {
        await server.close()
        await pool.end()
        await installation.stop()
      },
    }
  } catch (error) {
    await installation.stop()
    throw error
  }
}

const config = readSettings()
const place = { dataFolder: config.dataFolder, portSetting: 'PUBLIC_PORT' } as const

try {
  const site = await servePublic(config)
  onSignal(site.stop)
  process.stdout.write(`The public site is at http://localhost:${config.publicPort}\n`)
  void site.ended.then((why) => leave(new Error(why), place))
} catch (error) {
  leave(error, place)
}
