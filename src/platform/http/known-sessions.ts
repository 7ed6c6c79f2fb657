import type { House } from './house.ts'

/** So many sessions are remembered; the longest known make room, and are counted by address until they are met again. */
const most = 20_000

const known = new WeakMap<House, Set<string>>()

/** Notes that a token turned out to be somebody's session. */
export function noteSession(house: House, token: string | undefined): void {
  if (token === undefined) return
  const tokens = known.get(house) ?? new Set<string>()
  known.set(house, tokens)
  tokens.add(token)
  if (tokens.size > most) {
    const [oldest] = tokens
    if (oldest !== undefined) tokens.delete(oldest)
  }
}

/**
 * Whether a token has been somebody's session in this process. It opens nothing and only says under what requests are
 * counted: by their session, or by their address. Otherwise a new invented cookie for each request would be counted anew.
 */
export function isKnownSession(house: House, token: string): boolean {
  return known.get(house)?.has(token) ?? false
}
