import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { willsCase } from './the-sample.ts'
import { follow, goTo, house, lookAt, sees, sitDownAs } from './walk.ts'

/** Opens what is closed, with the keyboard alone. */
async function openByKey(page: Page, summary: string): Promise<void> {
  await page.locator('summary').filter({ hasText: summary }).focus()
  await page.keyboard.press('Enter')
}

/** Chooses in a list by typing its first letters, as people without a mouse do, and goes on to the next field. */
async function typeChoice(page: Page, label: string, words: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true })
  await field.focus()
  await page.keyboard.type(words)
  expect(await field.locator('option:checked').textContent()).toContain(words)
  await page.keyboard.press('Tab')
}

async function pressByKey(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.waitForLoadState()
}

async function relate(page: Page, one: string, kind: string, other: string): Promise<void> {
  await openByKey(page, 'Record a relation')
  await typeChoice(page, 'This person', one)
  await typeChoice(page, 'How they are related', kind)
  await typeChoice(page, 'That person', other)
  await pressByKey(page, 'Record the relation')
}

/** Words of the drawing, as the browser's own letters make them, that stand on each other or on a symbol. */
function collisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const picture = document.querySelector('.heed-genogram__picture')
    const boxes = [...(picture?.querySelectorAll('text, circle, rect') ?? [])].map((each) => {
      const { x, y, width, height } = (each as SVGGraphicsElement).getBBox()
      const words = each.tagName === 'text' ? (each.textContent ?? '') : ''
      // Letters have room above and below them in which nothing is drawn.
      const spare = words === '' ? 0 : 3
      return { words, x, y: y + spare, width, height: height - 2 * spare }
    })
    const texts = boxes.filter(({ words }) => words !== '' && words !== '?')
    return texts.flatMap((one) =>
      boxes
        .filter(
          (other) =>
            other !== one &&
            one.x < other.x + other.width &&
            other.x < one.x + one.width &&
            one.y < other.y + other.height &&
            other.y < one.y + one.height,
        )
        .map((other) => `${one.words} on ${other.words || 'a symbol'}`),
    )
  })
}

describe('a family', () => {
  it('is related and drawn with the keyboard alone, and put right when it was wrong', async () => {
    const kase = `/cases/${(await willsCase()).uid}`
    const page = await sitDownAs('manager')
    await goTo(page, kase)
    await follow(page, 'Genogram: the family as a drawing')
    await relate(page, 'Mother', 'is the birth parent of', 'Child A')
    await sees(page, 'The relation is recorded and drawn.')
    await relate(page, 'Father', 'is the birth parent of', 'Child A')
    await relate(page, 'Child A', 'is the birth parent of', 'Mother')
    await sees(page, /their own ancestor/)
    expect(await page.getByLabel('This person', { exact: true }).inputValue()).not.toBe('')
    await goTo(page, `${kase}/genogram`)
    await relate(page, 'Mother', 'is married to', 'Father')
    await sees(page, 'Children with Father')
    expect(await collisions(page)).toEqual([])
    await lookAt(page, 'genogram')

    await follow(page, /Change Mother is married to Father/)
    await page.getByLabel('Separated', { exact: true }).focus()
    await page.keyboard.press('Space')
    await page.getByRole('group', { name: 'When did it end?' }).getByLabel('Year').fill('2024')
    await pressByKey(page, 'Record the end')
    await sees(page, 'Mother is separated from Father, until 2024')
  })

  it('has labels for those who may not open the vault, and names for those who may', async () => {
    const kase = `/cases/${(await willsCase()).uid}`
    const partner = await sitDownAs('boardPartner')
    await goTo(partner, `${kase}/genogram`)
    expect(await partner.content()).not.toContain('Will Marsh')
    await goTo(partner, `${kase}/genogram/names`)
    await sees(partner, 'Page not found')

    const manager = await sitDownAs('manager')
    await goTo(manager, `${kase}/genogram`)
    expect(await manager.content()).not.toContain('Will Marsh')
    await follow(manager, 'Show names instead of labels')
    await sees(manager, /Will Marsh \(Child A\)/)
    expect(await manager.title()).not.toContain('Marsh')
  })

  it('stands in the sample without words upon words, and comes first in words on a phone', async () => {
    const cases = await house.sql<{ uid: string }>(
      `select distinct c.uid from app.serious_case c join app.home h
       on h.partnership_id = c.partnership_id and h.scope_id = c.scope_id order by c.uid`,
    )
    expect(cases.length).toBeGreaterThan(2)
    const page = await sitDownAs('manager')
    for (const { uid } of cases) {
      for (const place of ['genogram', 'genogram/names']) {
        await goTo(page, `/cases/${uid}/${place}`)
        expect(await collisions(page)).toEqual([])
      }
    }
    const top = (of: string) =>
      page.getByRole('heading', { name: of }).evaluate((each) => each.getBoundingClientRect().top)
    expect(await top('As a drawing')).toBeLessThan(await top('In words'))
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await top('In words')).toBeLessThan(await top('As a drawing'))
  })
})
