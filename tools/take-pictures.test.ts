import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'

const folder = path.join(projectFolder(), 'docs', 'pictures')

test('the README shows each picture that is kept, and keeps each that it shows (if not: npm run pictures)', () => {
  const readme = readFileSync(path.join(projectFolder(), 'README.md'), 'utf8')
  const shown = [...readme.matchAll(/docs\/pictures\/([\w-]+\.png)/g)].map((match) => match[1])
  expect(new Set(shown)).toEqual(new Set(readdirSync(folder)))
})

test('a picture is small enough to be loaded with the page', () => {
  const large = readdirSync(folder).filter(
    (name) => statSync(path.join(folder, name)).size > 120_000,
  )
  expect(large).toEqual([])
})
