import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { sayDate } from '#shared/date-words.ts'
import { deliveryActLabels, deliveryTransition, isActionEnded } from '../action.ts'
import {
  checkActionInError,
  mayAssignWithin,
  stepsOf,
  takesReports,
  voiceFor,
} from '../action-part.ts'
import type { ActionRights, Voice } from '../action-part.ts'
import { partIn, rightsOf } from '../commands/acting-part.ts'
import { takesEvidence } from '../evidence-giving.ts'
import { impactScale } from '../impact.ts'
import { actionLateness, latenessAgainstOriginal, milestoneLateness } from '../lateness.ts'
import type { ActionLine, ActionPage } from '../queries/action-page.ts'
import { toDueDate } from '../store/action-records.ts'
import type { MilestoneRecord } from '../store/action-records.ts'
import type { ActionPageModel } from '../views/action-page.tsx'
import { workPaths } from '../work-paths.ts'
import { becauseWords, deliveryActDoneWords } from '../work-words.ts'
import { evidenceRow, latenessSetting } from './work-model.ts'

/** What is open on this action to its owner, or to whoever records for it. */
function openToOwner(ctx: ReadContext, found: ActionPage, voice: Voice | undefined) {
  const live = voice !== undefined && !found.inError
  const gives = can(ctx.actor, 'evidence:give') && takesEvidence(found.recommendation.status)
  return {
    report: live && takesReports(found.delivery),
    milestones: live && !isActionEnded(found.delivery),
    give: live && gives,
  }
}

/** What is open on this action to people without a stake, and to the partnership. */
function openToOthers(found: ActionPage, rights: ActionRights, ofTheAgency: boolean) {
  const { delivery } = found
  const live = !isActionEnded(delivery)
  const hasEvidence = found.evidence.length > 0
  return {
    assign: live && mayAssignWithin(ofTheAgency, rights),
    redate: live && rights.redate,
    accept: rights.judge ? stepsOf('assurance', delivery) : [],
    end: rights.end ? stepsOf('partnership', delivery) : [],
    impact: rights.judge,
    inError: rights.end && !checkActionInError({ delivery, hasEvidence }),
  }
}

const nothing = {
  assign: false,
  redate: false,
  accept: [],
  end: [],
  impact: false,
  inError: false,
} as const

/** What this reader may do with this action now. */
export function openOn(ctx: ReadContext, found: ActionPage) {
  const rights = rightsOf(ctx)
  const owner = { principalId: found.ownerPrincipalId, agencyId: found.ownerAgencyId }
  const part = partIn(ctx, owner)
  const voice = voiceFor(part, rights)
  return {
    voice,
    ...openToOwner(ctx, found, voice),
    ...(found.inError ? nothing : openToOthers(found, rights, part.ofTheAgency)),
  }
}

function actsOf(ctx: ReadContext, found: ActionPage) {
  const { uid, recommendation } = found
  const open = openOn(ctx, found)
  const [onlyEnd] = open.end
  const endText =
    open.end.length === 1 && onlyEnd ? deliveryActLabels[onlyEnd] : 'Cancel it or hand it over'
  const give = `${workPaths.giveEvidence(recommendation.uid)}?action=${uid}`
  const acts: readonly { open: boolean; href: string; text: string }[] = [
    { open: open.report, href: workPaths.progress(uid), text: 'Report how it goes' },
    { open: open.give, href: give, text: 'Give evidence' },
    { open: open.milestones, href: workPaths.addMilestone(uid), text: 'Add a milestone' },
    {
      open: open.accept.length > 0,
      href: workPaths.accept(uid),
      text: 'Accept that it is done, or return it',
    },
    { open: open.impact, href: workPaths.impact(uid), text: 'Judge its impact' },
    { open: open.redate, href: workPaths.date(uid), text: 'Set another date' },
    { open: open.assign, href: workPaths.owner(uid), text: 'Give it to another post' },
    { open: open.end.length > 0, href: workPaths.end(uid), text: endText },
    { open: open.inError, href: workPaths.actionInError(uid), text: 'It was recorded in error' },
  ]
  return acts.filter((each) => each.open)
}

function lineOf(line: ActionLine): ActionPageModel['history'][number] {
  const { at, by } = line
  // What the owner said stands under progress, in full and with where it came from.
  const owners = line.kind === 'moved' && deliveryTransition(line.from, line.act)?.by === 'owner'
  const reason = owners ? null : line.reason
  const title =
    line.kind === 'moved'
      ? deliveryActDoneWords[line.act]
      : `Impact judged: ${impactScale[line.impact].words}`
  return { title, reason, at, by }
}

/** What the delivery, the owners and the dates tell of an action, in one history. */
function historyOf({ lines, owners, moves }: ActionPage): ActionPageModel['history'] {
  const handedOn = owners.slice(1).map((owner) => ({
    title: `${becauseWords[owner.because]}: ${owner.postTitle}, ${owner.agencyName}`,
    reason: owner.reason,
    at: owner.at,
    by: owner.byName,
  }))
  const redated = moves.map((move) => ({
    title: `Date moved to ${sayDate(move.to)}`,
    reason: move.reason,
    at: move.at,
    by: move.byName,
  }))
  return [...lines.map(lineOf), ...handedOn, ...redated].toSorted((a, b) =>
    b.at.localeCompare(a.at),
  )
}

function milestoneRow(ctx: ReadContext, milestone: MilestoneRecord) {
  const due = toDueDate(milestone)
  const lateness = milestoneLateness({ ...milestone, due }, latenessSetting(ctx))
  return { ...milestone, lateness }
}

/** The page of an action as this reader sees it, with what the reader can do now. */
export function actionModel(ctx: ReadContext, found: ActionPage, form: PageForm): ActionPageModel {
  const open = openOn(ctx, found)
  const due = toDueDate(found)
  const setting = latenessSetting(ctx)
  const mayWithdraw = (byId: number) =>
    rightsOf(ctx).recordFor || (byId === ctx.actor.principalId && open.voice !== undefined)
  return {
    ...found,
    lateness: actionLateness({ ...found, due }, setting),
    againstFirst: latenessAgainstOriginal({ ...found, due }, setting),
    milestones: found.milestones.map((each) => milestoneRow(ctx, each)),
    notes: found.notes.map((note) => ({
      ...note,
      mayConfirm:
        note.inError === null &&
        note.received?.confirmed === false &&
        open.voice === 'own' &&
        !found.inError,
      mayWithdraw: note.inError === null && !found.inError && mayWithdraw(note.byId),
    })),
    history: historyOf(found),
    evidence: found.evidence.map((each) => evidenceRow(ctx, each, found.recommendation.round)),
    acts: actsOf(ctx, found),
    mayChangeMilestones: open.milestones,
    formKey: form.key,
  }
}
