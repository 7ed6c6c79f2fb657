import { pino } from 'pino'
import type { Logger } from 'pino'

/** A structured log without content: codes, counts, references and durations only. */
export type Log = Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>

/** Opens the log of a process. Bodies, cookies and addresses with queries are never handed to it. */
export function openLog(options: { level: string; name: string }): Logger {
  return pino({
    level: options.level,
    name: options.name,
    base: { process: options.name },
    serializers: { err: faultOnly },
  })
}

/** Of an error only its name, code and the places in our own code: messages of the database may quote content. */
function faultOnly(error: unknown): object {
  if (!(error instanceof Error)) return { name: 'unknown' }
  const code = 'code' in error ? String(error.code) : undefined
  const places = error.stack?.split('\n').filter((line) => line.trim().startsWith('at ')) ?? []
  return { name: error.name, code, places: places.slice(0, 12).map((line) => line.trim()) }
}
