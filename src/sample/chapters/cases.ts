import { declareConflict, pauseCase } from '#features/cases/index.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import { addFamily, addValues, decideToNotify, keep, partnerSays, record } from './case-acts.ts'
import type { Incident, Kept, Member } from './case-acts.ts'

/** The cases that the story tells, by the name that the chapters use. */
export interface SampleCases {
  readonly babyQ: Uid
  readonly harmed: Uid
  readonly running: Uid
  readonly late: Uid
  readonly fresh: Uid
  readonly notNotified: Uid
  /** The review is with the partners for signature. */
  readonly signing: Uid
  /** The review is read for identifiers. */
  readonly reading: Uid
  /** The rapid review is with the Panel, and the review has just been commissioned. */
  readonly awaiting: Uid
  /** The rapid review is being drafted. */
  readonly drafting: Uid
}

const incidents = {
  babyQ: {
    day: -335,
    nature: 'death',
    abuseSuspected: 'asked-not-known',
    harms: ['sudden-unexpected-death'],
    summary:
      'A baby of nine weeks was found not breathing in the parents’ bed early in the morning. The family had moved to relatives for the weekend. The parents’ first baby had died at birth two years before.',
    placeKind: 'A relative’s home',
    awareAfter: 1,
    agencies: ['maternity', 'community', 'practice', 'police', 'council'],
  },
  harmed: {
    day: -118,
    nature: 'serious-harm',
    abuseSuspected: 'yes',
    harms: ['physical-abuse', 'domestic-abuse'],
    summary:
      'A toddler was brought to hospital with injuries that the account given did not explain.',
    placeKind: 'The family home',
    awareAfter: 0,
    agencies: ['maternity', 'community', 'police', 'council', 'housing'],
  },
  running: {
    day: -20,
    nature: 'death',
    abuseSuspected: 'yes',
    harms: ['neglect'],
    summary: 'A child of four died after an asthma attack. Several appointments had not been kept.',
    placeKind: 'The family home',
    awareAfter: 1,
    agencies: ['community', 'practice', 'school', 'council'],
  },
  late: {
    day: -16,
    nature: 'serious-harm',
    abuseSuspected: 'yes',
    harms: ['neglect'],
    summary: 'A baby was admitted with a serious infection after several days without care.',
    placeKind: 'Temporary accommodation',
    awareAfter: 2,
    agencies: ['housing', 'community', 'council'],
  },
  fresh: {
    day: -2,
    nature: 'death',
    abuseSuspected: 'asked-not-known',
    harms: ['sudden-unexpected-death'],
    summary: 'A baby died at home. The joint agency response has begun.',
    placeKind: 'The family home',
    awareAfter: 0,
    agencies: ['maternity', 'police'],
  },
  notNotified: {
    day: -205,
    nature: 'serious-harm',
    abuseSuspected: 'asked-not-known',
    harms: [],
    summary: 'A child fell from a window. The first information suggested a lack of supervision.',
    placeKind: 'The family home',
    awareAfter: 3,
    agencies: ['housing', 'community'],
  },
  signing: {
    day: -218,
    nature: 'death',
    abuseSuspected: 'yes',
    harms: ['neglect'],
    summary:
      'A child of three died at home of an untreated illness. The family had moved twice in a year.',
    placeKind: 'The family home',
    awareAfter: 1,
    agencies: ['housing', 'practice', 'community', 'council'],
  },
  reading: {
    day: -170,
    nature: 'serious-harm',
    abuseSuspected: 'yes',
    harms: ['physical-abuse'],
    summary: 'A baby of four months had fractures of different ages.',
    placeKind: 'The family home',
    awareAfter: 0,
    agencies: ['maternity', 'community', 'police', 'council'],
  },
  awaiting: {
    day: -30,
    nature: 'serious-harm',
    abuseSuspected: 'yes',
    harms: ['domestic-abuse', 'neglect'],
    summary: 'A child of six was badly hurt when an argument between adults turned violent.',
    placeKind: 'The family home',
    awareAfter: 1,
    agencies: ['police', 'school', 'housing', 'council'],
  },
  drafting: {
    day: -12,
    nature: 'serious-harm',
    abuseSuspected: 'yes',
    harms: ['neglect'],
    summary: 'A baby was found badly underweight at a visit that had been put off twice.',
    placeKind: 'The family home',
    awareAfter: 0,
    agencies: ['community', 'practice', 'council'],
  },
} as const satisfies Record<keyof SampleCases, Incident>

const families: Readonly<Partial<Record<keyof SampleCases, readonly Member[]>>> = {
  babyQ: [
    { part: 'child', childPart: 'died', ageBand: 'Under 1 year', name: 'Wren Hollis' },
    { part: 'mother', name: 'Sorrel Hollis' },
    { part: 'father', name: 'Jasper Hollis' },
    { part: 'sibling', childPart: 'sibling', ageBand: '4 to 6 years', name: 'Fern Hollis' },
  ],
  harmed: [
    { part: 'child', childPart: 'harmed', ageBand: '1 to 3 years', name: 'Rowan Teasdale' },
    { part: 'mother', name: 'Hazel Teasdale' },
  ],
  running: [
    { part: 'child', childPart: 'died', ageBand: '4 to 6 years', name: 'Will Marsh' },
    { part: 'mother', name: 'Grace Marsh' },
    { part: 'father', name: 'Aidan Marsh' },
  ],
  signing: [
    { part: 'child', childPart: 'died', ageBand: '1 to 3 years', name: 'Hope Larch' },
    { part: 'mother', name: 'Linnet Larch' },
  ],
  reading: [
    { part: 'child', childPart: 'harmed', ageBand: 'Under 1 year', name: 'Teasel Orme' },
    { part: 'father', name: 'Corin Orme' },
  ],
  awaiting: [{ part: 'child', childPart: 'harmed', ageBand: '4 to 6 years', name: 'Bryony Sand' }],
  drafting: [{ part: 'child', childPart: 'harmed', ageBand: 'Under 1 year' }],
  // A newborn may have no name: the case is recorded all the same.
  fresh: [{ part: 'child', childPart: 'died', ageBand: 'Under 1 year' }],
}

