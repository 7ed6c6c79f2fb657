import { redateAction } from '#features/learning/commands/redate-action.ts'
import type { Uid } from '#shared/ids.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import type { SampleLearning } from './learning.ts'
import {
  action,
  assured,
  delivery,
  evidence,
  judged,
  milestone,
  progress,
} from './learning-acts.ts'

/** The evidence that the claims of the statement are tied to. */
export interface SampleEvidence {
  readonly accepted: Uid
  readonly waiting: Uid
}

/** What was agreed is done, shown and judged: practice changed. */
async function changedPractice(
  teller: Teller,
  { uid, ward, visit }: SampleLearning['plan'],
): Promise<Uid> {
  await progress(teller, ward, {
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
  const audit = await evidence(teller, uid, {
    who: 'midwifery',
    day: -70,
    actions: [ward],
    kind: 'audit',
    summary:
      'Of sixty records, fifty-three hold a plan; in forty-four the father or partner was there.',
    level: 3,
    counted: 53,
    countedOf: 60,
  })
  await judged(teller, audit, { who: 'assessor', day: -62, outcome: 'accepted', level: 3 })
  const visits = await evidence(teller, uid, {
    who: 'nurse',
    day: -68,
    actions: [visit],
    kind: 'dip-sample',
    summary:
      'Of forty new birth visits, thirty-five used the plan; in twenty-nine the father or partner took part.',
    level: 3,
    counted: 35,
    countedOf: 40,
  })
  await judged(teller, visits, { who: 'assessor', day: -61, outcome: 'accepted', level: 3 })
  await delivery(teller, uid, -60, 'claim-delivered')
  await assured(teller, uid, -55)
  return audit
}

/** Said to be done, and the evidence is not accepted yet. */
async function saidDone(
  teller: Teller,
  { uid, action: training }: SampleLearning['training'],
): Promise<Uid> {
  await progress(teller, training, {
    who: 'designated',
    day: -36,
    standing: 'done',
    words: 'Four sessions held; 31 of 44 practices came.',
  })
  await delivery(teller, uid, -35, 'claim-delivered')
  const numbers = await evidence(teller, uid, {
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
  const called = await evidence(teller, uid, {
    who: 'designated',
    day: -12,
    actions: [training],
    kind: 'dip-sample',
    summary: 'Twelve practices were called; nine changed their booking question.',
    level: 2,
    counted: 9,
    countedOf: 12,
  })
  return called
}

/** Its date was moved, it is late all the same, and a part of it has not begun. */
async function lateAndSilent(
  teller: Teller,
  { uid: made, action: agreement }: SampleLearning['cot'],
): Promise<void> {
  const act = doing(teller)
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
}

/** What became of the recommendations of case Q: practice changed, training was held, and an agreement is late. */
export async function tellDelivery(
  teller: Teller,
  learning: SampleLearning,
): Promise<SampleEvidence> {
  const accepted = await changedPractice(teller, learning.plan)
  const waiting = await saidDone(teller, learning.training)
  await lateAndSilent(teller, learning.cot)
  return { accepted, waiting }
}
