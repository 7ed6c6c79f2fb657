// Runs the web server and the public site as two processes under this one. They get signals only from here,
// stop in order (the public site first, because the web server stops the database), and end when this one ends.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { buildAll, watchAll } from './build.mjs'

const dist = path.join(path.dirname(import.meta.dirname), 'dist')

/** `npm start`: builds when something changed, runs until a signal or until one of the two ends. */
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

/** Starts the web server, and the public site once the web server says that the database is ready. */
function runSite(args) {
  const main = runPart('main.js', args)
  let site
  let stopping = false
  main.child.on('message', (message) => {
    if (message !== 'ready' || stopping || site || !existsSync(path.join(dist, 'public.js'))) return
    site = runPart('public.js', args)
    void site.ended.then(() => !stopping && stop('SIGTERM'))
  })
  function stop(signal) {
    if (stopping) return
    stopping = true
    site?.child.kill(signal)
    void (site?.ended ?? Promise.resolve()).then(() => main.child.kill(signal))
  }
  const ended = main.ended.then(async (code) => {
    const asked = stopping
    stop('SIGTERM')
    const other = (await site?.ended) ?? 0
    return asked ? code || other : code || other || 1
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
