import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPlainText } from '#platform/files/plain-text.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { readStatement, wordsOf } from './statement.ts'
import type { PublishedStatement } from './statement.ts'

function read(text: string | Buffer): PublishedStatement {
  let next = 0
  const newId = () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, '0')}` as Uid
  return readStatement(readPlainText(Buffer.from(text)).paragraphs, newId)
}

function fixture(name: string): PublishedStatement {
  return read(readFileSync(path.join(import.meta.dirname, 'claims/fixtures', `${name}.txt`)))
}

describe('the statement of December 2020', () => {
  const statement = fixture('ns-statement-2020-12-21')

  it('is kept with its title, its publisher and its publication date', () => {
    expect(statement.title).toBe(
      "Sandwell Children's Safeguarding Partnership statement NS Serious Case Review",
    )
    expect(statement.publisher).toBe("Sandwell Children's Safeguarding Partnership")
    expect(statement.publishedOn).toMatchObject({ date: '2020-12-21', weekdayDiffers: false })
    expect(statement.publishedOn && sayDateInFull(statement.publishedOn.date)).toBe(
      'Monday 21 December 2020',
    )
  })

  it('is kept paragraph by paragraph, with the sentence that runs over a blank line made whole', () => {
    const texts = statement.text.blocks.map(wordsOf)
    expect(texts).toHaveLength(17)
    expect(
      texts.some((text) => text.includes('anxieties about any future pregnancy. It also')),
    ).toBe(true)
  })

  it('is kept word for word', () => {
    const file = readFileSync(
      path.join(import.meta.dirname, 'claims/fixtures/ns-statement-2020-12-21.txt'),
      'utf8',
    )
    const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
    expect(statement.text.blocks.map(wordsOf).join(' ')).toBe(squeezed(file))
  })

  it('names who speaks in its own words and makes nobody a person of Heed', () => {
    expect(statement.speakers).toHaveLength(1)
    const tokens = statement.text.blocks
      .flatMap((block) => block.spans)
      .filter((span) => typeof span !== 'string')
    expect(tokens).toEqual([])
  })
})

describe('title, publisher and date of other statements', () => {
  it.each([
    ['aldermere-fern', 'Aldermere Safeguarding Children Partnership', '2024-03-14'],
    ['whinfell-juniper', 'Whinfell and Aldermere Hospitals NHS Foundation Trust', '2025-07-03'],
    ['thornmere-case-t', 'THORNMERE SAFEGUARDING CHILDREN PARTNERSHIP', '2023-11-09'],
    ['held-out-harrowmoor', 'Harrowmoor Council', '2024-05-22'],
    [
      'held-out-eastmarch',
      'Eastmarch and Fenwater Safeguarding Children Partnership',
      '2023-02-06',
    ],
    ['second-held-out-saltmarsh', 'Saltmarsh Integrated Care Board', '2025-12-02'],
  ])('%s', (name, publisher, date) => {
    const statement = fixture(name)
    expect(statement.publisher).toBe(publisher)
    expect(statement.publishedOn?.date).toBe(date)
    expect(statement.title).not.toBe(publisher)
  })

  it('are left open when the text does not say them', () => {
    const statement = read(
      'A baby died on 3 May 2021. The review found good practice in every agency.',
    )
    expect(statement.publishedOn).toBeUndefined()
    expect(statement.publisher).toBeUndefined()
  })

  it('a date whose day of the week does not fit is marked for somebody to look at', () => {
    const statement = read('Publication date: Friday 21 December 2020\n\nText follows here.')
    expect(statement.publishedOn?.weekdayDiffers).toBe(true)
  })

  it('a date that does not exist is none', () => {
    expect(read('Publication date: 31 February 2020').publishedOn).toBeUndefined()
  })
})
