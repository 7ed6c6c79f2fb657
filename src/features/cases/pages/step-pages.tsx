import type { VNode } from 'preact'
import { z } from 'zod'
import { isModuleOn } from '#platform/access/module.ts'
import { uid, UidParams } from '#platform/fields.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route, Shown } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import { isPlainStep, openSteps } from '../case-steps.ts'
import { changeDate } from '../commands/change-date.ts'
import { keepDuty } from '../commands/keep-duty.ts'
import { moveCase, pauseCase } from '../commands/move-case.ts'
import { decideNotification, giveView } from '../commands/notify.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import * as queries from '../queries/cases.ts'
import type { CasePage } from '../queries/cases.ts'
import {
  ChangeDateForm,
  DecideNotificationForm,
  DutyForm,
  GiveViewForm,
  MoveCaseForm,
  PauseCaseForm,
} from '../schemas.ts'
import { ChangeDate } from '../views/case-forms.tsx'
import {
  DecideNotification,
  GiveView,
  KeepDuty,
  MoveCase,
  PauseCase,
} from '../views/step-forms.tsx'
import { caseState } from '../views/case-top.tsx'
import { aboutCase } from './case-pages.tsx'

const DutyParams = z.object({ uid: uid(), clock: z.string().regex(/^[a-z0-9-]{1,60}$/) })

/** A page with one form about a case. */
async function stepPage(
  ctx: ReadContext,
  at: { uid: Uid; form: PageForm; title: string },
  body: (found: CasePage, form: PageForm) => VNode,
): Promise<Shown> {
  const found = await queries.getCasePage(ctx, at.uid)
  const reference = `Case ${found.reference}`
  return {
    title: at.title,
    caption: reference,
    state: caseState(found),
    back: { href: paths.show(found.uid), text: reference },
    body: body(found, at.form),
    about: aboutCase(found),
  }
}

/** Back to the case; the audit is told of its scope, so that whoever answers for it sees who changed it. */
async function backTo(ctx: ReadContext, uid: Uid) {
  return { to: paths.show(uid), about: aboutCase(await queries.getCaseKeys(ctx, uid)) }
}

/** The steps that move a case, its dates and its duties on. */
export const stepPages: readonly Route[] = [
  page({
    path: '/cases/:uid/dates',
    can: 'clock:set',
    audit: 'case.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Correct or add a date' }, (found, typed) => (
        <ChangeDate form={typed} uid={found.uid} version={found.version} />
      )),
  }),
  act({
    path: '/cases/:uid/dates',
    page: '/cases/:uid/dates',
    can: 'clock:set',
    audit: 'case-date.changed',
    said: 'The date is kept. The clocks that count from it are reckoned anew; the dates before stay on record.',
    params: UidParams,
    body: ChangeDateForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const changed = await changeDate(ctx, params.uid, body)
      if (!changed.ok) return changed
      const back = await backTo(ctx, params.uid)
      return ok({ ...back, about: { ...back.about, fields: [body.name] } })
    },
  }),
  page({
    path: '/cases/:uid/notification/view',
    can: 'notification:give-view',
    audit: 'case.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Your view on notifying' }, (found, typed) => (
        <GiveView form={typed} uid={found.uid} version={found.version} />
      )),
  }),
  act({
    path: '/cases/:uid/notification/view',
    page: '/cases/:uid/notification/view',
    can: 'notification:give-view',
    audit: 'notification-view.given',
    said: 'The view stands beside the council’s decision.',
    params: UidParams,
    body: GiveViewForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const given = await giveView(ctx, params.uid, body)
      return given.ok ? ok(await backTo(ctx, params.uid)) : given
    },
  }),
  page({
    path: '/cases/:uid/notification/decision',
    can: 'notification:decide',
    audit: 'case.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        { uid: params.uid, form, title: 'The decision to notify or not' },
        (found, typed) => (
          <DecideNotification form={typed} uid={found.uid} version={found.version} />
        ),
      ),
  }),
  act({
    path: '/cases/:uid/notification/decision',
    page: '/cases/:uid/notification/decision',
    can: 'notification:decide',
    audit: 'notification.decided',
    said: 'The decision is recorded with its reasons.',
    params: UidParams,
    body: DecideNotificationForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const decided = await decideNotification(ctx, params.uid, body)
      return decided.ok ? ok(await backTo(ctx, params.uid)) : decided
    },
  }),
  page({
    path: '/cases/:uid/move',
    can: 'case:update',
    audit: 'case.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'What happens next' }, (found, typed) => (
        <MoveCase
          form={typed}
          uid={found.uid}
          version={found.version}
          acts={openSteps(found.status, isModuleOn(ctx.actor, 'reviews'))}
        />
      )),
  }),
  act({
    path: '/cases/:uid/move',
    page: '/cases/:uid/move',
    can: 'case:update',
    audit: 'case.moved',
    said: 'Recorded.',
    params: UidParams,
    body: MoveCaseForm,
    explain,
    handle: async (ctx, { params, body }) => {
      if (!isPlainStep(body.act, isModuleOn(ctx.actor, 'reviews')))
        return no({ code: 'recorded-elsewhere' as const })
      const moved = await moveCase(ctx, params.uid, body)
      return moved.ok ? ok(await backTo(ctx, params.uid)) : moved
    },
  }),
  page({
    path: '/cases/:uid/pause',
    can: 'case:update',
    audit: 'case.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        { uid: params.uid, form, title: 'Pause for proceedings elsewhere' },
        (found, typed) => (
          <PauseCase form={typed} uid={found.uid} version={found.version} paused={found.paused} />
        ),
      ),
  }),
  act({
    path: '/cases/:uid/pause',
    page: '/cases/:uid/pause',
    can: 'case:update',
    audit: 'case.paused',
    said: 'Recorded. The clocks run on.',
    params: UidParams,
    body: PauseCaseForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const paused = await pauseCase(ctx, params.uid, body)
      return paused.ok ? ok(await backTo(ctx, params.uid)) : paused
    },
  }),
  page({
    path: '/cases/:uid/deadlines/:clock',
    can: 'clock:set',
    audit: 'case.viewed',
    params: DutyParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Record a duty' }, (found, typed) => {
        const deadline = found.deadlines.find((each) => each.rule.id === params.clock)
        if (deadline === undefined) throw new Failure('not-found')
        return (
          <>
            <p class="govuk-body-l">{deadline.rule.title}</p>
            <KeepDuty form={typed} uid={found.uid} version={found.version} clock={params.clock} />
          </>
        )
      }),
  }),
  act({
    path: '/cases/:uid/deadlines/:clock',
    page: '/cases/:uid/deadlines/:clock',
    can: 'clock:set',
    audit: 'duty.recorded',
    said: 'Recorded. The first date stays on record.',
    params: DutyParams,
    body: DutyForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const kept = await keepDuty(ctx, params, body)
      return kept.ok ? ok(await backTo(ctx, params.uid)) : kept
    },
  }),
]
