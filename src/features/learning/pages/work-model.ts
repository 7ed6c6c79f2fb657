import { can } from '#platform/access/can.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { ReadContext } from '#platform/context.ts'
import { idOf } from '#shared/ids.ts'
import { actionDueSoonDays, takesActions } from '../action-part.ts'
import { openOutcomes } from '../assurance-consequences.ts'
import { stakesOf } from '../stake.ts'
import { takesEvidence } from '../evidence-giving.ts'
import { actionLateness } from '../lateness.ts'
import type { Lateness } from '../lateness.ts'
import type { Action } from '../model.ts'
import { agencyUidOf } from '../queries/recommendation-work.ts'
import type { RecommendationWork } from '../queries/recommendation-work.ts'
import { toDueDate } from '../store/action-records.ts'
import type { ActionRecord } from '../store/action-records.ts'
import type { EvidenceRecord } from '../store/evidence-records.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import type { ActionListRow } from '../views/action-list.tsx'
import type { EvidenceListRow } from '../views/evidence-list.tsx'
import type { WorkModel } from '../views/recommendation-work.tsx'
import { workPaths } from '../work-paths.ts'
import { openTo } from './parts.ts'

/** How lateness is read today. */
export function latenessSetting(ctx: Pick<ReadContext, 'today'>) {
  return { today: ctx.today, dueSoonDays: actionDueSoonDays }
}

/** How something with a date stands today. */
export function latenessOf(
  ctx: Pick<ReadContext, 'today'>,
  action: Pick<Action, 'delivery' | 'deliveredOn'> & Pick<ActionListRow, 'dueOn'>,
): Lateness {
  const due = { original: action.dueOn, moves: [] }
  return actionLateness({ ...action, due }, latenessSetting(ctx))
}

/** A piece of evidence as lists show it. */
export function evidenceRow(
  ctx: Pick<ReadContext, 'today'>,
  evidence: EvidenceRecord,
  round: number,
): EvidenceListRow {
  const { freshUntil, inError } = evidence
  return {
    ...evidence,
    earlierRound: inError === null && evidence.round !== round,
    stale: freshUntil !== null && freshUntil <= ctx.today,
  }
}

function actionRow(
  ctx: ReadContext,
  action: ActionRecord,
  of: Pick<StoredRecommendation, 'uid' | 'reference'>,
): ActionListRow {
  const owner = action.owners.at(-1)
  return {
    ...action,
    post: owner?.postTitle ?? '',
    agency: owner?.agencyName ?? '',
    recommendation: of.uid,
    reference: of.reference,
    lateness: actionLateness({ ...action, due: toDueDate(action) }, latenessSetting(ctx)),
  }
}

const looked = ['delivered', 'already-met', 'assured', 'achieved', 'done-not-measurable']

async function actsOf(ctx: ReadContext, stored: StoredRecommendation, work: RecommendationWork) {
  if (stored.inError) return []
  const { uid, status } = stored
  const agency = await agencyUidOf(ctx)
  const reader = agency && {
    principal: idOf<'principal'>(ctx.actor.principalUid),
    agency: idOf<'agency'>(agency),
    post: null,
  }
  const aside = !reader || stakesOf(reader, work.holders).length > 0
  const list = `${workPaths.actions}?whose=all&recommendation=${uid}`
  return openTo(ctx.actor, [
    {
      can: 'action:assign',
      open: takesActions(status),
      href: workPaths.addAction(uid),
      text: 'Add an action',
    },
    {
      can: 'evidence:give',
      open: takesEvidence(status),
      href: workPaths.giveEvidence(uid),
      text: 'Give evidence',
    },
    {
      can: 'assurance:judge',
      open: openOutcomes(status).length > 0 && !aside,
      href: workPaths.sit(uid),
      text: 'Record what the assurance group decided',
    },
    {
      can: 'impact:plan',
      open: looked.includes(status),
      href: workPaths.planCheck(uid),
      text: 'Plan one more impact check',
    },
    {
      can: 'assurance:judge',
      open: !aside,
      href: workPaths.interest(uid),
      text: 'I am too close to this to judge it',
    },
    {
      can: 'action:read',
      open: work.records.length > 5,
      href: list,
      text: 'Its actions as a list',
    },
  ])
}

function checkRow(
  ctx: ReadContext,
  check: RecommendationWork['checks'][number],
  round: number,
): WorkModel['checks'][number] {
  const { uid, number, due, result } = check
  return {
    uid,
    number,
    due,
    late: result === null && due < ctx.today,
    judgement: result?.judgement ?? null,
    foundOn: result?.on ?? null,
    earlierRound: check.round !== round,
  }
}

/** Those of them that the reader may see. */
function seen<T>(ctx: ReadContext, permission: Permission, rows: readonly T[]): readonly T[] {
  return can(ctx.actor, permission) ? rows : []
}

/** The work on a recommendation as its page shows it, with what the reader can do about it now. */
export async function workModel(
  ctx: ReadContext,
  stored: StoredRecommendation & { readonly work: RecommendationWork },
): Promise<WorkModel> {
  const { work } = stored
  const acts = await actsOf(ctx, stored, work)
  const { round } = stored
  return {
    acts,
    actions: seen(ctx, 'action:read', work.records).map((each) => actionRow(ctx, each, stored)),
    evidence: seen(ctx, 'evidence:read', work.evidence).map((each) =>
      evidenceRow(ctx, each, round),
    ),
    decisions: seen(ctx, 'assurance:read', work.decisions),
    checks: seen(ctx, 'assurance:read', work.checks).map((check) => checkRow(ctx, check, round)),
  }
}
