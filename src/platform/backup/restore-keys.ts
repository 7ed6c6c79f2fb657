import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fingerprintOf, heldKey, keyFile } from '#platform/keys.ts'
import { refuseToRun } from '#platform/lifecycle-errors.ts'
import type { Manifest } from './archive.ts'

/** The keys of an installation that close a part of its content, each in `NAME.key` of its key folder. */
export const contentKeys = ['files', 'field', 'drafts'] as const
/** The name of a key that closes a part of the content. */
export type ContentKey = (typeof contentKeys)[number]

/** The fingerprints of the keys in this folder, for the list at the end of a backup. */
export function fingerprintsIn(folder: string): Record<string, string> {
  const known = contentKeys.flatMap((name): [string, string][] => {
    const key = heldKey(folder, name)
    return key === undefined ? [] : [[name, fingerprintOf(name, key)]]
  })
  return Object.fromEntries(known)
}

/** Where the keys come from, and where the restored installation looks for them. */
export type KeyFolders = {
  readonly given: string
  readonly own: string
  /** The keys are lost, and what opens without them is wanted all the same. */
  readonly without: boolean
}

/** The key that opens a part of the restored content, as the installation will find it; undefined when it is lost. */
export type FoundKeys = Readonly<Record<ContentKey, Buffer | undefined>>

/** The keys for a backup; refuses when one is missing or is another than the backup was made with. */
export function findKeys(manifest: Manifest, folders: KeyFolders): FoundKeys {
  const found = {
    files: rightKey('files', manifest, folders),
    field: rightKey('field', manifest, folders),
    drafts: rightKey('drafts', manifest, folders),
  }
  const missing = contentKeys.filter(
    (name) => manifest.keys[name] !== undefined && found[name] === undefined,
  )
  if (missing.length > 0 && !folders.without) refuseMissing(missing, folders)
  return found
}

/** Says which keys are not there, and how to go on. */
export function refuseMissing(names: readonly ContentKey[], folders: KeyFolders): never {
  const detail = names.map((name) => `${name}.key`).join(', ')
  return refuseToRun('restore-keys-missing', { detail, folder: folders.given })
}

/** The installation's own key goes before a given one, for a restore never writes over a key. */
function rightKey(
  name: ContentKey,
  manifest: Manifest,
  { own, given }: KeyFolders,
): Buffer | undefined {
  const folder = heldKey(own, name) === undefined ? given : own
  const key = heldKey(folder, name)
  const wanted = manifest.keys[name]
  if (key !== undefined && wanted !== undefined && fingerprintOf(name, key) !== wanted) {
    refuseToRun('restore-keys-wrong', { folder: keyFile(folder, name) })
  }
  return key
}

/** The signing key with its public half goes along, so that the next checkpoints carry the same signature. */
const placed = [...contentKeys.map((name) => `${name}.key`), 'backup.key', 'audit-signing.key']

/**
 * Puts the given keys where the restored installation looks for them; one that is there already stays. Answers how to
 * take away again what was put there.
 */
export function placeKeys(folders: KeyFolders, backupKey: Buffer): () => void {
  const firstMade = mkdirSync(folders.own, { recursive: true, mode: 0o700 })
  const made: string[] = []
  function put(name: string, text: string | Buffer, mode: number): void {
    const file = path.join(folders.own, name)
    if (existsSync(file)) return
    writeFileSync(file, text, { mode, flag: 'wx', flush: true })
    made.push(file)
  }
  for (const name of placed) {
    const from = path.join(folders.given, name)
    if (existsSync(from)) put(name, readFileSync(from), 0o600)
    if (existsSync(`${from}.pub`)) put(`${name}.pub`, readFileSync(`${from}.pub`), 0o644)
  }
  put('backup.key', backupKey.toString('base64'), 0o600)
  return () => {
    for (const file of made) rmSync(file, { force: true })
    if (firstMade !== undefined) rmdirSync(folders.own)
  }
}
