import { keepDuty, listCaseKeys, moveCase } from '#features/cases/index.ts'
import type { CaseRefusal } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'

/** The same request towards the case: the version that was sent is that of the review, not of the case. */
export function towardsCase(ctx: ActContext): ActContext {
  return { ...ctx, version: undefined }
}

/** The clocks of a case that a rapid review stops. */
export type RapidClock =
  'rapid-review' | 'rapid-review-sending' | 'rapid-review-sign-off' | 'panel-reply'

/** Records on the case that these duties were done; a case that is no longer open to the caller is left alone. */
export async function keepCaseDuties(
  ctx: ActContext,
  caseId: number,
  done: { clocks: readonly RapidClock[]; on: PlainDate },
): Promise<void> {
  const keys = (await listCaseKeys(ctx, [caseId])).get(caseId)
  if (keys === undefined) return
  for (const clock of done.clocks) {
    const duty = { what: 'done' as const, on: done.on, reason: undefined, told: [] }
    await keepDuty(towardsCase(ctx), { uid: keys.uid, clock }, duty)
  }
}

/** Moves the case on when its rapid review is sent. Wherever else the case stands, the sending does not wait for it. */
export async function moveCaseOnSending(
  ctx: ActContext,
  caseId: number,
): Promise<Result<true, CaseRefusal>> {
  const keys = (await listCaseKeys(ctx, [caseId])).get(caseId)
  if (keys?.status !== 'rapid-review') return ok(true)
  const moved = await moveCase(towardsCase(ctx), keys.uid, {
    act: 'send-rapid-review',
    reason: undefined,
  })
  return moved.ok ? ok(true) : moved
}
