import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectFolder } from '#platform/db/data-folder.ts'

/** A module as the tool for imports reports it. */
export interface Module {
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

interface Drawn {
  readonly features: readonly string[]
  readonly arrows: readonly string[]
}

/** Which rooms there are and which lean on which, from the imports of these modules. */
export function drawn(all: readonly Module[]): Drawn {
  const found = new Set<string>()
  const features = new Set<string>()
  for (const { source, dependencies } of all) {
    const from = roomOf(source)
    if (from !== undefined && source.startsWith('src/features/')) features.add(from)
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved)
      if (from === undefined || to === undefined || from === to) continue
      if (grounds.has(to) && from !== 'platform') continue
      found.add(`  ${from} --> ${to}`)
    }
  }
  return { features: [...features].toSorted(), arrows: [...found].toSorted() }
}

/** The picture of the house as it stands in the code, as mermaid text: the features in one frame, and what stands around them. */
export function drawHouse(): string {
  const { features, arrows } = drawn(modules())
  const frame = ['  subgraph features', ...features.map((name) => `    ${name}`), '  end']
  const around = ['  sample[sample, an invented partnership]', '  features --> platform']
  return ['```mermaid', 'flowchart LR', ...frame, ...around, ...arrows, '```'].join('\n')
}

/** Where the picture stands. */
export const houseDocument = path.join(projectFolder(), 'ARCHITECTURE.md')

const begin = '<!-- drawn by tools/draw-house.ts: begin -->'
const end = '<!-- drawn by tools/draw-house.ts: end -->'

/** The document with its picture drawn anew. */
export function withPicture(document: string): string {
  if (!document.includes(begin) || !document.includes(end))
    throw new Error('the document has no place for the picture of the house')
  const [before = '', rest = ''] = document.split(begin)
  const after = rest.split(end)[1] ?? ''
  return `${before}${begin}\n${drawHouse()}\n${end}${after}`
}

if (import.meta.filename === process.argv[1]) {
  writeFileSync(houseDocument, withPicture(readFileSync(houseDocument, 'utf8')))
}
