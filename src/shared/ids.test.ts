import { expect, test } from 'vitest'
import { isUid, parseUid } from './ids.ts'

test('an id is read in either case and kept in lower case', () => {
  expect(parseUid('0D9F2C9E-8A3B-4C55-9E7F-1A2B3C4D5E6F')).toBe(
    '0d9f2c9e-8a3b-4c55-9e7f-1a2b3c4d5e6f',
  )
})

test.each([
  '',
  '17',
  '0d9f2c9e8a3b4c559e7f1a2b3c4d5e6f',
  '0d9f2c9e-8a3b-4c55-9e7f-1a2b3c4d5e6g',
  ' 0d9f2c9e-8a3b-4c55-9e7f-1a2b3c4d5e6f',
  "' or 1=1",
])('%j is not an id', (text) => expect(parseUid(text)).toBeUndefined())

test('an id in upper case is not yet an id as Heed writes it', () => {
  expect(isUid('0D9F2C9E-8A3B-4C55-9E7F-1A2B3C4D5E6F')).toBe(false)
  expect(isUid('0d9f2c9e-8a3b-4c55-9e7f-1a2b3c4d5e6f')).toBe(true)
  expect(isUid(undefined)).toBe(false)
})
