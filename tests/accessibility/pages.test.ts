import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { HtmlValidate } from 'html-validate'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { crawl } from '#tests/support/crawl.ts'
import type { Reached } from '#tests/support/crawl.ts'
import { sampleWorld } from '#tests/support/sample-world.ts'
import { findBrowser } from '../../tools/browser.mjs'

// Every page of the route table is opened once in a real browser, at an address where somebody of the sample reached it:
// axe, markup, heading order, and no sideways scrolling at 320 px. A page that nobody reaches fails.

const { house, as } = await sampleWorld({ assets: true })
const { routes } = house.house
const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** Pages behind a secret in their address, a real factor or a provider; tests/browser/sign-in.test.ts opens them. */
const notByLink: ReadonlySet<string> = new Set([
  '/sign-in/leave',
  '/sign-in/return',
  '/sign-out/at-organisation',
  '/enrol/:code',
  '/enrol/:code/authenticator',
  // Opened by an act that asks for a fresh factor, never by a link.
  '/confirm',
  '/account/passkeys/:uid',
  '/account/sign-in/:uid/remove',
  '/accounts/:uid/open',
])

const { reached, dead } = await crawl(house, routes, [...Object.values(as), undefined])
const pages = routes.filter((route) => route.kind === 'page')

const markup = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'void-style': 'off',
    'form-dup-name': ['error', { shared: ['radio', 'checkbox', 'submit', 'button'] }],
    'prefer-native-element': 'off',
    'no-trailing-whitespace': 'off',
    'attribute-boolean-style': 'off',
    'long-title': 'off',
    'no-redundant-role': 'off',
    'require-sri': 'off',
    'tel-non-breaking': 'off',
  },
})

let browser: Browser
let origin: string
beforeAll(async () => {
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({ executablePath, args, env })
  await house.server.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://127.0.0.1:${(house.server.server.address() as AddressInfo).port}`
})
afterAll(() => browser.close())

interface Violation {
  readonly id: string
  readonly nodes: readonly { readonly html: string }[]
}

async function open({ url, who }: Reached): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 320, height: 800 },
    bypassCSP: true,
  })
  if (who !== undefined) {
    await context.addCookies([{ name: 'heed', value: who.token, domain: '127.0.0.1', path: '/' }])
  }
  const page = await context.newPage()
  await page.goto(`${origin}${url}`)
  return page
}

async function axe(page: Page): Promise<string[]> {
  await page.evaluate(axeSource)
  const violations = await page.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((found) => found.violations)`,
  )
  return (violations as Violation[]).map((each) => `${each.id}: ${each.nodes[0]?.html ?? ''}`)
}

describe('every page', () => {
  it('is linked from somewhere, for somebody of the sample', () => {
    const missing = pages
      .map((route) => route.path)
      .filter((path) => !reached.has(path) && !notByLink.has(path))
    expect(missing).toEqual([])
  })

  it('shows no link that leads nowhere', () => {
    expect(dead).toEqual([])
  })
})

describe.each([...reached].filter(([pattern]) => pages.some((route) => route.path === pattern)))(
  '%s',
  (_pattern, places) => {
    it('is accessible, well formed and fits a phone', async () => {
      const place = places[0]
      if (place === undefined) throw new Error('a page was reached without an address')
      const page = await open(place)
      try {
        expect(await axe(page)).toEqual([])
        const width = await page.evaluate('document.documentElement.scrollWidth')
        expect(width).toBeLessThanOrEqual(320)
        const levels = await page.evaluate(
          `[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((each) => Number(each.tagName[1]))`,
        )
        const jumps = (levels as number[]).filter(
          (level, at, all) => at > 0 && level - (all[at - 1] ?? 0) > 1,
        )
        expect(jumps).toEqual([])
        const report = await markup.validateString((await house.get(place.who, place.url)).body)
        const faults = report.results.flatMap((result) =>
          result.messages.map((each) => `${each.ruleId}: ${each.message}`),
        )
        expect(faults).toEqual([])
      } finally {
        await page.context().close()
      }
    })
  },
)
