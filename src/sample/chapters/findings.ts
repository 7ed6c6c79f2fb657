import { recordConclusion, recordFinding } from '#features/learning/commands/record-finding.ts'
import {
  adoptPractice,
  agreeFinding,
  shareFinding,
} from '#features/learning/commands/share-finding.ts'
import type { Theme } from '#features/learning/finding-words.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { AgencyName } from '../cast.ts'
import { doing, uid } from '../teller.ts'
import type { Teller } from '../teller.ts'
import type { SampleCases } from './cases.ts'
import { draft } from './learning-acts.ts'

interface Found {
  readonly day: number
  readonly kind: 'good-practice' | 'systemic-finding' | 'learning-point'
  readonly text: string
  readonly reason: string
  readonly themes: readonly Theme[]
  readonly agencies: readonly AgencyName[]
  /** Where in the report it stands; left out where the family said it. */
  readonly place?: string
  readonly family?: { readonly words: string; readonly consentDay: number; readonly from: string }
}

function find(teller: Teller, of: Uid, found: Found): Promise<Uid> {
  const { cast, story } = teller
  const { family } = found
  return doing(teller)(
    { who: 'manager', day: found.day, can: 'finding:write', event: 'finding.recorded' },
    (ctx) =>
      recordFinding(ctx, of, {
        kind: found.kind,
        text: found.text,
        underlyingReason: found.reason,
        themes: [...found.themes],
        agencies: found.agencies.map((agency) => uid(cast.agency[agency].uid)),
        evidenceKind: family === undefined ? 'report-paragraph' : 'family-words',
        place: found.place,
        words: family?.words,
        consentGivenOn: family && story.on(family.consentDay),
        consentFrom: family?.from,
      }),
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
  const sound = await find(teller, cases.babyQ, {
    day: -164,
    kind: 'good-practice',
    text: 'Ward staff marked the earlier loss on the record in the way the family chose, and spoke with both parents.',
    reason: 'The bereavement midwife sees each plan before discharge.',
    themes: ['fathers'],
    agencies: ['maternity'],
    place: 'Paragraph 4.12',
  })
  await find(teller, cases.babyQ, {
    day: -164,
    kind: 'systemic-finding',
    text: 'Safer-sleep advice is given to mothers, and for the cot at home; fathers and nights away from home are not part of it.',
    reason: 'The records have a box for the mother only, and visits are by day.',
    themes: ['fathers', 'safer-sleep'],
    agencies: ['maternity', 'community'],
    place: 'Paragraph 5.3',
  })
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

/** What the father said, which he agreed may be used. */
async function familyWords(teller: Teller, cases: SampleCases): Promise<void> {
  await find(teller, cases.babyQ, {
    day: -162,
    kind: 'learning-point',
    text: 'The father wanted to be spoken to about sleep and about their first baby, who had died, and was not.',
    reason: 'Visits were by day, when he was at work.',
    themes: ['fathers', 'voice-of-child'],
    agencies: ['community', 'maternity'],
    family: {
      words: 'Nobody asked me how I was. They asked me to step outside.',
      consentDay: -166,
      from: 'the father',
    },
  })
}

/** A review that is not out yet has learning already: agreed and not shared, and a recommendation that is being written. */
async function learningOnTheWay(teller: Teller, cases: SampleCases): Promise<void> {
  const practice = await find(teller, cases.signing, {
    day: -24,
    kind: 'good-practice',
    text: 'The housing officer noticed that nobody had seen the child for three weeks, and rang the health visitor the same day.',
    reason: 'Harbour Homes gives each officer a named health visitor.',
    themes: ['information-sharing'],
    agencies: ['housing'],
    place: 'Paragraph 3.7',
  })
  await doing(teller)(
    { who: 'manager', day: -15, can: 'finding:agree', event: 'finding.agreed' },
    (ctx) => agreeFinding(ctx, practice),
  )
  await draft(teller, {
    case: cases.signing,
    day: -6,
    number: '1',
    source: 'local-review',
    sourceTitle: 'Practice review on a child who moved',
    text: 'When a family with a child under five moves, the old and the new practice speak with each other within ten working days.',
    agencies: ['board', 'practice'],
    posts: [],
    asks: ['process'],
    dueDay: 150,
    outcome: 'No child is without a doctor who knows them because of a move.',
    measure: 'Days from move to the conversation, from a sample of moves.',
    rung: 3,
    strength: 'medium',
  })
}

/** Findings of every kind: shared and taken up, agreed and kept, with the words of a family, and on the way. */
export async function tellFindings(teller: Teller, cases: SampleCases): Promise<void> {
  await goodPractice(teller, cases)
  await familyWords(teller, cases)
  await learningOnTheWay(teller, cases)
}
