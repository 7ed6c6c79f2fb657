import type { PrincipalId } from '#features/cases/model.ts'
import type { Bench } from './assurance.ts'
import type { AssuranceOutcome, RecommendationStatus } from './model.ts'
import type { RecommendationAct } from './recommendation.ts'

type Consequence = RecommendationAct | 'stays' | 'not-open'

const whereJudged = {
  delivered: {
    'rung-reached': 'assure',
    'delivery-accepted': 'stays',
    'not-yet': 'return-to-delivery',
    // Nothing has been found yet that could have failed to hold.
    'not-held': 'not-open',
    'not-measurable': 'stays',
  },
  'already-met': {
    'rung-reached': 'assure',
    'delivery-accepted': 'stays',
    'not-yet': 'begin-delivery',
    'not-held': 'begin-delivery',
    'not-measurable': 'not-open',
  },
  assured: {
    'rung-reached': 'stays',
    'delivery-accepted': 'not-open',
    'not-yet': 'not-open',
    'not-held': 'reopen',
    'not-measurable': 'not-open',
  },
  achieved: heldOrNot(),
  'done-not-measurable': heldOrNot(),
} as const satisfies Partial<Record<RecommendationStatus, Record<AssuranceOutcome, Consequence>>>

// What has ended is judged again only to say that it did not hold.
function heldOrNot() {
  return {
    'rung-reached': 'not-open',
    'delivery-accepted': 'not-open',
    'not-yet': 'not-open',
    'not-held': 'reopen',
    'not-measurable': 'not-open',
  } as const
}

/** What a decision of the group does to a recommendation that stands so; `not-open` when it is not before the group so. */
export function consequenceOf(
  status: RecommendationStatus,
  outcome: AssuranceOutcome,
): Consequence {
  const rows: Partial<Record<RecommendationStatus, Record<AssuranceOutcome, Consequence>>> =
    whereJudged
  return rows[status]?.[outcome] ?? 'not-open'
}

/** The decisions that the group can take on a recommendation that stands so. */
export function openOutcomes(status: RecommendationStatus): readonly AssuranceOutcome[] {
  const all: readonly AssuranceOutcome[] = [
    'rung-reached',
    'delivery-accepted',
    'not-yet',
    'not-held',
    'not-measurable',
  ]
  return all.filter((outcome) => consequenceOf(status, outcome) !== 'not-open')
}

/** Why a decision cannot be recorded by this person. */
export type RecorderRefusal =
  { readonly code: 'recorder-not-present' } | { readonly code: 'recorder-stands-aside' }

/** A decision is written down by one of those who took it, never by somebody with a stake in it. */
export function checkRecorder(bench: Bench, recorder: PrincipalId): RecorderRefusal | undefined {
  if (bench.judges.some(({ principal }) => principal === recorder)) return undefined
  const aside = bench.stoodAside.some(({ member }) => member.principal === recorder)
  return { code: aside ? 'recorder-stands-aside' : 'recorder-not-present' }
}
