import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import type { Relation } from './family.ts'
import { wouldCloseRing } from './kinship.ts'
import { lives, relationKinds, tieOf } from './model.ts'
import type { Life, RelationKind } from './model.ts'
import {
  canEnd,
  checkFacts,
  checkPeriod,
  checkRelation,
  endRelation,
  proposeFamilyLabel,
} from './relation-rules.ts'
import { related, somebody } from './test-family.ts'

const today = asPlainDate('2026-09-12')
const people = ['a', 'b', 'c', 'd'].map((id) => somebody(id))

function check(wanted: Relation, relations: readonly Relation[], who = people): string {
  const checked = checkRelation(wanted, { people: who, relations, homes: [] }, today)
  return checked.ok ? 'ok' : checked.refusal.code
}

const year = (year: number) => ({ kind: 'year' as const, year })

describe('a relation', () => {
  it.each(relationKinds)('%s is recorded between two people who are not related', (kind) => {
    expect(check(related('a', kind, 'b'), [])).toBe('ok')
  })

  it('is between two people', () => {
    expect(check(related('a', 'married', 'a'), [])).toBe('same-person')
  })

  it('of a couple is one, whatever became of it and whoever is named first', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...relationKinds.filter((kind) => tieOf[kind] === 'partner')),
        fc.constantFrom(...relationKinds.filter((kind) => tieOf[kind] === 'partner')),
        fc.boolean(),
        (before, wanted, turned) => {
          const [one, other] = turned ? ['b', 'a'] : ['a', 'b']
          const recorded = { ...related('a', before, 'b'), id: 'before' }
          expect(check(related(one, wanted, other), [recorded])).toBe('already-recorded')
        },
      ),
    )
  })

  it('may be changed into another kind, being itself', () => {
    const married = related('a', 'married', 'b')
    expect(check({ ...married, kind: 'separated' }, [married])).toBe('ok')
  })

  it('may be both that of a birth parent and of a guardian, but not twice the same', () => {
    const birth = related('a', 'birth-parent', 'b')
    expect(check(related('a', 'guardian', 'b'), [birth])).toBe('ok')
    expect(check({ ...birth, id: 'again' }, [birth])).toBe('already-recorded')
  })

  it('gives a child two birth parents at most, and any number of others', () => {
    const both = [related('a', 'birth-parent', 'd'), related('b', 'birth-parent', 'd')]
    expect(check(related('c', 'birth-parent', 'd'), both)).toBe('two-birth-parents')
    expect(check(related('c', 'adoptive-parent', 'd'), both)).toBe('ok')
  })

  it('never makes somebody their own ancestor', () => {
    const parents = relationKinds.filter((kind) => tieOf[kind] === 'parent')
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(5), fc.constantFrom(...parents), fc.nat(5)), { maxLength: 30 }),
        (tried) => {
          const who = [0, 1, 2, 3, 4, 5].map((at) => somebody(`p${at}`))
          const relations: Relation[] = []
          for (const [one, kind, other] of tried) {
            const wanted = related(`p${one}`, kind, `p${other}`)
            if (check(wanted, relations, who) === 'ok') relations.push(wanted)
          }
          for (const { one, other } of relations)
            expect(wouldCloseRing(relations, { parent: other, child: one })).toBe(true)
          for (const { id } of who)
            expect(relations.some(({ one, other }) => one === id && other === id)).toBe(false)
        },
      ),
    )
  })

  it('of brothers and sisters follows from a common parent', () => {
    const both = [related('a', 'birth-parent', 'c'), related('a', 'birth-parent', 'd')]
    expect(check(related('c', 'full-sibling', 'd'), both)).toBe('follows-from-parents')
    expect(check(related('c', 'identical-twin', 'd'), both)).toBe('ok')
  })

  it('is not that of a parent or partner for a child who was not born', () => {
    for (const life of ['unborn', 'stillborn', 'miscarriage'] as const) {
      const who = [somebody('a', { life }), somebody('b')]
      expect(check(related('a', 'birth-parent', 'b'), [], who)).toBe('never-grew-up')
      expect(check(related('b', 'married', 'a'), [], who)).toBe('never-grew-up')
      expect(check(related('b', 'birth-parent', 'a'), [], who)).toBe('ok')
      expect(check(related('a', 'twin', 'b'), [], who)).toBe('ok')
    }
  })

  it('does not end before it begins, nor in the future', () => {
    expect(checkPeriod({ since: year(2024), until: year(2020) }, today).ok).toBe(false)
    expect(checkPeriod({ since: year(2024), until: year(2024) }, today).ok).toBe(true)
    expect(checkPeriod({ since: null, until: year(2027) }, today).ok).toBe(false)
    expect(checkPeriod({ since: null, until: year(2026) }, today).ok).toBe(true)
  })
})

