import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectFolder } from '#platform/db/data-folder.ts'

const root = projectFolder()

/** Which feature owns the tables of which migration; a table belongs to whoever made it. */
const ownerOf: readonly (readonly [from: number, to: number, owner: string])[] = [
  [20, 29, 'platform'],
  [30, 30, 'organisations'],
  [31, 31, 'people'],
  [40, 49, 'cases'],
  [50, 54, 'reviews'],
  [55, 69, 'learning'],
  [70, 79, 'publication'],
  [80, 80, 'home'],
  [110, 114, 'chronology'],
  [100, 102, 'people'],
]

/** Names that many pages show beside their own facts: read in joins by any feature, written by their owner alone. */
const namesForAll: ReadonlySet<string> = new Set([
  'agency',
  'post',
  'person',
  'serious_case',
  'case_review',
])

function tables(): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of globSync('db/migrations/*.sql', { cwd: root })) {
    const number = Number(path.basename(file).slice(0, 4))
    const owner = ownerOf.find(([from, to]) => number >= from && number <= to)?.[2]
    const text = readFileSync(path.join(root, file), 'utf8')
    for (const match of text.matchAll(/create table app\.(\w+)/g))
      found.set(match[1] ?? '', owner ?? `unknown (${file})`)
  }
  return found
}

describe('each table', () => {
  const owners = tables()

  it('has an owner', () => {
    expect(owners.size).toBeGreaterThan(30)
    expect([...owners].filter(([, owner]) => owner.startsWith('unknown'))).toEqual([])
  })

  it('is touched by the stores and queries of its owner only', () => {
    const trespass = globSync('src/features/**/*.{ts,tsx}', { cwd: root })
      .filter((file) => !/\.test\.tsx?$|test-/.test(file))
      .flatMap((file) => {
        const feature = file.split(path.sep)[2] ?? ''
        const text = readFileSync(path.join(root, file), 'utf8')
        const used = [...text.matchAll(/\bapp\.([a-z_]+)\b(?!\()/g)].map((match) => match[1] ?? '')
        return used
          .filter(
            (table) =>
              owners.has(table) && owners.get(table) !== feature && !namesForAll.has(table),
          )
          .map((table) => `${file} touches app.${table} of ${owners.get(table)}`)
      })
    expect([...new Set(trespass)]).toEqual([])
  })
})
