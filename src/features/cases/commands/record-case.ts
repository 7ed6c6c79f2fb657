import { findAgencyId, getActingFor } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { checkCaseDates, firstKnown } from '../case-dates.ts'
import type { CaseDateRefusal } from '../case-dates.ts'
import { caseDateNames } from '../model.ts'
import type { CaseDate, CaseDates } from '../model.ts'
import type { RecordCaseForm } from '../schemas.ts'
import * as store from '../store/cases.ts'
import { councilsOf } from './name-councils.ts'
import type { NotACouncilRefusal } from './name-councils.ts'

function dateOf(on: PlainDate | undefined): CaseDate {
  return on === undefined ? { known: 'no', because: 'not-asked' } : { known: 'exactly', on }
}

function datesOf(input: RecordCaseForm): CaseDates {
  return {
    incidentOn: firstKnown(dateOf(input.incidentOn)),
    discoveredOn: firstKnown(dateOf(input.discoveredOn)),
    laAwareOn: firstKnown(dateOf(input.laAwareOn)),
    notifiedOn: firstKnown({ known: 'no', because: 'not-yet-happened' }),
  }
}

async function agencyId(ctx: ActContext, uid: Uid): Promise<number> {
  const id = await findAgencyId(ctx, uid)
  if (id === undefined) throw new Failure('not-found')
  return id
}

async function keepParts(
  ctx: ActContext,
  at: store.InCase & { agencyId: number },
  from: { input: RecordCaseForm; dates: CaseDates },
): Promise<void> {
  const { input, dates } = from
  for (const name of caseDateNames) {
    await store.insertDate(ctx.tx, at, { name, value: dates[name].now, reason: null })
  }
  if (input.summary !== undefined || input.placeKind !== undefined) {
    await store.insertAccount(ctx.tx, at, {
      summary: input.summary ?? '',
      placeKind: input.placeKind ?? null,
    })
  }
  const ids: number[] = []
  for (const each of input.agencies) ids.push(await agencyId(ctx, each))
  await store.insertAgencies(ctx.tx, at, ids)
}

/** Records an incident as a case. Nothing that is missing stops it: what is known later is added later. */
export async function recordCase(
  ctx: ActContext,
  input: RecordCaseForm,
): Promise<Result<UidOf<'case'>, CaseDateRefusal | NotACouncilRefusal>> {
  const acting = await getActingFor(ctx)
  const dates = datesOf(input)
  const checked = checkCaseDates(dates, ctx.today)
  if (!checked.ok) return checked
  const councils = await councilsOf(ctx, input)
  if (!councils.ok) return councils
  const uid = ctx.newUid<'case'>()
  const scopeId = await store.openCaseScope(ctx.tx)
  const caseId = await store.insertCase(ctx.tx, {
    uid,
    scopeId,
    reference: await store.nextReference(ctx.tx, ctx.today),
    nature: input.nature,
    harms: input.harms,
    abuseSuspected: input.abuseSuspected,
    ...councils.value,
  })
  await keepParts(ctx, { caseId, scopeId, agencyId: acting.id }, { input, dates })
  return ok(uid)
}