describe('the end of a relation', () => {
  it('says how a couple is apart, and when anything else ended', () => {
    const couple = related('a', 'married', 'b')
    expect(endRelation(couple, { how: undefined, on: null })).toMatchObject({ ok: false })
    expect(endRelation(couple, { how: 'divorced', on: null })).toMatchObject({
      ok: true,
      value: { kind: 'divorced', until: null },
    })
    const foster = related('a', 'foster-parent', 'b')
    expect(endRelation(foster, { how: undefined, on: null })).toMatchObject({ ok: false })
    expect(endRelation(foster, { how: undefined, on: year(2025) })).toMatchObject({
      ok: true,
      value: { kind: 'foster-parent', until: year(2025) },
    })
  })

  it('does not come to births, donors, adoptions, brothers and sisters, nor twice', () => {
    const never: readonly RelationKind[] = [
      'birth-parent',
      'adoptive-parent',
      'donor',
      'sibling',
      'twin',
    ]
    expect(never.filter((kind) => canEnd({ kind, until: null }))).toEqual([])
    expect(canEnd({ kind: 'married', until: null })).toBe(true)
    expect(canEnd({ kind: 'married', until: year(2025) })).toBe(false)
    expect(canEnd({ kind: 'divorced', until: null })).toBe(false)
  })
})

describe('what is said about somebody', () => {
  const facts = {
    sex: 'female',
    life: null,
    identified: true,
    bornYear: null,
    lifeOn: null,
  } as const
  const code = (more: object, known: object = {}) => {
    const checked = checkFacts({ ...facts, ...more }, { today, ...known })
    return checked.ok ? 'ok' : checked.refusal.code
  }

  it('fits together', () => {
    expect(code({ lifeOn: year(2020) })).toBe('date-without-reason')
    expect(code({ life: 'living', lifeOn: year(2020) })).toBe('date-without-reason')
    expect(code({ life: 'died', lifeOn: year(2027) })).toBe('died-in-the-future')
    expect(code({ life: 'unborn', lifeOn: year(2027) })).toBe('ok')
    expect(code({ life: 'died', lifeOn: year(2019), bornYear: 2020 })).toBe('died-before-born')
    expect(code({ life: 'died', lifeOn: year(2020), bornYear: 2020 })).toBe('ok')
    expect(code({ bornYear: 2027 })).toBe('born-in-the-future')
    expect(code({ life: 'stillborn', bornYear: 2020 })).toBe('not-born')
  })

  it('does not make a parent or partner into a child who was not born', () => {
    const relations = [related('a', 'birth-parent', 'b')]
    const lost = new Set<Life>(['unborn', 'stillborn', 'miscarriage'])
    for (const life of lives) {
      const expected = lost.has(life) ? 'has-own-family' : 'ok'
      expect([life, code({ life }, { person: 'a', relations })]).toEqual([life, expected])
      expect([life, code({ life }, { person: 'b', relations })]).toEqual([life, 'ok'])
    }
  })
})

describe('a label that nobody typed', () => {
  it('is the part, with a number when it is taken', () => {
    expect(proposeFamilyLabel('mother', [])).toBe('Mother')
    expect(proposeFamilyLabel('mother', ['mother', 'Mother 2'])).toBe('Mother 3')
    expect(proposeFamilyLabel('other', ['Person'])).toBe('Person 2')
  })
})
