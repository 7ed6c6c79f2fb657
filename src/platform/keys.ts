import { hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { refuseToRun } from '#platform/lifecycle-errors.ts'

/** Reads a 256-bit key from its file; makes it on first use, readable by its owner only. */
export function keyFrom(folder: string, name: string): Buffer {
  const known = heldKey(folder, name)
  if (known !== undefined) return known
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const key = randomBytes(32)
  writeFileSync(keyFile(folder, name), key.toString('base64'), {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  })
  return key
}

/** Where a key of this name lies. */
export function keyFile(folder: string, name: string): string {
  return path.join(folder, `${name}.key`)
}

/** The key of this name, if the folder holds it; none is made. */
export function heldKey(folder: string, name: string): Buffer | undefined {
  const file = keyFile(folder, name)
  const text = textOf(file)
  return text === undefined ? undefined : keyIn(text, file)
}

/** The key in a file that somebody named; a file that holds none ends the command with a sentence. */
export function namedKey(file: string): Buffer {
  const text = textOf(file)
  if (text === undefined) {
    return refuseToRun('backup-key-unusable', { folder: file, detail: 'there is no such file' })
  }
  return keyIn(text, file)
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
    if (code === 'ENOENT') return undefined
    if (code !== 'EISDIR') throw cause
    return refuseToRun('backup-key-unusable', { folder: file, detail: 'it is a folder' })
  }
}

function keyIn(text: string, file: string): Buffer {
  const key = Buffer.from(text, 'base64')
  return key.length === 32 ? key : refuseToRun('backup-key-unusable', { folder: file })
}

/** Tells one key of this name from another, and gives nothing of the key away. */
export function fingerprintOf(name: string, key: Buffer): string {
  const bytes = hkdfSync('sha256', key, Buffer.alloc(0), `heed key fingerprint ${name}`, 16)
  return Buffer.from(bytes).toString('hex')
}
