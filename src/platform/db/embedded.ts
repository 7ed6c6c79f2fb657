import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Client, type ClientConfig } from 'pg'
import { openDataFolder, projectFolder, type DataFolder } from './data-folder.ts'
import { findBinaries } from './embedded-binaries.ts'
import { makeCluster } from './embedded-cluster.ts'
import { findInstance, lockDataFolder } from './embedded-lock.ts'
import { chooseRunner } from './embedded-process.ts'
import { startServer } from './embedded-server.ts'
import { chooseAddress, keepAddress, readAddress, type Address } from './embedded-settings.ts'

/** What the embedded server is started with; `settings` overrides single server settings, for tests only. */
export type EmbeddedOptions = {
  readonly dataFolder: string
  readonly log: (line: string) => void
  readonly major?: 18 | 15
  readonly settings?: Readonly<Record<string, string>>
}

/** A running embedded server. */
export type EmbeddedServer = {
  readonly folder: DataFolder
  /** How a role reaches a database; without a name it is Heed's own. */
  readonly connection: (role: string, database?: string) => ClientConfig
  /** Stops the server in order and sets the data folder free. */
  readonly stop: () => Promise<void>
  /** Settles only when the server ends without having been asked, with its last words. */
  readonly ended: Promise<string>
  /** The server's process, for the tests that kill it; undefined when another process of Heed runs it. */
  readonly pid: number | undefined
}

/** The database that an embedded server holds for Heed, and its superuser, who serves no request. */
export const embedded = { database: 'heed', superuser: 'postgres' } as const

/** Starts PostgreSQL on the data folder, and makes its files, the roles and Heed's database where they are missing. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = openDataFolder(options.dataFolder)
  const lock = await lockDataFolder(folder)
  try {
    const server = await startLocked(folder, options)
    const stop = async () => {
      await server.stop()
      await lock.release()
    }
    return { ...server, stop }
  } catch (error) {
    await lock.release()
    throw error
  }
}

/** Uses the server that runs on this data folder already, or starts one until `stop`: for commands beside the server. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const folder = openDataFolder(options.dataFolder)
  const running = await findInstance(folder)
  const address = running === undefined ? undefined : readAddress(folder)
  if (address === undefined) return await startEmbedded(options)
  return {
    folder,
    connection: connector(address),
    stop: () => Promise.resolve(),
    ended: new Promise(() => undefined),
    pid: undefined,
  }
}

async function startLocked(folder: DataFolder, options: EmbeddedOptions): Promise<EmbeddedServer> {
  const major = options.major ?? 18
  const binaries = findBinaries(major, path.join(folder.root, 'libraries'))
  const address = await chooseAddress(folder)
  const plan = {
    folder,
    major,
    binaries,
    runner: chooseRunner(binaries, folder),
    address,
    settings: options.settings ?? {},
    log: options.log,
  }
  await makeCluster(plan)
  const running = await startServer(plan)
  const connection = connector(address)
  try {
    await makeDatabase(connection)
  } catch (error) {
    await running.stop()
    throw error
  }
  keepAddress(folder, address)
  return { folder, connection, ...running }
}

/** On the socket the private folder is the fence; where there is a password, it is the superuser's and only he signs in. */
function connector(address: Address): EmbeddedServer['connection'] {
  return (role, database = embedded.database) => ({
    host: address.host,
    port: address.port,
    user: role,
    database,
    ...(address.password !== undefined && { password: address.password }),
  })
}

async function makeDatabase(connection: EmbeddedServer['connection']): Promise<void> {
  const client = new Client(connection(embedded.superuser, 'postgres'))
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      embedded.database,
    ])
    if (rowCount === 1) return
    await client.query(readFileSync(path.join(projectFolder(), 'db', 'roles.sql'), 'utf8'))
    await client.query('create database heed owner heed_migrate')
  } finally {
    await client.end()
  }
}
