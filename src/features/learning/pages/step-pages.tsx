import type { VNode } from 'preact'
import { listPostChoices } from '#features/organisations/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route, Shown } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { sayAdvice } from '../advice-words.ts'
import {
  adviceOn,
  checkQuality,
  decideRecommendation,
  moveDelivery,
} from '../commands/agree-recommendation.ts'
import { askAgencies } from '../commands/ask-agencies.ts'
import { setRung } from '../commands/set-rung.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getRecommendationKeys } from '../queries/recommendation-page.ts'
import type { RecommendationKeys } from '../queries/recommendation-page.ts'
import { statusWords } from '../recommendation-words.ts'
import {
  AskForm,
  CheckQualityForm,
  DecideForm,
  decisionActs,
  DeliveryForm,
  deliveryActs,
  SetRungForm,
} from '../schemas/recommendation-forms.ts'
import {
  AskAgencies,
  CheckQuality,
  Decide,
  MoveDelivery,
  SetRung,
} from '../views/recommendation-forms.tsx'
import { aboutRecommendation, backTo } from './parts.ts'
import { openAmong } from './recommendation-model.ts'

/** A page with one form about a recommendation. */
export async function stepPage(
  ctx: ReadContext,
  at: { uid: Uid; form: PageForm; title: string },
  body: (found: RecommendationKeys, form: PageForm) => VNode | Promise<VNode>,
): Promise<Shown> {
  const found = await getRecommendationKeys(ctx, at.uid)
  const reference = `Recommendation ${found.reference}`
  return {
    title: at.title,
    caption: reference,
    state: statusWords[found.status],
    back: { href: paths.recommendation(found.uid), text: reference },
    body: await body(found, at.form),
    about: aboutRecommendation(found),
  }
}

/** Posts of the agencies that are asked. */
async function postsOf(ctx: ReadContext, found: RecommendationKeys) {
  const all = []
  for (const each of found.addressees) {
    all.push(...(await listPostChoices(ctx, { agency: each.agency })))
  }
  return all
}

/** From the quality check to the work: checked, asked, rung set, decided, delivered. */
export const stepPages: readonly Route[] = [
  page({
    path: '/recommendations/:uid/check',
    can: 'recommendation:draft',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Quality check' }, (found, typed) => {
        const asked = found.addressees.map((each) => each.agency)
        return (
          <CheckQuality
            form={typed}
            uid={found.uid}
            version={found.version}
            advice={adviceOn(found, asked).map(sayAdvice)}
          />
        )
      }),
  }),
  act({
    path: '/recommendations/:uid/check',
    page: '/recommendations/:uid/check',
    can: 'recommendation:draft',
    audit: 'recommendation.quality-checked',
    said: 'The quality check is on record. The agencies can be asked now.',
    params: UidParams,
    body: CheckQualityForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const checked = await checkQuality(ctx, params.uid, body)
      return checked.ok ? ok(await backTo(ctx, params.uid)) : checked
    },
  }),
  page({
    path: '/recommendations/:uid/ask',
    can: 'scope:grant',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Ask for answers' }, async (found, typed) => (
        <AskAgencies
          form={typed}
          uid={found.uid}
          version={found.version}
          agencies={found.addressees.map((each) => each.name)}
          posts={await postsOf(ctx, found)}
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/ask',
    page: '/recommendations/:uid/ask',
    can: 'scope:grant',
    audit: 'answer.asked-for',
    said: 'The agencies are asked, and those who fill the chosen posts can see this recommendation.',
    params: UidParams,
    body: AskForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const asked = await askAgencies(ctx, params.uid, body)
      return asked.ok ? ok(await backTo(ctx, params.uid)) : asked
    },
  }),
  page({
    path: '/recommendations/:uid/rung',
    can: 'recommendation:agree',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'What has to be shown' }, (found, typed) => (
        <SetRung form={typed} uid={found.uid} version={found.version} />
      )),
  }),
  act({
    path: '/recommendations/:uid/rung',
    page: '/recommendations/:uid/rung',
    can: 'recommendation:agree',
    audit: 'rung.set',
    said: 'The rung is set. It closes as achieved only on accepted evidence at this rung.',
    params: UidParams,
    body: SetRungForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const set = await setRung(ctx, params.uid, body)
      return set.ok ? ok(await backTo(ctx, params.uid)) : set
    },
  }),
  page({
    path: '/recommendations/:uid/decision',
    can: 'recommendation:agree',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'The decision' }, (found, typed) => (
        <Decide
          form={typed}
          uid={found.uid}
          version={found.version}
          acts={openAmong(found, decisionActs)}
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/decision',
    page: '/recommendations/:uid/decision',
    can: 'recommendation:agree',
    audit: 'recommendation.decided',
    said: 'The decision is recorded.',
    params: UidParams,
    body: DecideForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const decided = await decideRecommendation(ctx, params.uid, body)
      return decided.ok ? ok(await backTo(ctx, params.uid)) : decided
    },
  }),
  page({
    path: '/recommendations/:uid/delivery',
    can: 'recommendation:agree',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'How delivery moves on' }, (found, typed) => (
        <MoveDelivery
          form={typed}
          uid={found.uid}
          version={found.version}
          acts={openAmong(found, deliveryActs)}
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/delivery',
    page: '/recommendations/:uid/delivery',
    can: 'recommendation:agree',
    audit: 'recommendation.moved',
    said: 'It is recorded.',
    params: UidParams,
    body: DeliveryForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const moved = await moveDelivery(ctx, params.uid, body)
      return moved.ok ? ok(await backTo(ctx, params.uid)) : moved
    },
  }),
]
