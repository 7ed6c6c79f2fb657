import { parsePlainDate, plainDateFromParts } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'

const written = /^(\d{1,2})[ ./](\d{1,2})[ ./](\d{4})$/

/** Reads a day as people write it in one box, "23 11 2026" or "2026-11-23"; undefined when it is none. */
export function parseDay(text: string): PlainDate | undefined {
  const match = written.exec(text.trim())
  if (match === null) return parsePlainDate(text.trim())
  return plainDateFromParts(Number(match[1]), Number(match[2]), Number(match[3]))
}
