import { factKind } from '#platform/facts/fact-kind.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { AgencyUid } from './model.ts'

/** Told when a body has ended and another takes over: whatever its posts owned moves to the given posts. */
export interface AgencyEnded {
  readonly agency: AgencyUid
  readonly successor: AgencyUid
  readonly lastDay: PlainDate
  /** Each post of the ended body, and the post of the successor that takes over what it owned. */
  readonly posts: readonly MovedPost[]
}

/** A post that ends with its body, and the one that takes over. */
export interface MovedPost {
  readonly from: { readonly id: number; readonly principalId: number }
  readonly to: { readonly id: number; readonly principalId: number }
}

/** An agency was abolished or merged. */
export const agencyEnded = factKind<AgencyEnded>('agency.ended')
