import { recordImpactCheck } from '#features/learning/commands/record-impact-check.ts'
import type { Uid } from '#shared/ids.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import {
  action,
  agreed,
  answers,
  assured,
  delivery,
  evidence,
  judged,
  progress,
  recommend,
} from './learning-acts.ts'

/** Work that another body began, before it was abolished and its successor took over. */
export async function tellEarlier(teller: Teller): Promise<Uid> {
  const made = await recommend(teller, {
    case: undefined,
    day: -345,
    number: 'S11-4',
    source: 'section-11',
    text: 'The commissioning group keeps one list of safeguarding leads in all practices, with deputies.',
    agencies: ['group'],
    posts: ['groupLead'],
    asks: ['data'],
    dueDay: 20,
    outcome: 'Learning reaches a named person in each practice.',
    measure: 'Practices with a named lead and deputy.',
    rung: 1,
    strength: 'medium',
  })
  await agreed(teller, made, -330)
  const list = await action(teller, made, {
    day: -329,
    text: 'Build and keep the list',
    post: 'groupLead',
    dueDay: 14,
  })
  await delivery(teller, made, -328, 'begin-delivery')
  await progress(teller, list, {
    who: 'designated',
    day: -310,
    standing: 'on-track',
    words: 'Thirty practices are on the list.',
  })
  return made
}

/** Achieved a good while ago, and the first look back showed that it had not held: it was opened again. */
export async function tellReopened(teller: Teller): Promise<void> {
  const act = doing(teller)
  const made = await recommend(teller, {
    case: undefined,
    day: -340,
    number: 'S11-2',
    source: 'section-11',
    text: 'The community trust asks at each new birth visit who else cares for the baby, and records the father or partner.',
    agencies: ['community'],
    posts: ['communityLead'],
    asks: ['process'],
    dueDay: -270,
    outcome: 'Fathers and partners are known and spoken to.',
    measure: 'Share of visits with a recorded second carer.',
    rung: 3,
    strength: 'medium',
  })
  await answers(teller, made, { who: 'nurse', day: -335, kind: 'accepted' })
  await agreed(teller, made, -332)
  const ask = await action(teller, made, {
    day: -331,
    text: 'Add the question to the visit record',
    post: 'communityLead',
    dueDay: -275,
  })
  await delivery(teller, made, -330, 'begin-delivery')
  await progress(teller, ask, {
    who: 'nurse',
    day: -276,
    standing: 'done',
    words: 'The question is in the record.',
  })
  const sample = await evidence(teller, made, {
    who: 'nurse',
    day: -270,
    actions: [ask],
    kind: 'dip-sample',
    summary: 'Of forty visits, thirty-four name a second carer.',
    level: 3,
    counted: 34,
    countedOf: 40,
  })
  await judged(teller, sample, { who: 'assessor', day: -265, outcome: 'accepted', level: 3 })
  await delivery(teller, made, -262, 'claim-delivered')
  await assured(teller, made, -258)
  await act(
    { who: 'assessor', day: -160, can: 'impact:record', event: 'impact-check.recorded' },
    async (ctx) => {
      const due = await ctx.tx
        .selectFrom('app.impact_check as due')
        .innerJoin('app.recommendation as owner', (join) =>
          join
            .onRef('owner.partnership_id', '=', 'due.partnership_id')
            .onRef('owner.id', '=', 'due.recommendation_id'),
        )
        .select('due.uid')
        .where('owner.uid', '=', made)
        .orderBy('due.id')
        .executeTakeFirstOrThrow()
      return recordImpactCheck(ctx, due.uid, {
        on: teller.story.on(-160),
        method: 'Dip sample of thirty visits, drawn at random',
        sampleSize: 30,
        againstBaseline: 'Was 34 of 40 at the audit',
        judgement: 'none',
        reasons: 'Eleven of thirty visits name a second carer: new staff had not been told.',
        unintended: undefined,
      })
    },
  )
}
