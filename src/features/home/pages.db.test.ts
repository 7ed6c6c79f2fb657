import { describe, expect, it } from 'vitest'
import { sampleWorld } from '#tests/support/sample-world.ts'
import type { Somebody } from '#tests/support/house.ts'
import { sections, sectionWords } from './agenda.ts'

const { house, as } = await sampleWorld()

const roles = {
  'the business manager': as.manager,
  'the council’s notifier': as.notifier,
  'a delegated partner': as.boardPartner,
  'an action owner': as.midwifery,
  'the assurance group': as.assessor,
  'the scrutineer': as.scrutineer,
}

function counted(html: string, words: string): number {
  const match = new RegExp(`${words}\\s*<span class="heed-quiet">\\((\\d+)\\)`).exec(html)
  return match === null ? 0 : Number(match[1])
}

const linesOf = (html: string) =>
  [...html.matchAll(/heed-agenda__line[^>]*><a[^>]*href="([^"]+)"/g)].map((match) => match[1] ?? '')

async function agenda(who: Somebody): Promise<Map<string, { count: number; hrefs: string[] }>> {
  const home = await house.get(who, '/')
  expect(home.status).toBe(200)
  const found = new Map<string, { count: number; hrefs: string[] }>()
  for (const section of sections) {
    const list = await house.get(who, `/due/${section}`)
    found.set(section, {
      count: counted(home.body, sectionWords[section]),
      hrefs: linesOf(list.body),
    })
  }
  return found
}

describe.each(Object.entries(roles))('the home page of %s', (_role, who) => {
  it('counts in each part exactly the lines of the list behind it', async () => {
    for (const [section, { count, hrefs }] of await agenda(who))
      expect([section, hrefs.length]).toEqual([section, count])
  })

  it('opens with each line a page that the reader may use', async () => {
    for (const { hrefs } of (await agenda(who)).values()) {
      for (const href of hrefs)
        expect([href, (await house.get(who, href)).status]).toEqual([href, 200])
    }
  })
})

const merged = /(\d+) changes to /g

describe.each(Object.entries(roles))('the changes of %s', (_role, who) => {
  it('are counted as the list behind them holds them, however they are merged', async () => {
    const home = (await house.get(who, '/')).body
    const list = linesOf((await house.get(who, '/changes')).body).length
    const section = home.slice(home.indexOf('id="part-changed"'))
    const several = [...section.matchAll(merged)].map((match) => Number(match[1]))
    const single = linesOf(section).length - several.length
    expect(Number(/\((\d+)\)/.exec(section)?.[1])).toBe(list)
    expect(several.reduce((sum, n) => sum + n, single)).toBe(list)
  })
})

describe('the sample', () => {
  it.each([
    ['the head of midwifery has her actions', as.midwifery, 'Agree with the bereavement midwives'],
    ['the assurance group has evidence to judge', as.assessor, 'Judge evidence'],
    ['the council’s partner has something to sign', as.councilPartner, 'Sign the rapid review'],
    ['the manager chases a silent agency', as.manager, 'Chase the answer of Harbour Homes'],
    ['the manager chases another', as.manager, 'Chase the answer of Fernbank Surgery'],
    ['the manager takes up what was opened again', as.manager, 'Opened again: say how it goes on'],
  ])('has work for those whom the README sends to it: %s', async (_, who, words) => {
    const lists = await Promise.all(sections.map((section) => house.get(who, `/due/${section}`)))
    expect(lists.map((list) => list.body).join('')).toContain(words)
  })

  it('lets the lead reviewer see the review that he leads, and no other', async () => {
    const list = await house.get(as.reviewer, '/reviews')
    expect(list.body.match(/href="\/reviews\/[0-9a-f-]{36}"/g)).toHaveLength(1)
    expect((await house.get(as.reviewer, '/cases')).body).not.toContain('No cases')
  })

  it('chases nobody on the page of those who record no answer for others', async () => {
    for (const who of [as.boardPartner, as.midwifery, as.scrutineer])
      expect((await house.get(who, '/')).body).not.toContain('Chase the answer')
  })
})

describe('a line of the home page', () => {
  it('goes when its act is done', async () => {
    const before = await agenda(as.notifier)
    const decide = [...before.values()]
      .flatMap((part) => part.hrefs)
      .find((href) => href.endsWith('/notification/decision'))
    expect(decide).toBeDefined()
    const form = { decision: 'do-not-notify', reasons: 'The harm turned out not to be serious' }
    expect((await house.post(as.notifier, decide ?? '', form)).status).toBe(303)
    const after = [...(await agenda(as.notifier)).values()].flatMap((part) => part.hrefs)
    expect(after).not.toContain(decide)
  })

  it('tells others what changed, until they mark it as read', async () => {
    expect((await house.get(as.manager, '/')).body).toContain('Decided not to notify')
    expect((await house.post(as.manager, '/seen', {})).status).toBe(303)
    expect((await house.get(as.manager, '/')).body).not.toContain('Decided not to notify')
  })

  it('says calmly that nothing waits', async () => {
    expect((await house.get(as.administrator, '/')).body).toContain('Nothing waits for you')
  })
})
