import { expect, it } from 'vitest'
import { sayReach, sayUntil, sayWay } from './why-words.ts'

const way = { path: 'grant', source: 'x', clearance: 1, mayWrite: false, until: null } as const
const title = (role: string) => `Title of ${role}`

it.each([
  ['grant', 'by name, or to a post'],
  ['grant-on-parent', 'The case that it came from'],
  ['role', 'Your role “Title of x” opens every case'],
  ['share-to-partnership', 'Another partnership shares it'],
  ['share-to-agency', 'shared with your agency'],
  ['emergency', 'by emergency access'],
])('says %s in words', (path, words) => {
  expect(sayWay({ ...way, path }, 'case', title)).toContain(words)
})

it('says how far it reaches and until when', () => {
  expect(sayReach(way)).toBe('Also what is worked on; to read only')
  expect(sayReach({ ...way, clearance: 3, mayWrite: true })).toContain('to change')
  expect(sayUntil(way)).toBe('No end is set')
  expect(sayUntil({ ...way, until: '2026-11-23T11:00:00+00:00' })).toContain('23 November 2026')
})
