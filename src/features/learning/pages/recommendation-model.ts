import { can } from '#platform/access/can.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { ReadContext } from '#platform/context.ts'
import { daysOverdue } from '../recommendation-standing.ts'
import { historyOf } from '../recommendation-history.ts'
import { isRecommendationEnded, recommendationActsFrom } from '../recommendation.ts'
import type { RecommendationAct } from '../recommendation.ts'
import type { RecommendationPage } from '../queries/recommendation-page.ts'
import { isUnconfirmed } from '../answer.ts'
import { sayAdvice } from '../advice-words.ts'
import { adviceOn } from '../commands/agree-recommendation.ts'
import { decisionActs, deliveryActs, endActs } from '../schemas/recommendation-forms.ts'
import type { StoredAnswer } from '../store/answers.ts'
import type { StoredRecommendation } from '../store/recommendations.ts'
import type { AnswerModel } from '../views/answers.tsx'
import type { RecommendationPageModel } from '../views/recommendation-page.tsx'
import { paths } from '../paths.ts'
import { openTo } from './parts.ts'
import type { PossibleAct } from './parts.ts'

/** Pages of the feature that keeps trust, below the address of the recommendation. */
function accessLinks(
  actor: Actor,
  { uid, own: ours }: Pick<RecommendationPage, 'uid' | 'own'>,
): readonly { href: string; text: string }[] {
  const own = paths.recommendation(uid)
  const why = { href: `${own}/why`, text: 'Why can I see this?' }
  if (!ours || !can(actor, 'share:give')) return [why]
  return [why, { href: `${own}/shares`, text: 'Share this recommendation' }]
}

/** Which of these acts the table of states knows from where the recommendation stands. */
export function openAmong<A extends RecommendationAct>(
  stored: Pick<StoredRecommendation, 'status'>,
  among: readonly A[],
): readonly A[] {
  const open = new Set<RecommendationAct>(recommendationActsFrom(stored.status))
  return among.filter((act) => open.has(act))
}

function possibleActs(found: RecommendationPage, actor: Actor): readonly PossibleAct[] {
  const { uid, status } = found
  const ended = isRecommendationEnded(status)
  const own = found.addressees.find((each) => each.agencyId === actor.agencyId)
  const asked = found.addressees.filter((each) => each.askedAt !== null)
  const one = (
    permission: PossibleAct['can'],
    open: boolean,
    [href, text]: readonly [string, string],
  ): PossibleAct => ({ can: permission, open, href, text })
  const draft = status === 'draft'
  return [
    one('answer:give', own !== undefined && own.askedAt !== null && !ended, [
      paths.answer(uid),
      own?.answer === undefined ? 'Answer for your agency' : 'Answer again for your agency',
    ]),
    one('recommendation:draft', draft, [paths.change(uid), 'Change the draft']),
    one('recommendation:draft', draft, [paths.check(uid), 'Record the quality check']),
    one('scope:grant', !draft && !ended && found.addressees.length > 0, [
      paths.ask(uid),
      asked.length === 0
        ? 'Ask the agencies for their answers'
        : 'Let in more people, or ask again',
    ]),
    one('answer:record-for', asked.length > 0 && !ended, [
      paths.answerFor(uid),
      'Record an answer that came on paper or by telephone',
    ]),
    one('recommendation:agree', !ended, [
      paths.rung(uid),
      found.rung === null ? 'Set what has to be shown' : 'Change what has to be shown',
    ]),
    one('recommendation:agree', openAmong(found, decisionActs).length > 0, [
      paths.decide(uid),
      'Record the decision on it',
    ]),
    one('recommendation:agree', openAmong(found, deliveryActs).length > 0, [
      paths.deliver(uid),
      'Record how delivery moves on',
    ]),
    one('recommendation:agree', openAmong(found, endActs).length > 0, [paths.end(uid), 'Close it']),
    one('recommendation:agree', openAmong(found, ['reopen']).length > 0, [
      paths.reopen(uid),
      'Open it again',
    ]),
    one('recommendation:draft', draft, [paths.inError(uid), 'It was recorded in error']),
  ]
}

function answerModel(found: RecommendationPage, answer: StoredAnswer, actor: Actor): AnswerModel {
  const open = answer.inError === null && isUnconfirmed(answer)
  const own = found.addressees.find((each) => each.agencyId === actor.agencyId)
  const speaksFor = new Set([own?.agency, ...(own?.before.map((each) => each.agency) ?? [])])
  return {
    ...answer,
    mayConfirm: open && can(actor, 'answer:give') && speaksFor.has(answer.agency),
    mayWithdraw: open && can(actor, 'answer:record-for'),
  }
}

/** The page of a recommendation as this reader sees it, with what the reader can do now. */
export function pageModel(ctx: ReadContext, found: RecommendationPage): RecommendationPageModel {
  const model = (answer: StoredAnswer) => answerModel(found, answer, ctx.actor)
  const advice =
    found.status === 'draft'
      ? adviceOn(
          found,
          found.addressees.map((each) => each.agency),
        )
      : []
  return {
    ...found,
    overdue: daysOverdue(found, ctx.today),
    asked: found.addressees.map((each) => ({
      ...each,
      answer: each.answer && model(each.answer),
    })),
    answers: found.answers.map(model),
    advice: advice.map(sayAdvice),
    history: historyOf(found),
    accessLinks: found.inError ? [] : accessLinks(ctx.actor, found),
    acts: found.inError ? [] : openTo(ctx.actor, possibleActs(found, ctx.actor)),
  }
}
