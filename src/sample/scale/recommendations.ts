import { recommendationTransition } from '#features/learning/recommendation.ts'
import type { RecommendationAct } from '#features/learning/recommendation.ts'
import type { RecommendationStatus } from '#features/learning/model.ts'
import { addDays, daysBetween, yearOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Case } from './cases.ts'
import { atMinute, daysAcross } from './frame.ts'
import type { Desk, Post } from './frame.ts'
import type { Placed } from './sheets.ts'
import { asks, forWhom } from './words.ts'

/** A recommendation of the volume. */
export interface Recommendation extends Placed {
  readonly scope: Placed
  readonly recordedOn: PlainDate
  readonly status: RecommendationStatus
  readonly round: number
  /** The posts that own its actions; their agencies are those that are asked. */
  readonly posts: readonly Post[]
}

const delivering = ['check-quality', 'agree', 'begin-delivery'] as const
const done = [...delivering, 'claim-delivered'] as const
const closed = [...done, 'assure', 'achieve'] as const
const lives = {
  draft: [],
  'quality-checked': ['check-quality'],
  agreed: ['check-quality', 'agree'],
  'in-delivery': delivering,
  delivered: done,
  assured: [...done, 'assure'],
  achieved: closed,
  rejected: ['check-quality', 'reject'],
  overtaken: [...delivering, 'overtake'],
  'done-not-measurable': [...done, 'end-not-measurable'],
  reopened: [...closed, 'reopen'],
} as const satisfies Partial<Record<RecommendationStatus, readonly RecommendationAct[]>>
type Reached = keyof typeof lives

/** What has become of a recommendation by its age in days: each share in a hundred. */
const byAge: readonly {
  readonly under: number
  readonly shares: Partial<Record<Reached, number>>
}[] = [
  { under: 30, shares: { draft: 50, 'quality-checked': 50 } },
  { under: 90, shares: { agreed: 60, 'in-delivery': 40 } },
  { under: 400, shares: { 'in-delivery': 75, delivered: 15, agreed: 5, rejected: 5 } },
  {
    under: 800,
    shares: {
      'in-delivery': 25,
      delivered: 20,
      assured: 20,
      achieved: 25,
      reopened: 4,
      overtaken: 6,
    },
  },
  {
    under: Infinity,
    shares: {
      achieved: 70,
      overtaken: 10,
      rejected: 6,
      'done-not-measurable': 8,
      'in-delivery': 4,
      reopened: 2,
    },
  },
]

function statusAt(desk: Desk, age: number): Reached {
  const { shares } = byAge.find(({ under }) => age < under) ?? { shares: { achieved: 100 } }
  let place = desk.chance.whole(0, 99)
  for (const [status, share] of Object.entries(shares)) {
    // The keys of the table are statuses by its type.
    if (place < share) return status as Reached
    place -= share
  }
  return 'achieved'
}

function addEvents(desk: Desk, at: Recommendation, acts: readonly RecommendationAct[]): void {
  const { sheets, office } = desk
  const age = daysBetween(at.recordedOn, desk.today)
  const days = daysAcross(
    at.recordedOn,
    addDays(at.recordedOn, Math.min(age, acts.length * 120)),
    acts.length,
  )
  let status: RecommendationStatus = 'draft'
  for (const [n, act] of acts.entries()) {
    const next = recommendationTransition(status, act)
    const on = days[n]
    if (next === undefined || on === undefined)
      throw new Error(`a recommendation cannot go on from ${status}`)
    sheets.put('app.recommendation_event', {
      scope_id: at.scope.id,
      recommendation_id: at.id,
      act,
      from_status: status,
      to_status: next.to,
      round: act === 'reopen' ? 2 : 1,
      on_day: on,
      at: atMinute(on, n * 7),
      reason: next.reason ? 'As the minutes of the quality group say.' : null,
      by_principal: office.manager.id,
      agency_id: office.manager.agencyId,
    })
    status = next.to
  }
}

