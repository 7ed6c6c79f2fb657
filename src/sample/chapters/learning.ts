import { recordAnswerFor } from '#features/learning/commands/answer-recommendation.ts'
import { redateAction } from '#features/learning/commands/redate-action.ts'
import type { Uid } from '#shared/ids.ts'
import { doing, uid } from '../teller.ts'
import type { Teller } from '../teller.ts'
import type { SampleCases } from './cases.ts'
import { tellReopened } from './earlier.ts'
import { tellFindings } from './findings.ts'
import {
  action,
  agreed,
  answers,
  assured,
  delivery,
  evidence,
  judged,
  milestone,
  progress,
  recommend,
} from './learning-acts.ts'

/** What was told of recommendations, for chapters that point at it. */
export interface SampleLearning {
  /** Achieved, with evidence that was accepted. */
  readonly plan: { readonly uid: Uid; readonly evidence: Uid }
  /** Said to be done; its evidence has not been accepted. */
  readonly training: { readonly uid: Uid; readonly evidence: Uid; readonly action: Uid }
  /** Under way, and late. */
  readonly cot: { readonly uid: Uid; readonly action: Uid }
}

/** Talked about, done, shown and judged: a recommendation that changed what happens. */
async function changedPractice(
  teller: Teller,
  cases: SampleCases,
): Promise<SampleLearning['plan']> {
  const made = await recommend(teller, {
    case: cases.babyQ,
    day: -158,
    number: '1',
    source: 'local-review',
    text: 'The maternity trust and the community trust make a safer-sleep plan with each family, father included, for the cot at home and for nights away from home.',
    agencies: ['maternity', 'community'],
    posts: ['maternityLead', 'communityLead'],
    asks: ['process', 'tool'],
    dueDay: -60,
    outcome: 'Each baby has a plan that both parents know, at home and away.',
    measure: 'Share of records with a plan that names who was there, sampled twice a year.',
    rung: 3,
    strength: 'strong',
  })
  await answers(teller, made, { who: 'midwifery', day: -150, kind: 'accepted' })
  await answers(teller, made, {
    who: 'nurse',
    day: -149,
    kind: 'accepted-with-change',
    change: 'The plan is part of the new birth visit record.',
  })
  await agreed(teller, made, -145)
  const plan = await action(teller, made, {
    day: -143,
    text: 'Put the safer-sleep plan into the maternity record and use it at discharge',
    post: 'maternityLead',
    dueDay: -80,
  })
  const visit = await action(teller, made, {
    day: -143,
    text: 'Use the plan at the new birth visit, with father or partner',
    post: 'communityLead',
    dueDay: -70,
  })
  await delivery(teller, made, -142, 'begin-delivery')
  await progress(teller, plan, {
    who: 'midwifery',
    day: -120,
    standing: 'on-track',
    words: 'The form is in the record; two wards use it.',
  })
  await progress(teller, plan, {
    who: 'midwifery',
    day: -82,
    standing: 'done',
    words: 'All wards use the plan at discharge.',
  })
  await progress(teller, visit, {
    who: 'nurse',
    day: -72,
    standing: 'done',
    words: 'Used at each new birth visit since last month.',
  })
  const audit = await evidence(teller, made, {
    who: 'midwifery',
    day: -70,
    actions: [plan],
    kind: 'audit',
    summary:
      'Of sixty records, fifty-three hold a plan; in forty-four the father or partner was there.',
    level: 3,
    counted: 53,
    countedOf: 60,
  })
  await judged(teller, audit, { who: 'assessor', day: -62, outcome: 'accepted', level: 3 })
  await delivery(teller, made, -60, 'claim-delivered')
  await assured(teller, made, -55)
  return { uid: made, evidence: audit }
}

