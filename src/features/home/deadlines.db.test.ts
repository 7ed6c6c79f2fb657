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

const countsIn = (html: string) =>
  [...html.matchAll(/(All|Law and guidance|Own targets) \((\d+)\)/g)].map(([, words, n]) => [
    words,
    Number(n),
  ])

describe.each(Object.entries(readers))('the deadlines of %s', (_role, who) => {
  it('are as many as each choice says', async () => {
    const counts = Object.fromEntries(countsIn((await house.get(who, '/deadlines')).body))
    const rows = async (kind: string) =>
      rowsIn((await house.get(who, `/deadlines?kind=${kind}`)).body).length
    expect(counts['All']).toBeGreaterThan(0)
    expect(counts['All']).toBe(counts['Law and guidance'] + counts['Own targets'])
    expect(await rows('all')).toBe(counts['All'])
    expect(await rows('binding')).toBe(counts['Law and guidance'])
    expect(await rows('local')).toBe(counts['Own targets'])
  })

  it('say what the page of the case or the review says is late', async () => {
    const html = (await house.get(who, '/deadlines')).body
    const late = rowsIn(html).filter(([row]) => row.includes('heed-state--late'))
    const places = late.map(([row]) => /href="([^"]+)"/.exec(row)?.[1] ?? 'nowhere')
    expect(places.length).toBeGreaterThan(0)
    expect(html).toContain(`${places.length} late`)
    for (const place of new Set(places)) {
      const own = rowsIn((await house.get(who, place)).body).filter(([row]) =>
        row.includes('heed-state--late'),
      )
      expect([place, own.length]).toEqual([place, places.filter((each) => each === place).length])
    }
  })
})

describe('the page of deadlines', () => {
  it('leads to nothing that is closed to the reader', async () => {
    const all = rowsIn((await house.get(as.manager, '/deadlines')).body).length
    const html = (await house.get(as.relative, '/deadlines')).body
    expect(rowsIn(html).length).toBeLessThan(all)
    for (const [, place] of html.matchAll(/<td[^>]*><a[^>]* href="([^"]+)"/g))
      expect([place, (await house.get(as.relative, place ?? '')).status]).toEqual([place, 200])
  })

  it('is not there for those who see no cases, nor for a visitor or a kind that is none', async () => {
    expect((await house.get(as.administrator, '/deadlines')).status).toBe(404)
    expect((await house.get(undefined, '/deadlines')).status).not.toBe(200)
    expect((await house.get(as.manager, '/deadlines?kind=mine')).status).toBe(404)
  })

  it('tells the audit what was listed', async () => {
    await house.get(as.manager, '/deadlines?kind=binding')
    expect((await house.audited('deadlines.viewed')).at(-1)).toMatchObject({ outcome: 'shown' })
  })
})
