import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvCell, csvOf } from './csv.ts'

test.each(['=1+1', '+44', '-1', '@SUM(A1)', '\tx', '\rx'])(
  'a cell that begins like %j is text, never a formula',
  (text) => {
    expect(csvCell(text)).toBe(`"'${text}"`)
  },
)

test('marks of quotation and new lines stay inside their cell', () => {
  expect(csvCell('say "no"\nor yes')).toBe('"say ""no""\nor yes"')
  expect(csvOf([['a', null, 3]])).toBe('\uFEFF"a","","3"\r\n')
})

test('no cell of any words begins like a formula once it is read back', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = csvCell(text).slice(1, -1).replaceAll('""', '"')
      expect(/^[=+\-@\t\r]/.test(read)).toBe(false)
      expect(read.replace(/^'/, '')).toBe(text.replace(/^'/, ''))
    }),
  )
})
