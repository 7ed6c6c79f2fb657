import { hash } from 'node:crypto'

/**
 * One digest for the ids that a list showed, so that the audit can prove later which rows they were without naming them.
 * The order does not matter: the same rows always give the same digest.
 */
export function idsDigest(ids: readonly string[]): string {
  return hash('sha256', [...ids].sort().join('\n'), 'hex')
}
