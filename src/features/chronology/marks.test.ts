import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import { markRuleIds, markRules, parameterOf } from './mark-rules.ts'
import type { MarkRuleId, MarkSettings } from './mark-rules.ts'
import { findMarks } from './marks.ts'
import type { MarkEntry } from './mark.ts'

const child = 7
const mother = 8

let nextId = 0

/** An entry on a day, harmless unless a test plants something in it. */
function entry(on: string, plant: Partial<MarkEntry> = {}): MarkEntry {
  nextId += 1
  const day = asPlainDate(on)
  return {
    id: nextId,
    agencyId: 1,
    first: day,
    last: day,
    at: null,
    knewFirst: day,
    knewLast: day,
    recordedOn: day,
    kind: 'contact',
    place: '',
    reference: '',
    seen: 'not-recorded',
    personIds: [child],
    facts: [],
    ...plant,
  }
}

/** The marks of one rule in a chronology of these entries. */
function marksOf(rule: MarkRuleId, entries: readonly MarkEntry[], settings: MarkSettings = {}) {
  const inOrder = entries.toSorted((a, b) => a.first.localeCompare(b.first))
  const world = { entries: inOrder, childIds: [child], period: { from: null, to: null }, settings }
  return findMarks(world).filter((mark) => mark.rule === rule)
}

