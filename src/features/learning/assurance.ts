import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Actor, PrincipalId } from '#features/cases/model.ts'
import { highestLevel } from './evidence.ts'
import type {
  AssuranceDecision,
  AssuranceOutcome,
  Evidence,
  EvidenceLevel,
  Rung,
  Stake,
} from './model.ts'
import { stakesOf } from './stake.ts'
import type { StakeHolders } from './stake.ts'

/** A body that judges whether a recommendation was achieved. */
export type AssuranceGroup = {
  readonly name: string
  readonly members: readonly Actor[]
  /** How many judges without a stake, from how many agencies, make a decision. */
  readonly quorum: Quorum
}

/** What makes a sitting able to decide. */
export type Quorum = { readonly judges: number; readonly agencies: number }

/** Three judges of two agencies: our default, which a partnership may change. */
export const defaultQuorum: Quorum = { judges: 3, agencies: 2 }

/** A meeting of the group about one recommendation. */
export type Sitting = {
  readonly group: AssuranceGroup
  readonly meeting: string
  readonly on: PlainDate
  readonly present: readonly Actor[]
}

/** Why a group cannot decide so. */
export type AssuranceRefusal =
  | { readonly code: 'not-a-member'; readonly principals: readonly PrincipalId[] }
  | {
      readonly code: 'no-quorum'
      readonly judges: number
      readonly agencies: number
      readonly needed: Quorum
      readonly stoodAside: number
    }
  | { readonly code: 'reasons-required' }
  | {
      readonly code: 'rung-not-reached'
      readonly rung: Rung
      readonly reached: EvidenceLevel | null
    }
  | { readonly code: 'delivery-not-shown' }

/** What the group decides about. */
export type AssuranceMatter = {
  readonly rung: Rung
  readonly round: number
  readonly evidence: readonly Evidence[]
  readonly holders: StakeHolders
}

/** Those present, divided into those who judge and those who stand aside, each with the reason. */
export type Bench = {
  readonly judges: readonly Actor[]
  readonly stoodAside: readonly { readonly member: Actor; readonly stakes: readonly Stake[] }[]
}

/** Divides those present; a person who sits there twice counts once. */
export function benchOf(present: readonly Actor[], holders: StakeHolders): Bench {
  const seen = present.map((member) => ({ member, stakes: stakesOf(member, holders) }))
  const stoodAside = seen.filter(({ stakes }) => stakes.length > 0)
  // One person may sit for two agencies: a stake in either shuts the person out.
  const shutOut = new Set(stoodAside.map(({ member }) => member.principal))
  const judges = seen
    .map(({ member }) => member)
    .filter(({ principal }) => !shutOut.has(principal))
    .filter((one, at, all) => all.findIndex((two) => two.principal === one.principal) === at)
  return { judges, stoodAside }
}

/**
 * Decides on a recommendation. Members of the owning agencies, owners of its actions and those who gave evidence stand
 * aside and are named; the rest must be enough. "Rung reached" asks for accepted evidence at that rung.
 */
export function decideAssurance(
  sitting: Sitting,
  matter: AssuranceMatter,
  decision: { readonly outcome: AssuranceOutcome; readonly reasons: string },
): Result<AssuranceDecision, AssuranceRefusal> {
  const bench = benchOf(sitting.present, matter.holders)
  const { round, rung, holders } = matter
  const reached = highestLevel(matter.evidence, { round, today: sitting.on, holders })
  const refusal = sittingRefusal(sitting, bench) ?? outcomeRefusal({ ...decision, rung, reached })
  if (refusal) return no(refusal)
  const { group, meeting, on } = sitting
  return ok({ group: group.name, meeting, on, round, rung, reached, ...decision, ...bench })
}

/** Whether a decision still holds as one by people without a stake, when stakes may have changed since. */
export function isImpartial(decision: AssuranceDecision, holders: StakeHolders): boolean {
  const bench = benchOf(decision.judges, holders)
  return bench.judges.length > 0 && bench.stoodAside.length === 0
}

function sittingRefusal({ group, present }: Sitting, bench: Bench): AssuranceRefusal | undefined {
  const members = new Set(group.members.map(({ principal, agency }) => `${principal} ${agency}`))
  const strangers = present.filter(
    ({ principal, agency }) => !members.has(`${principal} ${agency}`),
  )
  if (strangers.length > 0)
    return { code: 'not-a-member', principals: strangers.map(({ principal }) => principal) }
  const judges = bench.judges.length
  const agencies = new Set(bench.judges.map(({ agency }) => agency)).size
  if (judges >= group.quorum.judges && agencies >= group.quorum.agencies) return undefined
  const stoodAside = bench.stoodAside.length
  return { code: 'no-quorum', judges, agencies, needed: group.quorum, stoodAside }
}

function outcomeRefusal(decision: {
  readonly outcome: AssuranceOutcome
  readonly reasons: string
  readonly rung: Rung
  readonly reached: EvidenceLevel | null
}): AssuranceRefusal | undefined {
  const { outcome, rung, reached } = decision
  if (!decision.reasons.trim()) return { code: 'reasons-required' }
  if (outcome === 'rung-reached' && (reached === null || reached < rung))
    return { code: 'rung-not-reached', rung, reached }
  const needsDelivery = outcome === 'delivery-accepted' || outcome === 'not-measurable'
  return needsDelivery && (reached === null || reached < 1)
    ? { code: 'delivery-not-shown' }
    : undefined
}
