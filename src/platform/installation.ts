import path from 'node:path'
import type { ClientConfig } from 'pg'
import pg from 'pg'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import type { Config, ExternalDatabase } from '#platform/config.ts'
import { checkExternal } from '#platform/db/check-external.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { openEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'

/** The roles that a process may reach the database as. */
export type ProcessRole = keyof ExternalDatabase

/** An installation whose database answers: how each role reaches it, and how to let it go. */
export interface Installation {
  readonly connect: (role: ProcessRole) => ClientConfig
  readonly stop: () => Promise<void>
  /** Settles when an embedded server ends, asked or not. */
  readonly ended: Promise<string>
}

/** Opens the database: the embedded one (started, or joined where `beside` it runs already), or the external one. */
export async function openInstallation(
  config: Config,
  how: { beside: boolean; log: (line: string) => void },
): Promise<Installation> {
  const addresses = config.database
  if (addresses !== undefined) {
    await checkExternal({ connectionString: addresses.migrate })
    return {
      connect: (role) => ({ connectionString: addresses[role] }),
      stop: () => Promise.resolve(),
      ended: new Promise(() => undefined),
    }
  }
  const open = how.beside ? openEmbedded : startEmbedded
  const server = await open({ dataFolder: config.dataFolder, log: how.log })
  return {
    connect: (role) => server.connection(`heed_${role}`),
    stop: server.stop,
    ended: server.ended,
  }
}

/** Brings schema and policy tables to this release. Answers the migrations that ran. */
export async function bringForward(installation: Installation): Promise<string[]> {
  const connect = installation.connect('migrate')
  const names = await migrate({ connect, folder: path.join(projectFolder(), 'db', 'migrations') })
  const client = new pg.Client(connect)
  await client.connect()
  try {
    await syncPolicy(client)
  } finally {
    await client.end()
  }
  return names
}
