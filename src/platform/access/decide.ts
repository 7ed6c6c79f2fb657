import decision from '#policy/decision.json' with { type: 'json' }
import type { Sensitivity } from './role.ts'

/** By which way a scope is open: a line 5 condition of the policy. */
export type PathName =
  'grant' | 'grant-on-parent' | 'role' | 'share-to-partnership' | 'share-to-agency' | 'emergency'

/** One way by which a scope is open, with how far it reaches. */
export interface AccessPath {
  readonly path: PathName
  readonly clearance: Sensitivity
  readonly mayWrite: boolean
}

/** All that the decision about one record and one verb rests on. */
export interface Facts {
  readonly session: {
    readonly live: boolean
    readonly active: boolean
    readonly assuranceEnough: boolean
  }
  readonly ownPartnership: boolean
  readonly shareValid: boolean
  readonly conflicted: boolean
  readonly sealed: boolean
  readonly sealGrantValid: boolean
  readonly paths: readonly AccessPath[]
  readonly compartmentOpen: boolean
  readonly administers: boolean
  readonly moduleOn: boolean
  readonly sensitivity: Sensitivity
  readonly permitted: boolean
  readonly writes: boolean
  readonly stateAllows: boolean
}

/** What the eight lines answer: the way in, or the line that said no. */
export type Decision =
  | { readonly allowed: true; readonly path: PathName }
  | {
      readonly allowed: false
      readonly line: number
      readonly name: string
      readonly status: number
    }

/** The lines of `policy/decision.json`, in order. */
export const lines = decision.lines

const conditions: Readonly<Record<string, (facts: Facts) => boolean>> = {
  'session-live': (facts) => facts.session.live,
  'principal-active': (facts) => facts.session.active,
  'assurance-sufficient': (facts) => facts.session.assuranceEnough,
  'own-partnership': (facts) => facts.ownPartnership,
  'share-valid': (facts) => facts.shareValid,
  'no-conflict': (facts) => !facts.conflicted,
  'not-sealed': (facts) => !facts.sealed,
  'seal-grant-valid': (facts) => facts.sealGrantValid,
  grant: (facts) => has(facts, 'grant'),
  'grant-on-parent': (facts) => has(facts, 'grant-on-parent'),
  role: (facts) => has(facts, 'role'),
  share: (facts) => has(facts, 'share-to-partnership') || has(facts, 'share-to-agency'),
  emergency: (facts) => has(facts, 'emergency'),
  'compartment-open': (facts) => facts.compartmentOpen,
  'content-not-administered': (facts) => !facts.administers,
  'module-on': (facts) => facts.moduleOn,
  'sensitivity-within-clearance': (facts) => reaching(facts).length > 0,
  'permission-held': (facts) => facts.permitted,
  'path-writes-or-verb-reads': (facts) =>
    !facts.writes || reaching(facts).some((path) => path.mayWrite),
  'state-allows': (facts) => facts.stateAllows,
}

/** The names of the conditions that this file can judge; a test holds them against the policy file. */
export const conditionNames: readonly string[] = Object.keys(conditions)

/** Goes down the eight lines of the policy; the first that does not hold decides. */
export function decide(facts: Facts): Decision {
  for (const line of lines) {
    if (!holds(line, facts)) {
      return { allowed: false, line: line.line, name: line.name, status: line.status }
    }
  }
  const writing = reaching(facts).find((path) => !facts.writes || path.mayWrite)
  if (writing === undefined) throw new Error('the policy let somebody in without a path')
  return { allowed: true, path: writing.path }
}

/** For each line the conditions that hold: the long answer to "why can I see this?". */
export function explain(
  facts: Facts,
): readonly { line: number; name: string; held: readonly string[] }[] {
  return lines.map(({ line, name, conditions: asked }) => ({
    line,
    name,
    held: asked.filter((condition) => judge(condition, facts)),
  }))
}

function holds(line: (typeof lines)[number], facts: Facts): boolean {
  return line.needs === 'any'
    ? line.conditions.some((condition) => judge(condition, facts))
    : line.conditions.every((condition) => judge(condition, facts))
}

/** A condition that nobody wrote code for does not hold. */
function judge(condition: string, facts: Facts): boolean {
  return conditions[condition]?.(facts) ?? false
}

function has(facts: Facts, path: PathName): boolean {
  return facts.paths.some((one) => one.path === path)
}

function reaching(facts: Facts): readonly AccessPath[] {
  return facts.paths.filter((path) => path.clearance >= facts.sensitivity)
}
