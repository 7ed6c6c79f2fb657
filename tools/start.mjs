// Runs the web server, the public site and, beside an external database, the worker as processes under this one. They
// get signals only from here, stop in order (the web server last, because it stops the database), and end with this one.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { buildAll, watchAll } from './build.mjs'

const dist = path.join(path.dirname(import.meta.dirname), 'dist')

/** `npm start`: builds when something changed, runs until a signal or until one of the processes ends. */
export async function start(args) {
  await buildAll()
  const site = runSite(args)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => site.stop(signal))
  return await site.ended
}

/** `npm run dev`: the same, built and started again after each change. */
export async function develop(args) {
  let site
  let stopping = false
  let turn = Promise.resolve()
  function restart() {
    turn = turn.then(async () => {
      site?.stop('SIGTERM')
      await site?.ended
      if (!stopping) site = runSite(args)
    })
  }
  const watching = await watchAll(restart)
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, resolve)
  })
  stopping = true
  await watching.dispose()
  site?.stop('SIGTERM')
  await site?.ended
  return 0
}

/** What runs beside the web server; with the embedded database that does the jobs itself. */
function partsBeside() {
  const names = process.env.DATABASE_URL === undefined ? ['public.js'] : ['public.js', 'worker.js']
  return names.filter((name) => existsSync(path.join(dist, name)))
}

/** Starts the web server, and the others once that says that the database is ready. */
function runSite(args) {
  const main = runPart('main.js', args)
  let beside = []
  let stopping = false
  let failed = 0
  main.child.on('message', (message) => {
    if (message !== 'ready' || stopping || beside.length > 0) return
    beside = partsBeside().map((name) => runPart(name, args))
    for (const part of beside) void part.ended.then((code) => stopFor(code))
  })
  function stopFor(code) {
    if (stopping) return
    failed = code || 1
    stop('SIGTERM')
  }
  function stop(signal) {
    if (stopping) return
    stopping = true
    for (const { child } of beside) child.kill(signal)
    void Promise.all(beside.map((part) => part.ended)).then(() => main.child.kill(signal))
  }
  const ended = main.ended.then(async (code) => {
    stopFor(code)
    const codes = await Promise.all(beside.map((part) => part.ended))
    return failed || code || codes.find((each) => each !== 0) || 0
  })
  return { stop, ended }
}

/** A session of its own keeps the terminal's Ctrl-C away; the channel closes when we die, and the part stops itself. */
function runPart(name, args) {
  const child = spawn(process.execPath, ['--enable-source-maps', path.join(dist, name), ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  })
  const ended = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
  return { child, ended }
}
