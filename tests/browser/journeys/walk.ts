import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { addDays, londonToday } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { sayDate } from '#shared/date-words.ts'
import { sampleWorld } from '#tests/support/sample-world.ts'
import type { SampleWorld } from '#tests/support/sample-world.ts'
import { findBrowser } from '../../../tools/browser.mjs'

// One house over the sample world, shared by all journeys: each makes its own case or keeps to its own part of the sample.

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

const port = await freePort()
/** Where Heed is for these journeys. */
export const origin = `http://127.0.0.1:${port}`
const world: SampleWorld = await sampleWorld({ assets: true, origin })
/** The house that is walked. */
export const { house } = world
/** Everybody of the sample. */
export type PersonOfSample = keyof SampleWorld['as']

const pictures = process.env['HEED_PICTURES']
const patience = 15_000
let browser: Browser
let opened: BrowserContext[] = []
let complaints: string[] = []

beforeAll(async () => {
  await house.server.listen({ host: '127.0.0.1', port })
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({ executablePath, args, env })
})

afterEach(async ({ task }) => {
  if (pictures && task.result?.state === 'fail') await pictureOfAll(`failed-${task.id}`)
  await Promise.all(opened.map((context) => context.close()))
  opened = []
  const heard = complaints
  complaints = []
  if (heard.length > 0) throw new Error(`the browser complained: ${heard.join('; ')}`)
})

afterAll(() => browser?.close())

/** What every open window shows, for whoever looks for the cause. */
async function pictureOfAll(name: string): Promise<void> {
  const pages = opened.flatMap((context) => context.pages())
  for (const [at, page] of pages.entries())
    await page.screenshot({ path: path.join(pictures ?? '', `${name}-${at}.png`), fullPage: true })
}

/** Today, as the house has it. */
export const today: PlainDate = londonToday(house.house.clock.now())

/** The day that many days from today. */
export const day = (days: number): PlainDate => addDays(today, days)

/** How a window differs from that of a desk with script. */
export interface WindowOptions {
  readonly width?: number
  readonly script?: boolean
}

/** An empty window in which every complaint of the browser is noted; it closes after the test. */
export async function openWindow(options: WindowOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.script ?? true,
  })
  context.setDefaultTimeout(patience)
  opened.push(context)
  const page = await context.newPage()
  page.on('console', (message) => {
    const told = message.type() === 'error' || message.type() === 'warning'
    // A form that is sent back and a page that is not there are answers, not faults.
    if (told && !/status of (404|422)/.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return page
}

/** A window of somebody who has signed in and has this token. */
export async function signInWith(token: string, options: WindowOptions = {}): Promise<Page> {
  const page = await openWindow(options)
  await page.context().addCookies([{ name: 'heed', value: token, domain: '127.0.0.1', path: '/' }])
  return page
}

/** A window in which this person of the sample has signed in. */
export function sitDownAs(person: PersonOfSample, options: WindowOptions = {}): Promise<Page> {
  return signInWith(world.as[person].token, options)
}

/** Types an address of Heed into the address bar. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(origin + address)
}

/** Presses a link, by its words. */
export async function follow(page: Page, words: string | RegExp): Promise<void> {
  await page
    .getByRole('link', { name: words, exact: typeof words === 'string' })
    .first()
    .click()
  await page.waitForLoadState()
}

/** Presses a button, by its words. */
export async function press(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: words, exact: typeof words === 'string' }).click()
  await page.waitForLoadState()
}

/** A question of a form with several answers or boxes, by its words. */
export function question(page: Page, words: string | RegExp): Locator {
  return page.getByRole('group', { name: words })
}

/** Chooses one answer of a question. */
export async function choose(
  page: Page,
  words: string | RegExp,
  answer: string | RegExp,
): Promise<void> {
  await question(page, words)
    .getByLabel(answer, { exact: typeof answer === 'string' })
    .check()
}

/** Types a date as day, month and year. */
export async function typeDate(page: Page, words: string | RegExp, date: PlainDate): Promise<void> {
  const [year = '', month = '', on = ''] = date.split('-')
  const boxes = question(page, words)
  await boxes.getByLabel('Day').fill(String(Number(on)))
  await boxes.getByLabel('Month').fill(String(Number(month)))
  await boxes.getByLabel('Year').fill(year)
}

/** Waits until these words stand on the page. */
export async function sees(page: Page, words: string | RegExp): Promise<void> {
  await page.getByRole('main').getByText(words).first().waitFor()
}

/** Reads a day as the page says it. */
export const said = (date: PlainDate): string => sayDate(date)

/** The path of the page that is open, without its query. */
export const here = (page: Page): string => new URL(page.url()).pathname

/** Looks at the page on a phone and at a desk: nothing may stand out of a phone's screen. Pictures are kept when asked for. */
export async function lookAt(page: Page, name: string): Promise<void> {
  const size = page.viewportSize()
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    if (pictures)
      await page.screenshot({ path: path.join(pictures, `${name}-${width}.png`), fullPage: true })
    if (width > 320) continue
    const wide = await page.evaluate('document.documentElement.scrollWidth')
    expect(wide, `${name} is wider than a phone`).toBeLessThanOrEqual(320)
  }
  if (size !== null) await page.setViewportSize(size)
}
