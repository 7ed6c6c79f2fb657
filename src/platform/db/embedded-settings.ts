import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { z } from 'zod'
import type { DataFolder } from './data-folder.ts'

/** How the embedded server is reached: a socket in a private folder, on Windows a loopback port with a password. */
export type Address = {
  readonly host: string
  readonly port: number
  readonly password: string | undefined
}

/** The socket's file is named for a port although no port is opened. */
export const socketPort = 5432

/** Without unix sockets the server listens on loopback, on a port that is free now; its password stays the same. */
export async function chooseAddress(folder: DataFolder): Promise<Address> {
  if (process.platform !== 'win32') {
    return { host: folder.sockets, port: socketPort, password: undefined }
  }
  const password = readAddress(folder)?.password ?? randomBytes(32).toString('base64url')
  return { host: '127.0.0.1', port: await freePort(), password }
}

const kept = z.object({ host: z.string(), port: z.number(), password: z.string().optional() })

/** How the server that ran here last was reached; undefined before the first start. */
export function readAddress(folder: DataFolder): Address | undefined {
  const file = addressFile(folder)
  if (!existsSync(file)) return undefined
  const { host, port, password } = kept.parse(JSON.parse(readFileSync(file, 'utf8')))
  return { host, port, password }
}

/** Keeps the address where only the owner of the data folder can read it, for the other processes of Heed. */
export function keepAddress(folder: DataFolder, address: Address): void {
  writeFileSync(addressFile(folder), JSON.stringify(address), { mode: 0o600 })
}

function addressFile(folder: DataFolder): string {
  return path.join(folder.root, 'database.json')
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port was given')
  return address.port
}

/** A new cluster: checksums on every page, UTF-8, and an order of text that no later library changes. */
export function clusterOptions(place: string, major: 18 | 15): string[] {
  const locale =
    major === 18
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--lc-collate=C', '--lc-ctype=C.UTF-8', '--lc-messages=C']
  return [
    `--pgdata=${place}`,
    '--username=postgres',
    '--encoding=UTF8',
    '--data-checksums',
    '--no-instructions',
    ...locale,
  ]
}

/** What a small installation needs, and a server log that never repeats what people wrote. */
export function serverSettings(
  address: Address,
  extra: Readonly<Record<string, string>>,
): Record<string, string> {
  const reached =
    address.password === undefined
      ? {
          listen_addresses: '',
          unix_socket_directories: address.host,
          unix_socket_permissions: '0700',
        }
      : { listen_addresses: address.host }
  return {
    ...reached,
    port: String(address.port),
    max_connections: '60',
    shared_buffers: '128MB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    max_wal_size: '1GB',
    wal_compression: 'pglz',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...extra,
  }
}
