import { recordAnswerFor } from '#features/learning/commands/answer-recommendation.ts'
import type { Uid } from '#shared/ids.ts'
import { doing, uid } from '../teller.ts'
import type { Teller } from '../teller.ts'
import type { SampleCases } from './cases.ts'
import { tellReopened } from './earlier.ts'
import { tellFindings } from './findings.ts'
import { action, agreed, answers, delivery, progress, recommend } from './learning-acts.ts'

/** What was agreed after the review of case Q, for the chapters that follow it up. */
export interface SampleLearning {
  readonly plan: { readonly uid: Uid; readonly ward: Uid; readonly visit: Uid }
  readonly training: { readonly uid: Uid; readonly action: Uid }
  readonly cot: { readonly uid: Uid; readonly action: Uid }
}

/** A plan that both trusts make with each family. */
async function planAgreed(teller: Teller, cases: SampleCases): Promise<SampleLearning['plan']> {
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
  return { uid: made, ward: plan, visit }
}

/** Training for practices. */
async function trainingAgreed(
  teller: Teller,
  cases: SampleCases,
): Promise<SampleLearning['training']> {
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
  return { uid: made, action: training }
}

/** A safe place to sleep after a move; the housing provider has not answered. */
async function cotAgreed(teller: Teller, cases: SampleCases): Promise<SampleLearning['cot']> {
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
  return { uid: made, action: agreement }
}

/** Findings, good practice that spread, and the recommendations of case Q as they stood when the review came out. */
export async function tellLearning(teller: Teller, cases: SampleCases): Promise<SampleLearning> {
  await tellReopened(teller)
  await tellFindings(teller, cases)
  return {
    plan: await planAgreed(teller, cases),
    training: await trainingAgreed(teller, cases),
    cot: await cotAgreed(teller, cases),
  }
}
