import type { Page } from 'playwright-core'
import { describe, it } from 'vitest'
import { choose, follow, goTo, here, lookAt, press, sees, sitDownAs } from './walk.ts'

const statement = `Wendshire Quays Safeguarding Children Partnership statement Case R Practice Review

Publication date: 3 March 2026

The independent review concluded that practice was sound over all.

Staff on the ward have introduced a sleep plan that is made with both parents.

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

describe('a published statement', () => {
  it('is taken in, its claims are accepted, and one page says what became of them', async () => {
    const manager = await sitDownAs('manager')
    const place = await upload(manager)
    await lookAt(manager, 'statement')
    await accept(manager, /have introduced a sleep plan/)
    await goTo(manager, place)
    await accept(manager, /We will write to every nursery/)
    await lookAt(manager, 'claim')
    await goTo(manager, place)
    await follow(manager, 'What became of what was said?')
    await sees(manager, 'No information held')
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
