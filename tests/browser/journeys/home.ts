import { describe, expect, it } from 'vitest'
import { follow, goTo, lookAt, press, sitDownAs } from './walk.ts'
import type { PersonOfSample } from './walk.ts'

const six: readonly PersonOfSample[] = [
  'manager',
  'boardPartner',
  'councilLead',
  'assessorTwo',
  'notifier',
  'communications',
]

describe('a person’s page', () => {
  it('shows a line until its act is done, and then shows it no more', async () => {
    const lead = await sitDownAs('councilLead')
    const line = lead.getByRole('link', {
      name: 'Confirm an answer that was recorded for your agency',
    })
    await goTo(lead, '/')
    await lookAt(lead, 'home-lead')
    expect(await line.count()).toBe(1)
    await line.click()
    await press(lead, 'Confirm: this is our answer')
    await goTo(lead, '/')
    expect(await line.count()).toBe(0)
  })

  it.each(six)('counts for %s what the list behind it holds', async (person) => {
    const page = await sitDownAs(person)
    for (const part of ['late', 'to-sign', 'soon', 'later']) {
      await goTo(page, '/')
      const heading = page.locator(`#part-${part}`)
      if ((await heading.count()) === 0) continue
      const counted = Number(/\((\d+)\)/.exec(await heading.innerText())?.[1])
      await goTo(page, `/due/${part}`)
      const listed = await page.locator('.heed-agenda__line').count()
      expect({ part, listed }).toEqual({ part, listed: counted })
    }
  })

  it('gives the business manager the position on one page', async () => {
    const page = await sitDownAs('manager')
    await goTo(page, '/')
    await lookAt(page, 'home-manager')
    await follow(page, 'The position')
    await page.getByRole('heading', { level: 1, name: 'The position' }).waitFor()
    await lookAt(page, 'position')
  })
})
