import { randomUUID } from 'node:crypto'
import { idOf, parseUid } from '#shared/ids.ts'
import type { UidOf } from '#shared/ids.ts'

/** A new outside id: 122 random bits, so that it cannot be guessed. */
export function newUid<Kind extends string>(): UidOf<Kind> {
  const made = parseUid(randomUUID())
  if (made === undefined) throw new Error('the random id is not a uuid')
  return idOf(made)
}
