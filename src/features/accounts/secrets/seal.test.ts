import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seal, sealText, unseal, unsealText } from './seal.ts'

const key = randomBytes(32)

describe('what is sealed', () => {
  it('opens with the same key for the same purpose', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, purpose) => {
        expect(unseal(key, seal(key, text, purpose), purpose)?.toString('utf8')).toBe(
          Buffer.from(text).toString('utf8'),
        )
      }),
    )
  })

  it('does not open with another key, for another purpose, or with any bit changed', () => {
    const sealed = seal(key, 'JBSWY3DPEHPK3PXP', 'authenticator a')
    expect(unseal(randomBytes(32), sealed, 'authenticator a')).toBeUndefined()
    expect(unseal(key, sealed, 'authenticator b')).toBeUndefined()
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(place) ^ 1, place)
      expect(unseal(key, changed, 'authenticator a')).toBeUndefined()
    }
    expect(unseal(key, Buffer.from('short'), 'authenticator a')).toBeUndefined()
  })

  it('is another text each time', () => {
    expect(seal(key, 'same', 'p').equals(seal(key, 'same', 'p'))).toBe(false)
  })

  it('stops being good when its time is over', () => {
    const sealed = sealText(key, 'a link', { purpose: 'link', until: 1000 })
    expect(unsealText(key, sealed, { purpose: 'link', now: 999 })).toBe('a link')
    expect(unsealText(key, sealed, { purpose: 'link', now: 1000 })).toBeUndefined()
    expect(unsealText(key, sealed, { purpose: 'leave', now: 1 })).toBeUndefined()
    expect(unsealText(key, 'nonsense', { purpose: 'link', now: 1 })).toBeUndefined()
  })
})
