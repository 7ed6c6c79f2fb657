import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Reads a 256-bit key from its file; makes it on first use, readable by its owner only. */
export function keyFrom(folder: string, name: string): Buffer {
  const file = path.join(folder, `${name}.key`)
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(file, randomBytes(32).toString('base64'), {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    })
  }
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64')
  if (key.length !== 32) throw new Error(`the key file ${name}.key does not hold 32 bytes`)
  return key
}
