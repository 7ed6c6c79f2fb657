import { actingNow } from '#features/cases/index.ts'
import type { Acting } from '#features/cases/index.ts'
import { findAgencyId } from '#features/organisations/index.ts'
import { can } from '#platform/access/can.ts'
import { writeClearance } from '#platform/access/scopes.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { KeptFile } from '#platform/files/keep-file.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { reportedIn, voiceFor } from '../action-part.ts'
import type { ActionPart, PartRefusal, Received } from '../action-part.ts'
import { checkGiving, figureOf } from '../evidence-giving.ts'
import type { Giving, GivingRefusal } from '../evidence-giving.ts'
import type { EvidenceId } from '../model.ts'
import type { GiveEvidenceForm } from '../schemas/work-forms.ts'
import * as store from '../store/evidence.ts'
import { lockRecommendation } from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { partIn, rightsOf } from './acting-part.ts'
import { actionsSpokenFor } from './evidence-actions.ts'
import { standingWork } from './standing-work.ts'

/** Why evidence cannot be given so. */
export type GiveRefusal =
  | GivingRefusal
  | PartRefusal
  | { readonly code: 'action-of-another' }
  | { readonly code: 'personal-data-not-open' }

/** What is given: the words and figures of the form, and the papers that are kept already. */
export interface Given {
  readonly input: GiveEvidenceForm
  readonly papers: readonly Omit<KeptFile, 'read'>[]
}

function givingOf({ input }: Given, received: Received<PlainDate> | null): Giving {
  return {
    kind: input.kind,
    claimedLevel: input.level,
    givenOn: input.givenOn,
    freshUntil: input.freshUntil ?? null,
    figure: { counted: input.counted, of: input.countedOf, what: input.countedWhat },
    receivedOn: received?.on ?? null,
  }
}

type Giver = { readonly agencyId: number; readonly received: Received<PlainDate> | null }

// Whose evidence it is: the own agency's, or another's, on whose behalf it is recorded with where it came from.
async function giverOf(
  ctx: ActContext,
  acting: Acting,
  input: GiveEvidenceForm,
): Promise<Result<Giver, PartRefusal>> {
  const agencyId =
    input.agency === undefined ? acting.agency.id : await findAgencyId(ctx, input.agency)
  if (agencyId === undefined) throw new Failure('not-found')
  if (agencyId === acting.agency.id) return ok({ agencyId, received: null })
  const stranger = { fillsThePost: false, ofTheAgency: false }
  const received = reportedIn(voiceFor(stranger, rightsOf(ctx)), input)
  return received.ok ? ok({ agencyId, received: received.value }) : received
}

/** Whether the caller has a part in the recommendation that lets evidence be given for it without naming an action. */
async function hasPart(
  ctx: ActContext,
  acting: Acting,
  stored: StoredRecommendation,
): Promise<boolean> {
  const rights = rightsOf(ctx)
  if (rights.recordFor) return true
  const { holders } = await standingWork(ctx, stored)
  const speaks = rights.assign || can(ctx.actor, 'evidence:give-for-agency')
  return speaks && holders.owningAgencies.includes(acting.by.agency)
}

// A service of an agency gives evidence for each of its actions and reports on none.
function givesFor(ctx: ActContext, part: ActionPart): boolean {
  if (part.ofTheAgency && can(ctx.actor, 'evidence:give-for-agency')) return true
  return voiceFor(part, rightsOf(ctx)) !== undefined
}

async function keep(
  ctx: ActContext,
  stored: StoredRecommendation,
  made: { given: Given; giver: Giver; actionIds: readonly number[] },
): Promise<EvidenceId> {
  const { input, papers } = made.given
  const uid = ctx.newUid<'evidence'>()
  const restricted = input.personal === 'yes'
  const { freshUntil = null, level, kind, summary, givenOn } = input
  const id = await store.insertEvidence(ctx.tx, stored, {
    uid,
    kind,
    summary,
    givenOn,
    freshUntil,
    restricted,
    claimedLevel: level,
    figure: figureOf({ counted: input.counted, of: input.countedOf, what: input.countedWhat }),
    ...made.giver,
  })
  const at = { id, scopeId: stored.scopeId, restricted }
  await store.linkActions(ctx.tx, at, made.actionIds)
  for (const { id: fileUid, ...paper } of papers) {
    const { name, bytes, sha256 } = paper
    const row = { fileUid, name, kind: paper.kind, bytes, sha256, agencyId: made.giver.agencyId }
    await store.insertPaper(ctx.tx, at, row)
  }
  return uid
}

/**
 * Gives evidence for a recommendation and the actions that it speaks for. The giver says which level it shows; others
 * judge it. What holds personal data is restricted, and only those give it who may read it.
 */
export async function giveEvidence(
  ctx: ActContext,
  recommendationUid: Uid,
  given: Given,
): Promise<Result<EvidenceId, GiveRefusal>> {
  const { input } = given
  const stored = await lockRecommendation(ctx.tx, recommendationUid)
  const acting = await actingNow(ctx)
  const spoken = await actionsSpokenFor(ctx, stored, input.actions)
  if (!spoken.ok) return spoken
  const mayGive = spoken.value.every((owner) => givesFor(ctx, partIn(ctx, owner)))
  if (!mayGive) return no({ code: 'not-your-action' })
  if (spoken.value.length === 0 && !(await hasPart(ctx, acting, stored)))
    return no({ code: 'not-your-action' })
  const giver = await giverOf(ctx, acting, input)
  if (!giver.ok) return giver
  const about = { status: stored.status, today: ctx.today }
  const refusal = checkGiving(givingOf(given, giver.value.received), about)
  if (refusal) return no(refusal)
  if (input.personal === 'yes') {
    const clearance = await writeClearance(ctx.tx, stored.scopeId, 'recommendation')
    if ((clearance ?? 0) < 2) return no({ code: 'personal-data-not-open' })
  }
  const actionIds = spoken.value.map((owner) => owner.id)
  return ok(await keep(ctx, stored, { given, giver: giver.value, actionIds }))
}

/** The agency says that the evidence that was given on its behalf is its own. */
export async function confirmEvidence(
  ctx: ActContext,
  uid: Uid,
): Promise<Result<Uid, { readonly code: 'nothing-to-confirm' } | PartRefusal>> {
  const { evidence } = await store.lockEvidence(ctx.tx, uid)
  sameVersion(ctx, evidence.version)
  const { by } = await actingNow(ctx)
  if (evidence.received === null || evidence.received.confirmed)
    return no({ code: 'nothing-to-confirm' })
  if (by.agency !== evidence.providedBy.agency) return no({ code: 'not-your-action' })
  await store.saveConfirmed(ctx.tx, evidence, ctx.actor.principalId)
  return ok(uid)
}
