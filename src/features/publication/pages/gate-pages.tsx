import { vaultKindWords } from '#features/people/index.ts'
import { can } from '#platform/access/can.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { answerQuestions, checkNow } from '../commands/gate.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { checkPublication, getPublication, readableValuesIn } from '../queries/publications.ts'
import { AnswerQuestionsForm, NoFields } from '../schemas.ts'
import { GatePage } from '../views/gate-page.tsx'
import { gateWords } from './gate-words.ts'
import { aboutPublication, actedOn } from './shared.ts'

/** The check of a publication and the answers to its questions. */
export const gatePages: readonly Route[] = [
  page({
    path: '/publications/:uid/check',
    can: 'publication:check',
    audit: 'publication-check.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const open = await getPublication(ctx, params.uid)
      const { publication } = open
      const result = await checkPublication(ctx, open)
      const readable = await readableValuesIn(ctx, result)
      return {
        title: 'Check before publishing',
        caption: open.text.title,
        state: gateWords(result),
        back: { href: paths.show(publication.uid), text: 'Publication' },
        body: (
          <GatePage
            model={{
              uid: publication.uid,
              version: publication.version,
              result,
              textVersion: publication.textVersion,
              valueWords: new Map(
                readable.map(({ id, kind, value }) => [id, `${vaultKindWords[kind]}: ${value}`]),
              ),
              may: {
                answer:
                  can(ctx.actor, 'publication:answer-question') &&
                  publication.state !== 'published',
                keep: can(ctx.actor, 'publication:prepare'),
              },
              form,
            }}
          />
        ),
        about: {
          ...aboutPublication(open),
          people: [...new Set(readable.flatMap((one) => one.personUid ?? []))],
          fields: [...new Set(readable.map((one) => one.kind))],
        },
      }
    },
  }),
  act({
    path: '/publications/:uid/check',
    page: '/publications/:uid/check',
    can: 'publication:prepare',
    audit: 'publication.checked',
    said: 'The result is kept in the history.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => {
      await checkNow(ctx, params.uid)
      return ok({ to: paths.show(params.uid), about: actedOn(params.uid) })
    },
  }),
  act({
    path: '/publications/:uid/check/answer',
    page: '/publications/:uid/check',
    can: 'publication:answer-question',
    audit: 'publication-question.answered',
    said: 'The answer is kept under your name. It holds for this text only.',
    params: UidParams,
    body: AnswerQuestionsForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const answered = await answerQuestions(ctx, params.uid, body)
      if (!answered.ok) return answered
      return ok({ to: paths.gate(params.uid), about: actedOn(params.uid, ['answer']) })
    },
  }),
]
