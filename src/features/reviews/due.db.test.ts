import { h } from 'preact'
import { describe, expect, it } from 'vitest'
import { page } from '#platform/http/route.ts'
import { asInstant } from '#shared/dates.ts'
import type { Somebody } from '#tests/support/house.ts'
import { listReviewChanges, listReviewDuties } from './index.ts'
import { date, reviewWorld } from './test-world.ts'

const waiting = page({
  path: '/waiting',
  can: 'signed-in',
  audit: { none: 'a page of this test' },
  handle: async (ctx) => {
    const due = await listReviewDuties(ctx)
    const changes = await listReviewChanges(ctx, asInstant('2025-09-01T00:00:00.000Z'))
    const lines = [
      ...due.map(({ section, title, reference, href, dueOn }) =>
        [section, title, reference, href, dueOn ?? 'no day'].join(' | '),
      ),
      ...changes.map(({ title, reference, href }) =>
        ['changed', title, reference, href].join(' | '),
      ),
    ]
    return { title: 'Waiting', body: h('pre', {}, lines.join('\n')), about: {} }
  },
})

const world = await reviewWorld([waiting])
const { manager, partners, done } = world
const [council, health] = partners

async function linesFor(who: Somebody): Promise<string[]> {
  const { body } = await world.get(who, '/waiting')
  return (/<pre>(.*?)<\/pre>/s.exec(body)?.[1] ?? '').split('\n')
}

describe('what waits in reviews', () => {
  it('asks each partner for the own signature, with the day, until it is given', async () => {
    const rapid = await world.answered()
    for (const act of ['gather', 'draft', 'seek-signatures'])
      await done(manager, `${rapid}/move`, { act })
    const asked = (lines: string[]) => lines.filter((line) => line.includes(`${rapid}/signature`))
    expect(asked(await linesFor(council))).toEqual([
      expect.stringMatching(
        /^to-sign \| Sign the rapid review, or dissent \| Case .* \| 2025-10-06$/,
      ),
    ])
    await done(council, `${rapid}/signature`, { view: 'agrees', draft: '1' })
    expect(asked(await linesFor(council))).toEqual([])
    expect(asked(await linesFor(health))).toHaveLength(1)
    expect(asked(await linesFor(manager))).toEqual([])
  })
  it('still asks for a signature that was missing when it was sent, without a day', async () => {
    const rapid = await world.answered()
    await done(manager, `${rapid}/move`, { act: 'gather' })
    await done(manager, `${rapid}/sending`, date('sentOn', '2025-09-22'))
    const lines = await linesFor(health)
    expect(lines.find((line) => line.includes(rapid))).toContain('no day')
    expect((await world.get(manager, rapid)).body).toContain(
      'reply expected about Thursday 2 October 2025',
    )
  })
  it('gives the manager the duties of a review, and leads to the delay of which nobody was told', async () => {
    const { review } = await world.review()
    const delay = {
      because: 'family',
      reason: 'Time to grieve.',
      ...date('foreseenOn', '2025-09-20'),
    }
    await done(manager, `${review}/delays/new`, delay)
    const own = (await linesFor(manager)).filter((line) => line.includes(review))
    expect(own.some((line) => line.includes('Complete and publish the review'))).toBe(true)
    const notice = own.find((line) => line.includes(`${review}/delays/`)) ?? ''
    const place = /\/reviews\/[^ ]+/.exec(notice)?.[0] ?? ''
    await done(manager, place, date('panelToldOn', '2025-09-22'))
    const after = (await linesFor(manager)).filter((line) => line.includes(review))
    expect(after.some((line) => line.includes('/delays/'))).toBe(false)
    expect((await linesFor(council)).filter((line) => line.startsWith('to-do'))).toEqual([])
  })
  it('tells what others did, not what the reader did', async () => {
    const rapid = await world.rapidReview()
    await done(manager, `${rapid}/move`, { act: 'gather' })
    const told = (lines: string[]) =>
      lines.filter((line) => line.startsWith('changed') && line.includes(rapid))
    expect(told(await linesFor(council))).toHaveLength(1)
    expect(told(await linesFor(manager))).toEqual([])
    expect(told(await linesFor(world.owner))).toEqual([])
    expect(told(await linesFor(world.stranger))).toEqual([])
  })
})