function addAsked(desk: Desk, at: Recommendation): void {
  const { sheets, chance, office } = desk
  const place = { scope_id: at.scope.id, recommendation_id: at.id }
  const isAsked = at.status !== 'draft' && at.status !== 'quality-checked'
  const askedOn = addDays(at.recordedOn, 7)
  const wasAsked = isAsked && askedOn <= desk.today
  for (const agencyId of new Set(at.posts.map((post) => post.agencyId))) {
    sheets.put('app.recommendation_addressee', {
      ...place,
      agency_id: agencyId,
      asked_at: wasAsked ? atMinute(askedOn, 3) : null,
      asked_by: wasAsked ? office.manager.id : null,
      answer_due_on: wasAsked ? addDays(askedOn, 28) : null,
    })
    const answeredOn = addDays(askedOn, chance.whole(2, 40))
    const giver = at.posts.find((post) => post.agencyId === agencyId)?.holder
    if (!wasAsked || answeredOn > desk.today || giver === undefined || chance.percent(6)) continue
    sheets.put('app.answer', {
      ...place,
      agency_id: agencyId,
      given_for_id: agencyId,
      origin: 'own',
      kind: at.status === 'rejected' ? 'rejected' : 'accepted',
      given_by: giver.id,
      given_at: atMinute(answeredOn, 11),
      reasons:
        at.status === 'rejected' ? 'It is done another way already, as the annex shows.' : '',
    })
  }
}

function addRecommendation(
  desk: Desk,
  given: {
    recordedOn: PlainDate
    reference: string
    number: number
    from: Case | undefined
    posts: readonly Post[]
  },
): Recommendation {
  const { sheets, chance, office } = desk
  const { recordedOn, from, posts } = given
  const recorded = atMinute(recordedOn, given.number * 3)
  const status = statusAt(desk, daysBetween(recordedOn, desk.today))
  const acts: readonly RecommendationAct[] = lives[status]
  const round = status === 'reopened' ? 2 : 1
  const scope = sheets.put('access.scope', {
    kind: 'recommendation',
    parent_id: from?.scope.id ?? null,
    opened_at: recorded,
    opened_by: office.manager.id,
  })
  const rung = acts.includes('agree') ? chance.whole(2, 3) : null
  const text = `${chance.pick(asks)} ${chance.pick(forWhom)}.`
  const made = sheets.put('app.recommendation', {
    scope_id: scope.id,
    reference: given.reference,
    number: String(given.number),
    case_id: from?.id ?? null,
    source:
      from === undefined ? chance.pick(['national-review', 'inspection', 'audit']) : 'local-review',
    source_title: from === undefined ? 'A report of another body' : null,
    text,
    agreed_text: rung === null ? null : text,
    addressed_to: 'agencies',
    asks: [chance.pick(['training', 'policy', 'process', 'supervision', 'tool'])],
    due_on: addDays(recordedOn, chance.whole(120, 400)),
    outcome: 'Children are seen, heard and understood earlier.',
    measure: 'A dip sample of records, read by somebody from another agency.',
    strength: 'medium',
    status,
    round,
    rung,
    recorded_at: recorded,
    recorded_by: office.manager.id,
    version: acts.length + 1,
  })
  const at: Recommendation = { ...made, scope, recordedOn, status, round, posts }
  addAsked(desk, at)
  if (rung !== null) {
    sheets.put('app.rung_setting', {
      scope_id: scope.id,
      recommendation_id: at.id,
      rung,
      reason: 'What can be seen within the year.',
      at: atMinute(addDays(recordedOn, 1), 9),
      by_principal: office.manager.id,
      agency_id: office.manager.agencyId,
    })
  }
  addEvents(desk, at, acts)
  return at
}

/** Every post in turn, each time in another order, so that within each round every post comes once. */
export function* turnsOf(desk: Desk): Generator<Post, never> {
  for (;;) yield* desk.chance.shuffled(desk.office.posts)
}

/** The recommendations of a partnership, the oldest first: so many a year, three posts each, two of three out of a case. */
export function addRecommendations(
  desk: Desk,
  given: { cases: readonly Case[]; count: number; turns: Generator<Post, never> },
): Recommendation[] {
  const days = daysBetween(desk.firstDay, desk.today)
  const serials = new Map<number, number>()
  const made = Array.from({ length: given.count }, (_, n) => {
    const recordedOn = addDays(desk.firstDay, Math.floor((days * (n + 0.5)) / given.count))
    const year = yearOf(recordedOn)
    const serial = (serials.get(year) ?? 0) + 1
    serials.set(year, serial)
    const from = desk.chance.percent(67)
      ? given.cases.findLast((each) => each.recordedOn < recordedOn)
      : undefined
    const posts = [given.turns.next().value, given.turns.next().value, given.turns.next().value]
    const reference = `${year}-R${String(serial).padStart(2, '0')}`
    return addRecommendation(desk, { recordedOn, reference, number: (n % 8) + 1, from, posts })
  })
  for (const [year, last_serial] of serials)
    desk.sheets.put('app.recommendation_reference', { year, last_serial })
  return made
}
