import fc from 'fast-check'
import { expect, test } from 'vitest'
import { looksLikeInitials } from '#shared/neutral-reference.ts'
import { checkLabel, proposeLabel } from './labels.ts'

test('a label made from a child’s initials is refused', () => {
  expect(checkLabel('NS', { taken: [], names: ['Noor Sample'] })).toEqual({
    ok: false,
    refusal: { code: 'label-made-from-initials' },
  })
})

test('the s of an owner is no initial', () => {
  const names = ['Sorrel Invented']
  expect(checkLabel('Father’s mother', { taken: [], names }).ok).toBe(true)
  expect(checkLabel('Child S', { taken: [], names }).ok).toBe(false)
})

test('an empty or taken label is refused, whatever its capitals', () => {
  expect(checkLabel('  ', { taken: [], names: [] })).toEqual({
    ok: false,
    refusal: { code: 'label-empty' },
  })
  expect(checkLabel('child a', { taken: ['Child A'], names: [] })).toEqual({
    ok: false,
    refusal: { code: 'label-taken' },
  })
})

test('a child without a name gets a label like any other', () => {
  expect(proposeLabel({ taken: [], names: [] })).toBe('Child A')
  expect(proposeLabel({ taken: ['Child A'], names: ['Bo Example'] })).toBe('Child C')
})

test('the proposed label is always free and nobody’s initial', () => {
  const name = fc.stringMatching(/^[A-Z][a-z]{1,6} [A-Z][a-z]{1,6}$/)
  fc.assert(
    fc.property(fc.array(name, { maxLength: 40 }), fc.nat(40), (names, children) => {
      const taken: string[] = []
      for (let child = 0; child < children; child += 1) {
        const label = proposeLabel({ taken, names })
        expect(taken).not.toContain(label)
        expect(looksLikeInitials(label, names)).toBe(false)
        taken.push(label)
      }
    }),
  )
})