/** Said to be done, and the evidence is not accepted yet. */
async function saidDone(teller: Teller, cases: SampleCases): Promise<SampleLearning['training']> {
  const made = await recommend(teller, {
    case: cases.babyQ,
    day: -157,
    number: '2',
    source: 'local-review',
    text: 'The integrated care board offers each practice training on safer sleep after an earlier loss, built on case scenarios.',
    agencies: ['board', 'practice'],
    posts: ['boardLead', 'practiceLead'],
    asks: ['training'],
    dueDay: -30,
    outcome: 'Practices speak with bereaved parents about sleep before and after the next birth.',
    measure: 'Practices that took part, and what they do differently three months later.',
    rung: 2,
    strength: 'weak',
  })
  await answers(teller, made, { who: 'designated', day: -147, kind: 'accepted' })
  await agreed(teller, made, -140)
  const training = await action(teller, made, {
    day: -139,
    text: 'Hold four sessions for practices',
    post: 'boardLead',
    dueDay: -35,
  })
  await delivery(teller, made, -138, 'begin-delivery')
  await progress(teller, training, {
    who: 'designated',
    day: -36,
    standing: 'done',
    words: 'Four sessions held; 31 of 44 practices came.',
  })
  await delivery(teller, made, -35, 'claim-delivered')
  const numbers = await evidence(teller, made, {
    who: 'designated',
    day: -34,
    actions: [training],
    kind: 'training-numbers',
    summary: 'Attendance lists: 31 of 44 practices.',
    level: 2,
    counted: 31,
    countedOf: 44,
  })
  await judged(teller, numbers, {
    who: 'assessorTwo',
    day: -25,
    outcome: 'returned',
    level: 1,
    reason: 'Attendance shows activity. What do practices do differently?',
  })
  const called = await evidence(teller, made, {
    who: 'designated',
    day: -12,
    actions: [training],
    kind: 'dip-sample',
    summary: 'Twelve practices were called; nine changed their booking question.',
    level: 2,
    counted: 9,
    countedOf: 12,
  })
  return { uid: made, evidence: called, action: training }
}

/** One action is late, its date was moved before, and one agency has not answered. */
async function lateAndSilent(teller: Teller, cases: SampleCases): Promise<SampleLearning['cot']> {
  const act = doing(teller)
  const made = await recommend(teller, {
    case: cases.babyQ,
    day: -156,
    number: '3',
    source: 'local-review',
    text: 'The council and the housing provider agree how a family with a new baby in temporary accommodation gets a safe place for the baby to sleep within two days.',
    agencies: ['council', 'housing'],
    posts: ['councilLead', 'housingLead'],
    asks: ['process'],
    dueDay: -20,
    outcome: 'No baby sleeps without a safe place because of a move.',
    measure: 'Days from move to a cot in place.',
    rung: 2,
    strength: 'medium',
  })
  await act(
    { who: 'manager', day: -130, can: 'answer:record-for', event: 'answer.recorded-for' },
    (ctx) =>
      recordAnswerFor(ctx, made, {
        input: {
          agency: uid(teller.cast.agency.council.uid),
          kind: 'accepted',
          reasons: undefined,
          change: undefined,
          evidence: [],
          receivedFrom: 'Head of safeguarding and quality',
          receivedHow: 'letter',
          receivedOn: teller.story.on(-131),
          document: 'Letter of the council',
        },
        paper: null,
      }),
  )
  await agreed(teller, made, -125)
  const agreement = await action(teller, made, {
    day: -124,
    text: 'Sign the agreement on cots and moves',
    post: 'councilLead',
    dueDay: -60,
  })
  await delivery(teller, made, -123, 'begin-delivery')
  await act({ who: 'manager', day: -65, can: 'action:redate', event: 'action.redated' }, (ctx) =>
    redateAction(ctx, agreement, {
      dueOn: teller.story.on(-20),
      reason: 'The contract with the provider was being renewed.',
    }),
  )
  const steps = { who: 'councilLead', day: -64 } as const
  await milestone(teller, agreement, {
    ...steps,
    text: 'The draft goes to the provider',
    dueDay: -45,
    doneDay: -42,
  })
  await milestone(teller, agreement, {
    ...steps,
    text: 'Both sides have signed',
    dueDay: 10,
  })
  await progress(teller, agreement, {
    who: 'councilLead',
    day: -40,
    standing: 'at-risk',
    words: 'The draft is with the provider.',
  })
  await action(teller, made, {
    day: -30,
    text: 'Tell midwives and health visitors whom to ring when a family moves',
    post: 'housingLead',
    dueDay: 40,
  })
  return { uid: made, action: agreement }
}

/** Findings, good practice that spread, and recommendations that stand in each of the ways in which they can stand. */
export async function tellLearning(teller: Teller, cases: SampleCases): Promise<SampleLearning> {
  await tellReopened(teller)
  await tellFindings(teller, cases)
  return {
    plan: await changedPractice(teller, cases),
    training: await saidDone(teller, cases),
    cot: await lateAndSilent(teller, cases),
  }
}
