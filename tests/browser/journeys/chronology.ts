import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import {
  choose,
  day,
  follow,
  goTo,
  here,
  house,
  lookAt,
  press,
  question,
  sees,
  sitDownAs,
  typeDate,
} from './walk.ts'

/** The case of the sample whose chronology five agencies have written. */
async function sampleCase(): Promise<string> {
  const [row] = await house.sql<{ uid: string }>(
    'select c.uid from app.chronology y join app.serious_case c on c.id = y.case_id',
  )
  return `/cases/${row?.uid ?? ''}`
}

async function askSurgery(page: Page, kase: string): Promise<void> {
  await goTo(page, `${kase}/chronology`)
  await follow(page, 'Ask an agency for its part')
  await page.getByLabel('Which agency?').selectOption({ label: 'Fernbank Surgery' })
  await question(page, /Who answers for it/)
    .getByLabel(/Practice safeguarding lead/)
    .check()
  await typeDate(page, /By when/, day(14))
  await lookAt(page, 'chronology-ask')
  await press(page, 'Ask for it')
  await sees(page, 'The agency is asked for its part.')
}

const contacts = [
  'Date,Details,Who,Child seen',
  `${day(-300)},Antenatal appointment at the surgery.,Father,N/A`,
  `${day(-200)},Baby brought with a cough; seen by a doctor.,Child A,Y`,
  'some day,This row has no date.,Child A,Y',
].join('\n')

async function bring(page: Page): Promise<void> {
  await follow(page, 'Fernbank Surgery')
  await follow(page, 'Bring a spreadsheet')
  await page.getByLabel('Spreadsheet').setInputFiles({
    name: 'surgery.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(contacts),
  })
  await press(page, 'Read it')
  await press(page, 'Check the rows')
  await sees(page, /“some day” under “when it happened” is not a date/)
  await lookAt(page, 'chronology-import')
  await page.getByLabel(/Leave out the 1 row/).check()
  await press(page, 'Add the entries')
  await sees(page, /2 entries added; 1 row was left out/)
}

async function addEntry(page: Page): Promise<void> {
  await page
    .getByLabel('How exactly is it known when it happened?')
    .selectOption('About this month')
  await typeDate(page, /^When it happened/, day(-250))
  await page.getByLabel(/How exactly is it known when your agency/).selectOption('Not known')
  await page.getByLabel('Kind of event').selectOption('Telephone call')
  await question(page, /Whom it concerns/)
    .getByLabel('Father')
    .check()
  await page
    .getByLabel('What happened', { exact: true })
    .fill('The father asked for a letter about his back.')
  await choose(page, /Was the child seen/, 'Not to be expected')
  await lookAt(page, 'chronology-entry')
  await press(page, 'Keep it')
  await sees(page, 'The father asked for a letter about his back.')
}

describe('a chronology', () => {
  it('is asked for, brought, added to, merged, and its marks are set aside with a reason', async () => {
    const manager = await sitDownAs('manager')
    const kase = await sampleCase()
    await askSurgery(manager, kase)
    await bring(manager)
    await follow(manager, /Part of Fernbank Surgery/)
    await follow(manager, 'Add an entry')
    await addEntry(manager)
    await goTo(manager, kase)
    await follow(manager, 'Chronology')
    await sees(manager, 'Baby brought with a cough; seen by a doctor.')
    await lookAt(manager, 'chronology-merged')
    await manager.getByLabel('Agency', { exact: true }).selectOption({ label: 'Fernbank Surgery' })
    await press(manager, 'Apply filters')
    await sees(manager, 'Showing 3 entries')
    await follow(manager, 'Marks')
    await lookAt(manager, 'chronology-marks')
    await follow(manager, 'Differing fact')
    await manager.getByLabel('Why it can be set aside').fill('One weight is that of another day.')
    await press(manager, 'Set it aside')
    await sees(manager, 'The mark is set aside')
    await follow(manager, 'Picture')
    await lookAt(manager, 'chronology-lanes')
    await manager.close()
  })

  it('answers what an agency knew on a day', async () => {
    const reviewer = await sitDownAs('reviewer')
    await goTo(reviewer, `${await sampleCase()}/chronology/known`)
    await reviewer.getByLabel('Which agency?').selectOption({ label: 'Aldermere Council' })
    await typeDate(reviewer, /On which day/, day(-200))
    await press(reviewer, 'Show what it knew')
    await follow(reviewer, /Did not know yet/)
    await sees(reviewer, 'A relative saw a bruise on the baby’s cheek at a family gathering.')
    await lookAt(reviewer, 'chronology-known')
    await reviewer.close()
  })

  it('opens its own part to an agency, and nothing else of the case', async () => {
    const nurse = await sitDownAs('nurse')
    await goTo(nurse, '/chronologies')
    await nurse.locator('a[href^="/chronologies/"]').first().click()
    await sees(nurse, /Part of Wend Community Health Trust/)
    await lookAt(nurse, 'chronology-part')
    const part = here(nurse)
    await goTo(nurse, `${await sampleCase()}/chronology`)
    await sees(nurse, 'This page does not exist, or it is not open to you.')
    await goTo(nurse, part)
    await nurse.close()
  })
})
