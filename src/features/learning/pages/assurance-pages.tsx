import { z } from 'zod'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { optionalUid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { openOutcomes } from '../assurance-consequences.ts'
import {
  decideAssurance,
  declareInterest,
  setAssuranceRules,
} from '../commands/decide-assurance.ts'
import { explainWork } from '../explain-work.ts'
import { textNotHeld } from '../public-words.ts'
import { getAssuranceQueue, getAssuranceRules, getSittingPage } from '../queries/assurance.ts'
import type { AssuranceQueue as Queue, QueuePlace } from '../queries/assurance.ts'
import { AssuranceRulesForm, InterestForm, SitForm } from '../schemas/work-forms.ts'
import { AssuranceRules, DeclareInterest, Sit } from '../views/assurance-forms.tsx'
import { AssuranceQueue } from '../views/assurance-queue.tsx'
import type { QueueModel } from '../views/assurance-queue.tsx'
import { workPaths } from '../work-paths.ts'
import { aboutRecommendation, backTo, openTo, withStored } from './parts.ts'
import { stepPage } from './step-pages.tsx'

const QueueQuery = z.object({
  evidence: optionalUid().catch(undefined),
  ready: optionalUid().catch(undefined),
  checks: optionalUid().catch(undefined),
})

function partOf<Row>(
  part: { readonly rows: readonly Row[]; readonly next: string | undefined },
  name: keyof QueuePlace,
) {
  const nextHref =
    part.next === undefined ? undefined : `${workPaths.assurance}?${name}=${part.next}`
  return { rows: part.rows, nextHref }
}

function queueModel(ctx: ReadContext, queue: Queue): QueueModel {
  return {
    evidence: partOf(queue.evidence, 'evidence'),
    ready: partOf(queue.ready, 'ready'),
    checks: partOf(queue.checks, 'checks'),
    judges: can(ctx.actor, 'assurance:judge'),
    today: ctx.today,
    acts: openTo(ctx.actor, [
      {
        can: 'setting:change',
        open: true,
        href: workPaths.assuranceRules,
        text: 'How the group decides',
      },
    ]),
  }
}

/** The assurance group: what waits for it, its sittings, and how it decides. */
export const assurancePages: readonly Route[] = [
  page({
    path: workPaths.assurance,
    can: 'assurance:read',
    audit: 'assurance-queue.viewed',
    query: QueueQuery,
    handle: async (ctx, { query }) => {
      const queue = await getAssuranceQueue(ctx, query)
      const listed = [...queue.evidence.rows, ...queue.ready.rows, ...queue.checks.rows]
      return {
        title: 'Assurance',
        state: `${ctx.words('group.assurance')}: what waits to be judged by people without a stake`,
        layout: 'wide',
        body: <AssuranceQueue model={queueModel(ctx, queue)} />,
        about: { listed: listed.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: workPaths.assuranceRules,
    can: 'setting:change',
    audit: { none: 'rules of the group, no content' },
    handle: async (ctx, { form }) => {
      const { quorum, checkMonths } = await getAssuranceRules(ctx)
      const months = checkMonths.join(', ')
      const stored = { judges: quorum.judges, agencies: quorum.agencies, months }
      return {
        title: 'How the assurance group decides',
        back: { href: '/settings', text: 'Settings' },
        body: <AssuranceRules form={withStored(form, stored)} />,
        about: {},
      }
    },
  }),
  act({
    path: workPaths.assuranceRules,
    page: workPaths.assuranceRules,
    can: 'setting:change',
    audit: 'assurance-rules.set',
    said: 'The rules are set. They count from the next sitting on.',
    body: AssuranceRulesForm,
    explain: explainWork,
    handle: async (ctx, { body }) => {
      await setAssuranceRules(ctx, body)
      return ok({
        to: workPaths.assuranceRules,
        about: { fields: ['judges', 'agencies', 'months'] },
      })
    },
  }),
  page({
    path: '/recommendations/:uid/assurance/new',
    can: 'assurance:judge',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getSittingPage(ctx, params.uid)
      const reference = `Recommendation ${found.reference}`
      return {
        title: 'What the group decided',
        caption: reference,
        back: { href: workPaths.recommendation(found.uid), text: reference },
        body: (
          <Sit
            form={form}
            uid={found.uid}
            version={found.version}
            text={found.text ?? textNotHeld}
            members={found.members.map((member) => ({ ...member, uid: member.actor.principal }))}
            quorum={found.rules.quorum}
            rung={found.rung}
            reached={found.reached}
            outcomes={openOutcomes(found.status)}
          />
        ),
        about: aboutRecommendation(found),
      }
    },
  }),
  act({
    path: '/recommendations/:uid/assurance/new',
    page: '/recommendations/:uid/assurance/new',
    can: 'assurance:judge',
    audit: 'assurance.decided',
    said: 'The decision is on record, with who judged and who stood aside.',
    params: UidParams,
    body: SitForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const decided = await decideAssurance(ctx, params.uid, body)
      return decided.ok ? ok(await backTo(ctx, params.uid)) : decided
    },
  }),
  page({
    path: '/recommendations/:uid/interest',
    can: 'assurance:judge',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Stand aside' }, (found, typed) => (
        <DeclareInterest form={typed} uid={found.uid} />
      )),
  }),
  act({
    path: '/recommendations/:uid/interest',
    page: '/recommendations/:uid/interest',
    can: 'assurance:judge',
    audit: 'interest.declared',
    said: 'You stand aside in this recommendation from now on.',
    params: UidParams,
    body: InterestForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      await declareInterest(ctx, params.uid, body)
      return ok(await backTo(ctx, params.uid))
    },
  }),
]
