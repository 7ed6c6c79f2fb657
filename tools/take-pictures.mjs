// `npm run pictures`: starts Heed on a fresh sample of its own, takes the pictures that README.md shows, and stops it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findBrowser } from './browser.mjs'

const root = path.dirname(import.meta.dirname)
const folder = path.join(root, 'docs', 'pictures')
const size = { width: 920, height: 640 }

/** Each picture: its file, and how the page is reached by somebody who has signed in as the business manager. */
const pictures = [
  { file: 'home.png', reach: (page, site) => page.goto(site.heed) },
  {
    file: 'case.png',
    reach: (page, site) => openFirst(page, `${site.heed}/cases?status=rapid-review`),
  },
  {
    file: 'recommendation.png',
    reach: (page, site) => openFirst(page, `${site.heed}/recommendations?status=delivered`),
  },
  {
    file: 'public.png',
    reach: async (page, site) => {
      await page.goto(site.open)
      await page.getByRole('main').getByRole('link').first().click()
    },
  },
]

async function openFirst(page, list) {
  await page.goto(list)
  await page.getByRole('rowheader').getByRole('link').first().click()
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until somebody answers there; a first start makes a database and tells the story of the sample. */
async function answers(url, child) {
  for (let seconds = 0; seconds < 180; seconds += 1) {
    if (child.exitCode !== null) throw new Error('Heed ended before it could be pictured')
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
  throw new Error(`nobody answered at ${url}`)
}

async function takeAll(site) {
  const { executablePath, args, env } = await findBrowser()
  const browser = await chromium.launch({ executablePath, args, env })
  try {
    const page = await browser.newPage({ viewport: size })
    await page.goto(`${site.heed}/sign-in`)
    await page.getByRole('button', { name: 'Maren Ashdown' }).click()
    await page.getByRole('heading', { level: 1, name: 'Your page' }).waitFor()
    mkdirSync(folder, { recursive: true })
    for (const { file, reach } of pictures) {
      await reach(page, site)
      await page.waitForLoadState()
      await page.screenshot({ path: path.join(folder, file) })
    }
  } finally {
    await browser.close()
  }
}

const place = mkdtempSync(path.join(tmpdir(), 'heed-pictures-'))
const [port, publicPort] = [await freePort(), await freePort()]
const child = spawn(process.execPath, [path.join(root, 'tools', 'tasks.mjs'), 'start'], {
  stdio: ['ignore', 'ignore', 'inherit'],
  env: {
    ...process.env,
    HEED_DATA: path.join(place, 'data'),
    PORT: String(port),
    PUBLIC_PORT: String(publicPort),
  },
})
const site = { heed: `http://localhost:${port}`, open: `http://localhost:${publicPort}` }
try {
  await answers(`${site.heed}/sign-in`, child)
  await answers(site.open, child)
  await takeAll(site)
} finally {
  const gone = once(child, 'exit')
  if (child.exitCode === null && child.kill('SIGINT')) await gone
  rmSync(place, { recursive: true, force: true })
}
