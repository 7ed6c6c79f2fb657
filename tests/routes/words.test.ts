import { describe, expect, it } from 'vitest'
import { isWordKey, shippedWords } from '#platform/words/words.ts'
import { crawl } from '#tests/support/crawl.ts'
import type { Reached } from '#tests/support/crawl.ts'
import { sampleWorld } from '#tests/support/sample-world.ts'

// Each word that a partnership may change is changed, and looked for on the pages of the sample: the own word stands where
// the shipped one stood, and the shipped one stands nowhere more.

const { house, as } = await sampleWorld()
const readers = [as.manager, as.administrator]
const keys = Object.keys(shippedWords).filter(isWordKey)
const own = (key: string) => `Hedgerow ${key.replace(/\W/g, ' ')} circle`

/** Where these readers came by following links, the list of the words itself left out. */
async function places(): Promise<Reached[]> {
  const { reached } = await crawl(house, house.house.routes, readers)
  return [...reached.values()].flat().filter(({ url }) => !url.startsWith('/settings/words'))
}

async function read(all: readonly Reached[]): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  for (const { who, url } of all) pages.set(`${who?.name} ${url}`, (await house.get(who, url)).body)
  return pages
}

/** What a group decided stays on the recommendation under the name that the group had on that day. */
const keepsItsName = (place: string) => /\/recommendations\/[0-9a-f-]{36}$/.test(place)

/** The pages that say these words, in whatever case of letters. */
const saying = (pages: Map<string, string>, words: string) =>
  [...pages].filter(([, body]) => body.toLowerCase().includes(words.toLowerCase()))

describe('the words that a partnership may change', async () => {
  const all = await places()
  const before = await read(all)
  for (const key of keys) {
    const form = { own: own(key) }
    await house.post(as.administrator, `/settings/words/${key}`, form)
  }
  const after = await read(all)

  it.each(keys)('%s stands on pages, and is replaced on each of them', (key) => {
    expect(saying(before, shippedWords[key]).length).toBeGreaterThan(0)
    expect(saying(after, own(key)).length).toBeGreaterThan(0)
    const left = saying(after, shippedWords[key]).map(([place]) => place)
    expect(left.filter((place) => !keepsItsName(place))).toEqual([])
  })
})
