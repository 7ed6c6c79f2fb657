import { findCouncilId } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { CouncilsForm } from '../schemas.ts'
import { lockCase } from '../store/cases.ts'
import { saveCouncils } from '../store/councils.ts'

/** Only a council notifies and runs the rapid review; another agency is none. */
export interface NotACouncilRefusal {
  readonly code: 'not-a-council'
  readonly field: 'areaCouncil' | 'homeCouncil'
}

/** The two councils of a case by their inner keys; each may be unknown. */
export interface Councils {
  readonly areaCouncilId: number | null
  readonly homeCouncilId: number | null
}

/** Looks the councils up; whatever is no council of the partnership's agencies is refused. */
export async function councilsOf(
  ctx: ActContext,
  input: CouncilsForm,
): Promise<Result<Councils, NotACouncilRefusal>> {
  const found = { areaCouncil: null as number | null, homeCouncil: null as number | null }
  for (const field of ['areaCouncil', 'homeCouncil'] as const) {
    const uid = input[field]
    if (uid === undefined) continue
    const id = await findCouncilId(ctx, uid)
    if (id === undefined) return no({ code: 'not-a-council', field })
    found[field] = id
  }
  return ok({ areaCouncilId: found.areaCouncil, homeCouncilId: found.homeCouncil })
}

/** Says which council it is where it happened, and which one where the child lives, as soon as that is known. */
export async function nameCouncils(
  ctx: ActContext,
  uid: Uid,
  input: CouncilsForm,
): Promise<Result<Uid, NotACouncilRefusal>> {
  const frame = await lockCase(ctx.tx, uid)
  sameVersion(ctx, frame.version)
  const councils = await councilsOf(ctx, input)
  if (!councils.ok) return councils
  await saveCouncils(ctx.tx, frame, councils.value)
  return ok(uid)
}
