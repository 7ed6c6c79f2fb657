import { z } from 'zod'
import { getActingFor } from '#features/organisations/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { DocumentRefusal, explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import { contentTypes } from '#platform/files/file-kind.ts'
import { keepFile } from '#platform/files/keep-file.ts'
import type { KeptFile } from '#platform/files/keep-file.ts'
import { act, file, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import {
  answerRecommendation,
  confirmAnswer,
  recordAnswerFor,
  withdrawAnswer,
} from '../commands/answer-recommendation.ts'
import type { KeepAnswerRefusal } from '../commands/answer-recommendation.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { textNotHeld } from '../public-words.ts'
import { getRecommendationKeys } from '../queries/recommendation-page.ts'
import type { RecommendationKeys } from '../queries/recommendation-page.ts'
import { answerWords } from '../recommendation-words.ts'
import { AnswerForForm, AnswerForm } from '../schemas/answer-forms.ts'
import { NothingForm } from '../schemas/finding-forms.ts'
import { InErrorForm } from '../schemas/recommendation-forms.ts'
import { getAnswer } from '../store/answers.ts'
import type { Paper, StoredAnswer } from '../store/answers.ts'
import { loadWork } from '../store/work.ts'
import { AnswerFor, ConfirmAnswer, GiveAnswer } from '../views/answer-forms.tsx'
import { WithReason } from '../views/recommendation-forms.tsx'
import { backTo } from './parts.ts'
import { stepPage } from './step-pages.tsx'

const AnswerParams = z.object({ uid: uid(), answer: uid() })

async function evidenceChoices(ctx: ReadContext, found: RecommendationKeys) {
  const { evidence } = await loadWork(ctx.tx, found)
  return evidence
    .filter((each) => each.round === found.round)
    .map((each) => ({ uid: each.id as Uid, text: each.summary.slice(0, 120) }))
}

function paperOf(kept: KeptFile): Paper {
  const { id, name, kind, bytes, sha256 } = kept
  return { uid: id, name, kind, bytes, sha256 }
}

function explainPaper(refusal: KeepAnswerRefusal | DocumentRefusal) {
  const asPaper = DocumentRefusal.safeParse(refusal)
  if (!asPaper.success) return explain(refusal)
  return [{ field: 'paper', message: explainDocumentRefusal(asPaper.data) }]
}

const asked = (found: RecommendationKeys) =>
  found.addressees.filter((each) => each.askedAt !== null)

function wordsOf(answer: StoredAnswer): string[] {
  return [answerWords[answer.kind], answer.change, answer.reasons].filter((each) => each !== '')
}

/** The agencies' answers: their own, those recorded on their behalf, and their word on those. */
export const answerPages: readonly Route[] = [
  page({
    path: '/recommendations/:uid/answer',
    can: 'answer:give',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        { uid: params.uid, form, title: 'Your agency’s answer' },
        async (found, typed) => (
          <GiveAnswer
            form={typed}
            uid={found.uid}
            agency={(await getActingFor(ctx)).name}
            text={found.agreedText ?? found.text ?? textNotHeld}
            evidence={await evidenceChoices(ctx, found)}
          />
        ),
      ),
  }),
  act({
    path: '/recommendations/:uid/answer',
    page: '/recommendations/:uid/answer',
    can: 'answer:give',
    audit: 'answer.given',
    said: 'The answer of your agency is recorded.',
    params: UidParams,
    body: AnswerForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const given = await answerRecommendation(ctx, params.uid, body)
      return given.ok ? ok(await backTo(ctx, params.uid)) : given
    },
  }),
  page({
    path: '/recommendations/:uid/answer-for',
    can: 'answer:record-for',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        { uid: params.uid, form, title: 'Record an answer on an agency’s behalf' },
        async (found, typed) => (
          <AnswerFor
            form={typed}
            uid={found.uid}
            text={found.agreedText ?? found.text ?? textNotHeld}
            agencies={asked(found).map((each) => ({ uid: each.agency, text: each.name }))}
            evidence={await evidenceChoices(ctx, found)}
          />
        ),
      ),
  }),
  act({
    path: '/recommendations/:uid/answer-for',
    page: '/recommendations/:uid/answer-for',
    can: 'answer:record-for',
    audit: 'answer.recorded-for',
    said: 'The answer is recorded on the agency’s behalf, until the agency confirms it.',
    params: UidParams,
    files: ['paper'],
    body: AnswerForForm,
    explain: explainPaper,
    before: (_apart, { body, files }) =>
      body.paper === undefined ? Promise.resolve(undefined) : keepFile(files, body.paper),
    handle: async (ctx, { params, body, before }) => {
      if (before !== undefined && !before.ok) return before
      const paper = before === undefined ? null : paperOf(before.value)
      const recorded = await recordAnswerFor(ctx, params.uid, { input: body, paper })
      if (!recorded.ok) return recorded
      const done = await backTo(ctx, params.uid)
      return ok({ ...done, about: { ...done.about, onBehalfOf: body.agency } })
    },
  }),
  file({
    path: '/recommendations/:uid/answers/:answer/paper',
    can: 'recommendation:read',
    audit: 'answer-paper.fetched',
    params: AnswerParams,
    handle: async (ctx, { params }) => {
      const found = await getRecommendationKeys(ctx, params.uid)
      const { paper } = await getAnswer(ctx.tx, found, params.answer)
      if (paper === null) throw new Failure('not-found')
      return {
        name: paper.name,
        type: contentTypes[paper.kind],
        content: { kept: paper.uid },
        about: {
          object: { type: 'answer', uid: params.answer },
          scopeUid: found.scopeUid,
        },
      }
    },
  }),
  page({
    path: '/recommendations/:uid/answers/:answer/confirm',
    can: 'answer:give',
    audit: 'recommendation.viewed',
    params: AnswerParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Confirm an answer' }, async (found, typed) => {
        const answer = await getAnswer(ctx.tx, found, params.answer)
        return (
          <ConfirmAnswer form={typed} uid={found.uid} answer={answer.uid} words={wordsOf(answer)} />
        )
      }),
  }),
  act({
    path: '/recommendations/:uid/answers/:answer/confirm',
    page: '/recommendations/:uid/answers/:answer/confirm',
    can: 'answer:give',
    audit: 'answer.confirmed',
    said: 'The answer is confirmed as your agency’s own.',
    params: AnswerParams,
    body: NothingForm,
    explain,
    handle: async (ctx, { params }) => {
      const confirmed = await confirmAnswer(ctx, {
        recommendation: params.uid,
        answer: params.answer,
      })
      return confirmed.ok ? ok(await backTo(ctx, params.uid)) : confirmed
    },
  }),
  page({
    path: '/recommendations/:uid/answers/:answer/in-error',
    can: 'answer:record-for',
    audit: 'recommendation.viewed',
    params: AnswerParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Recorded in error' }, async (found, typed) => {
        const answer = await getAnswer(ctx.tx, found, params.answer)
        return (
          <WithReason
            form={typed}
            uid={found.uid}
            version={found.version}
            action={paths.answerInError(found.uid, answer.uid)}
            label="What was wrong?"
            button="Mark the answer as recorded in error"
            lead={`The answer recorded for ${answer.agencyName} stands no longer and stays on record. Nothing is sent.`}
          />
        )
      }),
  }),
  act({
    path: '/recommendations/:uid/answers/:answer/in-error',
    page: '/recommendations/:uid/answers/:answer/in-error',
    can: 'answer:record-for',
    audit: 'answer.marked-in-error',
    said: 'The answer is marked as recorded in error.',
    params: AnswerParams,
    body: InErrorForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { recommendation: params.uid, answer: params.answer }
      const withdrawn = await withdrawAnswer(ctx, at, body.reason)
      return withdrawn.ok ? ok(await backTo(ctx, params.uid)) : withdrawn
    },
  }),
]
