import { describe, expect, it } from 'vitest'
import { joined, linesOf, paragraphsOf, withoutRunningLines } from './pdf-lines.ts'
import type { PdfLine } from './pdf-lines.ts'

function line(text: string, y: number, more: Partial<PdfLine> = {}): PdfLine {
  return { text, y, page: 1, x: 50, right: 400, size: 11, ...more }
}

describe('a word broken at the end of a line', () => {
  it.each([
    ['the recom-', 'mendation was', 'the recommendation was'],
    ['the risks of co-', 'sleeping with', 'the risks of co-sleeping with'],
    ['a follow-', 'up visit', 'a follow-up visit'],
    ['safe\u00ad', 'guarding', 'safeguarding'],
    ['born in 2019-', 'and later', 'born in 2019- and later'],
    ['the West-', 'Midlands', 'the West- Midlands'],
  ])('%s + %s', (all, next, whole) => {
    expect(joined(all, next, new Set())).toBe(whole)
  })

  it('keeps the spelling that the document uses elsewhere', () => {
    expect(joined('a multi-', 'agency group', new Set(['multiagency']))).toBe('a multiagency group')
    expect(joined('safe-', 'sleeping talks', new Set(['safe-sleeping']))).toBe(
      'a safe-sleeping talks'.slice(2),
    )
  })
})

describe('paragraphs of a PDF', () => {
  it('go on over a page break in the middle of a sentence', () => {
    const lines = [
      line('The review found that', 100),
      line('agencies worked well.', 700, { page: 2 }),
    ]
    expect(paragraphsOf(lines).map((one) => one.text)).toEqual([
      'The review found that agencies worked well.',
    ])
  })

  it('begin anew after a gap, at a list item and where the letters grow', () => {
    const lines = [
      line('A heading', 700, { size: 18 }),
      line('First paragraph that is', 670),
      line('two lines long and then', 657),
      line('ends.', 644),
      line('Second paragraph.', 615),
      line('• an item', 602),
      line('• another', 589),
    ]
    expect(paragraphsOf(lines).map((one) => [one.style, one.text])).toEqual([
      ['heading', 'A heading'],
      ['paragraph', 'First paragraph that is two lines long and then ends.'],
      ['paragraph', 'Second paragraph.'],
      ['list-item', '• an item'],
      ['list-item', '• another'],
    ])
  })
})

describe('lines of a page', () => {
  it('are put together from runs, with spaces only where the page shows them', () => {
    const run = (str: string, x: number, width: number) => ({ str, x, y: 10, width, fontSize: 10 })
    expect(linesOf([run('Saf', 0, 15), run('er', 15, 10), run('sleep', 30, 20)], 1)).toMatchObject([
      { text: 'Safer sleep' },
    ])
  })

  it('lose what repeats at the head of the pages, which is kept aside', () => {
    const pages = [1, 2, 3].map((page) => [
      line(`Confidential draft ${page}`, 800, { page }),
      line(`Text of page ${page} on one line`, 700, { page }),
      line('and another line', 687, { page }),
      line(String(page), 40, { page }),
    ])
    const { body, running } = withoutRunningLines(pages)
    expect(body).toHaveLength(6)
    expect(running).toEqual([
      'Confidential draft 1',
      'Confidential draft 2',
      'Confidential draft 3',
    ])
  })
})
