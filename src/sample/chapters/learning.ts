import { addAction } from '#features/learning/commands/add-action.ts'
import {
  checkQuality,
  decideRecommendation,
  moveDelivery,
} from '#features/learning/commands/agree-recommendation.ts'
import {
  answerRecommendation,
  recordAnswerFor,
} from '#features/learning/commands/answer-recommendation.ts'
import { askAgencies } from '#features/learning/commands/ask-agencies.ts'
import { decideAssurance } from '#features/learning/commands/decide-assurance.ts'
import { draftRecommendation } from '#features/learning/commands/draft-recommendation.ts'
import { endRecommendation } from '#features/learning/commands/end-recommendation.ts'
import { giveEvidence } from '#features/learning/commands/give-evidence.ts'
import { judgeEvidence } from '#features/learning/commands/judge-evidence.ts'
import { recordConclusion, recordFinding } from '#features/learning/commands/record-finding.ts'
import { recordImpactCheck } from '#features/learning/commands/record-impact-check.ts'
import { redateAction } from '#features/learning/commands/redate-action.ts'
import { reportProgress } from '#features/learning/commands/report-progress.ts'
import { setRung } from '#features/learning/commands/set-rung.ts'
import {
  adoptPractice,
  agreeFinding,
  shareFinding,
} from '#features/learning/commands/share-finding.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { ActContext } from '#platform/context.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { AgencyName, Cast, PersonName, PostName } from '../cast.ts'
import type { Story } from '../story.ts'
import type { SampleCases } from './cases.ts'

interface Teller {
  readonly story: Story
  readonly cast: Cast
}

type Do = <T>(
  scene: { who: PersonName; day: number; can: Permission; event: `${string}.${string}` },
  work: (ctx: ActContext) => Promise<Result<T, unknown>>,
) => Promise<T>

function doing({ story, cast }: Teller): Do {
  return (scene, work) => story.act({ ...scene, who: cast.player[scene.who] }, work)
}

const uid = (text: string): Uid => text as Uid

