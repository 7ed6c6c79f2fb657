import type { Actor } from '#features/cases/model.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Instant } from '#shared/dates.ts'

/** Who did something and when, as the page says it. */
export interface Said {
  readonly by: string
  readonly agency: string
  readonly at: Instant
}

/** The columns that say who did it; joined in by `who`. */
export interface WhoColumns {
  readonly at: Instant
  readonly by_uid: Uid
  readonly by_name: string
  readonly agency_uid: Uid
  readonly agency_name: string
}

/** Who did it, as the rules know them. */
export function actorOf(row: WhoColumns): Actor {
  return { principal: idOf(row.by_uid), agency: idOf(row.agency_uid), post: null }
}

/** Who did it and when, for the page. */
export function saidOf(row: WhoColumns): Said {
  return { by: row.by_name, agency: row.agency_name, at: row.at }
}
