// `npm test`, `npm run test:long` and `npm run check`: every step in the open, and one plain line at the end.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buildAll } from './build.mjs'

const root = path.dirname(import.meta.dirname)

const statics = [
  { name: 'Types', script: 'typescript/bin/tsc', args: ['-p', '.'] },
  { name: 'Lint', script: 'oxlint/bin/oxlint', args: ['--type-aware'] },
  {
    name: 'Format',
    script: 'prettier/bin/prettier.cjs',
    args: ['--check', '.', '--log-level', 'warn'],
  },
  {
    name: 'Imports',
    script: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    args: ['src', '--config', '.dependency-cruiser.mjs'],
    config: '.dependency-cruiser.mjs',
  },
  { name: 'Unused code', script: 'knip/bin/knip.js', args: [], config: 'knip.json' },
]

/** Everything that must pass before anybody merges. */
export async function test() {
  const tally = newTally()
  await builds(tally)
  await runStatics(tally)
  await runVitest(tally, ['unit', 'db'])
  await runVitest(tally, ['browser'])
  await runVitest(tally, ['reliability'])
  return report(tally)
}

/** What takes long: the PostgreSQL 15 lane, the long kill runs, a fresh clone that is started. */
export async function testLong() {
  const tally = newTally()
  await builds(tally)
  await runVitest(tally, ['db'], { TEST_POSTGRES: '15' })
  await runVitest(tally, ['reliability'], { HEED_TEST_LONG: '1' })
  return report(tally)
}

/** What one runs before each commit: under a minute. */
export async function check() {
  const tally = newTally()
  await runStatics(tally)
  await runVitest(tally, ['unit'])
  return report(tally)
}

function newTally() {
  return { passed: 0, failed: 0, failures: [], files: [], since: performance.now() }
}

async function builds(tally) {
  heading('Build')
  try {
    await buildAll()
    tally.passed += 1
  } catch (error) {
    process.stderr.write(`${error.stack}\n`)
    fail(tally, 'Build')
  }
}

async function runStatics(tally) {
  for (const { name, script, args, config } of statics) {
    if (config && !existsSync(path.join(root, config))) continue
    heading(name)
    const code = await node([path.join(root, 'node_modules', script), ...args])
    if (code === 0) tally.passed += 1
    else fail(tally, name)
  }
}

async function runVitest(tally, projects, env = {}) {
  heading(`Tests: ${projects.join(', ')}${env.TEST_POSTGRES ? ' on PostgreSQL 15' : ''}`)
  const folder = mkdtempSync(path.join(tmpdir(), 'heed-report-'))
  const file = path.join(folder, 'report.json')
  const script = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const choice = projects.flatMap((project) => ['--project', project])
  const code = await node(
    [
      script,
      'run',
      ...choice,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env,
  )
  const before = tally.failed
  if (existsSync(file)) count(tally, JSON.parse(readFileSync(file, 'utf8')))
  if (code !== 0 && tally.failed === before) fail(tally, `Tests: ${projects.join(', ')}`)
  rmSync(folder, { recursive: true, force: true })
}

/** A file that could not even be loaded has no failed test in it, and counts as one failure. */
function count(tally, report) {
  for (const file of report.testResults) {
    const name = path.relative(root, file.name)
    const failed = file.assertionResults.filter((one) => one.status === 'failed')
    tally.passed += file.assertionResults.filter((one) => one.status === 'passed').length
    for (const one of failed) fail(tally, `${name}: ${one.fullName}`)
    if (failed.length === 0 && file.status === 'failed') fail(tally, name)
    tally.files.push({ name, ms: file.endTime - file.startTime })
  }
}

function fail(tally, name) {
  tally.failed += 1
  tally.failures.push(name)
}

function report(tally) {
  heading('The ten slowest files')
  const slowest = tally.files.toSorted((a, b) => b.ms - a.ms).slice(0, 10)
  for (const file of slowest) say(`${(file.ms / 1000).toFixed(1).padStart(7)} s  ${file.name}`)
  if (tally.failed > 0) {
    heading('What failed')
    for (const name of tally.failures) say(`  ${name}`)
  }
  const seconds = Math.round((performance.now() - tally.since) / 1000)
  say(`\nTook ${Math.floor(seconds / 60)} min ${seconds % 60} s`)
  say(`${tally.passed} passed, ${tally.failed} failed`)
  return tally.failed === 0 ? 0 : 1
}

async function node(args, env = {}) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  })
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  return await new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

function heading(words) {
  say(`\n── ${words}`)
}

function say(words) {
  process.stdout.write(`${words}\n`)
}
