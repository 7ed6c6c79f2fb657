import type { Proxies } from '#platform/config.ts'

/** Whether the neighbour so many steps away is one of our proxies, whose word about the visitor's address counts. */
export type ProxyTrust = false | string[] | ((address: string, step: number) => boolean)

/**
 * Whom the web server believes about a visitor's address. Without proxies nobody: the header that names the address
 * can be written by everybody. Fastify itself trusts nobody who is only counted, so counting is done here.
 */
export function trustOf(proxies: Proxies | undefined): ProxyTrust {
  if (proxies === undefined) return false
  if (typeof proxies === 'number') return (_address, step) => step < proxies
  return [...proxies]
}
