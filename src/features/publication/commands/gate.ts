import type { ActContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { questionKey } from '../gate/question-key.ts'
import type { GateResult } from '../gate/run-gate.ts'
import { checkPublication, getPublication } from '../queries/publications.ts'
import type { AnswerQuestionsForm } from '../schemas.ts'
import * as store from '../store/gate.ts'

/** Runs the gate and keeps what it said, places without values. */
export async function checkNow(ctx: ActContext, uid: Uid): Promise<GateResult> {
  const open = await getPublication(ctx, uid)
  const result = await checkPublication(ctx, open)
  await store.insertCheck(ctx.tx, open.publication, { occasion: 'asked', result })
  return result
}

/** Why a question cannot be answered. */
export type AnswerRefusal =
  { readonly code: 'question-gone' } | { readonly code: 'published-already' }

/** Answers questions of the gate under the caller's name, with a reason; each answer holds for this text only. */
export async function answerQuestions(
  ctx: ActContext,
  uid: Uid,
  input: AnswerQuestionsForm,
): Promise<Result<number, AnswerRefusal>> {
  const open = await getPublication(ctx, uid)
  if (open.publication.state === 'published') return no({ code: 'published-already' })
  const result = await checkPublication(ctx, open)
  const asked = [...result.open, ...result.answered.map((one) => one.finding)]
  const meant = asked.filter((finding) => input.questions.includes(questionKey(finding)))
  if (meant.length !== input.questions.length) return no({ code: 'question-gone' })
  for (const finding of meant) {
    const { verdict, reason } = input
    await store.insertAnswer(ctx.tx, open.publication, { finding, verdict, reason })
  }
  return ok(meant.length)
}
