import type { z, ZodType } from 'zod'
import type { ModuleName } from '#platform/access/module.ts'
import type { ActContext, AuditSubject } from '#platform/context.ts'
import type { JobHouse } from './job-house.ts'

/** The name of a job: a noun and a verb, `action.remind-owner`. */
export type JobName = `${string}.${string}`

/** Ids and numbers: all that a job is ever told. What it is about, it reads under its own rights when it runs. */
export type JobPayload = Readonly<Record<string, string | number>>

interface JobFacts {
  readonly name: JobName
  /** When it runs by itself, as a line of a crontab in UTC. */
  readonly cron?: string
}

/** Work for one partnership, done by its own job principal, in one transaction that ends with its audit row. */
export interface PartnershipJobSpec<P extends ZodType> extends JobFacts {
  readonly payload: P
  /** The event that the audit records. */
  readonly audit: `${string}.${string}`
  /** Where a partnership has switched the module off, the job does nothing. */
  readonly module?: ModuleName
  /** Does the work; run twice it must be as run once, which the wrapper sees to for what is in the database. */
  run(ctx: ActContext, payload: z.output<P>): Promise<AuditSubject>
}

/** Work for the installation as a whole: it touches no content and runs as the queue's own role. */
export interface HouseJobSpec extends JobFacts {
  run(house: JobHouse): Promise<void>
}

/** A job as data, its types closed inside. */
export type Job =
  | ({ readonly kind: 'partnership' } & PartnershipJobSpec<ZodType>)
  | ({ readonly kind: 'house' } & HouseJobSpec)

/** Declares a job that works for one partnership; `ctx.enqueue` or its cron line asks for it. */
export function job<P extends ZodType>(spec: PartnershipJobSpec<P>): Job {
  // The list of jobs forgets each payload's type; the schema that made it is kept beside the handler.
  return { kind: 'partnership', ...(spec as unknown as PartnershipJobSpec<ZodType>) }
}

/** Declares a job of the house itself. */
export function houseJob(spec: HouseJobSpec): Job {
  return { kind: 'house', ...spec }
}
