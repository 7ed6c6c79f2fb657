import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkReadable, isReadable } from './readable.ts'

describe('what is sent', () => {
  it('is text, in whatever writing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value)
        expect(isReadable(JSON.parse(text))).toBe(!/\\u0000|\\ud[89a-f]/i.test(text))
      }),
    )
  })

  it.each([
    ['a zero byte', 'before\u0000after'],
    ['half a character', '\ud83d'],
    ['a zero byte deep inside', { list: ['well', { inner: '\u0000' }] }],
    ['a zero byte in a name', { 'na\u0000me': 'x' }],
  ])('is refused when it holds %s', (_name, sent) => {
    expect(() => checkReadable(sent)).toThrow('no-text')
  })

  it('leaves the bytes of files alone', () => {
    expect(isReadable({ paper: { name: 'paper.pdf', content: Buffer.from([0, 1, 2]) } })).toBe(true)
  })
})