/** Values of the case as a whole, so that the publication check has something to look for. */
const places = [
  { kind: 'address', value: '12 Kestrel Rise' },
  { kind: 'other', value: '12' },
  { kind: 'postcode', value: 'ZE9 1QX' },
  { kind: 'nhs-number', value: '999 432 1226' },
  { kind: 'telephone', value: '01632 960 214' },
  { kind: 'school', value: 'St Osyth’s Primary School' },
  { kind: 'place', value: 'Saltmarsh Quay' },
] as const

/** The duties that were kept, most in time and some late; what is not here is still open or late. */
function keptDuties(cases: SampleCases): Kept[] {
  const days: readonly (readonly [keyof SampleCases, number, number?, number?])[] = [
    ['babyQ', -331, -317, -314],
    ['harmed', -113, -97, -96],
    ['running', -15, -2],
    ['signing', -212, -200, -197],
    ['reading', -165, -153, -150],
    ['awaiting', -25, -13, -10],
    ['drafting', -8],
  ]
  const clocks = ['notification-to-partners', 'rapid-review-summaries', 'rapid-review-reading']
  return days.flatMap(([name, ...kept]) =>
    clocks.flatMap((clock, at) => {
      const day = kept[at]
      return day === undefined ? [] : [{ uid: cases[name], clock, day }]
    }),
  )
}

async function recordAll(teller: Teller): Promise<SampleCases> {
  const cases: SampleCases = {
    babyQ: await record(teller, incidents.babyQ),
    signing: await record(teller, incidents.signing),
    notNotified: await record(teller, incidents.notNotified),
    reading: await record(teller, incidents.reading),
    harmed: await record(teller, incidents.harmed),
    awaiting: await record(teller, incidents.awaiting),
    running: await record(teller, incidents.running),
    late: await record(teller, incidents.late),
    drafting: await record(teller, incidents.drafting),
    fresh: await record(teller, incidents.fresh),
  }
  for (const [name, family] of Object.entries(families)) {
    const key = name as keyof SampleCases
    const day = incidents[key].day + incidents[key].awareAfter
    await addFamily(teller, { uid: cases[key], day, family })
  }
  await addValues(teller, { uid: cases.babyQ, day: -333, values: places })
  return cases
}

/** Most decisions are plain; the first was agreed by two partners, and the police see the third differently. */
async function tellDecisions(teller: Teller, cases: SampleCases): Promise<void> {
  const views = [
    ['boardPartner', 'Co-sleeping after an earlier loss; several services knew the family.'],
    ['policePartner', 'The cause of death is open.'],
  ] as const
  for (const [who, reasons] of views)
    await partnerSays(teller, { uid: cases.babyQ, who, day: -332, view: 'notify', reasons })
  const decided: readonly (readonly [keyof SampleCases, number, string])[] = [
    ['babyQ', -330, 'A baby died and neglect cannot be ruled out.'],
    ['signing', -212, 'A child died and neglect is suspected.'],
    ['reading', -165, 'Serious harm, and abuse is suspected.'],
    ['harmed', -113, 'Serious harm, and abuse is suspected.'],
    ['awaiting', -25, 'Serious harm, and neglect is suspected.'],
    ['running', -15, 'A child died and neglect is suspected.'],
    ['drafting', -8, 'Serious harm, and neglect is suspected.'],
  ]
  for (const [name, day, reasons] of decided)
    await decideToNotify(teller, { uid: cases[name], day, decision: 'notify', reasons })
  await partnerSays(teller, {
    uid: cases.notNotified,
    who: 'policePartner',
    day: -200,
    view: 'notify',
    reasons: 'Supervision was poor and known about.',
  })
  await decideToNotify(teller, {
    uid: cases.notNotified,
    day: -199,
    decision: 'do-not-notify',
    reasons:
      'The window lock had failed; no sign of neglect was found. The police see it differently; their view is recorded.',
  })
}

/** Records the cases, their families and the council's decisions; partners agree in one and differ in another. */
export async function tellCases(teller: Teller): Promise<SampleCases> {
  const act = doing(teller)
  const cases = await recordAll(teller)
  await tellDecisions(teller, cases)
  await act(
    { who: 'relative', day: -14, can: 'case:read', event: 'conflict.declared' },
    async (ctx) => {
      await declareConflict(ctx, cases.running, 'The child’s father is my cousin')
      return ok(undefined)
    },
  )
  await act({ who: 'manager', day: -60, can: 'case:update', event: 'case.paused' }, (ctx) =>
    pauseCase(ctx, cases.harmed, {
      because: 'criminal',
      reason: 'The police are investigating; the clocks run on.',
    }),
  )
  for (const duty of keptDuties(cases)) await keep(teller, duty)
  return cases
}
