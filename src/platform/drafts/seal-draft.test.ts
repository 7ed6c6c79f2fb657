import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDraft, sealDraft } from './seal-draft.ts'

const key = randomBytes(32)
const owner = { principalUid: '0b7c', form: '/cases/new' }

it('gives back what was typed, whatever it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(openDraft(key, owner, sealDraft(key, owner, text))).toBe(text)
    }),
  )
})

it('opens to nobody else, for no other form, and with no other key', () => {
  const sealed = sealDraft(key, owner, 'what was typed')
  expect(openDraft(key, { ...owner, principalUid: '0b7d' }, sealed)).toBeUndefined()
  expect(openDraft(key, { ...owner, form: '/cases/other' }, sealed)).toBeUndefined()
  expect(openDraft(randomBytes(32), owner, sealed)).toBeUndefined()
})

it('is nothing when a byte was changed or cut off', () => {
  const sealed = sealDraft(key, owner, 'what was typed')
  fc.assert(
    fc.property(fc.nat(sealed.byteLength - 1), (at) => {
      const changed = Buffer.from(sealed)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(openDraft(key, owner, changed)).toBeUndefined()
      expect(openDraft(key, owner, sealed.subarray(0, at))).toBeUndefined()
    }),
  )
})

it('never looks the same twice', () => {
  expect(sealDraft(key, owner, 'x')).not.toEqual(sealDraft(key, owner, 'x'))
})
