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
  said,
  sees,
  sitDownAs,
  typeDate,
} from './walk.ts'

const action = 'Tell midwives and health visitors whom to ring when a family moves'
const progress = 'Both ward offices have the telephone numbers.'

/** The owner says how it goes while the body still exists; answers the address of the action. */
async function reportProgress(owner: Page): Promise<string> {
  await goTo(owner, '/actions')
  await follow(owner, action)
  const place = here(owner)
  await follow(owner, 'Report how it goes')
  await choose(owner, 'How does it stand?', 'On track')
  await owner.getByLabel('How does it go, in a sentence or two?').fill(progress)
  await press(owner, 'Report')
  await sees(owner, progress)
  return place
}

async function endHarbourHomes(manager: Page): Promise<void> {
  await goTo(manager, '/organisations')
  await follow(manager, 'Harbour Homes')
  await sees(manager, 'Gareth Moon')
  await lookAt(manager, 'organisation')
  await follow(manager, 'This agency has ended or will end')
  await typeDate(manager, 'Last day', day(-1))
  await manager.getByLabel('Which agency takes over?').selectOption('Aldermere Council')
  await press(manager, 'End agency and move its posts')
}

/** What stands on the page of the action after its owner's body ended: the new owner, the former one, and all that was said. */
async function seesHandedOn(page: Page, place: string): Promise<void> {
  await goTo(page, place)
  await sees(page, 'Safeguarding manager, Aldermere Council')
  await sees(page, /Taken over from the body that ended/)
  await sees(page, /Before: Safeguarding manager, Harbour Homes/)
  await sees(page, progress)
  await sees(page, 'Reported as on track')
}

describe('a body that ends', () => {
  it('hands its post, its holder and its actions with their history to the body that takes over', async () => {
    const owner = await sitDownAs('housing')
    const place = await reportProgress(owner)

    const manager = await sitDownAs('manager')
    await endHarbourHomes(manager)
    await sees(manager, `Ended on ${said(day(-1))}; Aldermere Council took over`)
    await sees(manager, 'Worked with the partnership')
    await sees(manager, 'Safeguarding manager, Aldermere Council')
    await lookAt(manager, 'organisation-ended')
    await follow(manager, 'Aldermere Council')
    await sees(manager, 'Gareth Moon')
    await sees(manager, 'Took over from')

    await seesHandedOn(manager, place)
    await lookAt(manager, 'action-handed-on')
    await seesHandedOn(owner, place)
    await goTo(owner, '/actions')
    expect(await owner.getByRole('link', { name: action }).count()).toBe(1)

    await goTo(manager, '/organisations')
    await follow(manager, 'Aldermere Clinical Commissioning Group')
    await sees(manager, 'Taken over by')
  })
})
