import { asInstant, asPlainDate } from '#shared/dates.ts'
import type { Actor, AgencyId, PostId, PrincipalId } from '#features/cases/model.ts'
import type { AssuranceGroup } from './assurance.ts'
import type {
  Action,
  AssuranceDecision,
  Evidence,
  EvidenceId,
  EvidenceJudgement,
  Recommendation,
} from './model.ts'
import { stakeHolders } from './stake.ts'
import type { RecommendationFacts } from './recommendation-guards.ts'

// Short names stand for ids in tests: the rules compare them and never look inside.
export function id<Id extends string>(name: string): Id {
  return name as Id
}

export function actor(principal: string, agency: string, post: string | null = null): Actor {
  return { principal: id(principal), agency: id(agency), post: post === null ? null : id(post) }
}

export const at = asInstant('2026-03-02T10:00:00.000Z')
export const today = asPlainDate('2026-03-02')

/** The trust owns the action; the nurse holds the owner post, the colleague works beside her. */
export const nurse = actor('nurse', 'trust', 'safeguarding-lead')
export const colleague = actor('colleague', 'trust')
export const officer = actor('officer', 'police')
export const council = actor('social-worker', 'council')
export const school = actor('head-teacher', 'school')
export const scrutineer = actor('scrutineer', 'scrutiny')

export const group: AssuranceGroup = {
  name: 'Learning group',
  members: [nurse, colleague, officer, council, school, scrutineer],
  quorum: { judges: 3, agencies: 2 },
}

export function action(more: Partial<Action> = {}): Action {
  return {
    id: id('action-1'),
    recommendations: [id('recommendation-1')],
    text: 'Write the sleep plan into the discharge sheet',
    owners: [
      {
        agency: id<AgencyId>('trust'),
        post: id<PostId>('safeguarding-lead'),
        person: id<PrincipalId>('nurse'),
        from: asPlainDate('2025-10-01'),
        because: 'named',
        reason: '',
        by: council,
      },
    ],
    due: { original: asPlainDate('2026-02-01'), moves: [] },
    milestones: [],
    delivery: 'on-track',
    deliveredOn: null,
    impact: 'not-yet-due',
    version: 1,
    ...more,
  }
}

export function recommendation(more: Partial<Recommendation> = {}): Recommendation {
  return {
    id: id('recommendation-1'),
    number: '1',
    text: 'The trust should give every family a written sleep plan by 1 February 2026',
    source: 'local-review',
    findings: [],
    addressees: { kind: 'agencies', agencies: [id<AgencyId>('trust')] },
    byWhen: asPlainDate('2026-02-01'),
    intendedOutcome: 'Babies sleep safely out of routine too',
    measure: 'Dip sample of 20 discharge sheets a quarter',
    status: 'draft',
    round: 1,
    rungs: [],
    supersededBy: null,
    similarTo: [],
    version: 1,
    ...more,
  }
}

export function evidence(more: Partial<Evidence> = {}): Evidence {
  return {
    id: id<EvidenceId>('evidence-1'),
    recommendation: id('recommendation-1'),
    actions: [id('action-1')],
    round: 1,
    kind: 'dip-sample',
    summary: '18 of 20 sheets held a plan',
    claimedLevel: 3,
    providedBy: nurse,
    givenOn: asPlainDate('2026-02-10'),
    freshUntil: null,
    judgements: [],
    ...more,
  }
}

export function accepted(by: Actor, level: EvidenceJudgement['level'] = 3): EvidenceJudgement {
  return { outcome: 'accepted', level, reason: 'Read', by, at }
}

export const holders = stakeHolders({
  addressees: recommendation().addressees,
  actions: [action()],
  evidence: [evidence()],
  declared: [],
})

export function decision(more: Partial<AssuranceDecision> = {}): AssuranceDecision {
  return {
    group: group.name,
    meeting: 'March meeting',
    on: today,
    round: 1,
    outcome: 'rung-reached',
    rung: 3,
    reached: 3,
    reasons: 'The sample shows it',
    judges: [officer, council, school],
    stoodAside: [],
    ...more,
  }
}

/** Everything in place for closing at the third rung. */
export const facts: RecommendationFacts = {
  rung: 3,
  supersededBy: id('recommendation-2'),
  asked: [{ agency: id('trust'), name: 'Fernbank Trust', before: [] }],
  actions: [{ id: id('action-1'), delivery: 'evidence-accepted', owner: id('trust') }],
  evidence: [evidence({ judgements: [accepted(scrutineer)] })],
  holders,
  decisions: [decision()],
  checks: [],
}
