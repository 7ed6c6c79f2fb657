import { deliveryTransition } from '#features/learning/action.ts'
import type { DeliveryAct } from '#features/learning/action.ts'
import type { Delivery, RecommendationStatus } from '#features/learning/model.ts'
import { addDays, daysBetween } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { atMinute, daysAcross } from './frame.ts'
import type { Desk, Post } from './frame.ts'
import type { Recommendation } from './recommendations.ts'
import type { Placed } from './sheets.ts'
import { deeds, proofs } from './words.ts'

/** An action of the volume. */
export interface Action extends Placed {
  readonly of: Recommendation
  readonly owner: Post
  readonly addedOn: PlainDate
  readonly delivery: Delivery
  readonly deliveredOn: PlainDate | null
}

const lives = {
  'not-started': [],
  'on-track': ['report-on-track'],
  'at-risk': ['report-on-track', 'report-at-risk'],
  'off-track': ['report-at-risk', 'report-off-track'],
  delivered: ['report-on-track', 'claim-delivered'],
  'evidence-accepted': ['report-on-track', 'claim-delivered', 'accept-evidence'],
  cancelled: ['report-on-track', 'cancel'],
} as const satisfies Partial<Record<Delivery, readonly DeliveryAct[]>>
type Reached = keyof typeof lives

const underWay = [
  'not-started',
  'on-track',
  'on-track',
  'on-track',
  'at-risk',
  'off-track',
  'delivered',
  'evidence-accepted',
  'evidence-accepted',
  'evidence-accepted',
] as const

/** What has become of the actions of a recommendation that stands so; one of these, each as likely. */
const byStatus: Partial<Record<RecommendationStatus, readonly Reached[]>> = {
  'in-delivery': underWay,
  reopened: underWay,
  delivered: ['delivered', 'evidence-accepted'],
  'done-not-measurable': ['delivered'],
  assured: ['evidence-accepted'],
  achieved: ['evidence-accepted'],
  rejected: ['cancelled'],
  overtaken: ['cancelled'],
}

function deliveryOf(desk: Desk, { status }: Recommendation): Reached {
  return desk.chance.pick(byStatus[status] ?? ['not-started'])
}

type Steps = { readonly acts: readonly DeliveryAct[]; readonly days: readonly PlainDate[] }

function addEvents(desk: Desk, action: Action, { acts, days }: Steps): void {
  let delivery: Delivery = 'not-started'
  for (const [n, act] of acts.entries()) {
    const next = deliveryTransition(delivery, act)
    const on = days[n]
    if (next === undefined || on === undefined)
      throw new Error(`an action cannot go on from ${delivery}`)
    const by = next.by === 'owner' ? action.owner.holder : desk.office.manager
    desk.sheets.put('app.action_event', {
      scope_id: action.of.scope.id,
      action_id: action.id,
      act,
      from_delivery: delivery,
      to_delivery: next.to,
      on_day: on,
      reason: next.reason ? 'People are missing for it until the spring.' : null,
      at: atMinute(on, n * 5),
      by_principal: by.id,
      agency_id: by.agencyId,
    })
    delivery = next.to
  }
}

function addOwner(desk: Desk, action: Action): void {
  const { manager } = desk.office
  desk.sheets.put('app.action_owner', {
    scope_id: action.of.scope.id,
    action_id: action.id,
    post_id: action.owner.id,
    owner_agency_id: action.owner.agencyId,
    person_id: action.owner.holder.id,
    from_on: action.addedOn,
    because: 'named',
    at: atMinute(action.addedOn, 20),
    by_principal: manager.id,
    agency_id: manager.agencyId,
  })
}

function addNotes(desk: Desk, action: Action, due: { original: PlainDate; now: PlainDate }): void {
  const { sheets, chance, office } = desk
  const place = { scope_id: action.of.scope.id, action_id: action.id }
  const { holder } = action.owner
  const half = addDays(action.addedOn, 45)
  sheets.put('app.milestone', {
    ...place,
    text: 'The first draft is with the teams',
    original_due_on: half,
    due_on: half,
    done_on: action.deliveredOn === null ? null : half,
    at: atMinute(action.addedOn, 25),
    by_principal: holder.id,
    agency_id: holder.agencyId,
  })
  if (due.now !== due.original) {
    sheets.put('app.action_due', {
      ...place,
      to_on: due.now,
      reason: 'The form has to be agreed with the other area first.',
      at: atMinute(addDays(action.addedOn, 30), 15),
      by_principal: office.manager.id,
      agency_id: office.manager.agencyId,
    })
  }
  const saidOn = addDays(action.addedOn, 30)
  if (action.delivery === 'not-started' || saidOn > desk.today || !chance.percent(60)) return
  sheets.put('app.action_note', {
    ...place,
    words: 'Two of the four teams have started; the others follow next month.',
    at: atMinute(saidOn, 33),
    by_principal: holder.id,
    agency_id: holder.agencyId,
  })
}

