import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { generate } from 'otplib'
import { Client } from 'pg'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEnrolmentLink } from '#features/accounts/index.ts'
import { accounts } from '#features/accounts/pages.tsx'
import { sealProviderSecret } from '#features/accounts/commands/use-provider.ts'
import { signInSite } from '#features/accounts/commands/site.ts'
import type { RoleName } from '#platform/access/role.ts'
import { testHouse } from '#tests/support/house.ts'
import type { TestHouse, TestPartnership } from '#tests/support/house.ts'
import { newSubject, startProvider } from '#tests/support/oidc-provider.ts'
import type { TestProvider } from '#tests/support/oidc-provider.ts'
import { attachAuthenticator } from '#tests/support/virtual-authenticator.ts'
import { buildAssets } from '../../tools/build-assets.mjs'
import { findBrowser } from '../../tools/browser.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = process.env['HEED_PICTURES']
const assetsFolder = mkdtempSync(path.join(tmpdir(), 'heed-sign-in-'))
const port = await freePort()
const origin = `http://localhost:${port}`
const keys = { fieldKey: randomBytes(32) }
const house: TestHouse = await testHouse({
  origin,
  assetsFolder,
  kind: 'real',
  routes: accounts({ keys, url: origin }),
})
const samplePort = await freePort()
const sampleOrigin = `http://localhost:${samplePort}`
const sample: TestHouse = await testHouse({
  origin: sampleOrigin,
  assetsFolder,
  kind: 'sample',
  routes: accounts({ keys, url: sampleOrigin }),
})
let browser: Browser
let provider: TestProvider
let here: TestPartnership

beforeAll(async () => {
  await buildAssets({ outDir: assetsFolder })
  await house.server.listen({ host: '127.0.0.1', port })
  await sample.server.listen({ host: '127.0.0.1', port: samplePort })
  provider = await startProvider(`${origin}/sign-in/return`)
  here = await house.addPartnership('Aldermere')
  await addProvider()
  const { executablePath, args, env } = await findBrowser()
  browser = await chromium.launch({ executablePath, args, env })
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await provider?.stop()
  rmSync(assetsFolder, { recursive: true, force: true })
})

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: free } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return free
}

async function addProvider(): Promise<void> {
  const { clientId, clientSecret, issuer } = provider
  const sealed = sealProviderSecret(signInSite({ keys, url: origin }), {
    clientId,
    clientSecret,
    issuer,
  })
  await house.sql(
    `insert into access.identity_provider (partnership_id, name, issuer, client_id, sealed_secret, assurance, added_at)
     values ($1, 'Aldermere Trust', $2, $3, $4, 2, now())`,
    [here.id, issuer, clientId, sealed],
  )
}

async function linkFor(name: string, role: RoleName = 'action-owner'): Promise<string> {
  const client = new Client(house.database.connect.migrate)
  await client.connect()
  try {
    const asked = { partnership: 'aldermere', name, role, url: origin }
    return (await createEnrolmentLink(client, asked)).link
  } finally {
    await client.end()
  }
}

/** A window in which every complaint of the browser is written down. */
async function openWindow(options: { script?: boolean; width?: number } = {}) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.script ?? true,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // This house has no home page: coming to it is where these journeys end.
  const seriously = () => complaints.filter((words) => !words.includes('404'))
  return { page, context, complaints: seriously }
}

async function setUpPasskey(page: Page, name: string, role?: RoleName): Promise<void> {
  await page.goto(await linkFor(name, role))
  await page.getByLabel('Name of the passkey').fill('My phone')
  await page.getByRole('button', { name: 'Set up a passkey' }).click()
  await page.waitForURL(`${origin}/?done=invitation.used-for-passkey`)
}

