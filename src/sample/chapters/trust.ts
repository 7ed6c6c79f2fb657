import { getCaseKeys } from '#features/cases/index.ts'
import { openByEmergency } from '#features/trust/index.ts'
import { ok } from '#shared/result.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import type { SampleCases } from './cases.ts'

/** A named nurse opens a case for an hour on the evening when nobody else answers; somebody has yet to review it. */
export async function tellTrust(teller: Teller, cases: SampleCases): Promise<void> {
  const act = doing(teller)
  const { reference } = await act(
    { who: 'manager', day: -1, can: 'case:read', event: 'case.viewed' },
    async (ctx) => ok(await getCaseKeys(ctx, cases.harmed)),
  )
  await act(
    {
      who: 'nurse',
      day: -1,
      can: 'emergency-access:use',
      event: 'emergency-access.used',
    },
    (ctx) =>
      openByEmergency(ctx, {
        reference,
        reasonCode: 'nobody-reachable',
        reason: 'A sibling is on the ward and I have to know what is agreed for tonight.',
      }),
  )
}
