import { actingNow } from '#features/cases/index.ts'
import { findAgencyId } from '#features/organisations/index.ts'
import type { ActContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { confirmAnswer as decideConfirm, isUnconfirmed, recordAnswer } from '../answer.ts'
import type { AnswerRefusal } from '../answer.ts'
import type { Addressees, Answer, AnswerOrigin } from '../model.ts'
import { isRecommendationEnded } from '../recommendation.ts'
import type { AnswerForForm, AnswerForm } from '../schemas/answer-forms.ts'
import { loadAddressees } from '../store/addressees.ts'
import * as answers from '../store/answers.ts'
import type { Paper } from '../store/answers.ts'
import * as store from '../store/recommendations.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import { loadWork } from '../store/work.ts'

/** Why an answer cannot be kept so. */
export type KeepAnswerRefusal =
  | AnswerRefusal
  | { readonly code: 'not-asked-yet' }
  | { readonly code: 'recommendation-ended' }
  | { readonly code: 'received-in-the-future' }
  | { readonly code: 'evidence-of-another' }

type Said = {
  readonly input: AnswerForm
  readonly origin: AnswerOrigin
  readonly paper: Paper | null
  readonly agency: { readonly id: number; readonly uid: Uid }
  readonly givenForId: number
}

async function askedOf(
  ctx: ActContext,
  stored: StoredRecommendation,
): Promise<Result<Addressees, KeepAnswerRefusal>> {
  const named = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  const asked = named.filter((each) => each.askedAt !== null)
  if (asked.length === 0) return no({ code: 'not-asked-yet' })
  return ok({ kind: 'agencies', agencies: asked.map((each) => each.agency) })
}

async function keep(
  ctx: ActContext,
  stored: StoredRecommendation,
  said: Said,
): Promise<Result<Uid, KeepAnswerRefusal>> {
  if (isRecommendationEnded(stored.status)) return no({ code: 'recommendation-ended' })
  const addressees = await askedOf(ctx, stored)
  if (!addressees.ok) return addressees
  const { input, origin } = said
  const held = new Set((await loadWork(ctx.tx, stored)).evidence.map((each) => each.id))
  const evidence = input.evidence.map((uid) => idOf<'evidence'>(uid))
  if (!evidence.every((id) => held.has(id))) return no({ code: 'evidence-of-another' })
  const answer: Answer = {
    agency: idOf(said.agency.uid),
    kind: input.kind,
    reasons: input.reasons ?? '',
    change: input.change ?? '',
    evidence,
    origin,
  }
  const recorded = recordAnswer(answer, { addressees: addressees.value, partnership: [] })
  if (!recorded.ok) return recorded
  const uid = ctx.newUid<'answer'>()
  await answers.insertAnswer(ctx.tx, stored, {
    uid,
    answer: recorded.value,
    agencyId: said.agency.id,
    givenForId: said.givenForId,
    paper: said.paper,
  })
  return ok(uid)
}

/** Gives the own agency's answer; an earlier one is kept, the later stands. */
export async function answerRecommendation(
  ctx: ActContext,
  uid: Uid,
  input: AnswerForm,
): Promise<Result<Uid, KeepAnswerRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, uid)
  const { by, agency } = await actingNow(ctx)
  const origin: AnswerOrigin = { kind: 'own', by, at: ctx.now }
  return keep(ctx, stored, { input, origin, paper: null, agency, givenForId: agency.id })
}

/** Records an answer that came by letter, mail, meeting or telephone, marked until the agency itself confirms it. */
export async function recordAnswerFor(
  ctx: ActContext,
  uid: Uid,
  said: { input: Omit<AnswerForForm, 'paper'>; paper: Paper | null },
): Promise<Result<Uid, KeepAnswerRefusal>> {
  const { input, paper } = said
  const stored = await store.lockRecommendation(ctx.tx, uid)
  const { by, agency } = await actingNow(ctx)
  const agencyId = await findAgencyId(ctx, input.agency)
  if (agencyId === undefined) throw new Failure('not-found')
  if (input.receivedOn > ctx.today) return no({ code: 'received-in-the-future' })
  const origin: AnswerOrigin = {
    kind: 'on-behalf',
    receivedFrom: input.receivedFrom ?? '',
    how: input.receivedHow,
    receivedOn: input.receivedOn,
    document: input.document ?? '',
    recordedBy: by,
    at: ctx.now,
    confirmed: null,
  }
  return keep(ctx, stored, {
    input,
    origin,
    paper,
    agency: { id: agencyId, uid: input.agency },
    givenForId: agency.id,
  })
}

/** The agency says that what was recorded on its behalf is its answer; a successor speaks for the body that it took over. */
export async function confirmAnswer(
  ctx: ActContext,
  at: { recommendation: Uid; answer: Uid },
): Promise<Result<Uid, AnswerRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, at.recommendation)
  const answer = await answers.getAnswer(ctx.tx, stored, at.answer)
  const { by } = await actingNow(ctx)
  const named = (await loadAddressees(ctx.tx, [stored.id])).get(stored.id) ?? []
  const heir = named.find((each) => each.before.some((one) => one.agency === answer.agency))
  const speaker = heir?.agency === by.agency ? { ...by, agency: answer.agency } : by
  const confirmed = decideConfirm(answer, speaker, ctx.now)
  if (!confirmed.ok) return confirmed
  await answers.confirm(ctx.tx, answer.id, ctx.actor.principalId)
  return ok(at.answer)
}

/** Why an answer cannot be taken back as recorded in error. */
export type WithdrawAnswerRefusal = { readonly code: 'answer-is-their-own' }

/**
 * Marks an answer as recorded in error: it stands no longer, and what was there before stands again. An agency's own word,
 * given or confirmed, is not taken back by others: it answers again.
 */
export async function withdrawAnswer(
  ctx: ActContext,
  at: { recommendation: Uid; answer: Uid },
  reason: string,
): Promise<Result<Uid, WithdrawAnswerRefusal>> {
  const stored = await store.lockRecommendation(ctx.tx, at.recommendation)
  const answer = await answers.getAnswer(ctx.tx, stored, at.answer)
  if (!isUnconfirmed(answer)) return no({ code: 'answer-is-their-own' })
  await answers.markAnswerInError(ctx.tx, answer.id, { reason, by: ctx.actor.principalId })
  return ok(at.answer)
}
