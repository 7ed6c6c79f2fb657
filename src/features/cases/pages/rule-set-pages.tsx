import { z } from 'zod'
import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { englandAndWales } from '#shared/bank-holidays.ts'
import { yearOf } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { paths } from '../paths.ts'
import { listRuleSets } from '../queries/rule-sets.ts'
import { RuleSetsPage } from '../views/rule-sets.tsx'

/** From the year before the last known one on, a time of six months may lead beyond it. */
const warnYearsBefore = 1

/** The rules that the clocks go by. */
export const ruleSetPages: readonly Route[] = [
  page({
    path: paths.ruleSets,
    can: 'case:read',
    audit: { none: 'rules of law, guidance and the partnership; nothing of any case' },
    query: z.object({ set: z.string().max(60).optional() }),
    handle: async (ctx, { query }) => {
      const sets = await listRuleSets(ctx)
      const chosen = sets.find(({ id, inForce }) =>
        query.set === undefined ? inForce : id === query.set,
      )
      if (chosen === undefined) throw new Failure('not-found')
      const { firstYear, lastYear, source } = englandAndWales
      return {
        title: 'Rules of the deadlines',
        // A page of the feature that draws all deadlines together.
        back: { href: '/deadlines', text: 'Deadlines' },
        layout: 'wide',
        body: (
          <RuleSetsPage
            sets={sets}
            chosen={chosen}
            holidays={{ firstYear, lastYear, source }}
            endsSoon={yearOf(ctx.today) >= lastYear - warnYearsBefore}
          />
        ),
        about: {},
      }
    },
  }),
]
