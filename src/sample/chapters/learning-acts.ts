import { addAction } from '#features/learning/commands/add-action.ts'
import {
  checkQuality,
  decideRecommendation,
  moveDelivery,
} from '#features/learning/commands/agree-recommendation.ts'
import { answerRecommendation } from '#features/learning/commands/answer-recommendation.ts'
import { askAgencies } from '#features/learning/commands/ask-agencies.ts'
import { addMilestone, changeMilestone } from '#features/learning/commands/change-milestone.ts'
import { decideAssurance } from '#features/learning/commands/decide-assurance.ts'
import { draftRecommendation } from '#features/learning/commands/draft-recommendation.ts'
import { endRecommendation } from '#features/learning/commands/end-recommendation.ts'
import { giveEvidence } from '#features/learning/commands/give-evidence.ts'
import { judgeEvidence } from '#features/learning/commands/judge-evidence.ts'
import { reportProgress } from '#features/learning/commands/report-progress.ts'
import { setRung } from '#features/learning/commands/set-rung.ts'
import type { Uid } from '#shared/ids.ts'
import type { AgencyName, PersonName, PostName } from '../cast.ts'
import { doing, uid } from '../teller.ts'
import type { Teller } from '../teller.ts'

/** A recommendation in the words of the story. */
export interface Recommended {
  readonly case: Uid | undefined
  readonly day: number
  readonly number: string
  readonly source: 'local-review' | 'section-11'
  /** Left out, it is the review of case Q or the audit. */
  readonly sourceTitle?: string
  readonly text: string
  readonly agencies: readonly AgencyName[]
  readonly posts: readonly PostName[]
  readonly asks: readonly ('training' | 'process' | 'tool' | 'policy' | 'supervision' | 'data')[]
  readonly dueDay: number
  readonly outcome: string
  readonly measure: string
  readonly rung: 1 | 2 | 3 | 4
  readonly strength: 'strong' | 'medium' | 'weak'
}

/** A recommendation is drafted; nobody outside the partnership's team sees it yet. */
export function draft(teller: Teller, said: Recommended): Promise<Uid> {
  const { cast, story } = teller
  return doing(teller)(
    { who: 'manager', day: said.day, can: 'recommendation:draft', event: 'recommendation.drafted' },
    (ctx) =>
      draftRecommendation(ctx, {
        case: said.case,
        findings: [],
        number: said.number,
        source: said.source,
        sourceTitle:
          said.sourceTitle ??
          (said.source === 'local-review' ? 'Practice review, case Q' : 'Section 11 audit'),
        sourcePlace: undefined,
        text: said.text,
        notHeld: undefined,
        addressedTo: 'agencies',
        agencies: said.agencies.map((agency) => uid(cast.agency[agency].uid)),
        asks: [...said.asks],
        dueOn: story.on(said.dueDay),
        outcome: said.outcome,
        measure: said.measure,
      }),
  )
}

/** A recommendation is drafted, checked, given its rung and put to its agencies. */
export async function recommend(teller: Teller, said: Recommended): Promise<Uid> {
  const { cast, story } = teller
  const act = doing(teller)
  const { day } = said
  const made = await draft(teller, said)
  await act(
    { who: 'manager', day, can: 'recommendation:agree', event: 'recommendation.checked' },
    (ctx) => checkQuality(ctx, made, { strength: said.strength, note: undefined }),
  )
  await act(
    { who: 'manager', day: day + 1, can: 'recommendation:agree', event: 'rung.set' },
    (ctx) => setRung(ctx, made, { rung: said.rung, reason: 'In proportion to what is asked.' }),
  )
  await act(
    { who: 'manager', day: day + 1, can: 'scope:grant', event: 'answer.requested' },
    (ctx) =>
      askAgencies(ctx, made, {
        posts: said.posts.map((post) => uid(cast.post[post].uid)),
        dueOn: story.on(day + 20),
      }),
  )
  return made
}

/** The partners agree a recommendation. */
export function agreed(teller: Teller, made: Uid, day: number): Promise<unknown> {
  return doing(teller)(
    { who: 'manager', day, can: 'recommendation:agree', event: 'recommendation.decided' },
    (ctx) =>
      decideRecommendation(ctx, made, { act: 'agree', agreedText: undefined, reason: undefined }),
  )
}

/** An agency answers for itself. */
export function answers(
  teller: Teller,
  made: Uid,
  said: {
    who: PersonName
    day: number
    kind: 'accepted' | 'accepted-with-change'
    change?: string
  },
): Promise<unknown> {
  return doing(teller)(
    { who: said.who, day: said.day, can: 'answer:give', event: 'answer.given' },
    (ctx) =>
      answerRecommendation(ctx, made, {
        kind: said.kind,
        reasons:
          said.change === undefined
            ? undefined
            : 'The aim is right; the way needs to fit our records.',
        change: said.change,
        evidence: [],
      }),
  )
}

