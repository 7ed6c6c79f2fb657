import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { choose, follow, goTo, here, lookAt, press, sees, sitDownAs } from './walk.ts'

const statement = `Wendshire Quays Safeguarding Children Partnership statement Case R Practice Review

Publication date: 3 March 2026

The independent review concluded that practice was sound over all.

Staff on the ward have introduced a sleep plan that is made with both parents.

The integrated care board has started training on sleep after an earlier loss.

We will write to every nursery about sleep away from home by next spring.
`

async function upload(page: Page): Promise<string> {
  await goTo(page, '/statements')
  await press(page, 'Import a statement')
  await page.getByLabel('File with the statement').setInputFiles({
    name: 'statement.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(statement),
  })
  await choose(page, 'Who published it', /^We did/)
  await press(page, 'Import it')
  await sees(page, '3 March 2026')
  return here(page)
}

async function accept(page: Page, words: RegExp): Promise<void> {
  await follow(page, words)
  await press(page, 'Accept it')
}

/** Accepts a claim of the statement at this place and ties it to something of ours. */
async function acceptAndTie(
  page: Page,
  at: { readonly place: string; readonly claim: RegExp },
  words: RegExp,
): Promise<void> {
  await goTo(page, at.place)
  await accept(page, at.claim)
  await goTo(page, at.place)
  await follow(page, at.claim)
  const option = page.getByRole('option').filter({ hasText: words }).first()
  await page.getByLabel('Tie it to').selectOption({ label: (await option.textContent()) ?? '' })
  await press(page, 'Tie it')
  await page.getByRole('listitem').filter({ hasText: words }).first().waitFor()
}

/** Waits for the line of one claim on the page "What became of what was said?", with its answer and its reason. */
async function became(page: Page, claim: RegExp, answer: readonly string[]): Promise<void> {
  const line = page.getByRole('row').filter({ hasText: claim })
  for (const words of answer) await line.getByText(words, { exact: true }).waitFor()
}

describe('a published statement', () => {
  it('is taken in, its claims are accepted, and one page says what became of each of them', async () => {
    const manager = await sitDownAs('manager')
    const place = await upload(manager)
    await lookAt(manager, 'statement')
    const plan = { place, claim: /have introduced a sleep plan/ }
    await acceptAndTie(manager, plan, /2026-R02, evidence: Of sixty records/)
    const training = { place, claim: /has started training/ }
    await acceptAndTie(manager, training, /2026-R03, action: Hold four sessions/)
    await lookAt(manager, 'claim')
    await goTo(manager, place)
    await accept(manager, /We will write to every nursery/)
    await goTo(manager, place)
    await follow(manager, 'What became of what was said?')
    await became(manager, /introduced a sleep plan/, [
      'Evidence accepted',
      'Evidence was accepted that practice changed.',
    ])
    await became(manager, /started training/, [
      'Activity only',
      'Said to be done. No evidence has been accepted yet.',
    ])
    await became(manager, /write to every nursery/, [
      'No information held that is open to you',
      'No information held in Heed about it is open to you. That does not mean that nothing was done.',
    ])
    await lookAt(manager, 'what-became')
  })

  it('is refused with a clear sentence when the file is not what it says it is', async () => {
    const manager = await sitDownAs('manager')
    await goTo(manager, '/statements/new')
    await manager.getByLabel('File with the statement').setInputFiles({
      name: 'statement.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('This is no PDF.'),
    })
    await choose(manager, 'Who published it', /^Another body/)
    await press(manager, 'Import it')
    await manager.getByRole('alert').waitFor()
    await lookAt(manager, 'statement-refused')
  })
})
