import type { PlainDate } from '#shared/dates.ts'

/** What of a case says how soon somebody has to look at it. */
export interface Pressing {
  readonly reference: string
  /** How many of its duties are late. */
  readonly late: number
  readonly next: { readonly due: PlainDate | null } | undefined
}

const dueOf = ({ next }: Pressing): string => next?.due ?? '9999-12-31'

/** The most pressing first: what is late, then what is due soonest, then what has no date, each by its reference. */
export function byUrgency(a: Pressing, b: Pressing): number {
  return (
    Math.sign(b.late) - Math.sign(a.late) ||
    dueOf(a).localeCompare(dueOf(b)) ||
    a.reference.localeCompare(b.reference)
  )
}
