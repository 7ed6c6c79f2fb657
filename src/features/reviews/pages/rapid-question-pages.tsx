import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { answerCriterion, answerQuestion, decide } from '../commands/rapid-review.ts'
import { explain } from '../explain.ts'
import { sectionQuestions } from '../labels.ts'
import { reviewCriteria } from '../model.ts'
import { paths } from '../paths.ts'
import {
  AnswerForm,
  CriterionForm,
  CriterionParams,
  DecisionForm,
  SectionParams,
} from '../schemas.ts'
import { AnswerCriterion, AnswerQuestion, Decide } from '../views/rapid-forms.tsx'
import { withKnown } from './frame.tsx'
import { backTo, formPage } from './rapid-form.tsx'

/** What a rapid review has to say, one question a page. */
export const questionPages: readonly Route[] = [
  page({
    path: '/rapid-reviews/:uid/questions/:section',
    can: 'rapid-review:write',
    audit: 'rapid-review.viewed',
    params: SectionParams,
    handle: (ctx, { params, form }) =>
      formPage(
        ctx,
        { uid: params.uid, form, title: sectionQuestions[params.section].title },
        (found, typed) => {
          const known = found.said.answers.get(params.section)
          const values = known ? { answer: known.answer, text: known.text } : {}
          return (
            <AnswerQuestion
              form={withKnown(typed, values)}
              uid={found.uid}
              version={found.version}
              section={params.section}
            />
          )
        },
      ),
  }),
  act({
    path: '/rapid-reviews/:uid/questions/:section',
    page: '/rapid-reviews/:uid/questions/:section',
    can: 'rapid-review:write',
    audit: 'rapid-review-question.answered',
    said: 'The answer is kept.',
    params: SectionParams,
    body: AnswerForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const kept = await answerQuestion(ctx, params, body)
      return kept.ok ? ok(await backTo(ctx, params.uid)) : kept
    },
  }),
  page({
    path: '/rapid-reviews/:uid/criteria/:criterion',
    can: 'rapid-review:write',
    audit: 'rapid-review.viewed',
    params: CriterionParams,
    handle: (ctx, { params, form }) =>
      formPage(
        ctx,
        { uid: params.uid, form, title: 'The criteria for a review' },
        (found, typed) => {
          const known = found.said.criteria.find((each) => each.criterion === params.criterion)
          const values = known ? { answer: known.answer, reasons: known.reasons } : {}
          const at = reviewCriteria.indexOf(params.criterion) + 1
          return (
            <AnswerCriterion
              form={withKnown(typed, values)}
              uid={found.uid}
              version={found.version}
              criterion={params.criterion}
              place={`Criterion ${at} of ${reviewCriteria.length}`}
            />
          )
        },
      ),
  }),
  act({
    path: '/rapid-reviews/:uid/criteria/:criterion',
    page: '/rapid-reviews/:uid/criteria/:criterion',
    can: 'rapid-review:write',
    audit: 'review-criterion.answered',
    said: 'The answer to the criterion is kept.',
    params: CriterionParams,
    body: CriterionForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const kept = await answerCriterion(ctx, params, body)
      if (!kept.ok) return kept
      const next = reviewCriteria[reviewCriteria.indexOf(params.criterion) + 1]
      const to = next ? paths.criterion(params.uid, next) : paths.decision(params.uid)
      return ok({ ...(await backTo(ctx, params.uid)), to })
    },
  }),
  page({
    path: '/rapid-reviews/:uid/decision',
    can: 'rapid-review:write',
    audit: 'rapid-review.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      formPage(ctx, { uid: params.uid, form, title: 'The partners’ decision' }, (found, typed) => {
        const answered = found.said.criteria.map(({ criterion }) => criterion)
        return (
          <Decide
            form={withKnown(typed, found.said.decision ?? {})}
            uid={found.uid}
            version={found.version}
            open={reviewCriteria.filter((each) => !answered.includes(each))}
          />
        )
      }),
  }),
  act({
    path: '/rapid-reviews/:uid/decision',
    page: '/rapid-reviews/:uid/decision',
    can: 'rapid-review:write',
    audit: 'review-decision.recorded',
    said: 'The decision is recorded with its reasons.',
    params: UidParams,
    body: DecisionForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const decided = await decide(ctx, params.uid, body)
      return decided.ok ? ok(await backTo(ctx, params.uid)) : decided
    },
  }),
]