/** An action is added, owned by a post. */
export function action(
  teller: Teller,
  made: Uid,
  said: { day: number; text: string; post: PostName; dueDay: number },
): Promise<Uid> {
  return doing(teller)(
    { who: 'manager', day: said.day, can: 'action:assign', event: 'action.added' },
    (ctx) =>
      addAction(ctx, made, {
        text: said.text,
        outcome: undefined,
        post: uid(teller.cast.post[said.post].uid),
        dueOn: teller.story.on(said.dueDay),
      }),
  )
}

/** The owner adds a step with a date of its own, and says when it was reached. */
export async function milestone(
  teller: Teller,
  of: Uid,
  said: { who: PersonName; day: number; text: string; dueDay: number; doneDay?: number },
): Promise<void> {
  const act = doing(teller)
  const { who, text } = said
  const made = await act(
    { who, day: said.day, can: 'action:update', event: 'milestone.added' },
    (ctx) => addMilestone(ctx, of, { text, dueOn: teller.story.on(said.dueDay) }),
  )
  const { doneDay } = said
  if (doneDay === undefined) return
  await act({ who, day: doneDay, can: 'action:update', event: 'milestone.changed' }, (ctx) =>
    changeMilestone(
      ctx,
      { action: of, milestone: made },
      { what: 'done', on: teller.story.on(doneDay), reason: undefined },
    ),
  )
}

type Standing = 'on-track' | 'at-risk' | 'off-track' | 'done'

/** An owner says how an action goes. */
export function progress(
  teller: Teller,
  of: Uid,
  said: { who: PersonName; day: number; standing: Standing; words: string },
): Promise<unknown> {
  return doing(teller)(
    { who: said.who, day: said.day, can: 'action:update', event: 'action.reported' },
    (ctx) =>
      reportProgress(ctx, of, {
        standing: said.standing,
        words: said.words,
        asksDueOn: undefined,
        receivedFrom: undefined,
        receivedHow: undefined,
        receivedOn: undefined,
      }),
  )
}

interface Shown {
  readonly who: PersonName
  readonly day: number
  readonly actions: readonly Uid[]
  readonly kind: 'audit' | 'training-numbers' | 'dip-sample' | 'statement'
  readonly summary: string
  readonly level: 0 | 1 | 2 | 3 | 4
  readonly counted?: number
  readonly countedOf?: number
}

/** Evidence is given for actions of a recommendation. */
export function evidence(teller: Teller, made: Uid, said: Shown): Promise<Uid> {
  return doing(teller)(
    { who: said.who, day: said.day, can: 'evidence:give', event: 'evidence.given' },
    (ctx) =>
      giveEvidence(ctx, made, {
        input: {
          actions: [...said.actions],
          agency: undefined,
          kind: said.kind,
          summary: said.summary,
          counted: said.counted,
          countedOf: said.countedOf,
          countedWhat: said.counted === undefined ? undefined : 'records looked at',
          level: said.level,
          givenOn: teller.story.on(said.day),
          freshUntil: undefined,
          personal: undefined,
          receivedFrom: undefined,
          receivedHow: undefined,
          receivedOn: undefined,
        },
        papers: [],
      }),
  )
}

/** A member of the assurance group judges evidence. */
export function judged(
  teller: Teller,
  of: Uid,
  said: {
    who: PersonName
    day: number
    outcome: 'accepted' | 'returned'
    level: 0 | 1 | 2 | 3 | 4
    reason?: string
  },
): Promise<unknown> {
  return doing(teller)(
    { who: said.who, day: said.day, can: 'assurance:judge', event: 'evidence.judged' },
    (ctx) =>
      judgeEvidence(ctx, of, { outcome: said.outcome, level: said.level, reason: said.reason }),
  )
}

/** The work on a recommendation begins, or is said to be done. */
export function delivery(
  teller: Teller,
  made: Uid,
  day: number,
  act: 'begin-delivery' | 'claim-delivered',
): Promise<unknown> {
  return doing(teller)(
    { who: 'manager', day, can: 'recommendation:agree', event: 'recommendation.moved' },
    (ctx) => moveDelivery(ctx, made, { act, reason: undefined }),
  )
}

/** The assurance group finds that the rung was reached, and the recommendation is closed as achieved. */
export async function assured(teller: Teller, made: Uid, day: number): Promise<void> {
  const act = doing(teller)
  const present = (['assessor', 'assessorTwo', 'assessorThree'] as const).map((name) =>
    uid(teller.cast.player[name].uid),
  )
  await act({ who: 'assessor', day, can: 'assurance:judge', event: 'assurance.decided' }, (ctx) =>
    decideAssurance(ctx, made, {
      meeting: 'Quality and assurance group, autumn meeting',
      on: teller.story.on(day),
      present,
      outcome: 'rung-reached',
      reasons: 'Each agency that was asked showed from its records that practice changed.',
    }),
  )
  await act(
    { who: 'manager', day: day + 1, can: 'recommendation:agree', event: 'recommendation.ended' },
    (ctx) =>
      endRecommendation(ctx, made, { act: 'achieve', supersededBy: undefined, reason: undefined }),
  )
}
