import type { Permission } from '#platform/access/permission.ts'
import type { ActContext } from '#platform/context.ts'
import type { Result } from '#shared/result.ts'
import type { PersonName } from '../cast.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'

type Work = (ctx: ActContext) => Promise<Result<unknown, unknown>>

/** One act of a review's story. */
export interface Beat {
  readonly who: PersonName
  readonly day: number
  readonly can: Permission
  readonly event: `${string}.${string}`
  readonly work: Work
}

/** Tells acts one after the other. */
export async function tell(teller: Teller, beats: readonly Beat[]): Promise<void> {
  for (const { work, ...scene } of beats) await doing(teller)(scene, work)
}

/** The manager writes at a rapid review. */
export function writing(day: number, event: Beat['event'], work: Work): Beat {
  return { who: 'manager', day, can: 'rapid-review:write', event, work }
}

/** The manager runs a review. */
export function managing(day: number, event: Beat['event'], work: Work): Beat {
  return { who: 'manager', day, can: 'review:manage', event, work }
}
