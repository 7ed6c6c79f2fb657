import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { willsCase } from './the-sample.ts'
import { goTo, here, house, lookAt, openWindow, sees, signInWith, sitDownAs } from './walk.ts'
import type { PersonOfSample } from './walk.ts'

/** Addresses of the case that is closed to Kirsty Vale, who declared that she is related to the family. */
async function addressesOfTheCase(): Promise<string[]> {
  const { uid } = await willsCase()
  return [
    `/cases/${uid}`,
    `/cases/${uid}/people`,
    `/cases/${uid}/reviews`,
    `/cases/${uid}/findings`,
  ]
}

/** What a reader sees of a page, without what differs from asking to asking. */
async function whatIsShown(page: Page, address: string): Promise<string> {
  const answer = await page.goto(new URL(address, page.url()).href)
  const words = await page.getByRole('main').innerText()
  return `${answer?.status()} ${words}`
}

async function findsNothing(page: Page, addresses: readonly string[]): Promise<void> {
  await goTo(page, '/settings')
  const nowhere = await whatIsShown(page, '/cases/00000000-0000-4000-8000-000000000000')
  expect(nowhere).toContain('Page not found')
  for (const address of addresses) {
    const shown = await whatIsShown(page, address)
    expect({ address, shown }).toEqual({ address, shown: nowhere })
  }
}

const strangers: readonly (readonly [string, PersonOfSample])[] = [
  ['the owner of an action', 'housing'],
  ['an administrator', 'administrator'],
  ['a colleague with a conflict of interest', 'relative'],
]

describe('the address of a case, typed by somebody for whom it is not', () => {
  it.each(strangers)(
    'shows %s the same as an address that does not exist',
    async (_who, person) => {
      const page = await sitDownAs(person)
      await findsNothing(page, await addressesOfTheCase())
      await lookAt(page, `not-found-${person}`)
    },
  )

  it('shows the manager of another partnership the same as an address that does not exist', async () => {
    const elsewhere = await house.addPartnership()
    const manager = await house.signIn(elsewhere, { role: 'business-manager' })
    await findsNothing(await signInWith(manager.token), await addressesOfTheCase())
  })

  it('asks a visitor to sign in, and says nothing of the case', async () => {
    const page = await openWindow()
    for (const address of await addressesOfTheCase()) {
      await goTo(page, address)
      expect(here(page)).toBe('/sign-in')
    }
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(await page.content()).not.toContain('Will Marsh')
  })

  it('opens for the manager of the partnership, so that the others were not refused for nothing', async () => {
    const page = await sitDownAs('manager')
    for (const address of await addressesOfTheCase()) {
      await goTo(page, address)
      expect({ address, missing: await page.getByText('Page not found').count() }).toEqual({
        address,
        missing: 0,
      })
    }
    await goTo(page, `/cases/${(await willsCase()).uid}/people`)
    await sees(page, 'Will Marsh')
  })
})
