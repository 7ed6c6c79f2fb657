import {
  answerCriterion,
  answerQuestion,
  beginRapidReview,
  decide,
  moveRapid,
  recordReply,
  sendRapidReview,
  signRapidReview,
} from '#features/reviews/index.ts'
import type { Uid } from '#shared/ids.ts'
import type { PersonName } from '../cast.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import { tell, writing } from './beats.ts'
import type { RapidAnswers } from '../texts/rapid-answers.ts'
import type { Beat } from './beats.ts'

/** The questions that a rapid review answers, in its own words. */
export function questions(uid: Uid, day: number, said: RapidAnswers): Beat[] {
  const answers = [
    ['equality', 'yes', said.equality],
    ['immediate-safety', ...said.safety],
    ['earlier-learning', 'yes', said.earlier],
  ] as const
  return answers.map(([section, answer, text]) =>
    writing(day, 'rapid-review.answered', (ctx) =>
      answerQuestion(ctx, { uid, section }, { answer, text }),
    ),
  )
}

/** The criteria that the partners weigh, each with its reason. */
export function criteria(uid: Uid, day: number, said: RapidAnswers): Beat[] {
  const weighed = [
    ['improvements-needed', 'yes', said.improvements],
    ['recurring-themes', ...said.themes],
    ['agencies-working-together', ...said.together],
    ['panel-sees-it-local', 'not-asked', 'The Panel has not said so.'],
    ['one-agency-only', ...said.oneAgency],
    ['no-agency-involved', 'no', 'Several agencies knew the family.'],
    ['several-areas', 'no', 'Everything happened in Aldermere.'],
    ['institutional-setting', 'no', 'It happened where the family stayed.'],
  ] as const
  return weighed.map(([criterion, answer, reasons]) =>
    writing(day, 'rapid-review-criterion.answered', (ctx) =>
      answerCriterion(ctx, { uid, criterion }, { answer, reasons }),
    ),
  )
}

/** The three partners sign; one may dissent. */
export function signing(uid: Uid, day: number, dissenter?: PersonName): Beat[] {
  const partners: readonly PersonName[] = ['councilPartner', 'boardPartner', 'policePartner']
  return partners.map((who) => ({
    who,
    day,
    can: 'rapid-review:sign',
    event: 'rapid-review.signed',
    work: (ctx) =>
      signRapidReview(ctx, uid, {
        view: who === dissenter ? 'dissents' : 'agrees',
        reasons:
          who === dissenter
            ? 'The part that housing played should be looked at as well.'
            : undefined,
        draft: 1,
      }),
  }))
}

/** A rapid review is begun, and material is gathered. */
export async function rapidReview(teller: Teller, at: { case: Uid; day: number }): Promise<Uid> {
  const uid = await doing(teller)(
    { who: 'manager', day: at.day, can: 'rapid-review:write', event: 'rapid-review.begun' },
    (ctx) => beginRapidReview(ctx, at.case),
  )
  await tell(teller, [
    writing(at.day, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'gather', reason: undefined }),
    ),
  ])
  return uid
}

/** A rapid review from its beginning until it is with the Panel, and mostly to the Panel’s reply. */
export async function wholeRapidReview(
  teller: Teller,
  at: {
    case: Uid
    day: number
    outcome: 'review' | 'other-multi-agency-learning'
    said: RapidAnswers
    dissenter?: PersonName
    /** The Panel has not answered yet. */
    waiting?: boolean
  },
): Promise<void> {
  const uid = await rapidReview(teller, at)
  const { story } = teller
  const sent = at.day + 19
  await tell(teller, [
    writing(at.day + 12, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'draft', reason: undefined }),
    ),
    ...questions(uid, at.day + 13, at.said),
    ...criteria(uid, at.day + 13, at.said),
    writing(at.day + 14, 'rapid-review.decided', (ctx) =>
      decide(ctx, uid, {
        outcome: at.outcome,
        reasons: at.said.decision,
        viewOnNational: 'No national review is suggested.',
        decidedOn: story.on(at.day + 14),
      }),
    ),
    writing(at.day + 14, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'seek-signatures', reason: undefined }),
    ),
    ...signing(uid, at.day + 17, at.dissenter),
    writing(sent, 'rapid-review.sent', (ctx) =>
      sendRapidReview(ctx, uid, { sentOn: story.on(sent) }),
    ),
  ])
  if (at.waiting === true) return
  await tell(teller, [
    writing(sent + 11, 'rapid-review.replied', (ctx) =>
      recordReply(ctx, uid, {
        receivedOn: story.on(sent + 11),
        outcome: 'agrees',
        text: 'The Panel agrees with the decision.',
      }),
    ),
  ])
}
