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
  sees,
  sitDownAs,
  typeDate,
} from './walk.ts'

const whatIsAsked =
  'By the spring the community trust and the council check together, before each discharge, who will be with the baby at night.'

async function draftRecommendation(page: Page): Promise<string> {
  await goTo(page, '/recommendations')
  await follow(page, 'Draft a recommendation')
  await page.getByLabel('What kind of work recommends it?').selectOption('An audit')
  await page.getByLabel('What is recommended?').fill(whatIsAsked)
  await typeDate(page, /By when/, day(90))
  await page.getByLabel(/What is to be different for children/).fill('No baby sleeps unplanned.')
  await page.getByLabel(/How will one see that it is/).fill('Discharge sheets, sampled twice.')
  await choose(page, /What kind of change/, 'A way of working')
  await choose(page, /To whom is it made/, 'One agency or several')
  await choose(page, /Agencies that are to answer/, 'Wend Community Health Trust')
  await choose(page, /Agencies that are to answer/, 'Aldermere Council')
  await press(page, 'Keep the draft')
  await sees(page, whatIsAsked)
  return here(page)
}

async function checkAndAsk(page: Page): Promise<void> {
  await follow(page, 'Record the quality check')
  await choose(page, /How strong is what it asks/, /^Medium/)
  await press(page, 'Record the quality check')
  await follow(page, 'Ask the agencies for their answers')
  await choose(page, /Posts that answer/, /Named nurse for safeguarding children/)
  await typeDate(page, /Answers by when/, day(14))
  await press(page, 'Ask for the answers')
  await sees(page, 'Recommendation ')
}

async function recordAnswerThatCameByLetter(page: Page): Promise<void> {
  await follow(page, 'Record an answer that came on paper or by telephone')
  await page.getByLabel('Whose answer is it?').selectOption('Wend Community Health Trust')
  await page.getByLabel('Received from').fill('The head of community nursing')
  await choose(page, /How did it come/, 'Letter')
  await typeDate(page, /When did it come/, day(-1))
  await page.getByLabel('What shows it?').fill('Letter of the trust')
  await choose(page, /The answer/, 'Accepted')
  await press(page, 'Record the answer')
  await sees(page, 'The agency has not confirmed it yet.')
}

async function agreeAndGiveOutAction(page: Page): Promise<void> {
  await follow(page, /Set what has to be shown/)
  await choose(page, /What has to be shown/, /^Quality/)
  await page.getByLabel('Why this much?').fill('It asks for a way of working in two services.')
  await press(page, 'Set the rung')
  await follow(page, 'Record the decision on it')
  await choose(page, /What is decided/, 'Agree')
  await press(page, 'Record the decision')
  await follow(page, 'Add an action')
  await page.getByLabel('What is to be done').fill('Put the night plan into the discharge sheet')
  await page
    .getByLabel('Which post owns it?')
    .selectOption({ label: await optionLike(page, /Named nurse for safeguarding children/) })
  await typeDate(page, /By when/, day(60))
  await press(page, 'Add action')
  await sees(page, 'Put the night plan into the discharge sheet')
}

/** The words of the first choice that reads like this. */
async function optionLike(page: Page, words: RegExp): Promise<string> {
  const option = page.getByRole('option').filter({ hasText: words }).first()
  return (await option.textContent()) ?? ''
}

async function giveEvidence(page: Page): Promise<string> {
  await follow(page, 'Give evidence')
  await page.getByLabel('What kind of evidence is it?').selectOption('A dip sample')
  await page.getByLabel('What does it show?').fill('Eighteen of twenty sheets name who is there.')
  await choose(page, /What does it show on the ladder/, /^2/)
  await typeDate(page, /From which day is it/, day(0))
  await lookAt(page, 'evidence-give')
  await press(page, 'Give the evidence')
  await sees(page, 'Nobody has judged it yet.')
  return here(page)
}

async function acceptEvidence(page: Page, evidence: string): Promise<void> {
  await goTo(page, evidence)
  await follow(page, /Judge/)
  await choose(page, 'Your judgement', 'Accept it')
  await choose(page, /Which level does it reach/, /^2/)
  await press(page, 'Record judgement')
  await sees(page, 'Accepted at 2 of 4')
}

describe('a recommendation', () => {
  it('is drafted, asked, answered and confirmed, done, shown and judged by another agency', async () => {
    const manager = await sitDownAs('manager')
    const recommendation = await draftRecommendation(manager)
    await lookAt(manager, 'recommendation-draft')
    await checkAndAsk(manager)
    await recordAnswerThatCameByLetter(manager)

    const nurse = await sitDownAs('nurse')
    await goTo(nurse, recommendation)
    await follow(nurse, /^Confirm this answer/)
    await press(nurse, 'Confirm: this is our answer')
    await sees(nurse, /Confirmed by Samir Haddad/)

    await goTo(manager, recommendation)
    await agreeAndGiveOutAction(manager)

    await goTo(nurse, recommendation)
    const evidence = await giveEvidence(nurse)
    expect(await nurse.getByRole('link', { name: /Judge/ }).count()).toBe(0)
    await goTo(nurse, `${evidence}/judgement`)
    await sees(nurse, 'Page not found')

    const ofTheCouncil = await sitDownAs('assessorTwo')
    await goTo(ofTheCouncil, evidence)
    await sees(ofTheCouncil, 'You stand aside in this')
    expect(await ofTheCouncil.getByRole('link', { name: /Judge/ }).count()).toBe(0)

    const ofTheBoard = await sitDownAs('assessor')
    await acceptEvidence(ofTheBoard, evidence)
    await lookAt(ofTheBoard, 'evidence-accepted')
    await goTo(manager, recommendation)
    await sees(manager, 'Eighteen of twenty sheets name who is there.')
    await lookAt(manager, 'recommendation-shown')
  })
})
