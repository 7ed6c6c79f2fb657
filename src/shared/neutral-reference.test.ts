import { describe, expect, test } from 'vitest'
import {
  looksLikeInitials,
  neutralReferenceOf,
  parseNeutralReference,
} from './neutral-reference.ts'

describe('the reference of a case', () => {
  test('is the year and a serial number', () => {
    expect(neutralReferenceOf(2025, 3)).toBe('2025-03')
    expect(neutralReferenceOf(2025, 117)).toBe('2025-117')
  })

  test.each(['2025-03', '2025-117', ' 2025-03 '])('%j is read', (text) => {
    expect(parseNeutralReference(text)).toBe(text.trim())
  })

  test.each(['NS', '2025-3', '2025-00', '2025-003', '25-03', '2025/03', ''])(
    '%j is not one',
    (text) => {
      expect(parseNeutralReference(text)).toBeUndefined()
    },
  )
})

describe('a label that was made from initials', () => {
  test.each([
    ['NS', ['Nadia Sutton']],
    ['N.S.', ['Nadia Sutton']],
    ['Child SN', ['Nadia Sutton']],
    ['Baby n s', ['Nadia Sutton']],
    ['Child A', ['Amira Khan', 'Ben Khan']],
    ['ŁK', ['Łucja Kowalska']],
    ['ÉB', ['Émile Brook']],
    ['NRS', ['Nadia Rose Sutton']],
    ['NS', ['Nadia Rose Sutton']],
    ['Child TOC', ["Tess O'Connor"]],
  ])('%s for %j is noticed', (label, names) => expect(looksLikeInitials(label, names)).toBe(true))

  test.each([
    ['Child Q', ['Nadia Sutton']],
    ['Mother', ['Moira Other']],
    ['Sibling 1', ['Ian Singh']],
    ['Case Robin', ['Nadia Sutton']],
    ['NX', ['Nadia Sutton']],
    ['', ['Nadia Sutton']],
  ])('%s for %j is not', (label, names) => expect(looksLikeInitials(label, names)).toBe(false))
})
