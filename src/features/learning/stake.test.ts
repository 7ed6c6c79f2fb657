import { describe, expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { hasStake, stakeHolders, stakesOf } from './stake.ts'
import {
  action,
  actor,
  colleague,
  council,
  evidence,
  holders,
  id,
  nurse,
  officer,
  scrutineer,
} from './test-world.ts'

describe('who may not judge', () => {
  test.each([
    [
      'the owner of the action',
      nurse,
      ['member-of-owning-agency', 'owns-an-action', 'gave-evidence'],
    ],
    ['a colleague of the owner', colleague, ['member-of-owning-agency']],
    [
      'the owner after moving to another agency',
      actor('nurse', 'council'),
      ['owns-an-action', 'gave-evidence'],
    ],
    [
      'whoever holds the owner post',
      actor('new-nurse', 'locum', 'safeguarding-lead'),
      ['owns-an-action'],
    ],
    ['an officer of another agency', officer, []],
    ['an independent scrutineer', scrutineer, []],
  ] as const)('%s', (_, judge, stakes) => {
    expect(stakesOf(judge, holders)).toEqual(stakes)
    expect(hasStake(judge, holders)).toBe(stakes.length > 0)
  })

  test('whoever declared an interest', () => {
    const declared = { ...holders, declared: [officer.principal] }
    expect(stakesOf(officer, declared)).toEqual(['declared-interest'])
  })

  test('a former owner body and its people, after the action moved on', () => {
    const [first] = action().owners
    const moved = action({
      owners: [
        first,
        {
          ...first,
          agency: id('new-body'),
          post: id('new-post'),
          person: null,
          from: asPlainDate('2026-01-01'),
          because: 'successor',
        },
      ],
    })
    const after = stakeHolders({
      addressees: { kind: 'partnership' },
      actions: [moved],
      evidence: [],
      declared: [],
    })
    expect(hasStake(colleague, after)).toBe(true)
    expect(hasStake(actor('x', 'new-body'), after)).toBe(true)
  })
})

test('a recommendation to the whole partnership is judged by those who do not act on it', () => {
  const about = {
    addressees: { kind: 'partnership' },
    actions: [action()],
    evidence: [evidence()],
    declared: [],
  } as const
  expect(stakeHolders(about).owningAgencies).toEqual(['trust'])
  expect(hasStake(council, stakeHolders(about))).toBe(false)
  expect(hasStake(nurse, stakeHolders(about))).toBe(true)
})

test('of joint owners each stands aside, also one that has no action yet', () => {
  const joint = stakeHolders({
    addressees: { kind: 'agencies', agencies: [id('trust'), id('council')] },
    actions: [action()],
    evidence: [],
    declared: [],
  })
  expect(stakesOf(council, joint)).toEqual(['member-of-owning-agency'])
  expect(hasStake(officer, joint)).toBe(false)
})
