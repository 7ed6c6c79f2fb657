import {
  addPerson,
  decideNotification,
  declareConflict,
  giveView,
  pauseCase,
  recordCase,
  getCaseKeys,
  keepDuty,
} from '#features/cases/index.ts'
import { recordVaultValue } from '#features/people/index.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { AgencyName, Cast, PersonName } from '../cast.ts'
import type { Story } from '../story.ts'

/** The cases that the story tells, by the name that the chapters use. */
export interface SampleCases {
  readonly babyQ: Uid
  readonly harmed: Uid
  readonly running: Uid
  readonly late: Uid
  readonly fresh: Uid
  readonly notNotified: Uid
}

interface Incident {
  readonly day: number
  readonly nature: 'death' | 'serious-harm'
  readonly abuseSuspected: 'yes' | 'no' | 'asked-not-known'
  readonly harms: readonly (
    'sudden-unexpected-death' | 'neglect' | 'physical-abuse' | 'domestic-abuse'
  )[]
  readonly summary: string
  readonly placeKind: string
  /** Days from the incident to the council's awareness. */
  readonly awareAfter: number
  readonly agencies: readonly AgencyName[]
}

const incidents = {
  babyQ: {
    day: -335,
    nature: 'death',
    abuseSuspected: 'asked-not-known',
    harms: ['sudden-unexpected-death'],
    summary:
      'A baby of nine weeks was found not breathing in the parents’ bed early in the morning. The family had moved to relatives for the weekend. The parents had lost a baby at birth two years before.',
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
} as const satisfies Record<keyof SampleCases, Incident>

async function record(story: Story, cast: Cast, name: keyof typeof incidents): Promise<Uid> {
  const incident: Incident = incidents[name]
  const day = incident.day + incident.awareAfter
  return story.act(
    { who: cast.player.manager, day, can: 'case:record', event: 'case.recorded' },
    (ctx) =>
      recordCase(ctx, {
        nature: incident.nature,
        harms: [...incident.harms],
        abuseSuspected: incident.abuseSuspected,
        summary: incident.summary,
        placeKind: incident.placeKind,
        incidentOn: story.on(incident.day),
        discoveredOn: story.on(incident.day),
        laAwareOn: story.on(day),
        areaCouncil: uid(cast.agency.council.uid),
        homeCouncil: undefined,
        agencies: incident.agencies.map((agency) => uid(cast.agency[agency].uid)),
      }),
  )
}

type Part = 'child' | 'mother' | 'father' | 'sibling'

interface Member {
  readonly part: Part
  readonly childPart?: 'died' | 'harmed' | 'sibling'
  readonly ageBand?: string
  readonly name?: string
}

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
  // A newborn may have no name: the case is recorded all the same.
  fresh: [{ part: 'child', childPart: 'died', ageBand: 'Under 1 year' }],
}

