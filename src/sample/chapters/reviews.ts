import {
  addDelay,
  addRestriction,
  beginReview,
  decide,
  moveRapid,
  moveReview,
  nameReviewer,
  recordReading,
  recordTerms,
  setPublicationDay,
  signReview,
} from '#features/reviews/index.ts'
import type { Uid } from '#shared/ids.ts'
import type { PersonName } from '../cast.ts'
import { doing, uid as toUid } from '../teller.ts'
import type { Teller } from '../teller.ts'
import { managing, tell, writing } from './beats.ts'
import type { Beat } from './beats.ts'
import type { SampleCases } from './cases.ts'
import {
  asthmaAnswers,
  babyQAnswers,
  bruisedBabyAnswers,
  movingChildAnswers,
  toddlerAnswers,
  underweightAnswers,
  witnessAnswers,
} from '../texts/rapid-answers.ts'
import { criteria, questions, rapidReview, signing, wholeRapidReview } from './rapid-reviews.ts'

type Move = Parameters<typeof moveReview>[2]['act']

function begin(teller: Teller, of: Uid, day: number): Promise<Uid> {
  return doing(teller)(
    { who: 'manager', day, can: 'review:manage', event: 'review.begun' },
    (ctx) =>
      beginReview(ctx, of, { kind: 'local', decidedOn: teller.story.on(day - 1), others: [] }),
  )
}

function move(uid: Uid, day: number, act: Move): Beat {
  return managing(day, 'review.moved', (ctx) =>
    moveReview(ctx, uid, { act, on: undefined, panelToldOn: undefined, reason: undefined }),
  )
}

/** Each step on its day. */
function moves(uid: Uid, steps: readonly (readonly [number, Move])[]): Beat[] {
  return steps.map(([day, act]) => move(uid, day, act))
}

function reads(uid: Uid, who: PersonName, day: number): Beat {
  return {
    who,
    day,
    can: 'review:write',
    event: 'review-draft.read',
    work: (ctx) => recordReading(ctx, uid, { verdict: 'clear', note: undefined, draft: 1 }),
  }
}

function signs(uid: Uid, who: PersonName, day: number): Beat {
  return {
    who,
    day,
    can: 'review:sign',
    event: 'review.signed',
    work: (ctx) => signReview(ctx, uid, { view: 'agrees', reasons: undefined, draft: 1 }),
  }
}

interface Frame {
  readonly day: number
  readonly reviewer: string
  /** Who of the cast the reviewer is, if the reviewer signs in. */
  readonly account?: PersonName
  readonly terms: string
}

/** The reviewer is named and the terms are recorded, after which they can be agreed. */
function frame(teller: Teller, uid: Uid, { day, reviewer, account, terms }: Frame): Beat[] {
  return [
    managing(day, 'reviewer.named', (ctx) =>
      nameReviewer(ctx, uid, {
        name: reviewer,
        account: account && toUid(teller.cast.player[account].uid),
        organisation: 'Independent',
        conflictDeclaration: 'None: no work for any of the agencies in the last five years.',
        declaredOn: teller.story.on(day),
      }),
    ),
    managing(day, 'review-terms.recorded', (ctx) =>
      recordTerms(ctx, uid, {
        method: 'A systems approach with practitioners and family',
        terms,
      }),
    ),
  ]
}

interface Delayed {
  readonly day: number
  readonly because: 'inquest' | 'agency-late'
  readonly reason: string
}

function delayed(teller: Teller, uid: Uid, { day, because, reason }: Delayed): Beat {
  const on = teller.story.on(day)
  return managing(day, 'review-delay.recorded', (ctx) =>
    addDelay(ctx, uid, { because, reason, foreseenOn: on, panelToldOn: on }),
  )
}

/** The review of case Q, from the partners' decision to its publication. */
async function published(teller: Teller, of: Uid): Promise<void> {
  const uid = await begin(teller, of, -298)
  await tell(teller, [
    move(uid, -290, 'commission'),
    ...frame(teller, uid, {
      day: -286,
      reviewer: 'Dr Anselm Reed',
      terms:
        'How did services help this family to keep their baby safe while sleeping, also away from home and after an earlier loss?',
    }),
    ...moves(uid, [
      [-285, 'agree-terms'],
      [-280, 'gather-information'],
    ]),
    delayed(teller, uid, {
      day: -250,
      because: 'inquest',
      reason: 'The inquest was not yet listed; the partners waited for the pathologist.',
    }),
    ...moves(uid, [
      [-220, 'analyse'],
      [-180, 'draft'],
      [-170, 'check-accuracy'],
      [-160, 'show-family-and-practitioners'],
      [-150, 'check-anonymisation'],
    ]),
    reads(uid, 'manager', -148),
    reads(uid, 'relative', -147),
    move(uid, -140, 'seek-sign-off'),
    managing(-139, 'publication-day.set', (ctx) =>
      setPublicationDay(ctx, uid, { publishOn: teller.story.on(-112) }),
    ),
    signs(uid, 'councilPartner', -135),
    signs(uid, 'boardPartner', -135),
    signs(uid, 'policePartner', -135),
    move(uid, -126, 'send-prepublication'),
    move(uid, -112, 'publish'),
  ])
}