interface Recommended {
  readonly case: Uid | undefined
  readonly day: number
  readonly number: string
  readonly source: 'local-review' | 'section-11'
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

/** A recommendation is drafted, checked, given its rung, put to its agencies and agreed. */
async function recommend(teller: Teller, said: Recommended): Promise<Uid> {
  const { cast, story } = teller
  const act = doing(teller)
  const { day } = said
  const made = await act(
    { who: 'manager', day, can: 'recommendation:draft', event: 'recommendation.drafted' },
    (ctx) =>
      draftRecommendation(ctx, {
        case: said.case,
        findings: [],
        number: said.number,
        source: said.source,
        sourceTitle:
          said.source === 'local-review' ? 'Practice review, case Q' : 'Section 11 audit',
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

function agreed(teller: Teller, made: Uid, day: number): Promise<unknown> {
  return doing(teller)(
    { who: 'manager', day, can: 'recommendation:agree', event: 'recommendation.decided' },
    (ctx) =>
      decideRecommendation(ctx, made, { act: 'agree', agreedText: undefined, reason: undefined }),
  )
}

function answers(
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

function action(
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

type Standing = 'on-track' | 'at-risk' | 'off-track' | 'done'

function progress(
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

function evidence(teller: Teller, made: Uid, said: Shown): Promise<Uid> {
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

function judged(
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

function delivery(
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

/** Talked about, done, shown and judged: a recommendation that changed what happens. */
async function changedPractice(teller: Teller, cases: SampleCases): Promise<Uid> {
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
  return made
}

async function assured(teller: Teller, made: Uid, day: number): Promise<void> {
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
      reasons: 'The sample shows the plan in use with both parents.',
    }),
  )
  await act(
    { who: 'manager', day: day + 1, can: 'recommendation:agree', event: 'recommendation.ended' },
    (ctx) =>
      endRecommendation(ctx, made, { act: 'achieve', supersededBy: undefined, reason: undefined }),
  )
}

/** Said to be done, and the evidence is not accepted yet. */
async function saidDone(teller: Teller, cases: SampleCases): Promise<Uid> {
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
  await evidence(teller, made, {
    who: 'designated',
    day: -12,
    actions: [training],
    kind: 'dip-sample',
    summary: 'Twelve practices were called; nine changed their booking question.',
    level: 2,
    counted: 9,
    countedOf: 12,
  })
  return made
}

/** One action is late, its date was moved before, and one agency has not answered. */
async function lateAndSilent(teller: Teller, cases: SampleCases): Promise<void> {
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
  await progress(teller, agreement, {
    who: 'councilLead',
    day: -40,
    standing: 'at-risk',
    words: 'The draft is with the provider.',
  })
}

/** Work that another body began, before it was abolished and its successor took over. */
async function handedOn(teller: Teller): Promise<Uid> {
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
async function reopened(teller: Teller): Promise<void> {
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

/** What was sound is learning too, and it spread. */
async function goodPractice(teller: Teller, cases: SampleCases): Promise<void> {
  const { cast, story } = teller
  const act = doing(teller)
  await act(
    { who: 'manager', day: -165, can: 'finding:write', event: 'conclusion.recorded' },
    async (ctx) => {
      await recordConclusion(ctx, cases.babyQ, {
        verdict: 'sound-with-learning',
        text: 'Practice was sound over all. Advice on sleep was given before and after birth, to the mother; the father and nights away from home were missed.',
        place: 'Chapter 6',
      })
      return ok(undefined)
    },
  )
  const sound = await act(
    { who: 'manager', day: -164, can: 'finding:write', event: 'finding.recorded' },
    (ctx) =>
      recordFinding(ctx, cases.babyQ, {
        kind: 'good-practice',
        text: 'Ward staff marked the earlier loss on the record in the way the family chose, and spoke with both parents.',
        underlyingReason: 'The bereavement midwife sees each plan before discharge.',
        themes: ['fathers'],
        agencies: [uid(cast.agency.maternity.uid)],
        evidenceKind: 'report-paragraph',
        place: 'Paragraph 4.12',
        words: undefined,
        consentGivenOn: undefined,
        consentFrom: undefined,
      }),
  )
  await act({ who: 'manager', day: -164, can: 'finding:write', event: 'finding.recorded' }, (ctx) =>
    recordFinding(ctx, cases.babyQ, {
      kind: 'systemic-finding',
      text: 'Safer-sleep advice is given to mothers, and for the cot at home; fathers and nights away from home are not part of it.',
      underlyingReason: 'The records have a box for the mother only, and visits are by day.',
      themes: ['fathers', 'safer-sleep'],
      agencies: [uid(cast.agency.maternity.uid), uid(cast.agency.community.uid)],
      evidenceKind: 'report-paragraph',
      place: 'Paragraph 5.3',
      words: undefined,
      consentGivenOn: undefined,
      consentFrom: undefined,
    }),
  )
  await act({ who: 'manager', day: -160, can: 'finding:agree', event: 'finding.agreed' }, (ctx) =>
    agreeFinding(ctx, sound),
  )
  const shared = await act(
    { who: 'manager', day: -160, can: 'finding:share', event: 'finding.shared' },
    (ctx) =>
      shareFinding(ctx, sound, {
        text: 'Mark an earlier loss on the record in the way the family chooses, and speak with both parents.',
        posts: [uid(cast.post.communityLead.uid)],
      }),
  )
  await act({ who: 'manager', day: -100, can: 'finding:adopt', event: 'practice.adopted' }, (ctx) =>
    adoptPractice(ctx, shared, {
      input: {
        agency: uid(cast.agency.community.uid),
        since: story.on(-101),
        how: 'Health visitors ask before the first visit how the family wants it marked.',
      },
      forAnyAgency: true,
    }),
  )
}

/** The recommendation that an abolished body began; told before the body ends. */
export function tellEarlier(teller: Teller): Promise<Uid> {
  return handedOn(teller)
}

/** Findings, good practice that spread, and recommendations that stand in each of the ways in which they can stand. */
export async function tellLearning(teller: Teller, cases: SampleCases): Promise<Uid> {
  await reopened(teller)
  await goodPractice(teller, cases)
  const changed = await changedPractice(teller, cases)
  await assured(teller, changed, -55)
  await saidDone(teller, cases)
  await lateAndSilent(teller, cases)
  return changed
}
