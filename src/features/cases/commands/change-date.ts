import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { changeDate as decideChange, checkCaseDates } from '../case-dates.ts'
import type { CaseDateRefusal } from '../case-dates.ts'
import type { CaseDate } from '../model.ts'
import type { ChangeDateForm } from '../schemas.ts'
import * as store from '../store/cases.ts'
import { actingNow } from './acting.ts'

/** Why a date cannot be kept as it was typed. */
export type ChangeDateRefusal =
  | CaseDateRefusal
  | { readonly code: 'date-missing' }
  | { readonly code: 'latest-missing' }
  | { readonly code: 'why-unknown-missing' }

function valueOf(input: ChangeDateForm): Result<CaseDate, ChangeDateRefusal> {
  if (input.known === 'no') {
    return input.because
      ? ok({ known: 'no', because: input.because })
      : no({ code: 'why-unknown-missing' })
  }
  if (input.on === undefined) return no({ code: 'date-missing' })
  if (input.known === 'exactly') return ok({ known: 'exactly', on: input.on })
  return input.latest === undefined
    ? no({ code: 'latest-missing' })
    : ok({ known: 'about', earliest: input.on, latest: input.latest })
}

/** Corrects one of the four dates: every clock that counts from it is reckoned anew, the old value and date stay. */
export async function changeDate(
  ctx: ActContext,
  uid: Uid,
  input: ChangeDateForm,
): Promise<Result<store.CaseFrame, ChangeDateRefusal>> {
  const frame = await store.lockCase(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const value = valueOf(input)
  if (!value.ok) return value
  const dates = (await store.loadDates(ctx.tx, [frame.id])).get(frame.id)
  if (dates === undefined) throw new Failure('not-found')
  const acting = await actingNow(ctx)
  const first = dates[input.name].now.known === 'no'
  const reason = input.reason ?? (first ? 'Recorded for the first time' : '')
  const change = { to: value.value, at: ctx.now, by: acting.by, reason }
  const changed = decideChange(dates[input.name], change)
  if (!changed.ok) return changed
  const checked = checkCaseDates({ ...dates, [input.name]: changed.value }, ctx.today)
  if (!checked.ok) return checked
  const at = { caseId: frame.id, scopeId: frame.scopeId, agencyId: acting.agency.id }
  await store.insertDate(ctx.tx, at, { name: input.name, value: value.value, reason })
  const saved = { ...frame, version: frame.version + 1 }
  await store.saveFrame(ctx.tx, saved)
  return ok(saved)
}
