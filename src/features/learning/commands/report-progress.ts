import { actingNow } from '#features/cases/index.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { applyDeliveryEvent, moveAction as decideMove } from '../action.ts'
import type { DeliveryAct, DeliveryRefusal } from '../action.ts'
import { reportedIn } from '../action-part.ts'
import type { PartRefusal } from '../action-part.ts'
import type { ProgressForm } from '../schemas/work-forms.ts'
import * as notes from '../store/action-notes.ts'
import * as actions from '../store/actions.ts'
import type { StakeHolders } from '../stake.ts'
import { rightsOf, voiceIn } from './acting-part.ts'

/** Why progress cannot be reported so. */
export type ProgressRefusal =
  | DeliveryRefusal
  | PartRefusal
  | { readonly code: 'received-in-the-future' }
  | { readonly code: 'asked-date-no-later'; readonly due: PlainDate }

const acts = {
  'on-track': 'report-on-track',
  'at-risk': 'report-at-risk',
  'off-track': 'report-off-track',
  done: 'claim-delivered',
} as const satisfies Record<ProgressForm['standing'], DeliveryAct>

/** The owner's acts ask nobody's judgement, so nobody's stake is looked at. */
const nobody: StakeHolders = {
  owningAgencies: [],
  ownerPosts: [],
  ownerPersons: [],
  providers: [],
  declared: [],
}

function dateRefusal(
  ctx: ActContext,
  input: ProgressForm,
  due: PlainDate,
): ProgressRefusal | undefined {
  if (input.receivedOn !== undefined && input.receivedOn > ctx.today)
    return { code: 'received-in-the-future' }
  return input.asksDueOn !== undefined && input.asksDueOn <= due
    ? { code: 'asked-date-no-later', due }
    : undefined
}

/**
 * The owner says how an action goes, in a state and in words, and may ask for another date. Saying that it is done is a
 * claim: others look at the evidence. What came in by letter or telephone is recorded on the agency's behalf.
 */
export async function reportProgress(
  ctx: ActContext,
  uid: Uid,
  input: ProgressForm,
): Promise<Result<Uid, ProgressRefusal>> {
  const locked = await actions.lockAction(ctx.tx, uid)
  const { action } = locked
  sameVersion(ctx, action.version)
  const received = reportedIn(voiceIn(ctx, locked), input)
  if (!received.ok) return received
  const refusal = dateRefusal(ctx, input, action.dueOn)
  if (refusal) return no(refusal)
  const { by, agency } = await actingNow(ctx)
  const act = acts[input.standing]
  const step = { act, by, at: ctx.now, on: ctx.today, reason: input.words }
  const decided = decideMove(action, step, { holders: nobody, acceptedLevel: null })
  if (!decided.ok) return decided
  const life = applyDeliveryEvent(action, decided.value)
  await actions.saveDelivery(ctx.tx, action, { life, event: decided.value, agencyId: agency.id })
  await notes.insertNote(ctx.tx, action, {
    words: input.words,
    asksDueOn: input.asksDueOn ?? null,
    received: received.value,
    // What came in from an agency is that agency's word, whoever wrote it down.
    agencyId: received.value === null ? agency.id : action.ownerAgencyId,
  })
  return ok(uid)
}

/** The agency says that what was recorded on its behalf is right. */
export async function confirmNote(
  ctx: ActContext,
  at: { action: Uid; note: Uid },
): Promise<Result<Uid, PartRefusal>> {
  const locked = await actions.lockAction(ctx.tx, at.action)
  if (voiceIn(ctx, locked) !== 'own') return no({ code: 'not-your-action' })
  const where = { actionId: locked.action.id, note: at.note }
  const done = await notes.confirmNote(ctx.tx, where, ctx.actor.principalId)
  if (!done) throw new Failure('not-found')
  return ok(at.note)
}

/** Marks a note as recorded in error: by whoever wrote it, or by those who record for others. */
export async function withdrawNote(
  ctx: ActContext,
  at: { action: Uid; note: Uid },
  reason: string,
): Promise<void> {
  const { action } = await actions.lockAction(ctx.tx, at.action)
  const writer = rightsOf(ctx).recordFor ? undefined : ctx.actor.principalId
  const where = { actionId: action.id, note: at.note, writer }
  const why = { by: ctx.actor.principalId, reason }
  if (!(await notes.markNoteInError(ctx.tx, where, why))) throw new Failure('not-found')
}
