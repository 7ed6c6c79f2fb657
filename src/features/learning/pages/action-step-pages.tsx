import { z } from 'zod'
import { uid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import { addMilestone, changeMilestone } from '../commands/change-milestone.ts'
import { changeOwner } from '../commands/change-owner.ts'
import { redateAction } from '../commands/redate-action.ts'
import { confirmNote, reportProgress, withdrawNote } from '../commands/report-progress.ts'
import { explainDate, explainWork } from '../explain-work.ts'
import { NothingForm } from '../schemas/finding-forms.ts'
import {
  ChangeMilestoneForm,
  ChangeOwnerForm,
  MilestoneForm,
  ProgressForm,
  ReasonForm,
  RedateForm,
} from '../schemas/work-forms.ts'
import {
  AddMilestone,
  ChangeMilestone,
  ChangeOwner,
  GiveReason,
  RedateAction,
  ReportProgress,
} from '../views/action-forms.tsx'
import { workPaths } from '../work-paths.ts'
import { openOn } from './action-model.ts'
import { postsToGive } from './action-pages.tsx'
import { actionStep, backToAction } from './action-parts.tsx'

const MilestoneParams = z.object({ uid: uid(), milestone: uid() })
const NoteParams = z.object({ uid: uid(), note: uid() })

/** What the owner and the partnership do with an action: progress, owner, dates, milestones. */
export const actionStepPages: readonly Route[] = [
  page({
    path: '/actions/:uid/progress',
    can: 'action:update',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Report how it goes' }, (found, typed) => {
        const { voice } = openOn(ctx, found)
        if (voice === undefined) throw new Failure('forbidden', 'not the owner')
        const agency = found.owners.at(-1)?.agencyName
        return (
          <ReportProgress
            form={typed}
            uid={found.uid}
            version={found.version}
            onBehalfOf={voice === 'own' ? undefined : agency}
          />
        )
      }),
  }),
  act({
    path: '/actions/:uid/progress',
    page: '/actions/:uid/progress',
    can: 'action:update',
    audit: 'action.reported',
    said: 'The report is on record.',
    params: UidParams,
    body: ProgressForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const reported = await reportProgress(ctx, params.uid, body)
      return reported.ok ? ok(await backToAction(ctx, params.uid)) : reported
    },
  }),
  act({
    path: '/actions/:uid/notes/:note/confirm',
    page: '/actions/:uid',
    can: 'action:update',
    audit: 'action-note.confirmed',
    said: 'Your agency has confirmed what was recorded on its behalf.',
    params: NoteParams,
    body: NothingForm,
    explain: explainWork,
    handle: async (ctx, { params }) => {
      const confirmed = await confirmNote(ctx, { action: params.uid, note: params.note })
      return confirmed.ok ? ok(await backToAction(ctx, params.uid)) : confirmed
    },
  }),
  page({
    path: '/actions/:uid/notes/:note/in-error',
    can: 'action:update',
    audit: 'action.viewed',
    params: NoteParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Recorded in error' }, (found, typed) => {
        const note = found.notes.find((each) => each.uid === params.note)
        if (note === undefined || note.inError !== null) throw new Failure('not-found')
        return (
          <GiveReason
            form={typed}
            action={workPaths.noteInError(found.uid, note.uid)}
            back={workPaths.action(found.uid)}
            words={`“${note.words}” stays on record, marked as recorded in error. How far the action has come does not change with it.`}
            button="Mark as recorded in error"
          />
        )
      }),
  }),
  act({
    path: '/actions/:uid/notes/:note/in-error',
    page: '/actions/:uid/notes/:note/in-error',
    can: 'action:update',
    audit: 'action-note.withdrawn',
    said: 'The report is marked as recorded in error.',
    params: NoteParams,
    body: ReasonForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      await withdrawNote(ctx, { action: params.uid, note: params.note }, body.reason)
      return ok(await backToAction(ctx, params.uid))
    },
  }),
  page({
    path: '/actions/:uid/owner',
    can: 'action:assign',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Another owner' }, async (found, typed) => (
        <ChangeOwner
          form={typed}
          uid={found.uid}
          version={found.version}
          posts={await postsToGive(ctx)}
        />
      )),
  }),
  act({
    path: '/actions/:uid/owner',
    page: '/actions/:uid/owner',
    can: 'action:assign',
    audit: 'action.reassigned',
    said: 'The action is with its new owner. The former one stays on record.',
    params: UidParams,
    body: ChangeOwnerForm,
    explain: explainDate('post'),
    handle: async (ctx, { params, body }) => {
      const changed = await changeOwner(ctx, params.uid, body)
      return changed.ok ? ok(await backToAction(ctx, params.uid)) : changed
    },
  }),
  page({
    path: '/actions/:uid/date',
    can: 'action:redate',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Another date' }, (found, typed) => (
        <RedateAction
          form={typed}
          uid={found.uid}
          version={found.version}
          asked={found.notes.find((note) => note.inError === null)?.asksDueOn ?? null}
        />
      )),
  }),
  act({
    path: '/actions/:uid/date',
    page: '/actions/:uid/date',
    can: 'action:redate',
    audit: 'action.redated',
    said: 'The date is set. The first date, and each one in between, stays on record.',
    params: UidParams,
    body: RedateForm,
    explain: explainDate('dueOn'),
    handle: async (ctx, { params, body }) => {
      const moved = await redateAction(ctx, params.uid, body)
      if (!moved.ok) return moved
      const back = await backToAction(ctx, params.uid)
      return ok({ ...back, about: { ...back.about, fields: ['dueOn'] } })
    },
  }),
  page({
    path: '/actions/:uid/milestones/new',
    can: 'action:update',
    audit: 'action.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'Add a milestone' }, (found, typed) => (
        <AddMilestone form={typed} uid={found.uid} />
      )),
  }),
  act({
    path: '/actions/:uid/milestones/new',
    page: '/actions/:uid/milestones/new',
    can: 'action:update',
    audit: 'milestone.added',
    said: 'The milestone is added.',
    params: UidParams,
    body: MilestoneForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const added = await addMilestone(ctx, params.uid, body)
      return added.ok ? ok(await backToAction(ctx, params.uid)) : added
    },
  }),
  page({
    path: '/actions/:uid/milestones/:milestone',
    can: 'action:update',
    audit: 'action.viewed',
    params: MilestoneParams,
    handle: (ctx, { params, form }) =>
      actionStep(ctx, { uid: params.uid, form, title: 'A milestone' }, (found, typed) => {
        const milestone = found.milestones.find((each) => each.uid === params.milestone)
        if (milestone === undefined) throw new Failure('not-found')
        return (
          <ChangeMilestone
            form={typed}
            uid={found.uid}
            milestone={milestone.uid}
            version={milestone.version}
            text={milestone.text}
            dueOn={milestone.dueOn}
          />
        )
      }),
  }),
  act({
    path: '/actions/:uid/milestones/:milestone',
    page: '/actions/:uid/milestones/:milestone',
    can: 'action:update',
    audit: 'milestone.changed',
    said: 'Recorded. The first date stays on record.',
    params: MilestoneParams,
    body: ChangeMilestoneForm,
    explain: explainDate('on'),
    handle: async (ctx, { params, body }) => {
      const at = { action: params.uid, milestone: params.milestone }
      const changed = await changeMilestone(ctx, at, body)
      return changed.ok ? ok(await backToAction(ctx, params.uid)) : changed
    },
  }),
]
