import type { ReadContext } from '#platform/context.ts'
import { ruleSetsOn } from '../clocks.ts'
import type { ListedRuleSet } from '../deadline.ts'
import { nationalRuleSets } from '../rule-sets/national.ts'
import { ruleInOwnWords } from '../timeline.ts'
import { listLocalRuleSets } from './deadlines.ts'

/** Every rule set that counts here, the one that began last first. */
export async function listRuleSets(ctx: ReadContext): Promise<readonly ListedRuleSet[]> {
  const local = await listLocalRuleSets(ctx)
  const all = [
    ...nationalRuleSets.map((set) => ({ ...set, origin: 'national' as const })),
    ...local.map((set) => ({ ...set, origin: 'local' as const })),
  ]
  const now = new Set(ruleSetsOn(all, ctx.today).map(({ id }) => id))
  const group = ctx.words('group.case-review')
  return all
    .map((set) => ({
      ...set,
      inForce: now.has(set.id),
      rules: set.rules.map((rule) => ruleInOwnWords(rule, group)),
    }))
    .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
}
