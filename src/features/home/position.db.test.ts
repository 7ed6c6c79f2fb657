import { describe, expect, it } from 'vitest'
import { sampleWorld } from '#tests/support/sample-world.ts'

const { house, as } = await sampleWorld()

const readers = {
  'the business manager': as.manager,
  'a delegated partner': as.boardPartner,
  'the scrutineer': as.scrutineer,
}

const rowsIn = (html: string) =>
  [...html.matchAll(/<tbody.*?<\/tbody>/gs)].flatMap(([body]) => [
    ...body.matchAll(/<tr.*?<\/tr>/gs),
  ])

/** Each line of the tables of figures: where it leads and what it says. */
function figuresOf(html: string): { href: string; n: number }[] {
  return rowsIn(html.slice(html.indexOf('What became of'))).map(([row]) => ({
    href: /href="([^"]+)"/.exec(row)?.[1]?.replaceAll('&amp;', '&') ?? 'nowhere',
    n: Number(/heed-table__value">(\d+)</.exec(row)?.[1]),
  }))
}

/** How many lines the list at an address has: the part after its anchor, up to the next heading, where it has one. */
function listedAt(html: string, anchor: string | undefined): number {
  if (anchor === undefined) return rowsIn(html).length
  const part = html.slice(html.indexOf(`id="${anchor}"`))
  const end = part.indexOf('<h2')
  return rowsIn(end < 0 ? part : part.slice(0, end)).length
}

describe.each(Object.entries(readers))('the position of %s', (_role, who) => {
  it('counts in each line what the list behind it holds', async () => {
    const figures = figuresOf((await house.get(who, '/position')).body)
    expect(figures.length).toBeGreaterThan(6)
    for (const { href, n } of figures) {
      const list = await house.get(who, href.split('#')[0] ?? '')
      expect([href, list.status, listedAt(list.body, href.split('#')[1])]).toEqual([href, 200, n])
    }
  })

  it('counts as late what the page of the case says is late', async () => {
    const html = (await house.get(who, '/position')).body
    const late = [...html.matchAll(/href="(\/cases\/[^"]+)">(\d+)<span/g)]
    expect(late.length).toBeGreaterThan(0)
    for (const [, href, n] of late) {
      const page = (await house.get(who, href ?? '')).body
      const listed = rowsIn(page).filter(([row]) => row.includes('heed-state--late')).length
      expect([href, listed]).toEqual([href, Number(n)])
    }
  })
})

describe('the position', () => {
  it('shows the part of the work that is in use, and no other', async () => {
    const { administrator, manager, notifier, midwifery } = as
    await house.post(administrator, '/settings/modules/learning/off', {})
    const cases = await house.get(manager, '/position')
    expect(cases.status).toBe(200)
    expect(cases.body).toContain('Open cases')
    expect(cases.body).not.toContain('What became of')
    expect((await house.get(notifier, '/position')).status).toBe(404)
    await house.post(administrator, '/settings/modules/learning/on', {})
    await house.post(administrator, '/settings/modules/cases/off', {})
    const learning = await house.get(manager, '/position')
    expect(learning.body).not.toContain('Open cases')
    expect(learning.body).toContain('What became of')
    expect((await house.get(midwifery, '/position')).status).toBe(404)
    await house.post(administrator, '/settings/modules/cases/on', {})
  })
})
