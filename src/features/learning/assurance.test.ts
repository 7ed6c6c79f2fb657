import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { benchOf, decideAssurance, defaultQuorum, isImpartial } from './assurance.ts'
import {
  accepted,
  actor,
  colleague,
  council,
  decision,
  evidence,
  group,
  holders,
  nurse,
  officer,
  school,
  scrutineer,
  today,
} from './test-world.ts'

const matter = {
  rung: 3,
  round: 1,
  evidence: [evidence({ judgements: [accepted(scrutineer)] })],
  holders,
} as const
const yes = { outcome: 'rung-reached', reasons: 'The sample shows it' } as const

function sitting(present: readonly (typeof nurse)[]) {
  return { group, meeting: 'March meeting', on: today, present }
}

describe('the group', () => {
  test('decides while the owning agency stands aside, and names who did and why', () => {
    const decided = decideAssurance(sitting([nurse, officer, council, scrutineer]), matter, yes)
    expect(decided).toEqual({
      ok: true,
      value: decision({
        judges: [officer, council, scrutineer],
        stoodAside: [
          {
            member: nurse,
            stakes: ['member-of-owning-agency', 'owns-an-action', 'gave-evidence'],
          },
        ],
      }),
    })
  })

  test('cannot decide when too few are left', () => {
    expect(decideAssurance(sitting([nurse, colleague, officer, council]), matter, yes)).toEqual({
      ok: false,
      refusal: {
        code: 'no-quorum',
        judges: 2,
        agencies: 2,
        needed: defaultQuorum,
        stoodAside: 2,
      },
    })
  })

  test('cannot decide when those left are all of one agency', () => {
    const officers = ['one', 'two', 'three'].map((name) => actor(name, 'police'))
    const police = { ...group, members: officers }
    const sat = { ...sitting(officers), group: police }
    expect(decideAssurance(sat, matter, yes)).toMatchObject({
      refusal: { code: 'no-quorum', judges: 3, agencies: 1 },
    })
  })

  test('counts nobody twice, and a stake held in one seat shuts out the other', () => {
    const twice = actor('officer', 'probation')
    expect(benchOf([officer, twice], holders).judges).toEqual([officer])
    const both = benchOf([nurse, actor('nurse', 'police')], {
      ...holders,
      ownerPersons: [],
      providers: [],
      ownerPosts: [],
    })
    expect(both.judges).toEqual([])
  })

  test('takes no strangers', () => {
    expect(decideAssurance(sitting([officer, actor('guest', 'press')]), matter, yes)).toEqual({
      ok: false,
      refusal: { code: 'not-a-member', principals: ['guest'] },
    })
  })
})

describe('what the group decides', () => {
  const present = [officer, council, school]

  test.each([
    'rung-reached',
    'delivery-accepted',
    'not-yet',
    'not-held',
    'not-measurable',
  ] as const)('%s asks for reasons', (outcome) => {
    expect(decideAssurance(sitting(present), matter, { outcome, reasons: ' ' })).toEqual({
      ok: false,
      refusal: { code: 'reasons-required' },
    })
    const decided = decideAssurance(sitting(present), matter, { outcome, reasons: 'Seen' })
    expect(decided).toMatchObject({ ok: true, value: { outcome } })
  })

  test.each([
    ['nothing was accepted', [evidence()], null],
    ['only a lower level was accepted', [evidence({ judgements: [accepted(officer, 2)] })], 2],
    ['it was accepted by a colleague', [evidence({ judgements: [accepted(colleague)] })], null],
  ] as const)('never “rung reached” when %s', (_, given, reached) => {
    const decided = decideAssurance(sitting(present), { ...matter, evidence: given }, yes)
    expect(decided).toEqual({
      ok: false,
      refusal: { code: 'rung-not-reached', rung: 3, reached },
    })
  })

  test.each(['delivery-accepted', 'not-measurable'] as const)(
    'never “%s” without accepted activity',
    (outcome) => {
      const given = [evidence({ claimedLevel: 0, judgements: [accepted(officer, 0)] })]
      const decided = decideAssurance(
        sitting(present),
        { ...matter, evidence: given },
        { outcome, reasons: 'Said so' },
      )
      expect(decided).toEqual({ ok: false, refusal: { code: 'delivery-not-shown' } })
    },
  )

  test('no longer holds as impartial when a judge has come to own the work', () => {
    expect(isImpartial(decision(), holders)).toBe(true)
    const now = { ...holders, owningAgencies: [...holders.owningAgencies, 'police' as never] }
    expect(isImpartial(decision(), now)).toBe(false)
    expect(isImpartial(decision({ judges: [] }), holders)).toBe(false)
  })
})

test('whoever sits, nobody with a stake is ever among the judges of a decision', () => {
  const everybody = [nurse, colleague, officer, council, school, scrutineer]
  fc.assert(
    fc.property(fc.subarray(everybody), (present) => {
      const decided = decideAssurance(sitting(present), matter, yes)
      const free = present.filter((one) => one !== nurse && one !== colleague)
      expect(decided.ok).toBe(free.length >= 3)
      if (decided.ok) expect(decided.value.judges).toEqual(free)
    }),
  )
})
