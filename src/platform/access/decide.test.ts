import fc from 'fast-check'
import { expect, test } from 'vitest'
import { conditionNames, decide, explain, lines } from './decide.ts'
import type { AccessPath, Facts } from './decide.ts'

const path: fc.Arbitrary<AccessPath> = fc.record({
  path: fc.constantFrom(
    'grant',
    'grant-on-parent',
    'role',
    'share-to-partnership',
    'share-to-agency',
    'emergency',
  ),
  clearance: fc.constantFrom(0, 1, 2, 3),
  mayWrite: fc.boolean(),
})

const facts: fc.Arbitrary<Facts> = fc.record({
  session: fc.record({ live: often(), active: often(), assuranceEnough: often() }),
  ownPartnership: often(),
  shareValid: fc.boolean(),
  conflicted: seldom(),
  sealed: seldom(),
  sealGrantValid: fc.boolean(),
  paths: fc.array(path, { maxLength: 3 }),
  compartmentOpen: often(),
  administers: seldom(),
  moduleOn: often(),
  sensitivity: fc.constantFrom(0, 1, 2, 3),
  permitted: often(),
  writes: fc.boolean(),
  stateAllows: often(),
})

function often(): fc.Arbitrary<boolean> {
  return fc.nat(9).map((n) => n > 0)
}

function seldom(): fc.Arbitrary<boolean> {
  return fc.nat(9).map((n) => n === 0)
}

/** The eight lines once more, as one sentence each, without the policy file. */
function plainLine(f: Facts): number | undefined {
  if (!f.session.live || !f.session.active || !f.session.assuranceEnough) return 1
  if (!f.ownPartnership && !f.shareValid) return 2
  if (f.conflicted) return 3
  if (f.sealed && !f.sealGrantValid) return 4
  if (f.paths.length === 0) return 5
  if (!f.compartmentOpen || f.administers || !f.moduleOn) return 6
  const deep = f.paths.filter((one) => one.clearance >= f.sensitivity)
  if (deep.length === 0) return 7
  if (!f.permitted || !f.stateAllows || (f.writes && !deep.some((one) => one.mayWrite))) return 8
  return undefined
}

test('the first of the eight lines that does not hold decides, whatever the facts are', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const decision = decide(given)
      expect(decision.allowed ? undefined : decision.line).toBe(plainLine(given))
    }),
    { numRuns: 5000 },
  )
})

test('a conflict of interest beats every path, emergency access included', () => {
  fc.assert(
    fc.property(facts, (given) => {
      expect(decide({ ...given, conflicted: true }).allowed).toBe(false)
    }),
  )
})

test('no refusal but the last tells that something is there', () => {
  fc.assert(
    fc.property(facts, (given) => {
      const decision = decide(given)
      if (decision.allowed) return
      expect(decision.status === 403).toBe(decision.line === 8)
      if (decision.line > 1 && decision.line < 8) expect(decision.status).toBe(404)
    }),
  )
})

test('the policy file has eight lines in order, and every condition in it can be judged', () => {
  expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
  expect(new Set(lines.flatMap(({ conditions }) => conditions))).toEqual(new Set(conditionNames))
})

test('what is allowed is explained by at least one condition of every line', () => {
  fc.assert(
    fc.property(facts, (given) => {
      if (!decide(given).allowed) return
      for (const { held } of explain(given)) expect(held.length).toBeGreaterThan(0)
    }),
  )
})
