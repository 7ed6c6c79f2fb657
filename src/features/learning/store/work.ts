import type { Reader } from '#platform/db/transaction.ts'
import type { PrincipalId } from '#features/cases/model.ts'
import type { Action, OwnerSpell } from '../model.ts'
import type { ActionFacts, AskedAgency } from '../shown-by.ts'
import { stakeHolders } from '../stake.ts'
import type { StakeHolders } from '../stake.ts'
import { loadActionsOf, loadOwnersFor } from './action-records.ts'
import type { ActionRecord, OwnerRecord } from './action-records.ts'
import { loadDecisionsOf, loadDeclared } from './assurance.ts'
import type { DecisionRecord } from './assurance.ts'
import type { StoredAddressee } from './addressees.ts'
import { loadEvidenceOf, loadJudged } from './evidence-records.ts'
import type { EvidenceRecord, JudgedEvidence } from './evidence-records.ts'
import { loadChecksOf } from './impact.ts'
import type { CheckRecord } from './impact.ts'
import type { StoredRecommendation } from './recommendations.ts'

/** What was done for a recommendation and what became of it, as its guards ask: actions, evidence, decisions, checks. */
export interface Work {
  readonly actions: readonly Pick<Action, 'owners'>[]
  readonly evidence: readonly EvidenceRecord[]
  /** The oldest first. */
  readonly decisions: readonly DecisionRecord[]
  readonly checks: readonly CheckRecord[]
  /** Those who said that they are too close to it. */
  readonly declared: readonly PrincipalId[]
}

/** The work with its actions as pages show them. */
export interface WholeWork extends Work {
  readonly records: readonly ActionRecord[]
}

// A post is filled by one person after the other: each of them owned the action, whoever was named when it was given.
function spellsOf(owner: OwnerRecord): OwnerSpell[] {
  const people = new Set([...owner.holders, ...(owner.person === null ? [] : [owner.person])])
  if (people.size === 0) return [owner]
  return [...people].map((person) => ({ ...owner, person }))
}

function ownersOf(owners: readonly OwnerRecord[]): Pick<Action, 'owners'>[] {
  const [first, ...rest] = owners.flatMap(spellsOf)
  return first === undefined ? [] : [{ owners: [first, ...rest] }]
}

/** The work on each of these recommendations, of every round, in a fixed number of statements. */
export async function loadWorkOf(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<Map<number, WholeWork>> {
  const [actions, evidence, decisions, checks, declared] = await Promise.all([
    loadActionsOf(tx, recommendationIds),
    loadEvidenceOf(tx, recommendationIds),
    loadDecisionsOf(tx, recommendationIds),
    loadChecksOf(tx, recommendationIds),
    loadDeclared(tx, recommendationIds),
  ])
  return new Map(
    recommendationIds.map((id) => {
      const own = (each: { recommendationId: number }) => each.recommendationId === id
      const records = actions.filter(own)
      const work = {
        records,
        actions: records.flatMap((each) => ownersOf(each.owners)),
        evidence: evidence.filter(own),
        decisions: decisions.filter(own),
        checks: checks.filter(own),
        declared: declared.get(id) ?? [],
      }
      return [id, work]
    }),
  )
}

/** What of the work decides how far accepted evidence reaches: the least that answers it. */
export interface Reach {
  readonly actions: Work['actions']
  readonly evidence: readonly JudgedEvidence[]
  readonly declared: Work['declared']
}

/** What decides how far the evidence of a recommendation reaches, in three statements instead of the eleven of all its work. */
export async function loadReach(tx: Reader, recommendationId: number): Promise<Reach> {
  const [owners, evidence, declared] = await Promise.all([
    loadOwnersFor(tx, recommendationId),
    loadJudged(tx, recommendationId),
    loadDeclared(tx, [recommendationId]),
  ])
  return {
    actions: owners.flatMap(ownersOf),
    evidence,
    declared: declared.get(recommendationId) ?? [],
  }
}

/** The work on a recommendation, of every round. */
export async function loadWork(
  tx: Reader,
  stored: Pick<StoredRecommendation, 'id'>,
): Promise<WholeWork> {
  const work = (await loadWorkOf(tx, [stored.id])).get(stored.id)
  return work ?? { records: [], actions: [], evidence: [], decisions: [], checks: [], declared: [] }
}

/**
 * Who has a stake in a recommendation: whom it is addressed to, also before a body was abolished, everybody who owned one of
 * its actions, gave evidence, or said to be too close to it.
 */
export function holdersOfWork(
  stored: Pick<StoredRecommendation, 'addressedTo'>,
  asked: readonly StoredAddressee[],
  work: Pick<Work, 'actions' | 'declared'> & {
    readonly evidence: readonly Pick<EvidenceRecord, 'providedBy'>[]
  },
): StakeHolders {
  const agencies = asked.flatMap((each) => [each.agency, ...each.before.map((one) => one.agency)])
  return stakeHolders({
    addressees:
      stored.addressedTo === 'agencies'
        ? { kind: 'agencies', agencies }
        : { kind: stored.addressedTo },
    actions: work.actions,
    evidence: work.evidence,
    declared: work.declared,
  })
}

/** The agencies that a recommendation is made to, as the rules ask for them; none where no agency is named. */
export function askedOf(
  stored: Pick<StoredRecommendation, 'addressedTo'>,
  addressees: readonly StoredAddressee[],
): readonly AskedAgency[] {
  if (stored.addressedTo !== 'agencies') return []
  return addressees.map(({ agency, name, before }) => ({
    agency,
    name,
    before: before.map((one) => one.agency),
  }))
}

/** The actions as the rules ask for them; one that was recorded in error is none. */
export function actionFactsOf(records: readonly ActionRecord[]): readonly ActionFacts[] {
  return records.flatMap(({ uid, delivery, owners, inError }) => {
    const owner = owners.at(-1)?.agency
    return inError || owner === undefined ? [] : [{ id: uid, delivery, owner }]
  })
}
