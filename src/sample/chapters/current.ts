import type { Teller } from '../teller.ts'
import {
  action,
  agreed,
  answers,
  delivery,
  evidence,
  progress,
  recommend,
} from './learning-acts.ts'

/** Work of these weeks: a head of midwifery with an action that is late and one that is due, and evidence to be judged. */
export async function tellCurrent(teller: Teller): Promise<void> {
  const made = await recommend(teller, {
    case: undefined,
    day: -60,
    number: 'S11-6',
    source: 'section-11',
    text: 'The maternity trust tells the health visitor before a family that has lost a baby goes home, and names who will ring them.',
    agencies: ['maternity'],
    posts: ['maternityLead'],
    asks: ['process'],
    dueDay: 30,
    outcome: 'No family has to tell of its loss again at the first visit.',
    measure: 'Share of discharge messages that name the loss and who rings, sampled each quarter.',
    rung: 2,
    strength: 'medium',
  })
  await answers(teller, made, { who: 'midwifery', day: -52, kind: 'accepted' })
  await agreed(teller, made, -48)
  const post = 'maternityLead'
  const message = await action(teller, made, {
    day: -47,
    text: 'Add the loss to the discharge message of the ward',
    post,
    dueDay: -8,
  })
  const weekends = await action(teller, made, {
    day: -47,
    text: 'Agree with the bereavement midwives who rings at weekends',
    post,
    dueDay: -4,
  })
  const ring = await action(teller, made, {
    day: -47,
    text: 'Ring the health visitor before each such discharge, and write down that it was done',
    post,
    dueDay: 7,
  })
  await delivery(teller, made, -46, 'begin-delivery')
  const who = 'midwifery'
  await progress(teller, ring, {
    who,
    day: -20,
    standing: 'on-track',
    words: 'Two of three wards ring.',
  })
  await progress(teller, weekends, {
    who,
    day: -11,
    standing: 'at-risk',
    words: 'One of the two bereavement midwives has left; the post is advertised.',
  })
  await progress(teller, message, {
    who,
    day: -9,
    standing: 'done',
    words: 'The message has a place for it, and ward clerks were shown.',
  })
  await evidence(teller, made, {
    who,
    day: -6,
    actions: [message],
    kind: 'dip-sample',
    summary: 'Of sixteen messages since last month, fourteen name the loss.',
    level: 2,
    counted: 14,
    countedOf: 16,
  })
}
