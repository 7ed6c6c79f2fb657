import { randomBytes } from 'node:crypto'
import { linkSync, renameSync, rmSync } from 'node:fs'
import { createConnection, createServer, type Server } from 'node:net'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { refuseToRun } from '../lifecycle-errors.ts'
import type { DataFolder } from './data-folder.ts'

/** The right to be the only server on a data folder; it ends with the process whatever ends that. */
export type InstanceLock = { readonly release: () => Promise<void> }

/**
 * Takes the data folder for this process, or says that another has it. The lock is a socket that listens:
 * the system closes it when the process dies, so there is no number of a dead process to be fooled by.
 */
export async function lockDataFolder(folder: DataFolder): Promise<InstanceLock> {
  return process.platform === 'win32' ? await lockPipe(folder) : await lockSocket(folder)
}

/** The number of the process that runs on this data folder, or undefined when none does. */
export async function findInstance(folder: DataFolder): Promise<string | undefined> {
  return (await ask(lockAddress(folder)))?.split(' ')[0]
}

function lockAddress(folder: DataFolder): string {
  if (process.platform !== 'win32') return path.join(folder.sockets, 'heed.lock')
  return `\\\\.\\pipe\\heed-${Buffer.from(folder.root).toString('base64url').slice(-200)}`
}

async function lockPipe(folder: DataFolder): Promise<InstanceLock> {
  const address = lockAddress(folder)
  const server = answering(`${process.pid} windows`)
  try {
    await listen(server, address)
  } catch (cause) {
    const detail = (await ask(address))?.split(' ')[0]
    return refuseToRun('second-instance', { folder: folder.root, cause, ...(detail && { detail }) })
  }
  return { release: async () => await close(server) }
}

/** Listens under a name of its own first and gives that the common name in one step, so nobody sees half a lock. */
async function lockSocket(folder: DataFolder): Promise<InstanceLock> {
  const common = lockAddress(folder)
  const token = randomBytes(6).toString('hex')
  const own = path.join(folder.sockets, `lock-${token}`)
  const server = answering(`${process.pid} ${token}`)
  await listen(server, own)
  try {
    await takeName(own, common, { folder, token })
  } catch (error) {
    await close(server)
    throw error
  } finally {
    rmSync(own, { force: true })
  }
  return {
    release: async () => {
      rmSync(common, { force: true })
      await close(server)
    },
  }
}

type Claim = { readonly folder: DataFolder; readonly token: string }

async function takeName(own: string, common: string, claim: Claim): Promise<void> {
  try {
    linkSync(own, common)
    return
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  await refuseIfHeld(common, claim)
  renameSync(own, common)
  // Two starts may both find a dead holder's name and take it over; only the last one's answer is heard after this.
  await wait(50)
  await refuseIfHeld(common, claim)
}

async function refuseIfHeld(common: string, claim: Claim): Promise<void> {
  const holder = await ask(common)
  const [pid, token] = holder?.split(' ') ?? []
  if (holder === undefined || token === claim.token) return
  refuseToRun('second-instance', { folder: claim.folder.root, ...(pid && { detail: pid }) })
}

function answering(words: string): Server {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    socket.end(words)
  })
  server.unref()
  return server
}

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(address, resolve)
  })
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
  })
}

/** What the holder says of itself; an empty answer means that it lives but is too busy to speak. */
async function ask(address: string): Promise<string | undefined> {
  return await new Promise((resolve) => {
    let heard = ''
    const socket = createConnection(address)
    socket.setTimeout(1_000, () => {
      socket.destroy()
      resolve(heard)
    })
    socket.on('data', (words) => {
      heard += words.toString()
    })
    socket.on('end', () => resolve(heard))
    socket.on('error', () => resolve(undefined))
  })
}
