import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type Browser, type Page } from 'playwright-core'
import { extractText } from 'unpdf'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { gallery } from '#tests/support/gallery.tsx'
import { serveGallery } from '#tests/support/gallery-server.ts'
import { buildAssets } from '../../tools/build-assets.mjs'
import { findBrowser } from '../../tools/browser.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = process.env['HEED_PICTURES']
const assets = mkdtempSync(path.join(tmpdir(), 'heed-look-'))
let browser: Browser
let house: Awaited<ReturnType<typeof serveGallery>>

beforeAll(async () => {
  await buildAssets({ outDir: assets })
  house = await serveGallery(assets)
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({ executablePath, args, env })
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await house?.close()
  rmSync(assets, { recursive: true, force: true })
})

async function open(
  place: string,
  options: { width: number; script?: boolean; clock?: boolean; bypassCSP?: boolean },
) {
  const context = await browser.newContext({
    viewport: { width: options.width, height: 900 },
    javaScriptEnabled: options.script ?? true,
    bypassCSP: options.bypassCSP ?? false,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  if (options.clock) await page.clock.install()
  await page.goto(house.origin + place)
  return { page, complaints, close: () => context.close() }
}

async function picture(page: Page, name: string) {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true })
}

describe.each(Object.keys(gallery))('the page %s of the gallery', (place) => {
  test.each([1280, 320])('stays inside a window %i wide and breaks no policy', async (width) => {
    const { page, complaints, close } = await open(place, { width })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    await picture(page, `${place.slice(1)}-${width}`)
    expect(wide).toBeLessThanOrEqual(width)
    expect(complaints).toEqual([])
    await close()
  })

  test.each([1280, 320])('has no axe violation at a width of %i', async (width) => {
    const { page, close } = await open(place, { width, bypassCSP: true })
    await page.evaluate(axe)
    const found = await page.evaluate(async () => {
      const run = (
        window as unknown as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
        }
      ).axe
      const { violations } = await run.run()
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
    })
    expect(found).toEqual([])
    await close()
  })

  test('reads the same without script', async () => {
    const { page, close } = await open(place, { width: 320, script: false })
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    await picture(page, `${place.slice(1)}-plain`)
    expect(wide).toBeLessThanOrEqual(320)
    expect(await page.locator('h1').isVisible()).toBe(true)
    await close()
  })
})

test('what is typed is saved after a pause and when the page is left', async () => {
  const { page, close } = await open('/form', { width: 1280, clock: true })
  const before = house.posted.length
  await page.getByLabel('Reasons').fill('The partners agree')
  await page.clock.runFor(2_000)
  await page.getByText(/^Saved at \d{1,2}\.\d\d$/).waitFor()
  const [saved] = house.posted.slice(before)
  expect(saved?.path).toBe('/drafts/1')
  expect(new URLSearchParams(saved?.body).get('reasons')).toBe('The partners agree')
  await page.getByLabel('Reasons').fill('The partners agree in full')
  await page.goto(`${house.origin}/record`)
  await expect.poll(() => house.posted.at(-1)?.body ?? '').toContain('in+full')
  await close()
})

test('one key keeps the session before it ends, and an ended one leaves the page', async () => {
  const { page, complaints, close } = await open('/record', { width: 1280, clock: true })
  const dialog = page.getByRole('dialog', { name: 'You will be signed out soon' })
  await page.clock.fastForward(779_000)
  expect(await dialog.count()).toBe(0)
  await page.clock.runFor(2_000)
  await dialog.waitFor()
  await picture(page, 'session')
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
  expect(house.posted.at(-1)?.path).toBe('/session/extend')
  await page.clock.fastForward(899_000)
  await page.clock.runFor(3_000)
  await page.waitForURL('**/ended')
  expect(complaints.filter((words) => !words.includes('404'))).toEqual([])
  await close()
})

test('a button that is hit twice sends once', async () => {
  const { page, close } = await open('/form', { width: 1280 })
  const before = house.posted.length
  await page.getByRole('button', { name: 'Record decision' }).dblclick()
  await page.waitForTimeout(500)
  expect(house.posted.slice(before).filter((one) => one.path === '/cases/q/decide')).toHaveLength(1)
  await close()
})

test('paper is complete: page numbers, the whole table, opened details, who printed it; nothing to press', async () => {
  const { page, close } = await open('/list', { width: 1280 })
  const pdf = await page.pdf({ preferCSSPageSize: true, format: 'A4' })
  if (pictures) writeFileSync(path.join(pictures, 'list.pdf'), pdf)
  const { text, totalPages } = await extractText(new Uint8Array(pdf), { mergePages: true })
  const words = text.replace(/\s+/g, ' ')
  for (let number = 1; number <= totalPages; number += 1) {
    expect(words).toContain(`Page ${number} of ${totalPages}`)
  }
  for (const printed of [
    'Lead health visitor',
    'Evidence accepted',
    'Said done, evidence not yet accepted 31 of 120',
    'Heed, reference AM-7K2Q. Printed by Rowan Ashby',
  ]) {
    expect(words).toContain(printed)
  }
  for (const pressed of ['Sign out', 'Apply filters', 'Older', 'Accessibility']) {
    expect(words).not.toContain(pressed)
  }
  await close()
})

test('what a radio opens is there when it is chosen and gone when it is not', async () => {
  const { page, close } = await open('/form', { width: 320 })
  const opened = page.getByLabel('What will be done instead? (optional)')
  expect(await opened.isVisible()).toBe(false)
  await page.getByLabel('No', { exact: true }).check()
  expect(await opened.isVisible()).toBe(true)
  await page.getByLabel('Yes', { exact: true }).check()
  expect(await opened.isVisible()).toBe(false)
  await close()
})

test('a problem in the summary leads to its control', async () => {
  const { page, close } = await open('/form', { width: 1280 })
  await page.getByRole('link', { name: 'Enter the date the child was seen' }).click()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('seenOn')
  await close()
})

test('with the colours of the reader and without movement the page still says everything', async () => {
  const { page, close } = await open('/list', { width: 1280 })
  await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
  await picture(page, 'list-forced')
  expect(await page.getByText('Late by 5 days').isVisible()).toBe(true)
  const moving = await page.evaluate(() => {
    const times = [...document.querySelectorAll('*')].map((one) => getComputedStyle(one))
    return times.filter((style) => Number.parseFloat(style.transitionDuration) > 0).length
  })
  expect(moving).toBe(0)
  await close()
})
