import { fieldOf } from './error-field.ts'
import { refusals } from './lifecycle-refusals.ts'
import type { Facts } from './lifecycle-refusals.ts'

/** The name of a reason for which an installation does not start or go on. */
export type LifecycleCode = keyof typeof refusals

/** Every reason for which Heed does not start, for the list of errors and its test. */
export const lifecycleCodes = Object.keys(refusals) as readonly LifecycleCode[]

/** Heed cannot start or go on; the message is the one sentence that its administrator reads. */
export class LifecycleRefusal extends Error {
  readonly code: LifecycleCode
  readonly exit: number
  constructor(code: LifecycleCode, facts: Facts = {}) {
    super(refusals[code].says(facts), { cause: facts.cause })
    this.name = 'LifecycleRefusal'
    this.code = code
    this.exit = refusals[code].exit
  }
}

/** Ends the start with the sentence for this reason. */
export function refuseToRun(code: LifecycleCode, facts: Facts = {}): never {
  throw new LifecycleRefusal(code, facts)
}

/** What an error of the system or of the database means for the administrator; undefined for a fault of our own. */
export function explainLifecycle(error: unknown, facts: Facts = {}): LifecycleRefusal | undefined {
  if (error instanceof LifecycleRefusal) return error
  const code = meaningOf(error)
  if (code !== undefined) {
    return new LifecycleRefusal(code, { ...facts, detail: detailOf(error), cause: error })
  }
  const inner = error instanceof AggregateError ? error.errors : [causeOf(error)]
  for (const one of inner) {
    const found = one === undefined ? undefined : explainLifecycle(one, facts)
    if (found !== undefined) return found
  }
  return undefined
}

/** Whether a write failed only because the disk is full, so that writes are refused and reading goes on. */
export function isDiskFull(error: unknown): boolean {
  return explainLifecycle(error)?.code === 'disk-full'
}

/** System error names, where it matters with the call that failed, and the SQLSTATE codes of PostgreSQL's appendix A. */
const meanings: Readonly<Record<string, LifecycleCode>> = {
  'listen EADDRINUSE': 'port-in-use',
  'listen EACCES': 'port-forbidden',
  'connect ENOENT': 'database-unreachable',
  'connect EACCES': 'database-unreachable',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  '53100': 'disk-full',
  EROFS: 'folder-unusable',
  EACCES: 'folder-unusable',
  EPERM: 'folder-unusable',
  ENOTDIR: 'folder-unusable',
  ECONNREFUSED: 'database-unreachable',
  ECONNRESET: 'database-unreachable',
  ENOTFOUND: 'database-unreachable',
  EAI_AGAIN: 'database-unreachable',
  ETIMEDOUT: 'database-unreachable',
  EHOSTUNREACH: 'database-unreachable',
  ENETUNREACH: 'database-unreachable',
  '57P03': 'database-unreachable',
  ERR_INVALID_URL: 'database-address-unclear',
  '28P01': 'database-refuses-sign-in',
  '28000': 'database-refuses-sign-in',
  '3D000': 'database-missing',
  '42501': 'database-forbids',
}

function meaningOf(error: unknown): LifecycleCode | undefined {
  const code = fieldOf(error, 'code')
  if (code === undefined) {
    // A server without the password that we offer, or a driver without one that the server asks for, has no code.
    const text = error instanceof Error ? error.message : ''
    return /password must be a string|SASL/.test(text) ? 'database-refuses-sign-in' : undefined
  }
  return meanings[`${fieldOf(error, 'syscall') ?? ''} ${code}`] ?? meanings[code]
}

/** The port, address, user or database that the error is about: never a password. */
function detailOf(error: unknown): string | undefined {
  const address = fieldOf(error, 'address') ?? fieldOf(error, 'hostname')
  const port = fieldOf(error, 'port')
  if (fieldOf(error, 'syscall') === 'listen') return port
  if (address !== undefined) return port === undefined ? address : `${address}:${port}`
  const text = error instanceof Error ? error.message : ''
  if (fieldOf(error, 'code') === '42501') return text
  return /(?:user|role|database) "([^"]+)"/.exec(text)?.[1]
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined
}
