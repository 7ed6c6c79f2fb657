import { getClockRule } from '#features/cases/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { englandAndWales } from '#shared/bank-holidays.ts'
import type { PrepublicationRule } from '../model.ts'

// Working Together asks for at least 7 working days; taken where no rule set of the day says otherwise (not confirmed).
const usualWorkingDays = 7

/** How long before publication the copy goes out, by the rule set of the day, with the bank holidays that count. */
export async function getPrepublicationRule(ctx: ReadContext): Promise<PrepublicationRule> {
  const rule = await getClockRule(ctx, 'prepublication')
  const days = rule?.term.unit === 'working-days' ? Math.abs(rule.term.count) : usualWorkingDays
  return { workingDays: days, clearDays: false, holidays: englandAndWales }
}
