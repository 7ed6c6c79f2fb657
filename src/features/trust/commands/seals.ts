import { endSealGrant, grantSeal, releaseSeal, sealScope } from '#platform/access/seals.ts'
import type { ActContext } from '#platform/context.ts'
import { endOfLondonDay } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { findPersonId } from '../queries/names.ts'
import { getSeal } from '../queries/seals.ts'
import type { SealState } from '../queries/seals.ts'
import type { SealNameForm } from '../schemas.ts'

/** Why a seal is not set, opened or released. */
export interface SealRefusal {
  readonly code:
    | 'sealed-already'
    | 'not-sealed'
    | 'oneself-for-seal'
    | 'day-has-passed'
    | 'ended-already'
    | 'no-agency'
    | 'own-word-given'
    | 'same-agency-as-the-first'
}

type Answer = Promise<Result<SealState, SealRefusal>>

/** Seals a case with its recommendations: from now on it opens to named persons only. */
export async function sealCase(ctx: ActContext, uid: Uid): Answer {
  const seal = await getSeal(ctx, uid)
  if (seal.sealed) return no({ code: 'sealed-already' })
  await sealScope(ctx.tx, seal.scopeId)
  return ok(seal)
}

/** Names somebody for whom the sealed case opens until a day; a way in is still needed. */
export async function nameForSeal(ctx: ActContext, uid: Uid, input: SealNameForm): Answer {
  const seal = await getSeal(ctx, uid)
  if (!seal.sealed) return no({ code: 'not-sealed' })
  if (input.person === ctx.actor.principalUid) return no({ code: 'oneself-for-seal' })
  if (input.until < ctx.today) return no({ code: 'day-has-passed' })
  const principalId = await findPersonId(ctx, input.person)
  if (principalId === undefined) throw new Failure('not-found')
  const ends = endOfLondonDay(input.until)
  await grantSeal(ctx.tx, seal.scopeId, { principalId, ends, reason: input.reason })
  return ok(seal)
}

/** Closes the sealed case to somebody who was named. */
export async function endSealName(ctx: ActContext, uid: Uid, nameUid: Uid): Answer {
  const seal = await getSeal(ctx, uid)
  const name = seal.names.find((each) => each.uid === nameUid)
  if (name === undefined) throw new Failure('not-found')
  const ended = await endSealGrant(ctx.tx, name.id)
  return ended ? ok(seal) : no({ code: 'ended-already' })
}

function releaseRefusal(ctx: ActContext, seal: SealState): SealRefusal | undefined {
  const own = ctx.actor.agencyId
  if (!seal.sealed) return { code: 'not-sealed' }
  if (own === undefined) return { code: 'no-agency' }
  if (seal.words.some((word) => word.principalId === ctx.actor.principalId))
    return { code: 'own-word-given' }
  if (seal.words.some((word) => word.agencyId === own)) return { code: 'same-agency-as-the-first' }
  return undefined
}

/** Gives one of the two words, of two agencies, that releasing a seal needs. */
export async function releaseCase(ctx: ActContext, uid: Uid, because: string): Answer {
  const seal = await getSeal(ctx, uid)
  const refusal = releaseRefusal(ctx, seal)
  if (refusal !== undefined) return no(refusal)
  await releaseSeal(ctx.tx, seal.scopeId, because)
  return ok(seal)
}
