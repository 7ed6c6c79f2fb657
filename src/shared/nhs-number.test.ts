import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigit, formatNhsNumber, isNeverIssued, parseNhsNumber } from './nhs-number.ts'

test.each([
  '9994321226',
  '999 432 1226',
  '999-432-1226',
  '999.432.1226',
  '999  432  1226',
  '999\u00a0432\u00a01226',
  ' 999 432 1226 ',
  '999\u2013432\u20131226',
])('%j is read as one number', (text) => {
  const number = parseNhsNumber(text)
  expect(number).toBe('9994321226')
  expect(number && formatNhsNumber(number)).toBe('999 432 1226')
  expect(number && isNeverIssued(number)).toBe(true)
})

test.each(['999 000 0018', '999 000 0050'])('%s has the right check digit', (text) => {
  expect(parseNhsNumber(text)).toBeDefined()
})

test('no last digit makes 999 000 000 a number', () => {
  expect(checkDigit('999000000')).toBeUndefined()
  for (let last = 0; last < 10; last++) expect(parseNhsNumber(`999 000 000${last}`)).toBeUndefined()
})

test.each(['999 432 1227', '99943212', '99943212260', 'NHS 999 432 1226', '999 43 21226', ''])(
  '%j is not an NHS number',
  (text) => expect(parseNhsNumber(text)).toBeUndefined(),
)

test('a number issued to somebody could not be mistaken for an invented one', () => {
  const number = parseNhsNumber('400 000 0004')
  expect(number && isNeverIssued(number)).toBe(false)
})

test('one wrong digit is always noticed, and so are two neighbours that changed places', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.nat(9),
      fc.integer({ min: 1, max: 9 }),
      (body, place, by) => {
        const nine = String(body).padStart(9, '0')
        const check = checkDigit(nine)
        fc.pre(check !== undefined)
        const digits = `${nine}${check}`.split('')
        const wrong = digits.with(place, String((Number(digits[place]) + by) % 10)).join('')
        expect(parseNhsNumber(wrong)).toBeUndefined()
        const next = (place + 1) % 10
        fc.pre(next > place && digits[place] !== digits[next])
        const swapped = digits
          .with(place, digits[next] ?? '')
          .with(next, digits[place] ?? '')
          .join('')
        expect(parseNhsNumber(swapped)).toBeUndefined()
      },
    ),
  )
})
