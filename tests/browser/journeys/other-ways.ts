import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  day,
  choose,
  follow,
  goTo,
  here,
  lookAt,
  press,
  sees,
  sitDownAs,
  typeDate,
} from './walk.ts'
import { willsCase } from './the-sample.ts'

/** Presses Tab until what has the focus answers to this name. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    const words = await page.evaluate<string>(
      `(() => { const at = document.activeElement; const label = at.labels?.[0] ?? at; return label.innerText ?? '' })()`,
    )
    if (name.test(words)) return
  }
  throw new Error(`the keyboard never came to ${String(name)}`)
}

async function reportProgress(page: Page): Promise<void> {
  await goTo(page, '/')
  await follow(page, 'Sign the agreement on cots and moves')
  await choose(page, /How does it stand/, 'At risk')
  await page.getByLabel(/How does it go/).fill('The provider answers on Friday.')
  await press(page, 'Report')
  await sees(page, 'The provider answers on Friday.')
}

describe('Heed in other ways', () => {
  it('lets a manager pause a case with the keyboard alone', async () => {
    const { uid } = await willsCase()
    const page = await sitDownAs('manager')
    await goTo(page, `/cases/${uid}/pause`)
    await tabTo(page, /^Criminal investigation or trial/)
    await page.keyboard.press('Space')
    await tabTo(page, /^Reason/)
    await page.keyboard.type('The police have begun to investigate.')
    await tabTo(page, /^Pause case/)
    await page.keyboard.press('Enter')
    await sees(page, 'The police have begun to investigate.')
    expect(here(page)).toBe(`/cases/${uid}`)
  })

  it('lets an action owner report on a phone without script', async () => {
    const page = await sitDownAs('councilLead', { script: false, width: 320 })
    await reportProgress(page)
    await lookAt(page, 'action-reported')
  })

  it('sends a form without script back with what was typed and what is missing', async () => {
    const page = await sitDownAs('notifier', { script: false })
    await goTo(page, '/cases/new')
    await typeDate(page, /When did it happen/, day(-4))
    await page.getByLabel(/What happened, in words/).fill('A child was hurt at home.')
    await press(page, 'Record incident')
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    expect(await page.getByLabel(/What happened, in words/).inputValue()).toBe(
      'A child was hurt at home.',
    )
    await lookAt(page, 'case-record-refused')
  })
})