async function look(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 320, height: 800 })
  const wide = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(wide, `${name} is wider than a phone`).toBeLessThanOrEqual(320)
  if (pictures)
    await page.screenshot({ path: path.join(pictures, `${name}-320.png`), fullPage: true })
  await page.setViewportSize({ width: 1280, height: 900 })
  if (pictures)
    await page.screenshot({ path: path.join(pictures, `${name}-1280.png`), fullPage: true })
  // Our policy lets no script in from outside, which axe is; another world of the same page is not bound by it.
  const session = await page.context().newCDPSession(page)
  const { frameTree } = await session.send('Page.getFrameTree')
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
  })
  const { result } = await session.send('Runtime.evaluate', {
    expression: `${axe}; axe.run().then(({ violations }) => JSON.stringify(violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' '))))`,
    contextId: executionContextId,
    awaitPromise: true,
  })
  await session.detach()
  expect(JSON.parse(String(result.value)), `${name} has barriers`).toEqual([])
}

describe('with a passkey', () => {
  it('somebody sets it up from a link, signs out, and comes back to the page that they wanted', async () => {
    const { complaints, context, page } = await openWindow()
    await attachAuthenticator(page)
    await setUpPasskey(page, 'Priya Invented')
    await page.goto(`${origin}/account`)
    await page.getByText('Priya Invented').first().waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out.').waitFor()
    await page.goto(`${origin}/account/sessions`)
    await page.waitForURL('**/sign-in?to=%2Faccount%2Fsessions')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL('**/account/sessions?done=**')
    await page.getByRole('rowheader', { name: /^(Chrome|Edge) on .* \(this one\)$/ }).waitFor()
    expect(complaints()).toEqual([])
    await context.close()
  })

  it('somebody confirms that it is them, adds a second passkey and removes the first', async () => {
    const { complaints, context, page } = await openWindow()
    const first = await attachAuthenticator(page)
    await setUpPasskey(page, 'Owen Invented')
    await house.sql(`update access.session set stepped_up_at = now() - interval '1 hour'`)
    await page.goto(`${origin}/account/sign-in`)
    await page.getByText('You have one way to sign in.').waitFor()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor()
    await page.getByRole('button', { name: 'Confirm with a passkey' }).click()
    await page.waitForURL('**/account/passkeys/new?done=**')
    await first.remove()
    await attachAuthenticator(page)
    await page.getByLabel('Name of the passkey').fill('Security key')
    await page.getByRole('button', { name: 'Add the passkey' }).click()
    await page.getByText('The passkey opens Heed from now on.').waitFor()
    await page.getByRole('link', { name: 'Remove My phone' }).click()
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByText('It does not open Heed any more.').waitFor()
    expect(await page.getByText('My phone').count()).toBe(0)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(`${origin}/?done=sign-in.passkey-used`)
    expect(complaints()).toEqual([])
    await context.close()
  })

  it('a device without one says what to do, and the page stays usable', async () => {
    const { context, page } = await openWindow()
    await attachAuthenticator(page)
    await page.goto(`${origin}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('Your device did not finish.').waitFor()
    await page.getByRole('link', { name: 'Sign in with a code from an authenticator app' }).click()
    await page.getByLabel('Sign-in name').waitFor()
    await context.close()
  })
})

describe('through an organisation', () => {
  it('somebody goes there and back without a press on the way, within our content policy', async () => {
    const { complaints, context, page } = await openWindow()
    provider.now(newSubject())
    await page.goto(await linkFor('Ravi Invented'))
    await page.getByRole('button', { name: 'Use Aldermere Trust instead' }).click()
    await page.waitForURL(`${origin}/?done=sign-in.returned`)
    await page.goto(`${origin}/account`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    // On to the organisation, which asks by itself and sends back to our door.
    await page.getByRole('button', { name: 'Yes, sign me out' }).click()
    await page.waitForURL(`${origin}/sign-in`)
    await page.goto(`${origin}/sign-in?to=%2Faccount`)
    await page.getByLabel('This is a shared computer').check()
    await page.getByRole('button', { name: 'Sign in with Aldermere Trust' }).click()
    await page.waitForURL('**/account?done=sign-in.returned')
    const [session] = await house.sql(
      `select idle_limit::text, extract(epoch from expires_at - started_at)::int as lasts
       from access.session order by id desc limit 1`,
    )
    expect(session).toEqual({ idle_limit: '00:05:00', lasts: 7200 })
    expect(complaints()).toEqual([])
    await context.close()
  })

  it('somebody without script presses twice on the way', async () => {
    const { context, page } = await openWindow({ script: false })
    provider.now(newSubject())
    await page.goto(await linkFor('Sara Invented'))
    await page.getByRole('button', { name: 'Use Aldermere Trust instead' }).click()
    await page.getByRole('button', { name: /^Go on to 127\.0\.0\.1/ }).click()
    await page.getByRole('button', { name: 'Go on to Heed' }).click()
    await page.waitForURL(`${origin}/?done=sign-in.returned`)
    await context.close()
  })
})

describe('with an authenticator app', () => {
  it('somebody without script sets it up and signs in on a phone', async () => {
    const { context, page } = await openWindow({ script: false, width: 320 })
    await page.goto(await linkFor('Tomos Invented'))
    await page.getByRole('link', { name: 'use an authenticator app' }).click()
    const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
    const name = await page.locator('strong.heed-figures').innerText()
    const now = Math.floor(Date.now() / 1000)
    await page
      .getByLabel('Code that the app shows now')
      .fill(await generate({ secret, epoch: now }))
    await page.getByRole('button', { name: 'Finish' }).click()
    await page.waitForURL(`${origin}/?done=invitation.used-for-code`)
    await page.context().clearCookies()
    await page.goto(`${origin}/sign-in/code?to=%2Faccount`)
    await page.getByLabel('Sign-in name').fill(name)
    await page.getByLabel('Code').fill(await generate({ secret, epoch: now + 30 }))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/account?done=sign-in.code-used')
    await context.close()
  })
})

describe('an administrator', () => {
  it('invites somebody, who signs in with the link; all pages hold on a phone and have no barriers', async () => {
    const { complaints, context, page } = await openWindow()
    await attachAuthenticator(page)
    await setUpPasskey(page, 'Ben Invented', 'administrator')
    for (const [name, place] of [
      ['account', '/account'],
      ['ways', '/account/sign-in'],
      ['sessions', '/account/sessions'],
      ['confirm', '/confirm'],
      ['people', '/accounts'],
      ['invite', '/accounts/new'],
      ['organisations', '/accounts/organisations'],
      ['new-organisation', '/accounts/organisations/new'],
    ] as const) {
      await page.goto(origin + place)
      await look(page, name)
    }
    await page.goto(`${origin}/accounts/new`)
    await page.getByLabel('Name, as colleagues know it').fill('Nia Invented')
    await page.getByLabel('First role').selectOption('business-manager')
    await page.getByRole('button', { name: 'Invite' }).click()
    const shown = await page.locator('.govuk-inset-text').innerText()
    await look(page, 'link')
    await page.getByRole('button', { name: 'Go to Nia Invented' }).click()
    await page.getByText('Waits for a second administrator').waitFor()
    await look(page, 'person')
    const other = await openWindow()
    await other.page.goto(shown.trim())
    await other.page.getByText('Hello Nia Invented').waitFor()
    await look(other.page, 'enrol')
    await other.page.goto(`${shown.trim()}/authenticator`)
    await look(other.page, 'enrol-authenticator')
    await other.page.goto(`${origin}/sign-in`)
    await look(other.page, 'sign-in')
    await other.page.goto(`${origin}/sign-in/code`)
    await other.page.getByRole('button', { name: 'Sign in' }).click()
    await look(other.page, 'sign-in-refused')
    expect(complaints()).toEqual([])
    await other.context.close()
    await context.close()
  })
})

describe('in a sample', () => {
  it('one click signs in as an invented person, and the page says that all is invented', async () => {
    const partnership = await sample.addPartnership('Aldermere')
    await sample.signIn(partnership, { role: 'business-manager', name: 'Marian Invented' })
    await sample.signIn(partnership, { role: 'scrutineer', name: 'Idris Invented' })
    await sample.sql('update access.principal set invented = true')
    const { complaints, context, page } = await openWindow()
    await page.goto(`${sampleOrigin}/sign-in?to=%2Faccount`)
    await look(page, 'sample')
    await page.getByRole('button', { name: 'Marian Invented' }).click()
    await page.waitForURL('**/account?done=sign-in.sample-chosen')
    await page.getByText('Every person, place and event here is invented.').waitFor()
    expect(complaints()).toEqual([])
    await context.close()
  })
})
