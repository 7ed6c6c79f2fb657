import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'
import { greeting } from './founding.ts'

const config = { url: 'https://heed.example.org' }

it('a sample introduces the people of the README, in its order, by the titles of their roles', () => {
  const readme = readFileSync(path.join(projectFolder(), 'README.md'), 'utf8')
  const table = [...readme.matchAll(/^\| ([A-Z]\w+ [A-Z]\w+) \|/gm)].map((found) => found[1])
  const lines = greeting(config, 'sample').filter((line) => line.startsWith('  '))
  expect(lines.map((line) => line.trim().split(':')[0])).toEqual(table)
  expect(lines).toHaveLength(7)
  expect(lines.join('\n')).toContain('Kirsty Vale: Partnership business manager, with a conflict')
  expect(lines.join('\n')).not.toMatch(/[a-z]-[a-z]+-?[a-z]*(,|$)/m)
})

it('a real installation says what comes first and what second', () => {
  const said = greeting(config, 'real').join('\n')
  const [partnership, user] = [
    said.indexOf('npx heed partnership add --'),
    said.indexOf('npx heed user add --partnership'),
  ]
  expect(partnership).toBeGreaterThan(0)
  expect(user).toBeGreaterThan(partnership)
})

it.each(['sample', 'real'] as const)('a %s prints its address once', (kind) => {
  expect(greeting(config, kind).join('\n').split('https://heed.example.org')).toHaveLength(2)
  expect(greeting(config, kind).join('\n')).not.toContain('public site')
})
