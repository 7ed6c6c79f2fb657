import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import {
  choose,
  day,
  follow,
  goTo,
  here,
  lookAt,
  press,
  question,
  said,
  sees,
  sitDownAs,
  typeDate,
} from './walk.ts'

const whatHappened = 'A baby of three weeks was found not breathing in a car seat.'

/** Records an incident with the dates that are known; answers the address of the case. */
async function recordIncident(page: Page): Promise<string> {
  await goTo(page, '/cases')
  await follow(page, 'Record an incident')
  await choose(page, 'What happened?', 'A child died')
  await page.getByLabel('Is abuse or neglect known or suspected?').selectOption('Yes')
  await typeDate(page, /When did it happen/, day(-3))
  await typeDate(page, /When was it discovered/, day(-3))
  await typeDate(page, /When did the council become aware/, day(-1))
  await page.getByLabel('Council where it happened').selectOption('Aldermere Council')
  await question(page, /Agencies that knew the family/)
    .getByLabel('Wendshire Police')
    .check()
  await page.getByLabel(/What happened, in words/).fill(whatHappened)
  await lookAt(page, 'case-record')
  await press(page, 'Record incident')
  await sees(page, whatHappened)
  return here(page)
}

async function giveView(page: Page, kase: string): Promise<void> {
  await goTo(page, kase)
  await follow(page, 'Give the view of your organisation')
  await choose(page, /What is the view of your organisation/, 'Notify the Panel')
  await page.getByLabel('Reasons').fill('Neglect cannot be ruled out.')
  await press(page, 'Give view')
}

async function decideToNotify(page: Page, kase: string): Promise<void> {
  await goTo(page, kase)
  await follow(page, 'Record the decision to notify or not')
  await choose(page, /What does the council decide/, 'To notify the Panel')
  await typeDate(page, /on which day was it sent/, day(0))
  await page.getByLabel('Reasons').fill('A baby died and neglect is suspected.')
  await press(page, 'Record decision')
}

describe('a case', () => {
  it('is recorded with what is known, seen by a partner, and decided by the council', async () => {
    const manager = await sitDownAs('manager')
    const kase = await recordIncident(manager)
    await sees(manager, said(day(-1)))
    await lookAt(manager, 'case-fresh')

    const partner = await sitDownAs('boardPartner')
    await giveView(partner, kase)
    await sees(partner, 'Neglect cannot be ruled out.')

    const council = await sitDownAs('notifier')
    await decideToNotify(council, kase)
    await sees(council, 'A baby died and neglect is suspected.')
    await sees(council, 'Neglect cannot be ruled out.')
    await sees(council, 'Not yet given; nothing waits for it')
    await lookAt(council, 'case-decided')
    expect(here(council)).toBe(kase)
  })
})