async function addFamily(
  story: Story,
  cast: Cast,
  at: { uid: Uid; day: number; family: readonly Member[] },
): Promise<void> {
  for (const member of at.family) {
    await story.act(
      { who: cast.player.manager, day: at.day, can: 'person:record', event: 'person.added' },
      (ctx) =>
        addPerson(ctx, at.uid, {
          label: undefined,
          part: member.part,
          childPart: member.childPart ?? '',
          ageBand: member.ageBand,
          sex: undefined,
          ethnicity: undefined,
          disability: 'not-asked',
          lookedAfter: 'no',
          protectionPlan: 'no',
          name: member.name,
        }),
    )
  }
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

async function addPlaces(story: Story, cast: Cast, at: { uid: Uid; day: number }): Promise<void> {
  for (const { kind, value } of places) {
    await story.act(
      { who: cast.player.manager, day: at.day, can: 'vault:record', event: 'vault-value.recorded' },
      async (ctx) => {
        const { scopeId } = await getCaseKeys(ctx, at.uid)
        return recordVaultValue(ctx, {
          scopeId,
          person: undefined,
          kind,
          value,
          hiddenFrom: undefined,
        })
      },
    )
  }
}

interface Decision {
  readonly day: number
  readonly decision: 'notify' | 'do-not-notify'
  readonly reasons: string
}

async function decide(
  story: Story,
  cast: Cast,
  at: { uid: Uid; decision: Decision },
): Promise<void> {
  const { day, decision, reasons } = at.decision
  await story.act(
    { who: cast.player.notifier, day, can: 'notification:decide', event: 'notification.decided' },
    (ctx) =>
      decideNotification(ctx, at.uid, {
        decision,
        reasons,
        discussedOn: story.on(day),
        notifiedOn: decision === 'notify' ? story.on(day) : undefined,
      }),
  )
}

async function view(
  story: Story,
  cast: Cast,
  at: { uid: Uid; who: PersonName; day: number; view: 'notify' | 'do-not-notify'; reasons: string },
): Promise<void> {
  const scene = {
    who: cast.player[at.who],
    day: at.day,
    can: 'notification:give-view',
    event: 'notification-view.given',
  } as const
  await story.act(scene, (ctx) => giveView(ctx, at.uid, { view: at.view, reasons: at.reasons }))
}

function uid(text: string): Uid {
  return text as Uid
}

interface Kept {
  readonly uid: Uid
  readonly clock: string
  readonly day: number
}

async function keep(story: Story, cast: Cast, { uid: of, clock, day }: Kept): Promise<void> {
  await story.act(
    { who: cast.player.manager, day, can: 'clock:set', event: 'duty.recorded' },
    (ctx) =>
      keepDuty(
        ctx,
        { uid: of, clock },
        { what: 'done', on: story.on(day), reason: undefined, told: [] },
      ),
  )
}

/** The duties that were kept, most in time and some late; what is not here is still open or late. */
function keptDuties(cases: SampleCases): Kept[] {
  const { babyQ, harmed, running } = cases
  return [
    { uid: babyQ, clock: 'notification-to-partners', day: -331 },
    { uid: babyQ, clock: 'rapid-review-summaries', day: -317 },
    { uid: babyQ, clock: 'rapid-review-reading', day: -314 },
    { uid: harmed, clock: 'notification-to-partners', day: -113 },
    { uid: harmed, clock: 'rapid-review-summaries', day: -97 },
    { uid: harmed, clock: 'rapid-review-reading', day: -96 },
    { uid: running, clock: 'notification-to-partners', day: -15 },
    { uid: running, clock: 'rapid-review-summaries', day: -2 },
  ]
}

/** Records the cases, their families and the council's decisions; partners agree in one and differ in another. */
export async function tellCases(story: Story, cast: Cast): Promise<SampleCases> {
  const cases: SampleCases = {
    babyQ: await record(story, cast, 'babyQ'),
    notNotified: await record(story, cast, 'notNotified'),
    harmed: await record(story, cast, 'harmed'),
    running: await record(story, cast, 'running'),
    late: await record(story, cast, 'late'),
    fresh: await record(story, cast, 'fresh'),
  }
  for (const [name, family] of Object.entries(families)) {
    const key = name as keyof SampleCases
    await addFamily(story, cast, {
      uid: cases[key],
      day: incidents[key].day + incidents[key].awareAfter,
      family,
    })
  }
  await addPlaces(story, cast, { uid: cases.babyQ, day: -333 })
  await view(story, cast, {
    uid: cases.babyQ,
    who: 'boardPartner',
    day: -332,
    view: 'notify',
    reasons: 'Co-sleeping after an earlier loss; several services knew the family.',
  })
  await view(story, cast, {
    uid: cases.babyQ,
    who: 'policePartner',
    day: -332,
    view: 'notify',
    reasons: 'The cause of death is open.',
  })
  await decide(story, cast, {
    uid: cases.babyQ,
    decision: {
      day: -330,
      decision: 'notify',
      reasons: 'A baby died and neglect cannot be ruled out.',
    },
  })
  await view(story, cast, {
    uid: cases.notNotified,
    who: 'policePartner',
    day: -200,
    view: 'notify',
    reasons: 'Supervision was poor and known about.',
  })
  await decide(story, cast, {
    uid: cases.notNotified,
    decision: {
      day: -199,
      decision: 'do-not-notify',
      reasons:
        'The window lock had failed; no sign of neglect was found. The police see it differently; their view is recorded.',
    },
  })
  await decide(story, cast, {
    uid: cases.harmed,
    decision: { day: -113, decision: 'notify', reasons: 'Serious harm, and abuse is suspected.' },
  })
  await decide(story, cast, {
    uid: cases.running,
    decision: { day: -15, decision: 'notify', reasons: 'A child died and neglect is suspected.' },
  })
  await story.act(
    { who: cast.player.relative, day: -14, can: 'case:read', event: 'conflict.declared' },
    async (ctx) => {
      await declareConflict(ctx, cases.running, 'The child’s father is my cousin')
      return ok(undefined)
    },
  )
  await story.act(
    { who: cast.player.manager, day: -60, can: 'case:update', event: 'case.paused' },
    (ctx) =>
      pauseCase(ctx, cases.harmed, {
        because: 'criminal',
        reason: 'The police are investigating; the clocks run on.',
      }),
  )
  for (const duty of keptDuties(cases)) await keep(story, cast, duty)
  return cases
}
