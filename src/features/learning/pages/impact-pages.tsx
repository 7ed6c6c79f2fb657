import { can } from '#platform/access/can.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { planImpactCheck, recordImpactCheck } from '../commands/record-impact-check.ts'
import { explainWork } from '../explain-work.ts'
import { aboutRecord } from '../queries/about-record.ts'
import { getCheckPage } from '../queries/assurance.ts'
import { PlanCheckForm, RecordCheckForm } from '../schemas/work-forms.ts'
import { CheckPage, PlanCheck } from '../views/impact-page.tsx'
import { workPaths } from '../work-paths.ts'
import { backTo } from './parts.ts'
import { stepPage } from './step-pages.tsx'

/** Impact checks: planned, recorded, and what follows when a change did not hold. */
export const impactPages: readonly Route[] = [
  page({
    path: '/recommendations/:uid/checks/new',
    can: 'impact:plan',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Plan an impact check' }, (found, typed) => (
        <PlanCheck form={typed} uid={found.uid} version={found.version} />
      )),
  }),
  act({
    path: '/recommendations/:uid/checks/new',
    page: '/recommendations/:uid/checks/new',
    can: 'impact:plan',
    audit: 'impact-check.planned',
    said: 'The check is planned.',
    params: UidParams,
    body: PlanCheckForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const planned = await planImpactCheck(ctx, params.uid, body)
      return planned.ok ? ok(await backTo(ctx, params.uid)) : planned
    },
  }),
  page({
    path: '/impact-checks/:uid',
    can: 'assurance:read',
    audit: 'impact-check.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getCheckPage(ctx, params.uid)
      const records = can(ctx.actor, 'impact:record')
      const open = found.result === null && found.round === found.of.round
      const reference = `Recommendation ${found.of.reference}`
      return {
        title: 'Impact check',
        caption: reference,
        state: found.result === null ? 'Not looked at yet' : 'Recorded. A check is recorded once',
        back: { href: workPaths.recommendation(found.of.uid), text: reference },
        body: (
          <CheckPage
            form={form}
            model={{
              ...found,
              standsAside: records && open ? found.stakes : [],
              mayRecord: records && open && found.stakes.length === 0,
            }}
          />
        ),
        about: {
          object: { type: 'impact-check', uid: found.uid },
          scopeUid: found.of.scopeUid,
        },
      }
    },
  }),
  act({
    path: '/impact-checks/:uid',
    page: '/impact-checks/:uid',
    can: 'impact:record',
    audit: 'impact-check.recorded',
    said: 'What the check found is on record.',
    params: UidParams,
    body: RecordCheckForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const recorded = await recordImpactCheck(ctx, params.uid, body)
      if (!recorded.ok) return recorded
      return ok({
        to: workPaths.check(params.uid),
        about: await aboutRecord(ctx, 'impact-check', params.uid),
      })
    },
  }),
]