/** Each rule with entries in which it is planted, and the nearest that is clean. */
const cases: Readonly<Record<MarkRuleId, { planted: MarkEntry[][]; clean: MarkEntry[][] }>> = {
  'gap-all': {
    planted: [[entry('2019-01-01'), entry('2019-03-03')]],
    clean: [
      [entry('2019-01-01'), entry('2019-03-02')],
      // The first lasts into March.
      [entry('2019-02-01', { last: asPlainDate('2019-02-28') }), entry('2019-04-10')],
      [entry('2019-01-01')],
    ],
  },
  'gap-agency': {
    planted: [
      [entry('2019-01-01'), entry('2019-03-01', { agencyId: 2 }), entry('2019-07-01')],
      // What is known only to the year fills no gap.
      [
        entry('2019-01-01'),
        entry('2019-01-01', { last: asPlainDate('2019-12-31') }),
        entry('2019-08-01'),
      ],
    ],
    clean: [
      [entry('2019-01-01'), entry('2019-06-30')],
      [entry('2019-01-01', { agencyId: 2 }), entry('2020-01-01')],
    ],
  },
  'gap-seen': {
    planted: [
      [
        entry('2019-01-01', { seen: 'yes' }),
        entry('2019-02-01', { seen: 'no' }),
        entry('2019-03-03', { seen: 'yes' }),
      ],
    ],
    clean: [
      [
        entry('2019-01-01', { seen: 'yes' }),
        entry('2019-02-01', { seen: 'yes', personIds: [] }),
        entry('2019-03-03', { seen: 'yes' }),
      ],
    ],
  },
  'two-places': {
    planted: [
      [
        entry('2019-01-01', { at: '10:00', place: 'Home' }),
        entry('2019-01-01', { at: '10:30', place: 'Hospital 1' }),
      ],
    ],
    clean: [
      [
        entry('2019-01-01', { at: '10:00', place: 'Home' }),
        entry('2019-01-01', { at: '10:31', place: 'Hospital 1' }),
      ],
      [
        entry('2019-01-01', { at: '10:00', place: 'Home' }),
        entry('2019-01-01', { at: '10:00', place: ' home ' }),
      ],
      [
        entry('2019-01-01', { at: '10:00', place: 'Home' }),
        entry('2019-01-01', { at: '10:00', place: 'Hospital 1', personIds: [mother] }),
      ],
      [
        entry('2019-01-01', { at: '10:00', place: 'Home' }),
        entry('2019-01-02', { at: '10:00', place: 'Hospital 1' }),
      ],
      [
        entry('2019-01-01', { place: 'Home' }),
        entry('2019-01-01', { at: '10:00', place: 'Hospital 1' }),
      ],
    ],
  },
  'seen-and-not-seen': {
    planted: [
      [entry('2019-01-01', { seen: 'yes' }), entry('2019-01-01', { seen: 'no', agencyId: 2 })],
      [
        entry('2019-01-01', { seen: 'yes', at: '09:00', kind: 'home-visit' }),
        entry('2019-01-01', { seen: 'no', at: '10:00' }),
      ],
      [
        entry('2019-01-01', { seen: 'yes', reference: 'SM 1', kind: 'meeting' }),
        entry('2019-01-01', { seen: 'no', reference: 'sm  1' }),
      ],
    ],
    clean: [
      [entry('2019-01-01', { seen: 'yes' }), entry('2019-01-02', { seen: 'no' })],
      [entry('2019-01-01', { seen: 'yes' }), entry('2019-01-01', { seen: 'not-expected' })],
      [
        entry('2019-01-01', { seen: 'yes', at: '09:00' }),
        entry('2019-01-01', { seen: 'no', at: '10:01' }),
      ],
      [
        entry('2019-01-01', { seen: 'yes', kind: 'home-visit' }),
        entry('2019-01-01', { seen: 'no', kind: 'call' }),
      ],
    ],
  },
  'differing-date': {
    planted: [
      [entry('2019-01-01', { reference: 'INC 4' }), entry('2019-01-02', { reference: 'inc 4' })],
    ],
    clean: [
      [entry('2019-01-01', { reference: 'INC 4' }), entry('2019-01-01', { reference: 'INC 4' })],
      [entry('2019-01-01', { reference: 'INC 4' }), entry('2019-01-02', { reference: 'INC 5' })],
      [
        entry('2019-01-01', { reference: 'INC 4', last: asPlainDate('2019-01-31') }),
        entry('2019-01-20', { reference: 'INC 4' }),
      ],
      [entry('2019-01-01'), entry('2019-01-02')],
    ],
  },
  'differing-person': {
    planted: [
      [
        entry('2019-01-01', { reference: 'INC 4' }),
        entry('2019-01-01', { reference: 'INC 4', personIds: [mother] }),
      ],
    ],
    clean: [
      [
        entry('2019-01-01', { reference: 'INC 4' }),
        entry('2019-01-01', { reference: 'INC 4', personIds: [mother, child] }),
      ],
      [
        entry('2019-01-01', { reference: 'INC 4' }),
        entry('2019-01-01', { reference: 'INC 4', personIds: [] }),
      ],
    ],
  },
  'differing-fact': {
    planted: [
      [
        entry('2019-01-01', { reference: 'W', facts: [{ name: 'Weight', value: '4.1 kg' }] }),
        entry('2019-01-01', { reference: 'W', facts: [{ name: 'weight', value: '3.8 kg' }] }),
      ],
    ],
    clean: [
      [
        entry('2019-01-01', { reference: 'W', facts: [{ name: 'Weight', value: '4.1 kg' }] }),
        entry('2019-01-01', { reference: 'W', facts: [{ name: 'weight', value: '4.1  KG' }] }),
      ],
      [
        entry('2019-01-01', { reference: 'W', facts: [{ name: 'Weight', value: '4.1 kg' }] }),
        entry('2019-01-01', { reference: 'W', facts: [{ name: 'Length', value: '50 cm' }] }),
      ],
    ],
  },
  'late-knowledge': {
    planted: [
      [
        entry('2019-01-01', {
          knewFirst: asPlainDate('2019-01-30'),
          knewLast: asPlainDate('2019-02-10'),
          recordedOn: null,
        }),
      ],
    ],
    clean: [
      [entry('2019-01-01', { knewFirst: asPlainDate('2019-01-29'), recordedOn: null })],
      // It may have happened only in the middle of January.
      [
        entry('2019-01-01', {
          last: asPlainDate('2019-01-15'),
          knewFirst: asPlainDate('2019-02-01'),
          recordedOn: null,
        }),
      ],
      [entry('2019-01-01', { knewFirst: null, knewLast: null })],
    ],
  },
  'late-record': {
    planted: [[entry('2019-01-01', { recordedOn: asPlainDate('2019-01-16') })]],
    clean: [
      [entry('2019-01-01', { recordedOn: asPlainDate('2019-01-15') })],
      [entry('2019-01-01', { recordedOn: null })],
    ],
  },
}