/** With the partners: two have signed, the police have not, and no day of publication is set. */
async function awaitingSignature(teller: Teller, of: Uid): Promise<void> {
  const uid = await begin(teller, of, -176)
  await tell(teller, [
    move(uid, -174, 'commission'),
    ...frame(teller, uid, {
      day: -172,
      reviewer: 'Professor Isolde Marr',
      terms: 'How did services keep sight of a child under five whose family moved twice?',
    }),
    ...moves(uid, [
      [-170, 'agree-terms'],
      [-165, 'gather-information'],
      [-120, 'analyse'],
      [-70, 'draft'],
    ]),
    delayed(teller, uid, {
      day: -60,
      because: 'agency-late',
      reason: 'The records of the first practice came two months after they were asked for.',
    }),
    ...moves(uid, [
      [-45, 'check-accuracy'],
      [-30, 'show-family-and-practitioners'],
      [-16, 'check-anonymisation'],
    ]),
    reads(uid, 'manager', -14),
    reads(uid, 'relative', -12),
    move(uid, -11, 'seek-sign-off'),
    signs(uid, 'councilPartner', -8),
    signs(uid, 'boardPartner', -6),
  ])
}

/** Read for identifiers by one person; a second has to read the same draft. */
async function awaitingReader(teller: Teller, of: Uid): Promise<void> {
  const uid = await begin(teller, of, -131)
  await tell(teller, [
    move(uid, -126, 'commission'),
    ...frame(teller, uid, {
      day: -122,
      reviewer: 'Dr Anselm Reed',
      account: 'reviewer',
      terms: 'What did each service make of a baby with a bruise who could not yet move about?',
    }),
    ...moves(uid, [
      [-120, 'agree-terms'],
      [-112, 'gather-information'],
      [-75, 'analyse'],
      [-45, 'draft'],
      [-25, 'check-accuracy'],
      [-14, 'show-family-and-practitioners'],
      [-5, 'check-anonymisation'],
    ]),
    reads(uid, 'manager', -3),
  ])
}

/** Just commissioned: no reviewer and no terms yet, and a court order on what may be said. */
async function commissioned(teller: Teller, of: Uid): Promise<void> {
  const uid = await begin(teller, of, -4)
  await tell(teller, [
    move(uid, -3, 'commission'),
    managing(-2, 'legal-restriction.recorded', (ctx) =>
      addRestriction(ctx, uid, {
        words: 'Nothing may be published that could identify a witness until the trial has ended.',
        until: undefined,
      }),
    ),
  ])
}

/** Decided, and waiting for two of the three signatures. */
async function awaitingRapidSignatures(teller: Teller, of: Uid): Promise<void> {
  const uid = await rapidReview(teller, { case: of, day: -14 })
  await tell(teller, [
    writing(-3, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'draft', reason: undefined }),
    ),
    ...questions(uid, -2, asthmaAnswers),
    ...criteria(uid, -2, asthmaAnswers),
    writing(-2, 'rapid-review.decided', (ctx) =>
      decide(ctx, uid, {
        outcome: 'single-agency-learning',
        reasons: asthmaAnswers.decision,
        viewOnNational: undefined,
        decidedOn: teller.story.on(-2),
      }),
    ),
    writing(-1, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'seek-signatures', reason: undefined }),
    ),
    ...signing(uid, -1).slice(1, 2),
  ])
}

/** Being written: one question and two criteria are answered, the rest is open. */
async function rapidDraft(teller: Teller, of: Uid): Promise<void> {
  const uid = await rapidReview(teller, { case: of, day: -8 })
  await tell(teller, [
    writing(-2, 'rapid-review.moved', (ctx) =>
      moveRapid(ctx, uid, { act: 'draft', reason: undefined }),
    ),
    ...questions(uid, -1, underweightAnswers).slice(1, 2),
    ...criteria(uid, -1, underweightAnswers).slice(0, 2),
  ])
}

/** Rapid reviews and reviews in each stage; in one rapid review a partner sees it differently. */
export async function tellReviews(teller: Teller, cases: SampleCases): Promise<void> {
  const review = { outcome: 'review' } as const
  await wholeRapidReview(teller, { case: cases.babyQ, day: -329, said: babyQAnswers, ...review })
  await published(teller, cases.babyQ)
  await wholeRapidReview(teller, {
    case: cases.signing,
    day: -211,
    said: movingChildAnswers,
    ...review,
  })
  await awaitingSignature(teller, cases.signing)
  await wholeRapidReview(teller, {
    case: cases.reading,
    day: -164,
    said: bruisedBabyAnswers,
    ...review,
  })
  await awaitingReader(teller, cases.reading)
  await wholeRapidReview(teller, {
    case: cases.harmed,
    day: -112,
    outcome: 'other-multi-agency-learning',
    said: toddlerAnswers,
    dissenter: 'policePartner',
  })
  await wholeRapidReview(teller, {
    case: cases.awaiting,
    day: -24,
    waiting: true,
    said: witnessAnswers,
    ...review,
  })
  await commissioned(teller, cases.awaiting)
  await awaitingRapidSignatures(teller, cases.running)
  await rapidDraft(teller, cases.drafting)
}
