import {
  addDelay,
  answerCriterion,
  answerQuestion,
  beginRapidReview,
  beginReview,
  decide,
  moveRapid,
  moveReview,
  nameReviewer,
  recordReading,
  recordReply,
  recordTerms,
  sendRapidReview,
  setPublicationDay,
  signRapidReview,
  signReview,
} from '#features/reviews/index.ts'
import type { ActContext } from '#platform/context.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { Uid } from '#shared/ids.ts'
import type { Result } from '#shared/result.ts'
import type { Cast, PersonName } from '../cast.ts'
import type { Story } from '../story.ts'
import type { SampleCases } from './cases.ts'

type Work = (ctx: ActContext) => Promise<Result<unknown, unknown>>

interface Beat {
  readonly who: PersonName
  readonly day: number
  readonly can: Permission
  readonly event: `${string}.${string}`
  readonly work: Work
}

async function tell(story: Story, cast: Cast, beats: readonly Beat[]): Promise<void> {
  for (const { who, day, can, event, work } of beats) {
    await story.act({ who: cast.player[who], day, can, event }, work)
  }
}

const writing = (day: number, event: Beat['event'], work: Work): Beat => ({
  who: 'manager',
  day,
  can: 'rapid-review:write',
  event,
  work,
})
const managing = (day: number, event: Beat['event'], work: Work): Beat => ({
  who: 'manager',
  day,
  can: 'review:manage',
  event,
  work,
})

function questions(uid: Uid, day: number): Beat[] {
  const answers = [
    [
      'equality',
      'The family’s faith and their move between homes were asked about; no inequality in practice was found.',
    ],
    ['immediate-safety', 'The brothers and sisters are safe; a plan is in place.'],
    [
      'earlier-learning',
      'Two earlier local reviews speak of safer sleep out of routine; one recommendation was the same.',
    ],
  ] as const
  return answers.map(([section, text]) =>
    writing(day, 'rapid-review.answered', (ctx) =>
      answerQuestion(ctx, { uid, section }, { answer: 'yes', text }),
    ),
  )
}

/** What the partners weighed; most criteria are answered with no, and each with its reason. */
const weighed = [
  [
    'improvements-needed',
    'yes',
    'Advice did not reach the father, and not for the night away from home.',
  ],
  ['recurring-themes', 'yes', 'Fathers and safer sleep come up in earlier reviews.'],
  ['agencies-working-together', 'yes', 'Three services held a part of the picture each.'],
  ['panel-sees-it-local', 'not-asked', 'The Panel has not said so.'],
  ['one-agency-only', 'no', 'Several agencies knew the family.'],
  ['no-agency-involved', 'no', 'Several agencies knew the family.'],
  ['several-areas', 'no', 'Everything happened in Aldermere.'],
  ['institutional-setting', 'no', 'It happened in a family home.'],
] as const

function criteria(uid: Uid, day: number): Beat[] {
  return weighed.map(([criterion, answer, reasons]) =>
    writing(day, 'rapid-review-criterion.answered', (ctx) =>
      answerCriterion(ctx, { uid, criterion }, { answer, reasons }),
    ),
  )
}

function signing(uid: Uid, day: number, dissenter?: PersonName): Beat[] {
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

async function rapidReview(story: Story, cast: Cast, at: { case: Uid; day: number }): Promise<Uid> {
  const uid = await story.act(
    {
      who: cast.player.manager,
      day: at.day,
      can: 'rapid-review:write',
      event: 'rapid-review.begun',
    },
    (ctx) => beginRapidReview(ctx, at.case),
  )
  await tell(story, cast, [
    writing(at.day, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'gather', reason: undefined }),
    ),
  ])
  return uid
}

