import { sql } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import type { Uid } from '#shared/ids.ts'
import { askOne } from './ask.ts'
import { explain } from './decide.ts'
import type { AccessPath, Facts } from './decide.ts'
import type { ScopeKind, Sensitivity } from './role.ts'

/** One way by which a scope is open to the actor, where it comes from and when it ends. */
export interface WhyPath extends AccessPath {
  /** Uid of the grant, share or emergency access; the name of the role for a role. */
  readonly source: string
  readonly until: string | null
}

/** Why the actor sees a scope. */
export interface Why {
  readonly scopeId: number
  readonly kind: ScopeKind
  readonly ownPartnership: boolean
  readonly sealed: boolean
  readonly clearance: Sensitivity
  readonly writeClearance: Sensitivity | null
  readonly paths: readonly WhyPath[]
  /** For each line of the policy the conditions that hold. */
  readonly lines: ReturnType<typeof explain>
}

/** Why can I see this? Asks the database for every path; undefined for what is closed or not there. */
export async function whyVisible(tx: Reader, scopeUid: Uid): Promise<Why | undefined> {
  const told = await askOne<Omit<Why, 'lines'> | null>(
    tx,
    sql`select access.why(${scopeUid}::uuid) as answer`,
  )
  return told === null ? undefined : { ...told, lines: explain(factsOf(told)) }
}

/** The database let the actor in, so what closes is known not to; what is left is the way in. */
function factsOf(told: Omit<Why, 'lines'>): Facts {
  return {
    session: { live: true, active: true, assuranceEnough: true },
    ownPartnership: told.ownPartnership,
    shareValid: told.paths.some((path) => path.path === 'share-to-partnership'),
    conflicted: false,
    sealed: told.sealed,
    sealGrantValid: told.sealed,
    paths: told.paths,
    compartmentOpen: true,
    administers: false,
    moduleOn: true,
    sensitivity: told.clearance,
    permitted: true,
    writes: false,
    stateAllows: true,
  }
}
