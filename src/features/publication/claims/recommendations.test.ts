import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readPlainText } from '#platform/files/plain-text.ts'
import type { Uid } from '#shared/ids.ts'
import { readStatement } from '../statement.ts'
import { recommendationsIn } from './recommendations.ts'
import type { SpokenRecommendations } from './recommendations.ts'

function spoken(text: string | Buffer): SpokenRecommendations {
  let next = 0
  const newId = () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, '0')}` as Uid
  return recommendationsIn(readStatement(readPlainText(Buffer.from(text)).paragraphs, newId).text)
}

function fixture(name: string): SpokenRecommendations {
  return spoken(readFileSync(path.join(import.meta.dirname, 'fixtures', `${name}.txt`)))
}

it('five recommendations that a statement only counts become five places whose text is not held', () => {
  const { count, recommendations } = fixture('ns-statement-2020-12-21')
  expect(count).toBe(5)
  expect(recommendations).toEqual([1, 2, 3, 4, 5].map((number) => ({ number, text: 'not-held' })))
})

it('recommendations that a statement quotes are held word for word', () => {
  const { recommendations } = fixture('thornmere-case-t')
  expect(recommendations.map((one) => one.text)).toEqual(['held', 'held', 'held', 'held'])
  expect(recommendations[1]).toMatchObject({
    words: 'Thornmere County Council should revise its procedure for placements with friends.',
  })
})

it('a statement that says its recommendations are attached, and does not hold them, holds no text', () => {
  const { count, recommendations } = spoken('The three key recommendations are attached in full.')
  expect(count).toBe(3)
  expect(recommendations.every((one) => one.text === 'not-held')).toBe(true)
})

it('of which some are quoted, the others stay open', () => {
  const { recommendations } = spoken(
    'It made 3 recommendations.\n\nRecommendation 2: Train all staff.',
  )
  expect(recommendations.map((one) => one.text)).toEqual(['not-held', 'held', 'not-held'])
})

it('a statement that speaks of none has none', () => {
  expect(spoken('The review found good practice.')).toEqual({ count: 0, recommendations: [] })
})
