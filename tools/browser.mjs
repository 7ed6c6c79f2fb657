// Finds the browser of the browser tests: one that is installed, else the one that comes as a package,
// else Playwright's download, else one clear sentence.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.dirname(import.meta.dirname)

/** @returns {Promise<import('./browser.d.mts').Browser>} what Playwright's `launch` takes, and where it was found */
export async function findBrowser() {
  const found = namedBrowser() ?? installedBrowser() ?? (await packagedBrowser())
  const browser = found ?? (await playwrightBrowser())
  if (browser) return browser
  throw new Error(
    'No browser for the browser tests: install Chromium, Chrome or Edge, or name one with HEED_BROWSER.',
  )
}

function namedBrowser() {
  const named = process.env.HEED_BROWSER
  if (!named) return undefined
  if (existsSync(named)) return plain(named, 'HEED_BROWSER')
  throw new Error(`HEED_BROWSER names ${named}, and there is no such file.`)
}

function installedBrowser() {
  const found = candidates().find((file) => existsSync(file) && answers(file))
  return found && plain(found, 'installed')
}

function candidates() {
  if (process.platform === 'win32') {
    const bases = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].map((n) => process.env[n])
    const names = ['Google/Chrome', 'Microsoft/Edge', 'Chromium'].flatMap((name) => [
      `${name}/Application/${name === 'Microsoft/Edge' ? 'msedge' : 'chrome'}.exe`,
    ])
    return bases.filter(Boolean).flatMap((base) => names.map((name) => path.join(base, name)))
  }
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge']
    const bases = ['/Applications', path.join(homedir(), 'Applications')]
    return bases.flatMap((base) =>
      names.map((name) => path.join(base, `${name}.app`, 'Contents', 'MacOS', name)),
    )
  }
  const names = ['chromium', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable']
  const more = ['microsoft-edge', 'chromium-browser', 'chrome']
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean)
  return [...names, ...more].flatMap((name) => folders.map((folder) => path.join(folder, name)))
}

/** Some systems put a stub in the browser's place that only asks to install it. */
function answers(file, env = {}) {
  if (process.platform !== 'linux') return true
  const done = spawnSync(file, ['--version'], {
    encoding: 'utf8',
    timeout: 20_000,
    env: { ...process.env, ...env },
  })
  return done.status === 0 && /\d+\.\d+\.\d+/.test(done.stdout)
}

/** The package is unpacked once, beside the packages, and moved to its place when whole. */
async function packagedBrowser() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  const from = path.join(root, 'node_modules', '@sparticuz', 'chromium')
  if (!existsSync(path.join(from, 'package.json'))) return undefined
  const { version } = JSON.parse(readFileSync(path.join(from, 'package.json'), 'utf8'))
  const place = path.join(root, 'node_modules', '.cache', `heed-browser-${version}`)
  if (!existsSync(place) && !(await unpack(from, place))) return undefined
  const file = path.join(place, 'chromium')
  const fonts = { FONTCONFIG_FILE: path.join(place, 'fonts.conf') }
  const libraries = {
    LD_LIBRARY_PATH: [path.join(place, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
      .filter(Boolean)
      .join(':'),
  }
  // Its libraries are those of another distribution: the system's own are better where there are any.
  const env = [fonts, { ...fonts, ...libraries }].find((one) => answers(file, one))
  return env && { ...plain(file, 'package'), args: ['--no-zygote', '--disable-gpu'], env }
}

/** The package unpacks into the temporary folder and trusts whatever lies there; a folder of its own makes that safe. */
async function unpack(from, place) {
  const part = `${place}.${process.pid}`
  mkdirSync(part, { recursive: true })
  const entry = pathToFileURL(path.join(from, 'build', 'index.js')).href
  const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
  const files = parts.map((name) => path.join(from, 'bin', name))
  const script = `const { inflate } = await import(${JSON.stringify(entry)});
    await Promise.all(${JSON.stringify(files)}.map(inflate))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, TMPDIR: part },
  })
  const code = await new Promise((resolve) => child.on('exit', resolve))
  writeFileSync(path.join(part, 'fonts.conf'), fontSettings(place))
  if (code === 0 && !existsSync(place)) renameSync(part, place)
  rmSync(part, { recursive: true, force: true })
  return existsSync(place)
}

/** A machine without any font stops the browser at the first letter; the package brings one. */
function fontSettings(place) {
  const folders = [path.join(place, 'fonts'), '/usr/share/fonts', '/usr/local/share/fonts']
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${folder}</dir>`).join('\n')}
  <cachedir>${path.join(place, 'fonts-cache')}</cachedir>
</fontconfig>
`
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright-core')
  const file = chromium.executablePath()
  if (!existsSync(file)) {
    const cli = fileURLToPath(new URL('./cli.js', import.meta.resolve('playwright-core')))
    spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit' })
  }
  return existsSync(file) ? plain(file, 'Playwright') : undefined
}

function plain(executablePath, from) {
  return { executablePath, args: [], env: {}, from }
}
