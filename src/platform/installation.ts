import path from 'node:path'
import type { ClientConfig } from 'pg'
import pg from 'pg'
import { syncPolicy } from '#platform/access/sync-policy.ts'
import { addressVariables } from '#platform/config.ts'
import type { Config, ExternalDatabase, ProcessRole } from '#platform/config.ts'
import { checkExternal } from '#platform/db/check-external.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { openEmbedded, startEmbedded } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'

/** An installation whose database answers: how each role reaches it, and how to let it go. */
export interface Installation {
  readonly connect: (role: ProcessRole) => ClientConfig
  readonly stop: () => Promise<void>
  /** Settles when an embedded server ends, asked or not. */
  readonly ended: Promise<string>
}

/** How a process opens the database, and the roles in which it will reach it. */
export interface Opening {
  readonly beside: boolean
  readonly log: (line: string) => void
  readonly uses: readonly ProcessRole[]
}

/**
 * Opens the database: the embedded one (started, or joined where `beside` it runs already), or the external one. Each
 * role that the process uses has then signed in once and has been found to be that role and no more.
 */
export async function openInstallation(config: Config, how: Opening): Promise<Installation> {
  if (config.database !== undefined) return await openExternal(config.database, how.uses)
  const open = how.beside ? openEmbedded : startEmbedded
  const server = await open({ dataFolder: config.dataFolder, log: how.log })
  return {
    connect: (role) => server.connection(`heed_${role}`),
    stop: server.stop,
    ended: server.ended,
  }
}

async function openExternal(
  database: ExternalDatabase,
  uses: readonly ProcessRole[],
): Promise<Installation> {
  demandAddresses(database, uses)
  const prepared = !uses.includes('migrate')
  for (const role of uses) {
    await checkExternal({ connectionString: addressOf(database, role) }, { role, prepared })
  }
  return {
    connect: (role) => ({ connectionString: addressOf(database, role) }),
    stop: () => Promise.resolve(),
    ended: new Promise(() => undefined),
  }
}

/** The address of a role, which must have been given. */
export function addressOf(database: ExternalDatabase, role: ProcessRole): string {
  const address = database[role]
  if (address === undefined) return refuseMissing([role])
  return address
}

/** No role is served by the address of another, which may do more. */
function demandAddresses(database: ExternalDatabase, uses: readonly ProcessRole[]): void {
  const missing = uses.filter((role) => database[role] === undefined)
  if (missing.length > 0) refuseMissing(missing)
}

function refuseMissing(missing: readonly ProcessRole[]): never {
  const detail = missing.map((role) => `${addressVariables[role]} (heed_${role})`).join(' and ')
  refuseToRun('database-address-missing', { detail })
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
