import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fitText, widthOf } from './text-fit.ts'

const room = { width: 150, size: 14, lines: 2 }

test('words are broken into lines that fit, and what is too long is cut with a sign', () => {
  expect(fitText('Mother of Child Q', room).lines).toEqual(['Mother of Child Q'])
  expect(fitText('Grandmother on the side of the father', room).lines).toHaveLength(2)
  expect(fitText('W'.repeat(60), room).lines[0]).toMatch(/^W+…$/)
  expect(fitText('', room)).toEqual({ lines: [], width: 0 })
})

test('no line is ever wider than its room, whatever the words', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80, unit: 'grapheme' }), (words) => {
      const { lines, width } = fitText(words, room)
      expect(lines.length).toBeLessThanOrEqual(room.lines)
      expect(width).toBeLessThanOrEqual(room.width)
      for (const line of lines) expect(widthOf(line, room.size)).toBeLessThanOrEqual(width)
    }),
  )
})
