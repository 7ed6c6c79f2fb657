// Makes dist/: one bundle for each process, and the style sheets and scripts of the pages.
import { build, context } from 'esbuild'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const root = path.dirname(import.meta.dirname)
const outDir = path.join(root, 'dist')
const inputs = [
  'src',
  'policy',
  'assets',
  'tools',
  'package-lock.json',
  'package.json',
  'tsconfig.json',
]
// The program that reads files hands them to a process of its own, whose script stands beside it.
const entries = {
  main: 'src/main.ts',
  public: 'src/public.ts',
  worker: 'src/worker.ts',
  cli: 'src/cli.ts',
  'read-document-child': 'src/platform/files/read-document-child.ts',
}

/** Builds everything when anything that goes into it has changed; says whether it did. */
export async function buildAll() {
  const stamp = path.join(outDir, '.built')
  const now = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return false
  mkdirSync(outDir, { recursive: true })
  await Promise.all([build(options()), assets()])
  writeFileSync(stamp, now)
  return true
}

/** Builds again after each change and calls back when a build has gone well. */
export async function watchAll(onBuilt) {
  mkdirSync(outDir, { recursive: true })
  await assets()
  const plugin = {
    name: 'tell',
    setup: (made) => made.onEnd((result) => result.errors.length === 0 && onBuilt()),
  }
  const watching = await context({ ...options(), plugins: [plugin] })
  await watching.watch()
  return watching
}

async function assets() {
  const maker = path.join(root, 'tools', 'build-assets.mjs')
  if (!existsSync(maker)) return
  const { buildAssets } = await import(pathToFileURL(maker).href)
  await buildAssets({ outDir: path.join(outDir, 'assets') })
}

function options() {
  return {
    absWorkingDir: root,
    entryPoints: Object.entries(entries)
      .map(([out, file]) => ({ in: file, out }))
      .filter((entry) => existsSync(path.join(root, entry.in))),
    outdir: outDir,
    bundle: true,
    splitting: true,
    chunkNames: 'parts/[name]-[hash]',
    platform: 'node',
    format: 'esm',
    target: 'node22',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    legalComments: 'none',
    logLevel: 'warning',
  }
}

/** Names, sizes and times of all inputs: cheap enough to ask at every start. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  for (const input of inputs) {
    const place = path.join(root, input)
    if (existsSync(place)) addTo(hash, place)
  }
  return hash.digest('hex')
}

function addTo(hash, place) {
  const found = statSync(place)
  if (found.isDirectory()) {
    for (const name of readdirSync(place).sort()) addTo(hash, path.join(place, name))
  } else {
    hash.update(`${path.relative(root, place)} ${found.size} ${found.mtimeMs}\n`)
  }
}

if (process.argv[1] === import.meta.filename) await buildAll()
