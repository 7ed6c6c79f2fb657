import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { willsCase } from './the-sample.ts'
import { choose, follow, goTo, lookAt, press, sees, sitDownAs } from './walk.ts'

const grandmother = 'Marigold Thwaite'

async function addGrandmother(page: Page, kase: string): Promise<void> {
  await goTo(page, kase)
  await follow(page, 'Add a child or somebody of the family')
  await page.getByLabel('Who is it?').selectOption('Grandparent')
  await page.getByLabel(/Name, for the vault/).fill(grandmother)
  await page.getByLabel('Disability').selectOption('Not asked')
  await page.getByLabel('Looked after').selectOption('Not asked')
  await page.getByLabel(/Child protection plan/).selectOption('Not asked')
  await lookAt(page, 'person-add')
  await press(page, 'Add person')
}

describe('a name', () => {
  it('goes into the vault, and everywhere else there is a label that is nobody’s initials', async () => {
    const kase = `/cases/${(await willsCase()).uid}`
    const manager = await sitDownAs('manager')
    await addGrandmother(manager, kase)
    await follow(manager, 'Names and addresses')
    await sees(manager, grandmother)
    await lookAt(manager, 'vault')

    await goTo(manager, kase)
    expect(await manager.content()).not.toContain(grandmother)
    await sees(manager, 'Child A')

    await follow(manager, 'Add a child or somebody of the family')
    await labelByInitials(manager)
    await sees(manager, /initials/)

    const partner = await sitDownAs('boardPartner')
    await goTo(partner, kase)
    expect(await partner.content()).not.toContain(grandmother)
    await goTo(partner, `${kase}/people`)
    await sees(partner, 'Page not found')
  })
})

async function labelByInitials(page: Page): Promise<void> {
  await page.getByLabel('Who is it?').selectOption('Child')
  await page.getByLabel(/^Label/).fill('Child WM')
  await choose(page, /what part/, 'Other child')
  await page.getByLabel('Disability').selectOption('Not asked')
  await page.getByLabel('Looked after').selectOption('Not asked')
  await page.getByLabel(/Child protection plan/).selectOption('Not asked')
  await press(page, 'Add person')
}
