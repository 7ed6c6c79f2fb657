import { addDays } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Agency } from './model.ts'

/** Why a body cannot be ended as asked. */
export type EndAgencyRefusal =
  | { readonly code: 'already-ended'; readonly on: PlainDate }
  | { readonly code: 'ends-before-it-began'; readonly began: PlainDate }
  | { readonly code: 'successor-is-itself' }
  | { readonly code: 'successor-has-ended'; readonly on: PlainDate }
  | { readonly code: 'successor-begins-later'; readonly began: PlainDate }

/** What is said when a body ends. */
export interface EndAgencyInput {
  readonly lastDay: PlainDate
  readonly successor: Agency
}

function successorRefusal(agency: Agency, input: EndAgencyInput): EndAgencyRefusal | undefined {
  const { successor, lastDay } = input
  if (successor.id === agency.id) return { code: 'successor-is-itself' }
  if (successor.activeTo !== null && successor.activeTo <= lastDay) {
    return { code: 'successor-has-ended', on: successor.activeTo }
  }
  if (successor.activeFrom > latestStart(lastDay)) {
    return { code: 'successor-begins-later', began: successor.activeFrom }
  }
  return undefined
}

/** A successor may begin up to a month after the last day: abolitions and foundings rarely meet to the day. */
function latestStart(lastDay: PlainDate): PlainDate {
  return addDays(lastDay, 31)
}

/** Ends a body and names the one that takes over; what it owned moves on when this is announced. */
export function endAgency(agency: Agency, input: EndAgencyInput): Result<Agency, EndAgencyRefusal> {
  if (agency.activeTo !== null) return no({ code: 'already-ended', on: agency.activeTo })
  if (input.lastDay < agency.activeFrom) {
    return no({ code: 'ends-before-it-began', began: agency.activeFrom })
  }
  const refusal = successorRefusal(agency, input)
  if (refusal !== undefined) return no(refusal)
  return ok({
    ...agency,
    activeTo: input.lastDay,
    successorId: input.successor.id,
    version: agency.version + 1,
  })
}
