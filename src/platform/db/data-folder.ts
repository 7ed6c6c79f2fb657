import { createHash } from 'node:crypto'
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { refuseToRun } from '../lifecycle-errors.ts'

/** Where each kind of data lies below the one folder that an installation names. */
export type DataFolder = {
  readonly root: string
  readonly postgres: string
  readonly files: string
  readonly outbox: string
  /** Short enough for a unix socket; below the data folder where the path allows it. */
  readonly sockets: string
}

/** A unix socket's address has 107 usable bytes; the longest name that lies in the folder is 33 bytes. */
const longestSocketFolder = 107 - 34

/** Where a restore works inside a data folder until all of it is there and checked. */
export const unfinishedRestore = 'restore-unfinished'

/** Makes the data folder if it is not there yet, private to its owner, and says where everything lies in it. */
export function openDataFolder(named: string): DataFolder {
  const root = makePrivate(path.resolve(named))
  if (existsSync(path.join(root, unfinishedRestore))) {
    refuseToRun('restore-unfinished', { folder: root })
  }
  return {
    root,
    postgres: path.join(root, 'postgres'),
    files: makePrivate(path.join(root, 'files')),
    outbox: makePrivate(path.join(root, 'outbox')),
    sockets: socketFolder(root),
  }
}

/** The folder of the sources or of the installed package: the one that holds `package.json`, `db` and `policy`. */
export function projectFolder(): string {
  let folder = import.meta.dirname
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder)
    if (above === folder) throw new Error('The folder that Heed was installed in was not found.')
    folder = above
  }
  return folder
}

function socketFolder(root: string): string {
  const near = path.join(root, 'run')
  if (process.platform === 'win32' || Buffer.byteLength(near) <= longestSocketFolder) {
    return makePrivate(near)
  }
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16)
  const away = path.join(tmpdir(), `heed-${process.getuid?.() ?? 0}-${name}`)
  const usable = Buffer.byteLength(away) <= longestSocketFolder ? away : `/tmp/heed-${name}`
  return ownedByUs(makePrivate(usable))
}

/** A folder under the shared temporary folder could have been made by somebody else to listen in. */
function ownedByUs(folder: string): string {
  const found = lstatSync(folder)
  const us = process.getuid?.()
  if (!found.isDirectory() || (us !== 0 && found.uid !== us)) {
    return refuseToRun('folder-not-ours', { folder })
  }
  return folder
}

function makePrivate(folder: string): string {
  try {
    if (!existsSync(folder)) {
      makeWithParents(folder)
      chmodSync(folder, 0o700)
    }
    return realpathSync(folder)
  } catch (cause) {
    return refuseToRun('folder-unusable', { folder, cause })
  }
}

/** One folder at a time: where the system will not make one, Node's own recursive form can try for ever. */
function makeWithParents(folder: string): void {
  const above = path.dirname(folder)
  if (!existsSync(above)) makeWithParents(above)
  mkdirSync(folder, { mode: 0o700 })
}
