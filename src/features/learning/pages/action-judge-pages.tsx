import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { acceptAction, endAction, judgeImpact, withdrawAction } from '../commands/move-action.ts'
import { explainWork } from '../explain-work.ts'
import { JudgeImpactForm, MoveActionForm, ReasonForm } from '../schemas/work-forms.ts'
import { GiveReason, JudgeImpact, MoveAction } from '../views/action-forms.tsx'
import { workPaths } from '../work-paths.ts'
import { openOn } from './action-model.ts'
import { actionStep, backToAction } from './action-parts.tsx'

/** What others than the owner do with an action: accept or return it, end it, judge its impact. */
export const actionJudgePages: readonly Route[] = [
  page({
    path: '/actions/:uid/acceptance',
    can: 'assurance:judge',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Is it done?' }, (found, typed) => (
        <MoveAction
          form={typed}
          uid={found.uid}
          version={found.version}
          action={workPaths.accept(found.uid)}
          acts={openOn(ctx, found).accept}
        />
      )),
  }),
  act({
    path: '/actions/:uid/acceptance',
    page: '/actions/:uid/acceptance',
    can: 'assurance:judge',
    audit: 'action.judged',
    said: 'Your judgement is on record.',
    params: UidParams,
    body: MoveActionForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const moved = await acceptAction(ctx, params.uid, body)
      return moved.ok ? ok(await backToAction(ctx, params.uid)) : moved
    },
  }),
  page({
    path: '/actions/:uid/end',
    can: 'action:end',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'What happens to it' }, (found, typed) => (
        <MoveAction
          form={typed}
          uid={found.uid}
          version={found.version}
          action={workPaths.end(found.uid)}
          acts={openOn(ctx, found).end}
        />
      )),
  }),
  act({
    path: '/actions/:uid/end',
    page: '/actions/:uid/end',
    can: 'action:end',
    audit: 'action.ended',
    said: 'Recorded.',
    params: UidParams,
    body: MoveActionForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const moved = await endAction(ctx, params.uid, body)
      return moved.ok ? ok(await backToAction(ctx, params.uid)) : moved
    },
  }),
  page({
    path: '/actions/:uid/impact',
    can: 'assurance:judge',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Judge its impact' }, (found, typed) => (
        <JudgeImpact form={typed} uid={found.uid} version={found.version} />
      )),
  }),
  act({
    path: '/actions/:uid/impact',
    page: '/actions/:uid/impact',
    can: 'assurance:judge',
    audit: 'impact.judged',
    said: 'What can be said of its impact is on record, with the reasons.',
    params: UidParams,
    body: JudgeImpactForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const judged = await judgeImpact(ctx, params.uid, body)
      return judged.ok ? ok(await backToAction(ctx, params.uid)) : judged
    },
  }),
  page({
    path: '/actions/:uid/in-error',
    can: 'action:end',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Recorded in error' }, (found, typed) => (
        <GiveReason
          form={typed}
          version={found.version}
          action={workPaths.actionInError(found.uid)}
          back={workPaths.action(found.uid)}
          words="The action leaves every list and stays on record, marked as recorded in error. Nothing is sent."
          button="Mark as recorded in error"
        />
      )),
  }),
  act({
    path: '/actions/:uid/in-error',
    page: '/actions/:uid/in-error',
    can: 'action:end',
    audit: 'action.withdrawn',
    said: 'The action is marked as recorded in error and has left the lists.',
    params: UidParams,
    body: ReasonForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const withdrawn = await withdrawAction(ctx, params.uid, body.reason)
      return withdrawn.ok ? ok(await backToAction(ctx, params.uid)) : withdrawn
    },
  }),
]
