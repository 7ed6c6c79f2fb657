import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'

/** What a role is, as far as it decides about holding two of them. */
export interface RoleFacts {
  readonly title: string
  readonly content: boolean
  readonly administers: boolean
}

/** Why a role cannot be held beside those that are held already. */
export type RoleRefusal =
  | { readonly code: 'content-and-administration'; readonly wanted: string; readonly held: string }
  | { readonly code: 'already-held'; readonly wanted: string }

/**
 * May somebody who holds these roles hold another one? Who administers accounts, settings or the audit reads no case,
 * and who reads cases administers none (security.md 2.2).
 */
export function mayHold(
  held: readonly RoleFacts[],
  wanted: RoleFacts,
): Result<RoleFacts, RoleRefusal> {
  if (held.some((each) => each.title === wanted.title))
    return no({ code: 'already-held', wanted: wanted.title })
  const against = held.find(
    (each) => (each.content && wanted.administers) || (each.administers && wanted.content),
  )
  if (against === undefined) return ok(wanted)
  return no({ code: 'content-and-administration', wanted: wanted.title, held: against.title })
}
