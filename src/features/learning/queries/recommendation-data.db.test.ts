import { expect, it } from 'vitest'
import type { Actor } from '#platform/access/actor.ts'
import type { ActContext } from '#platform/context.ts'
import { inSession, newRequestId } from '#platform/http/in-session.ts'
import type { Somebody } from '#tests/support/house.ts'
import { sampleWorld } from '#tests/support/sample-world.ts'
import { getAnsweredRecommendation, getRecommendationData } from './recommendation-data.ts'
import { getRecommendationPage } from './recommendation-page.ts'
import { listForExport } from './recommendations.ts'

const { house, as } = await sampleWorld()

/** Runs a query as a request of this person would. */
function inRequest<T>(who: Somebody, work: (ctx: ActContext) => Promise<T>): Promise<T> {
  const route = house.house.routes.find(({ path }) => path === '/recommendations/:uid')
  if (route === undefined) throw new Error('the page of a recommendation has moved')
  const asked = { token: who.token, requestId: newRequestId() }
  return inSession(house.house, { asked, route, outcome: 'shown' }, async (ctx) => ({
    // The session is a person's, so whoever asks is no visitor.
    result: await work(ctx as ActContext<Actor>),
    about: {},
  }))
}

// Judged once more, a third of it returned and the rest one level lower, so that only the last judgement may count; and one
// piece in four is stale.
await house.sql(`
  insert into app.evidence_judgement (partnership_id, scope_id, sensitivity, evidence_id, outcome, level, reason, at, by_principal, agency_id)
  select partnership_id, scope_id, sensitivity, evidence_id, case when evidence_id % 3 = 0 then 'returned' else 'accepted' end,
    greatest(level - 1, 0), 'Looked at once more.', at, by_principal, agency_id
  from app.evidence_judgement`)
await house.sql(`update app.evidence set fresh_until = given_on + 1 where id % 4 = 0`)

// The page loads all the work, the data three statements of it: what they say of the evidence must be the same.
it.each(['manager', 'scrutineer', 'midwifery', 'boardPartner'] as const)(
  'what is read for programs says what the page says, to the %s',
  async (name) => {
    const both = await inRequest(as[name], async (ctx) => {
      const rows = await listForExport(ctx, { sort: 'newest' })
      return Promise.all(
        rows.map(async ({ uid }) => ({
          page: await getRecommendationPage(ctx, uid),
          data: await getRecommendationData(ctx, uid),
          answered: await getAnsweredRecommendation(ctx, uid),
        })),
      )
    })
    expect(both.length).toBeGreaterThan(name === 'midwifery' ? 0 : 5)
    for (const { page, data, answered } of both) {
      expect([page.reference, data.reached]).toEqual([page.reference, page.reached])
      expect(data.supersededBy).toBe(page.supersededBy?.uid ?? null)
      expect(data.scopeUid).toBe(page.scopeUid)
      expect(data.addressees).toEqual(page.addressees)
      expect(answered.answers).toEqual(page.answers)
      expect(answered.scopeUid).toBe(page.scopeUid)
    }
    if (name === 'manager')
      expect(new Set(both.map(({ page }) => page.reached)).size).toBeGreaterThan(1)
  },
)
