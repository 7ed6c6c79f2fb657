import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Delay } from './model.ts'

/** Why a delay cannot be recorded or ended. */
export type DelayRefusal =
  | { readonly code: 'reason-required' }
  | { readonly code: 'no-such-delay' }
  | { readonly code: 'already-ended' }
  | { readonly code: 'ends-before-it-began' }

/** Lays a delay over a review. Its state stays, its clocks run on. */
export function recordDelay(
  delays: readonly Delay[],
  delay: Delay,
): Result<readonly Delay[], DelayRefusal> {
  return delay.reason.trim() ? ok([...delays, delay]) : no({ code: 'reason-required' })
}

/** Ends one of the delays; it stays on record. */
export function endDelay(
  delays: readonly Delay[],
  which: number,
  on: PlainDate,
): Result<readonly Delay[], DelayRefusal> {
  const delay = delays[which]
  if (!delay) return no({ code: 'no-such-delay' })
  if (delay.endedOn !== null) return no({ code: 'already-ended' })
  if (on < delay.foreseenOn) return no({ code: 'ends-before-it-began' })
  return ok(delays.map((one, at) => (at === which ? { ...one, endedOn: on } : one)))
}

/** The delays that last. */
export function openDelays(delays: readonly Delay[]): readonly Delay[] {
  return delays.filter(({ endedOn }) => endedOn === null)
}

/** Lasting delays of which the Panel has not been told: chased, because reasons are due before the six months pass. */
export function delaysToTell(delays: readonly Delay[]): readonly Delay[] {
  return openDelays(delays).filter(({ panelToldOn }) => panelToldOn === null)
}
