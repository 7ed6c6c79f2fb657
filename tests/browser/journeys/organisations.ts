import { describe, it } from 'vitest'
import { day, follow, goTo, lookAt, press, sees, sitDownAs, typeDate } from './walk.ts'

describe('a body that ends', () => {
  it('hands its post with its holder to the body that takes over', async () => {
    const manager = await sitDownAs('manager')
    await goTo(manager, '/organisations')
    await follow(manager, 'Harbour Homes')
    await sees(manager, 'Gareth Moon')
    await lookAt(manager, 'organisation')
    await follow(manager, 'This agency has ended or will end')
    await typeDate(manager, 'Last day', day(-1))
    await manager.getByLabel('Which agency takes over?').selectOption('Aldermere Council')
    await press(manager, 'End agency and move its posts')
    await sees(manager, 'Taken over by')
    await sees(manager, 'Safeguarding manager, Aldermere Council')
    await lookAt(manager, 'organisation-ended')
    await follow(manager, 'Aldermere Council')
    await sees(manager, 'Gareth Moon')
    await sees(manager, 'Took over from')

    await goTo(manager, '/organisations')
    await follow(manager, 'Aldermere Clinical Commissioning Group')
    await sees(manager, 'Taken over by')
  })
})
