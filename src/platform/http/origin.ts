import type { IncomingHttpHeaders } from 'node:http'
import { Failure } from '#shared/failure.ts'

/**
 * Refuses a write that another site sent. Browsers name the site in `Sec-Fetch-Site` and `Origin`;
 * a request that carries neither comes from no browser and is let through to the other checks.
 */
export function checkOrigin(headers: IncomingHttpHeaders, ownOrigins: readonly string[]): void {
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new Failure('cross-site', 'sec-fetch-site')
  }
  const origin = headers.origin
  // Under our own `no-referrer` browsers write `null` for a form of our own page: then the site, which no page can set, decides.
  if (origin === 'null' && site === 'same-origin') return
  if (origin !== undefined && !ownOrigins.includes(origin))
    throw new Failure('cross-site', 'origin')
}
