import type { ReadContext } from '#platform/context.ts'
import { ruleSetsOn } from '../clocks.ts'
import type { RuleSet } from '../deadline.ts'
import { nationalRuleSets } from '../rule-sets/national.ts'
import { listLocalRuleSets } from './deadlines.ts'

/** A rule set as the reader of the rules sees it. */
export interface ListedRuleSet extends RuleSet {
  /** Shipped with Heed for all partnerships, or added by this one. */
  readonly origin: 'national' | 'local'
  readonly inForce: boolean
}

/** Every rule set that counts here, the one that began last first. */
export async function listRuleSets(ctx: ReadContext): Promise<readonly ListedRuleSet[]> {
  const local = await listLocalRuleSets(ctx)
  const all = [
    ...nationalRuleSets.map((set) => ({ ...set, origin: 'national' as const })),
    ...local.map((set) => ({ ...set, origin: 'local' as const })),
  ]
  const now = new Set(ruleSetsOn(all, ctx.today).map(({ id }) => id))
  return all
    .map((set) => ({ ...set, inForce: now.has(set.id) }))
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
}
