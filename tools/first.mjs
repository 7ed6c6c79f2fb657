// The first step of every command: Node 20 or later, built-in modules only. It installs what is missing,
// finds the Node that the lock file pins, and hands over to tools/tasks.mjs under that Node.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { constants, tmpdir } from 'node:os'
import path from 'node:path'

const root = path.dirname(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname))
const oldestNode = [20, 0]
const oldestWithoutOurs = [22, 18]

function main() {
  if (isOlder(process.versions.node, oldestNode)) {
    giveUp(`Heed needs Node 20 or later to start; this is ${process.version}.`)
  }
  install()
  const node = pinnedNode() ?? process.execPath
  if (node === process.execPath && isOlder(process.versions.node, oldestWithoutOurs)) {
    giveUp(
      `No Node 24 comes with Heed for ${process.platform} ${process.arch}; install Node 24 and start again.`,
    )
  }
  handOver(node, process.argv.slice(2))
}

/** Installs with npm when the lock file, the Node that it pins, or the machine differ from what was installed last. */
function install() {
  const stamp = path.join(root, 'node_modules', '.heed-installed')
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  say('Installing what Heed needs (about half a minute, once)')
  const spare = fetchNode()
  const done = npm(['ci', '--include=dev', '--no-audit', '--no-fund'], root, spare?.node)
  if (spare) rmSync(spare.folder, { recursive: true, force: true })
  if (done !== 0) giveUp('The packages could not be installed; npm says why above.', done)
  mkdirSync(path.dirname(stamp), { recursive: true })
  writeFileSync(stamp, wanted)
}

function fingerprint() {
  const lock = readFileSync(path.join(root, 'package-lock.json'))
  const node = nodePackage()?.version ?? process.version
  return createHash('sha256')
    .update(lock)
    .update(`\n${node} ${process.platform} ${process.arch}`)
    .digest('hex')
}

function lockFile() {
  return JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
}

/** The package that brings Node for this machine, as the lock file has it. */
function nodePackage() {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const entry = lockFile().packages[`node_modules/${name}`]
  return entry && { name, version: entry.version, entry }
}

/**
 * npm leaves out optional packages whose `engines` the running Node does not satisfy, without a word. So an older
 * Node first fetches the pinned one, by the same lock entry, and lets that run npm.
 */
function fetchNode() {
  const wanted = nodePackage()
  if (!wanted || process.version === `v${wanted.version}`) return undefined
  const folder = mkdtempSync(path.join(tmpdir(), 'heed-node-'))
  const dependencies = { [wanted.name]: wanted.version }
  const own = { name: 'heed-node', version: '0.0.0', private: true, dependencies }
  const entry = { ...wanted.entry, dev: undefined, optional: undefined }
  const lock = {
    name: own.name,
    version: own.version,
    lockfileVersion: 3,
    packages: { '': own, [`node_modules/${wanted.name}`]: entry },
  }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(own))
  writeFileSync(path.join(folder, 'package-lock.json'), JSON.stringify(lock))
  writeFileSync(path.join(folder, '.npmrc'), 'ignore-scripts=true\naudit=false\nfund=false\n')
  const node = nodeBelow(path.join(folder, 'node_modules'), wanted.name)
  const fetched = npm(['ci', '--silent'], folder) === 0 && existsSync(node)
  if (fetched) return { folder, node }
  rmSync(folder, { recursive: true, force: true })
  return undefined
}

function nodeBelow(modules, name) {
  return path.join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}

/** Runs the npm that runs us (npx is its sibling), or the one on the path, under the Node that is given. */
function npm(args, cwd, node = process.execPath) {
  const script = process.env.npm_execpath?.replace(/npx-cli(\.c?js)$/, 'npm-cli$1')
  const isNpm = script !== undefined && /npm-cli\.c?js$/.test(script) && existsSync(script)
  const env = {
    ...process.env,
    PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
  }
  const done = isNpm
    ? spawnSync(node, [script, ...args], { cwd, env, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd, env, stdio: 'inherit', shell: process.platform === 'win32' })
  return done.status ?? 1
}

function pinnedNode() {
  const wanted = nodePackage()
  if (!wanted) return undefined
  const node = nodeBelow(path.join(root, 'node_modules'), wanted.name)
  return existsSync(node) ? node : undefined
}

/** Runs the task; a signal to us is passed on, and the task's end is ours. */
function handOver(node, args) {
  const binaries = path.join(root, 'node_modules', '.bin')
  const child = spawn(node, [path.join(root, 'tools', 'tasks.mjs'), ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [path.dirname(node), binaries, process.env.PATH].join(path.delimiter),
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm passes a signal only as far as its shell; when those two are gone, we were meant as well.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 1_000).unref()
  child.on('error', (error) => giveUp(`${node} could not be run (${error.code}).`))
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
  })
}

function isOlder(version, [major, minor]) {
  const [hasMajor, hasMinor] = version.split('.').map(Number)
  return hasMajor < major || (hasMajor === major && hasMinor < minor)
}

function say(words) {
  process.stderr.write(`${words}\n`)
}

function giveUp(words, code = 1) {
  say(words)
  process.exit(code)
}

main()
