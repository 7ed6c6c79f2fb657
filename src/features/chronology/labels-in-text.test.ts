import { describe, expect, it } from 'vitest'
import { labelPutter } from './labels-in-text.ts'

const put = labelPutter([
  { label: 'Child A', kind: 'name', value: 'Elowen Tarrant' },
  { label: 'Mother', kind: 'name', value: 'Morwenna Tarrant' },
  { label: 'Child A', kind: 'nhs-number', value: '999 000 0018' },
  { label: 'a place or date', kind: 'telephone', value: '01632 960 214' },
])

describe('labels in the place of names', () => {
  it.each([
    ['Elowen Tarrant was seen.', 'Child A was seen.'],
    ['ELOWEN was seen with Morwenna.', 'Child A was seen with Mother.'],
    ['NHS 9990000018 was checked.', 'NHS [Child A: nhs number] was checked.'],
    ['Call 01632 960214.', 'Call [a place or date: telephone].'],
    ['Nobody is named here.', 'Nobody is named here.'],
    ['', ''],
  ])('%s', (written, shown) => {
    expect(put(written)).toBe(shown)
  })

  it('leave no name that the vault holds', () => {
    const text = put('Tarrant, Elowen; E. Tarrant; Elowen’s mother Morwenna Tarrant said so.')
    expect(text).not.toMatch(/Elowen|Morwenna|Tarrant/)
  })

  it('change nothing where the vault holds nothing', () => {
    expect(labelPutter([])('Elowen Tarrant')).toBe('Elowen Tarrant')
  })
})
