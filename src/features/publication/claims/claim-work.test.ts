import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { ClaimKind, ClaimPlace, ProposedClaim } from './claim.ts'
import {
  acceptClaim,
  addClaim,
  beginClaims,
  claimTransitions,
  dropClaim,
  mergeClaims,
  restoreClaim,
  rewordClaim,
} from './claim-work.ts'
import type { Claim, ClaimList, ClaimRefusal } from './claim-work.ts'
import type { Result } from '#shared/result.ts'

const doing = {
  by: '00000000-0000-4000-8000-0000000000aa' as Uid,
  at: '2026-03-27T09:30:00.000Z' as Instant,
}

function id(number: number): Uid {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as Uid
}

function proposal(number: number, kind: ClaimKind = 'done'): ProposedClaim {
  return {
    place: { blockId: id(500), start: number * 10, end: number * 10 + 5 },
    words: `words ${number}`,
    kind,
    attribution: { about: 'publisher' },
    foundBy: { rule: 'has-been-done', version: 1, because: 'Says what has been done.' },
  }
}

function listOf(...kinds: ClaimKind[]): ClaimList {
  let next = 0
  return beginClaims(
    kinds.map((kind, index) => proposal(index, kind)),
    () => id((next += 1)),
    doing,
  )
}

function done(result: Result<ClaimList, ClaimRefusal>): ClaimList {
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}

function claimOf(list: ClaimList, number: number): Claim {
  const claim = list.find((one) => one.id === id(number))
  if (!claim) throw new Error('no such claim')
  return claim
}

describe('a proposed claim', () => {
  it('is followed up only once a person accepts it', () => {
    const list = done(acceptClaim(listOf('done'), id(1), doing))
    expect(claimOf(list, 1).state).toBe('accepted')
    expect(claimOf(list, 1).history.map((event) => event.act)).toEqual(['propose', 'accept'])
  })

  it('keeps what the statement says, and where, when it is reworded', () => {
    const list = done(
      rewordClaim(
        listOf('done'),
        { id: id(1), words: ' Plainer words ', kind: 'under-way' },
        doing,
      ),
    )
    const [before, after] = [claimOf(listOf('done'), 1), claimOf(list, 1)]
    expect(after).toMatchObject({ words: 'Plainer words', kind: 'under-way', quoted: ['words 0'] })
    expect(after.places).toEqual(before.places)
    expect(after.history.at(-1)).toMatchObject({ wordsBefore: 'words 0', kindBefore: 'done' })
  })

  it('is dropped only with a reason, and can be taken back', () => {
    const list = listOf('done')
    expect(dropClaim(list, { id: id(1), reason: ' ' }, doing)).toEqual({
      ok: false,
      refusal: { code: 'reason-missing' },
    })
    const dropped = done(dropClaim(list, { id: id(1), reason: 'Said twice' }, doing))
    expect(claimOf(dropped, 1)).toMatchObject({ state: 'dropped', places: claimOf(list, 1).places })
    expect(claimOf(done(restoreClaim(dropped, id(1), doing)), 1).state).toBe('proposed')
  })

  it('cannot be reworded to nothing or to what it says already', () => {
    const list = listOf('done')
    const same = { id: id(1), words: 'words 0', kind: 'done' as const }
    expect(rewordClaim(list, same, doing)).toMatchObject({ refusal: { code: 'nothing-changed' } })
    expect(rewordClaim(list, { ...same, words: '' }, doing)).toMatchObject({
      refusal: { code: 'words-missing' },
    })
  })
})

