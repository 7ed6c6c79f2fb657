import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '#platform/db/data-folder.ts'

interface Module {
  readonly source: string
  readonly dependencies: readonly { readonly resolved: string }[]
}

/** The room that a file stands in: a feature, the platform, shared, or the composition root. */
function roomOf(file: string): string | undefined {
  if (/\.test\.tsx?$|\.generated\.ts$|\/test-|^node_modules/.test(file)) return undefined
  const feature = /^src\/features\/([^/]+)\//.exec(file)?.[1]
  if (feature !== undefined) return feature
  const part = /^src\/(shared|platform|sample)\//.exec(file)?.[1]
  return part ?? (/^src\/[^/]+\.ts$/.test(file) ? 'app' : undefined)
}

function modules(): readonly Module[] {
  const script = path.join(
    projectFolder(),
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
  )
  const args = [script, 'src', '--config', '.dependency-cruiser.mjs', '--output-type', 'json']
  const done = spawnSync(process.execPath, args, {
    cwd: projectFolder(),
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  })
  const report = JSON.parse(done.stdout) as { modules: readonly Module[] }
  return report.modules
}

/** Everybody leans on the platform and on shared; drawn once, so that the arrows between features can be read. */
const grounds: ReadonlySet<string> = new Set(['platform', 'shared'])

function arrows(): string[] {
  const found = new Set<string>()
  for (const { source, dependencies } of modules()) {
    const from = roomOf(source)
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved)
      if (from === undefined || to === undefined || from === to) continue
      if (grounds.has(to) && from !== 'platform') continue
      found.add(`  ${from} --> ${to}`)
    }
  }
  return [...found].toSorted()
}

/** The picture of the house as it stands in the code, as mermaid text. */
export function drawHouse(): string {
  const ground = '  features[every feature] --> platform'
  return ['```mermaid', 'flowchart LR', ...arrows(), ground, '```'].join('\n')
}

const begin = '<!-- drawn by tools/draw-house.ts: begin -->'
const end = '<!-- drawn by tools/draw-house.ts: end -->'

/** The document with its picture drawn anew. */
export function withPicture(document: string): string {
  const [before = '', rest = ''] = document.split(begin)
  const after = rest.split(end)[1] ?? ''
  return `${before}${begin}\n${drawHouse()}\n${end}${after}`
}

if (import.meta.filename === process.argv[1]) {
  const file = path.join(projectFolder(), 'ARCHITECTURE.md')
  writeFileSync(file, withPicture(readFileSync(file, 'utf8')))
}
