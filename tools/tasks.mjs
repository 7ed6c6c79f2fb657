// What `npm start`, `npm test` and the other commands do once everything is installed; runs under the pinned Node.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { buildAll } from './build.mjs'

const root = path.dirname(import.meta.dirname)
const [task = 'start', ...args] = process.argv.slice(2)
process.chdir(task === 'heed' ? process.cwd() : root)

const tasks = {
  start: async () => await (await import('./start.mjs')).start(args),
  dev: async () => await (await import('./start.mjs')).develop(args),
  test: async () => await (await import('./test.mjs')).test(),
  'test:long': async () => await (await import('./test.mjs')).testLong(),
  check: async () => await (await import('./test.mjs')).check(),
  heed: async () => await runBuilt('cli.js', args),
  bench: async () => await runTool('bench.mjs', args),
  pictures: async () => await runTool('take-pictures.mjs', args),
  'db:types': async () => await runTool('db-types.ts', args),
}

async function runBuilt(name, words) {
  await buildAll()
  return await run(path.join(root, 'dist', name), words)
}

async function runTool(name, words) {
  await buildAll()
  return await run(path.join(root, 'tools', name), words)
}

/** The script takes our place: it reads the same keys, writes to the same places, and its end is ours. */
async function run(script, words) {
  const child = spawn(process.execPath, ['--enable-source-maps', script, ...words], {
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return await new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

if (!(task in tasks)) {
  process.stderr.write(`There is no task "${task}"; there are: ${Object.keys(tasks).join(', ')}.\n`)
  process.exit(2)
}
// The first step passes signals on; when it was killed there is nobody left to do so.
const parent = process.ppid
setInterval(() => process.ppid !== parent && process.kill(process.pid, 'SIGTERM'), 1_000).unref()
process.exitCode = await tasks[task]()
