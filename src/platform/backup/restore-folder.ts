import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { unfinishedRestore } from '#platform/db/data-folder.ts'
import { embedded, startEmbedded } from '#platform/db/embedded.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'
import type { Manifest } from './archive.ts'
import { examine, restore, type RestoreOptions } from './restore.ts'

/** Where an embedded installation is restored to; the rest is as for any restore. */
export type FolderRestore = Omit<RestoreOptions, 'migrateAs' | 'loadAs' | 'filesFolder'> & {
  readonly dataFolder: string
  readonly log: (line: string) => void
}

/**
 * Restores a backup as a new data folder. Everything is made and checked in a folder inside it; until all of that
 * has moved up, Heed refuses to start on it, so nobody ever works on half of what was saved. A restore that is refused
 * takes away again whatever folder it made.
 */
export async function restoreFolder(options: FolderRestore): Promise<Manifest> {
  const { dataFolder } = options
  if (existsSync(dataFolder) && readdirSync(dataFolder).length > 0) {
    return refuseToRun('restore-target-not-empty', { folder: dataFolder })
  }
  const examined = await examine(options)
  const staging = path.join(dataFolder, unfinishedRestore)
  const firstMade = mkdirSync(staging, { recursive: true, mode: 0o700 })
  try {
    const manifest = await restoreInto(staging, { ...options, examined })
    for (const name of readdirSync(staging)) {
      renameSync(path.join(staging, name), path.join(dataFolder, name))
    }
    rmdirSync(staging)
    return manifest
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    if (firstMade !== undefined) removeEmpty(dataFolder, path.resolve(firstMade))
    throw error
  }
}

/** Removes the folder and those above it, up to the first that was made; one that holds something else stays. */
function removeEmpty(folder: string, upTo: string): void {
  for (let each = path.resolve(folder); each.startsWith(upTo); each = path.dirname(each)) {
    if (readdirSync(each).length > 0) return
    rmdirSync(each)
  }
}

async function restoreInto(staging: string, options: FolderRestore): Promise<Manifest> {
  const server = await startEmbedded({ dataFolder: staging, log: options.log })
  try {
    return await restore({
      ...options,
      migrateAs: server.connection('heed_migrate'),
      loadAs: server.connection(embedded.superuser),
      filesFolder: server.folder.files,
    })
  } finally {
    await server.stop()
  }
}
