import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareTexts } from './word-diff.ts'

describe('two texts side by side', () => {
  it('show what differs', () => {
    const { one, other } = compareTexts('She was seen at home.', 'She was not seen at home')
    expect(one.filter(({ same }) => !same).map(({ text }) => text)).toEqual(['home.'])
    expect(other.filter(({ same }) => !same).map(({ text }) => text)).toEqual(['not ', 'home'])
  })

  it('are both whole, and what is the same is the same on both sides', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', ' ', 'c\n', 'ab'))
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(text, text, (x, y) => {
        const { one, other } = compareTexts(x, y)
        const whole = (parts: typeof one) => parts.map((part) => part.text).join('')
        const same = (parts: typeof one) =>
          parts
            .filter((part) => part.same)
            .map((part) => part.text)
            .join('')
        expect([whole(one), whole(other)]).toEqual([x, y])
        expect(same(one)).toBe(same(other))
        if (x === y) expect(one.every((part) => part.same)).toBe(true)
      }),
    )
  })
})