describe.each(markRuleIds)('the rule %s', (rule) => {
  it('finds what is planted', () => {
    expect(cases[rule].planted.map((entries) => marksOf(rule, entries).length)).toEqual(
      cases[rule].planted.map(() => 1),
    )
  })

  it('finds nothing in what is clean', () => {
    expect(cases[rule].clean.flatMap((entries) => marksOf(rule, entries))).toEqual([])
  })

  it('says what it is, and which version', () => {
    const [found] = marksOf(rule, cases[rule].planted[0] ?? [])
    expect(found?.ruleVersion).toBe(markRules[rule].version)
    expect(markRules[rule].says.endsWith('.')).toBe(true)
  })
})

describe('the lengths of the rules', () => {
  it('can be set for a case, within their range', () => {
    const gap = [entry('2019-01-01'), entry('2019-02-01')]
    expect(marksOf('gap-all', gap)).toEqual([])
    expect(marksOf('gap-all', gap, { 'gap-all': { days: 30 } })).toHaveLength(1)
    expect(parameterOf({ 'gap-all': { days: 0 } }, 'gap-all', 'days')).toBe(60)
  })

  it('reach to the ends of the period that agencies were asked about', () => {
    const period = { from: asPlainDate('2018-10-01'), to: asPlainDate('2019-02-01') }
    const found = findMarks({
      entries: [entry('2019-01-01')],
      childIds: [],
      period,
      settings: {},
    })
    expect(found.map(({ rule, from, to }) => [rule, from, to])).toEqual([
      ['gap-all', '2018-10-02', '2018-12-31'],
    ])
  })
})

describe('the marks together', () => {
  const days = fc.integer({ min: 0, max: 700 }).map((n) => addDays(asPlainDate('2018-01-01'), n))
  const some = fc.record({
    on: days,
    more: fc.constantFrom(0, 0, 0, 3, 30),
    late: fc.constantFrom(0, 0, 20, 60),
    plant: fc.record({
      agencyId: fc.constantFrom(1, 2, 3),
      at: fc.constantFrom(null, '09:00', '09:20'),
      place: fc.constantFrom('', 'Home', 'Hospital 1'),
      reference: fc.constantFrom('', '', 'A', 'B'),
      seen: fc.constantFrom('yes', 'no', 'not-recorded'),
      personIds: fc.constantFrom([child], [mother], [child, mother], []),
    }),
  })
  const chronology = fc.array(some, { maxLength: 25 }).map((list) =>
    list
      .map(({ on, more, late, plant }) =>
        entry(on, {
          ...plant,
          last: addDays(on, more),
          knewFirst: addDays(on, late),
          knewLast: addDays(on, late + more),
          recordedOn: addDays(on, late + more),
        }),
      )
      .toSorted((a, b) => a.first.localeCompare(b.first)),
  )
  const worldOf = (entries: readonly MarkEntry[]) => ({
    entries,
    childIds: [child],
    period: { from: null, to: null },
    settings: {},
  })

  it('are each raised once: no two have the same rule and the same facts', () => {
    fc.assert(
      fc.property(chronology, (entries) => {
        const keys = findMarks(worldOf(entries)).map(({ rule, basis }) => `${rule} ${basis}`)
        expect(new Set(keys).size).toBe(keys.length)
      }),
    )
  })

  it('rest on entries that are there, and lie on days that are in order', () => {
    fc.assert(
      fc.property(chronology, (entries) => {
        const ids = new Set(entries.map(({ id }) => id))
        for (const found of findMarks(worldOf(entries))) {
          expect(found.entries.every((id) => ids.has(id))).toBe(true)
          expect(found.from <= found.to).toBe(true)
        }
      }),
    )
  })

  it('do not change when an entry far away is added', () => {
    fc.assert(
      fc.property(chronology, (entries) => {
        const alone = findMarks(worldOf(entries)).map(({ rule, basis }) => `${rule} ${basis}`)
        const later = entry('2030-01-01', { agencyId: 9 })
        const more = findMarks(worldOf([...entries, later]))
        const kept = more.filter((found) => !found.entries.includes(later.id))
        expect(kept.map(({ rule, basis }) => `${rule} ${basis}`).toSorted()).toEqual(
          alone.toSorted(),
        )
      }),
    )
  })
})
