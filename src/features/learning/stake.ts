import type { Actor, AgencyId, PostId, PrincipalId } from '#features/cases/model.ts'
import type { Action, Addressees, Evidence, Stake } from './model.ts'

/** Everybody who did the work, asked for it to count, or said that he or she is too close to it. */
export type StakeHolders = {
  readonly owningAgencies: readonly AgencyId[]
  readonly ownerPosts: readonly PostId[]
  readonly ownerPersons: readonly PrincipalId[]
  readonly providers: readonly PrincipalId[]
  readonly declared: readonly PrincipalId[]
}

/**
 * Who has a stake in a recommendation: the agencies that it is addressed to, everybody who owns or owned one of its
 * actions, everybody who gave evidence, everybody who declared an interest. A recommendation to the whole partnership is
 * owned by those who act on it: otherwise nobody could judge it.
 */
export function stakeHolders(about: {
  readonly addressees: Addressees
  readonly actions: readonly Pick<Action, 'owners'>[]
  readonly evidence: readonly Pick<Evidence, 'providedBy'>[]
  readonly declared: readonly PrincipalId[]
}): StakeHolders {
  const owners = about.actions.flatMap((action) => action.owners)
  const addressed = about.addressees.kind === 'agencies' ? about.addressees.agencies : []
  return {
    owningAgencies: [...new Set([...addressed, ...owners.map(({ agency }) => agency)])],
    ownerPosts: [...new Set(owners.map(({ post }) => post))],
    ownerPersons: [...new Set(owners.flatMap(({ person }) => person ?? []))],
    providers: [...new Set(about.evidence.map(({ providedBy }) => providedBy.principal))],
    declared: about.declared,
  }
}

/** Why this person may not judge; nobody who has a stake judges, whatever the role. */
export function stakesOf(judge: Actor, holders: StakeHolders): readonly Stake[] {
  const { principal, post } = judge
  const held: Readonly<Record<Stake, boolean>> = {
    'member-of-owning-agency': holders.owningAgencies.includes(judge.agency),
    'owns-an-action':
      holders.ownerPersons.includes(principal) ||
      (post !== null && holders.ownerPosts.includes(post)),
    'gave-evidence': holders.providers.includes(principal),
    'declared-interest': holders.declared.includes(principal),
  }
  // Object.entries widens the keys to strings; they are stakes by the type of the record.
  return (Object.entries(held) as [Stake, boolean][]).flatMap(([stake, has]) => (has ? stake : []))
}

/** Whether this person may judge. */
export function hasStake(judge: Actor, holders: StakeHolders): boolean {
  return stakesOf(judge, holders).length > 0
}