async function wholeRapidReview(
  story: Story,
  cast: Cast,
  at: {
    case: Uid
    day: number
    outcome: 'review' | 'other-multi-agency-learning'
    dissenter?: PersonName
  },
): Promise<void> {
  const uid = await rapidReview(story, cast, at)
  const sent = at.day + 19
  await tell(story, cast, [
    writing(at.day + 12, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'draft', reason: undefined }),
    ),
    ...questions(uid, at.day + 13),
    ...criteria(uid, at.day + 13),
    writing(at.day + 14, 'rapid-review.decided', (ctx) =>
      decide(ctx, uid, {
        outcome: at.outcome,
        reasons: 'Several agencies knew the family, and the same learning was found before.',
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
    writing(sent + 11, 'rapid-review.replied', (ctx) =>
      recordReply(ctx, uid, {
        receivedOn: story.on(sent + 11),
        outcome: 'agrees',
        text: 'The Panel agrees with the decision.',
      }),
    ),
  ])
}

async function practiceReview(story: Story, cast: Cast, babyQ: Uid): Promise<Uid> {
  const uid = await story.act(
    { who: cast.player.manager, day: -298, can: 'review:manage', event: 'review.begun' },
    (ctx) => beginReview(ctx, babyQ, { kind: 'local', decidedOn: story.on(-299), others: [] }),
  )
  const move = (day: number, act: Parameters<typeof moveReview>[2]['act']): Beat =>
    managing(day, 'review.moved', (ctx) =>
      moveReview(ctx, uid, { act, on: undefined, panelToldOn: undefined, reason: undefined }),
    )
  const reads = (who: PersonName): Beat => ({
    who,
    day: -148,
    can: 'review:read',
    event: 'review-draft.read',
    work: (ctx) => recordReading(ctx, uid, { verdict: 'clear', note: undefined, draft: 1 }),
  })
  const signs = (who: PersonName): Beat => ({
    who,
    day: -135,
    can: 'review:sign',
    event: 'review.signed',
    work: (ctx) => signReview(ctx, uid, { view: 'agrees', reasons: undefined, draft: 1 }),
  })
  await tell(story, cast, [
    move(-290, 'commission'),
    managing(-286, 'reviewer.named', (ctx) =>
      nameReviewer(ctx, uid, {
        name: 'Dr Anselm Reed',
        organisation: 'Independent',
        conflictDeclaration: 'None: no work for any of the agencies in the last five years.',
        declaredOn: story.on(-286),
      }),
    ),
    managing(-286, 'review-terms.recorded', (ctx) =>
      recordTerms(ctx, uid, {
        method: 'A systems approach with practitioners and family',
        terms:
          'How did services help this family to keep their baby safe while sleeping, also away from home and after an earlier loss?',
      }),
    ),
    move(-285, 'agree-terms'),
    move(-280, 'gather-information'),
    managing(-250, 'review-delay.recorded', (ctx) =>
      addDelay(ctx, uid, {
        because: 'inquest',
        reason: 'The inquest was not yet listed; the partners waited for the pathologist.',
        foreseenOn: story.on(-250),
        panelToldOn: story.on(-250),
      }),
    ),
    move(-220, 'analyse'),
    move(-180, 'draft'),
    move(-170, 'check-accuracy'),
    move(-160, 'show-family-and-practitioners'),
    move(-150, 'check-anonymisation'),
    reads('councilPartner'),
    reads('boardPartner'),
    move(-140, 'seek-sign-off'),
    managing(-139, 'publication-day.set', (ctx) =>
      setPublicationDay(ctx, uid, { publishOn: story.on(-112) }),
    ),
    signs('councilPartner'),
    signs('boardPartner'),
    signs('policePartner'),
    move(-126, 'send-prepublication'),
    move(-112, 'publish'),
  ])
  return uid
}

/** One case goes through rapid review and review to publication; in another two partners see it differently; one runs. */
export async function tellReviews(
  story: Story,
  cast: Cast,
  cases: SampleCases,
): Promise<{ review: Uid }> {
  await wholeRapidReview(story, cast, { case: cases.babyQ, day: -329, outcome: 'review' })
  const review = await practiceReview(story, cast, cases.babyQ)
  await wholeRapidReview(story, cast, {
    case: cases.harmed,
    day: -112,
    outcome: 'other-multi-agency-learning',
    dissenter: 'policePartner',
  })
  const running = await rapidReview(story, cast, { case: cases.running, day: -14 })
  await tell(story, cast, [
    writing(-3, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, running, { act: 'draft', reason: undefined }),
    ),
    ...questions(running, -2),
    ...criteria(running, -2),
    writing(-2, 'rapid-review.decided', (ctx) =>
      decide(ctx, running, {
        outcome: 'single-agency-learning',
        reasons: 'The learning concerns how one service follows up missed appointments.',
        viewOnNational: undefined,
        decidedOn: story.on(-2),
      }),
    ),
    writing(-1, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, running, { act: 'seek-signatures', reason: undefined }),
    ),
    ...signing(running, -1).slice(0, 1),
  ])
  return { review }
}