function addEvidence(desk: Desk, action: Action): void {
  const { deliveredOn, of, owner } = action
  if (deliveredOn === null) return
  const { sheets, chance, office } = desk
  const place = { scope_id: of.scope.id }
  const isAccepted = action.delivery === 'evidence-accepted'
  const level = chance.whole(1, 3)
  const evidence = sheets.put('app.evidence', {
    ...place,
    recommendation_id: of.id,
    round: of.round,
    kind: chance.pick(['audit', 'policy', 'minutes', 'dip-sample', 'survey']),
    summary: chance.pick(proofs),
    claimed_level: level,
    given_on: deliveredOn,
    status: isAccepted ? 'accepted' : 'waiting',
    accepted_level: isAccepted ? level : null,
    at: atMinute(deliveredOn, 50),
    by_principal: owner.holder.id,
    agency_id: owner.agencyId,
  })
  sheets.put('app.evidence_action', { ...place, evidence_id: evidence.id, action_id: action.id })
  const judge = office.judges.find((each) => each.agencyId !== owner.agencyId)
  if (!isAccepted || judge === undefined) return
  sheets.put('app.evidence_judgement', {
    ...place,
    evidence_id: evidence.id,
    outcome: 'accepted',
    level,
    at: atMinute(deliveredOn, 400),
    by_principal: judge.id,
    agency_id: judge.agencyId,
  })
}

/** Adds an action of a recommendation to a post. */
export function addAction(desk: Desk, of: Recommendation, owner: Post): Action {
  const { sheets, chance, office, today } = desk
  const age = daysBetween(of.recordedOn, today)
  const addedOn = addDays(of.recordedOn, Math.min(age, 10))
  const delivery = deliveryOf(desk, of)
  const acts: readonly DeliveryAct[] = lives[delivery]
  const until = addDays(addedOn, Math.min(daysBetween(addedOn, today), chance.whole(60, 300)))
  const days = daysAcross(addedOn, until, acts.length)
  const claimed = acts.indexOf('claim-delivered')
  const deliveredOn = claimed === -1 ? null : (days[claimed] ?? addedOn)
  const original = addDays(addedOn, chance.whole(60, 330))
  const now = chance.percent(20) ? addDays(original, 60) : original
  const made = sheets.put('app.action', {
    scope_id: of.scope.id,
    recommendation_id: of.id,
    text: chance.pick(deeds),
    outcome: 'It is done the same way in every team.',
    owner_post_id: owner.id,
    owner_agency_id: owner.agencyId,
    original_due_on: original,
    due_on: now,
    delivery,
    delivered_on: deliveredOn,
    impact: delivery === 'evidence-accepted' ? 'activity-only' : 'not-yet-due',
    recorded_at: atMinute(addedOn, 20),
    recorded_by: office.manager.id,
    version: acts.length + 1,
  })
  const action: Action = { ...made, of, owner, addedOn, delivery, deliveredOn }
  addOwner(desk, action)
  addEvents(desk, action, { acts, days })
  addNotes(desk, action, { original, now })
  addEvidence(desk, action)
  return action
}

/** The post of an action works in the recommendation's scope, as `access.open_to_owner` would let it. */
export function openToOwner(desk: Desk, of: Recommendation, post: Post): void {
  const from = atMinute(of.recordedOn, 15)
  desk.sheets.put('access.scope_grant', {
    scope_id: of.scope.id,
    principal_id: post.principalId,
    clearance: 1,
    may_write: true,
    valid: `["${from}",)`,
    path: 'owner',
    reason: 'owns an action',
    granted_at: from,
    granted_by: desk.office.manager.id,
  })
}

/** What the group decided, and the looks that follow, for a recommendation that reached its rung. */
export function addAssurance(desk: Desk, of: Recommendation): void {
  if (of.status !== 'assured' && of.status !== 'achieved' && of.status !== 'reopened') return
  const { sheets, chance, office } = desk
  const place = { scope_id: of.scope.id }
  const sat = addDays(of.recordedOn, Math.min(daysBetween(of.recordedOn, desk.today), 480))
  const said = {
    at: atMinute(sat, 60),
    by_principal: office.manager.id,
    agency_id: office.manager.agencyId,
  }
  const sitting = sheets.put('app.assurance_sitting', {
    ...place,
    recommendation_id: of.id,
    group_name: 'Quality and assurance group',
    meeting: 'Quarterly meeting',
    on_day: sat,
    round: 1,
    quorum_judges: 3,
    quorum_agencies: 2,
    ...said,
  })
  const owners = new Set(of.posts.map((post) => post.agencyId))
  for (const judge of office.judges) {
    const stakes = owners.has(judge.agencyId) ? ['member-of-owning-agency'] : []
    sheets.put('app.assurance_member', {
      ...place,
      sitting_id: sitting.id,
      principal_id: judge.id,
      agency_id: judge.agencyId,
      stakes,
    })
  }
  sheets.put('app.assurance_decision', {
    ...place,
    recommendation_id: of.id,
    sitting_id: sitting.id,
    outcome: 'rung-reached',
    rung: 2,
    reached: 3,
    reasons: 'The audit was read by two who do not work there.',
    ...said,
  })
  for (const [n, days] of [180, 365].entries()) {
    const due = addDays(sat, days)
    const isFound = due < desk.today && !chance.percent(10)
    const found = addDays(due, -3)
    sheets.put('app.impact_check', {
      ...place,
      recommendation_id: of.id,
      round: 1,
      number: n + 1,
      due_on: due,
      planned_at: said.at,
      planned_by: said.by_principal,
      found_on: isFound ? found : null,
      method: isFound ? 'Ten records, read together' : null,
      judgement: isFound ? ('some' as const) : null,
      reasons: isFound ? 'Eight of the ten show it.' : null,
      found_at: isFound ? atMinute(found, 70) : null,
      found_by: isFound ? office.manager.id : null,
      agency_id: isFound ? office.manager.agencyId : null,
    })
  }
}
