import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signInNameBytes, signInNameFrom, tidySignInName } from './sign-in-name.ts'

const bytes = fc.uint8Array({ minLength: signInNameBytes, maxLength: signInNameBytes })

describe('a sign-in name', () => {
  it('is two groups of four that can be read aloud', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const name = signInNameFrom(random)
        fc.pre(name !== undefined)
        expect(name).toMatch(/^[A-HJKMNP-TV-Z2-9]{4}-[A-HJKMNP-TV-Z2-9]{4}$/)
      }),
    )
  })

  it('is not made when too few of the random bytes are fair', () => {
    expect(signInNameFrom(new Uint8Array(signInNameBytes).fill(255))).toBeUndefined()
  })

  it('is known however somebody types it', () => {
    expect(tidySignInName('k7qm 2xwd')).toBe('K7QM-2XWD')
    expect(tidySignInName('K7QM2XWD')).toBe('K7QM-2XWD')
    expect(tidySignInName(' k7qm-2xwd ')).toBe('K7QM-2XWD')
  })
})
