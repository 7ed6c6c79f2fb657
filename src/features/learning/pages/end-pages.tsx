import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import {
  endRecommendation,
  reopenRecommendation,
  withdrawRecommendation,
} from '../commands/end-recommendation.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { listRecommendationChoices } from '../queries/recommendations.ts'
import { endActs, EndForm, InErrorForm, ReopenForm } from '../schemas/recommendation-forms.ts'
import { EndRecommendation, WithReason } from '../views/recommendation-forms.tsx'
import { backTo } from './parts.ts'
import { openAmong } from './recommendation-model.ts'
import { stepPage } from './step-pages.tsx'

/** The ends of a recommendation, opening it again, and what was recorded in error. */
export const endPages: readonly Route[] = [
  page({
    path: '/recommendations/:uid/end',
    can: 'recommendation:agree',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        { uid: params.uid, form, title: 'Close the recommendation' },
        async (found, typed) => (
          <EndRecommendation
            form={typed}
            uid={found.uid}
            version={found.version}
            acts={openAmong(found, endActs)}
            others={await listRecommendationChoices(ctx, found.uid)}
          />
        ),
      ),
  }),
  act({
    path: '/recommendations/:uid/end',
    page: '/recommendations/:uid/end',
    can: 'recommendation:agree',
    audit: 'recommendation.ended',
    said: 'The recommendation is closed under its own name.',
    params: UidParams,
    body: EndForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const ended = await endRecommendation(ctx, params.uid, body)
      return ended.ok ? ok(await backTo(ctx, params.uid)) : ended
    },
  }),
  page({
    path: '/recommendations/:uid/reopen',
    can: 'recommendation:agree',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Open it again' }, (found, typed) => (
        <WithReason
          form={typed}
          uid={found.uid}
          version={found.version}
          action={paths.reopen(found.uid)}
          label="Why is it opened again?"
          button="Open it again"
          lead="A new round begins. What was accepted before stays on record and does not count in the new round."
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/reopen',
    page: '/recommendations/:uid/reopen',
    can: 'recommendation:agree',
    audit: 'recommendation.reopened',
    said: 'The recommendation is open again, in a new round.',
    params: UidParams,
    body: ReopenForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const reopened = await reopenRecommendation(ctx, params.uid, body)
      return reopened.ok ? ok(await backTo(ctx, params.uid)) : reopened
    },
  }),
  page({
    path: '/recommendations/:uid/in-error',
    can: 'recommendation:draft',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Recorded in error' }, (found, typed) => (
        <WithReason
          form={typed}
          uid={found.uid}
          version={found.version}
          action={paths.inError(found.uid)}
          label="What was wrong?"
          button="Mark as recorded in error"
          lead="It leaves every list and keeps its page, with your reason. Nothing is sent."
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/in-error',
    page: '/recommendations/:uid/in-error',
    can: 'recommendation:draft',
    audit: 'recommendation.marked-in-error',
    said: 'It is marked as recorded in error.',
    params: UidParams,
    body: InErrorForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const withdrawn = await withdrawRecommendation(ctx, params.uid, body.reason)
      return withdrawn.ok ? ok(await backTo(ctx, params.uid)) : withdrawn
    },
  }),
]