describe('two claims that say the same', () => {
  it('become one that keeps the places and quoted words of both', () => {
    const list = done(mergeClaims(listOf('done', 'done'), { into: id(1), from: id(2) }, doing))
    expect(claimOf(list, 1).quoted).toEqual(['words 0', 'words 1'])
    expect(claimOf(list, 1).places).toHaveLength(2)
    expect(claimOf(list, 2)).toMatchObject({ state: 'merged', mergedInto: id(1) })
  })

  it('of different kinds are merged only when somebody says which kind holds', () => {
    const list = listOf('done', 'commitment')
    expect(mergeClaims(list, { into: id(1), from: id(2) }, doing)).toEqual({
      ok: false,
      refusal: { code: 'kinds-differ', kinds: ['done', 'commitment'] },
    })
    const merged = done(mergeClaims(list, { into: id(1), from: id(2), kind: 'commitment' }, doing))
    expect(claimOf(merged, 1).kind).toBe('commitment')
  })

  it('are not merged with themselves, with a dropped one, or with one that is not there', () => {
    const list = done(dropClaim(listOf('done', 'done'), { id: id(2), reason: 'x' }, doing))
    const code = (into: number, from: number) => {
      const result = mergeClaims(list, { into: id(into), from: id(from) }, doing)
      return result.ok ? 'merged' : result.refusal.code
    }
    expect([code(1, 1), code(1, 2), code(2, 1), code(1, 9)]).toEqual([
      'same-claim',
      'not-in-this-state',
      'not-in-this-state',
      'claim-not-found',
    ])
  })

  it('come apart again with their own places when the merge is taken back', () => {
    const before = listOf('done', 'done')
    const merged = done(mergeClaims(before, { into: id(1), from: id(2) }, doing))
    const apart = done(restoreClaim(merged, id(2), doing))
    for (const number of [1, 2]) {
      expect(claimOf(apart, number).places).toEqual(claimOf(before, number).places)
      expect(claimOf(apart, number).quoted).toEqual(claimOf(before, number).quoted)
    }
    expect(claimOf(apart, 2).mergedInto).toBeUndefined()
  })
})

it('a claim that the rules missed can be added from its place in the text', () => {
  const place = { blockId: id(500), start: 4, end: 9 }
  const given = { id: id(7), place, kind: 'done' as const, text: 'The words here' }
  const list = done(addClaim([], given, doing))
  expect(claimOf(list, 7)).toMatchObject({ words: 'words', state: 'accepted' })
  expect(addClaim([], { ...given, text: 'short' }, doing)).toMatchObject({
    refusal: { code: 'place-outside-text' },
  })
})

type Step = { act: 'accept' | 'reword' | 'merge' | 'drop' | 'restore'; a: number; b: number }

function step(list: ClaimList, { act, a, b }: Step): ClaimList {
  const results = {
    accept: () => acceptClaim(list, id(a), doing),
    reword: () => rewordClaim(list, { id: id(a), words: `new ${b}`, kind: 'done' }, doing),
    merge: () => mergeClaims(list, { into: id(a), from: id(b), kind: 'done' }, doing),
    drop: () => dropClaim(list, { id: id(a), reason: 'r' }, doing),
    restore: () => restoreClaim(list, id(a), doing),
  }
  const result = results[act]()
  return result.ok ? result.value : list
}

function keyOf({ blockId, start, end }: ClaimPlace): string {
  return `${blockId} ${start} ${end}`
}

describe('whatever is done to a list of claims', () => {
  const steps = fc.array(
    fc.record({
      act: fc.constantFrom('accept', 'reword', 'merge', 'drop', 'restore'),
      a: fc.integer({ min: 1, max: 5 }),
      b: fc.integer({ min: 1, max: 5 }),
    }) satisfies fc.Arbitrary<Step>,
    { maxLength: 25 },
  )

  it('no place of the statement is lost or invented, and each place has its quoted words', () => {
    fc.assert(
      fc.property(steps, (acts) => {
        const start = listOf('done', 'done', 'done', 'done', 'done')
        const end = acts.reduce(step, start)
        const all = new Set(end.flatMap((claim) => claim.places.map(keyOf)))
        expect(all).toEqual(new Set(start.flatMap((claim) => claim.places.map(keyOf))))
        for (const claim of end) expect(claim.quoted).toHaveLength(claim.places.length)
      }),
    )
  })

  it('history only grows, and only acts of the table happen', () => {
    fc.assert(
      fc.property(steps, (acts) => {
        let list: ClaimList = listOf('done', 'done', 'done', 'done', 'done')
        for (const act of acts) {
          const next = step(list, act)
          for (const [index, claim] of next.entries()) {
            const before = list[index]
            expect(claim.history.slice(0, before?.history.length)).toEqual(before?.history)
            const allowed: readonly string[] = Object.values(
              claimTransitions[before?.state ?? 'merged'],
            )
            expect([before?.state, ...allowed]).toContain(claim.state)
          }
          list = next
        }
      }),
    )
  })
})
