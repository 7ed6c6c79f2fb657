import { describe, expect, it } from 'vitest'
import { outlineOf } from './outline.ts'
import type { OutlineEntry } from './outline.ts'
import { related, somebody } from './test-family.ts'

function read(entries: readonly OutlineEntry[], level = 0): string[] {
  return entries.flatMap(({ words, entries: under }) => [
    `${'  '.repeat(level)}${words}`,
    ...read(under, level + 1),
  ])
}

describe('the outline', () => {
  it('reads like a family is told: from the oldest, each with their partners and children', () => {
    const people = [
      somebody('Grandmother', { sex: 'female' }),
      somebody('Mother', { sex: 'female' }),
      somebody('Father', { sex: 'male' }),
      somebody('Child Q', {
        sex: 'female',
        part: 'child',
        life: 'died',
        bornYear: 2024,
        lifeOn: { kind: 'month', year: 2025, month: 9 },
      }),
      somebody('Child R', { sex: 'male', bornYear: 2020 }),
      somebody('Father of Child R', { sex: 'male', identified: false }),
    ]
    const relations = [
      related('Grandmother', 'birth-parent', 'Mother'),
      { ...related('Mother', 'separated', 'Father'), since: { kind: 'year' as const, year: 2025 } },
      related('Mother', 'birth-parent', 'Child Q'),
      related('Father', 'birth-parent', 'Child Q'),
      related('Mother', 'birth-parent', 'Child R'),
      related('Father of Child R', 'birth-parent', 'Child R'),
      related('Father', 'step-parent', 'Child R'),
    ]
    const members = [
      { person: 'Mother', since: null, until: null },
      { person: 'Father', since: null, until: { kind: 'year' as const, year: 2025 } },
    ]
    const homes = [{ id: 'h', name: 'Home A', address: null, members }]
    const outline = outlineOf({ people, relations, homes })
    expect(read(outline.entries)).toEqual([
      'Grandmother, female',
      '  Children, other parent not recorded',
      '    Mother, female, Home A',
      '      Separated from Father, male (since 2025)',
      '        Children with Mother',
      '          Child Q, female, the child whom the case is about, born 2024, died September 2025',
      '        Step-parent of Child R',
      '      Other parent: Father of Child R, not known who this is, male',
      '      Children with Father of Child R',
      '        Child R, male, born 2020',
    ])
    expect(outline.homes.map(({ words }) => words)).toEqual([
      'Home A: Mother; lived here before: Father (until 2025)',
    ])
  })

  it('says a name with its label, because everything else in Heed uses the label', () => {
    const people = [{ ...somebody('Mother', { sex: 'female' }), shown: 'Sorrel Invented' }]
    const { entries } = outlineOf({ people, relations: [], homes: [] })
    expect(entries.map(({ words }) => words)).toEqual(['Sorrel Invented (Mother), female'])
  })

  it('tells a record that goes round in a ring to its end', () => {
    const people = ['A', 'B'].map((id) => somebody(id))
    const relations = [related('A', 'birth-parent', 'B'), related('B', 'birth-parent', 'A')]
    const { entries } = outlineOf({ people, relations, homes: [] })
    expect(read(entries)).toHaveLength(5)
  })
})
