import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import {
  choose,
  day,
  follow,
  goTo,
  here,
  lookAt,
  press,
  question,
  sees,
  sitDownAs,
  typeDate,
} from './walk.ts'
import type { PersonOfSample } from './walk.ts'

/** Records an incident and notifies it, so that a rapid review can begin. */
async function notifyIncident(): Promise<string> {
  const council = await sitDownAs('notifier')
  await goTo(council, '/cases/new')
  await choose(council, 'What happened?', 'A child was seriously harmed')
  await council.getByLabel('Is abuse or neglect known or suspected?').selectOption('Yes')
  await typeDate(council, /When did the council become aware/, day(-2))
  await council.getByLabel('Council where it happened').selectOption('Aldermere Council')
  await press(council, 'Record incident')
  await sees(council, 'Deadlines')
  const kase = here(council)
  await follow(council, 'Record the decision to notify or not')
  await choose(council, /What does the council decide/, 'To notify the Panel')
  await typeDate(council, /on which day was it sent/, day(0))
  await council.getByLabel('Reasons').fill('Serious harm, and neglect is suspected.')
  await press(council, 'Record decision')
  return kase
}

async function beginRapidReview(page: Page, kase: string): Promise<string> {
  await goTo(page, kase)
  await follow(page, 'Rapid review and reviews')
  await press(page, 'Begin the rapid review')
  await sees(page, 'What it has to say')
  return here(page)
}

async function moveOn(page: Page, step: string): Promise<void> {
  await follow(page, 'Record what happens next')
  await page.getByLabel('What happens next?').selectOption(step)
  await press(page, 'Record')
}

async function answerQuestions(page: Page, review: string): Promise<void> {
  for (const title of ['Racism and other inequality', 'Safety now', 'Earlier learning']) {
    await goTo(page, review)
    await follow(page, new RegExp(title, 'i'))
    await question(page, /./).getByLabel('Yes', { exact: true }).check()
    await page.getByLabel(/What was found/).fill('It was looked at with the family.')
    await press(page, 'Keep answer')
  }
}

async function weighCriteria(page: Page, review: string): Promise<void> {
  for (let at = 0; at < 8; at += 1) {
    await goTo(page, review)
    await follow(page, 'The criteria for a review')
    await question(page, /./).getByLabel('No', { exact: true }).check()
    await page.getByLabel('Reasons').fill('The partners found none of it here.')
    await press(page, 'Keep answer')
  }
  await goTo(page, review)
  await sees(page, '8 of 8 answered')
}

async function decide(page: Page): Promise<void> {
  await follow(page, 'The partners’ decision')
  await choose(page, /What did the partners decide/, 'Learning in one agency')
  await page.getByLabel('Reasons').fill('What is to be learned lies with one service.')
  await typeDate(page, /When was it decided/, day(0))
  await press(page, 'Record decision')
}

async function sign(
  person: PersonOfSample,
  review: string,
  says: { readonly dissent?: string } = {},
): Promise<void> {
  const page = await sitDownAs(person)
  await goTo(page, review)
  await follow(page, 'Sign, or dissent with reasons')
  await choose(page, /What does the/, says.dissent === undefined ? 'Agrees' : 'Dissents')
  if (says.dissent !== undefined) await page.getByLabel('Reasons').fill(says.dissent)
  await press(page, 'Sign')
}

describe('a rapid review', () => {
  it('is signed by two partners, one of them dissenting, and sent while the third is still asked', async () => {
    const kase = await notifyIncident()
    const manager = await sitDownAs('manager')
    const review = await beginRapidReview(manager, kase)
    await moveOn(manager, 'Ask the agencies')
    await moveOn(manager, 'Start the draft')
    await lookAt(manager, 'rapid-draft')
    await answerQuestions(manager, review)
    await weighCriteria(manager, review)
    await decide(manager)
    await goTo(manager, review)
    await moveOn(manager, 'Put the draft to the partners')

    const dissent = 'The part that housing played should be looked at as well.'
    await sign('councilPartner', review)
    await sign('policePartner', review, { dissent })

    await goTo(manager, review)
    await sees(manager, dissent)
    await sees(manager, /Signature not yet given: integrated care board/)
    await follow(manager, 'Record as sent to the Panel')
    await sees(manager, /Not yet signed by: integrated care board/)
    await typeDate(manager, /When was it sent/, day(0))
    await press(manager, 'Record as sent')
    await sees(manager, 'Sent to the Panel')
    await lookAt(manager, 'rapid-sent')

    const board = await sitDownAs('boardPartner')
    await goTo(board, '/')
    await lookAt(board, 'home-partner')
    await sign('boardPartner', review)
    await goTo(board, review)
    await sees(board, /Signed/)
  })
})
