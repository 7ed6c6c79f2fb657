import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elementsOf, parseHtml, textOf } from '#tests/support/html-tree.ts'
import { attrs } from './attributes.ts'
import { BarChart } from './bar-chart.tsx'
import { DataTable } from './data-table.tsx'
import { EmptyState } from './empty-state.tsx'
import { FactList } from './fact-list.tsx'
import { History } from './history.tsx'
import { LineChart } from './line-chart.tsx'
import { Filter, OlderNewer } from './list-parts.tsx'
import { renderPart } from './render.ts'
import { SafeLink, isSafeHref, safeHref } from './safe-link.tsx'
import { StateWord, type Tone } from './state-word.tsx'
import { Tag } from './govuk/tag.tsx'
import type { VNode } from 'preact'

function shown(part: VNode) {
  return elementsOf(parseHtml(renderPart(part)))
}

function texts(part: VNode, tag: string) {
  return shown(part)
    .filter((element) => element.tag === tag)
    .map((element) => textOf(element.children))
}

describe('a link to an address that somebody typed', () => {
  test.each([
    '/cases/q',
    '?after=b',
    '#reasons',
    'minutes.pdf',
    'https://example.org/a',
    'http://example.org',
    'mailto:a@example.org',
    'tel:01632960001',
  ])('leads to %s', (href) => {
    expect(isSafeHref(href)).toBe(true)
  })

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    '//example.org',
    '/\\example.org',
    'blob:x',
  ])('does not lead to %j', (href) => {
    expect(isSafeHref(href)).toBe(false)
    expect(shown(<SafeLink href={href} />).map(({ tag }) => tag)).toEqual(['span'])
  })

  test('never runs code, however the address is written', () => {
    const pieces = fc.array(
      fc.constantFrom(
        'java',
        'script',
        ':',
        ' ',
        '\t',
        '\n',
        '/',
        '\\',
        'data',
        'https',
        'x',
        '\u0000',
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const { protocol } = new URL(safeHref(parts.join('')), 'https://heed.example/cases/')
        expect(['https:', 'http:']).toContain(protocol)
      }),
      { examples: [[['java', '\n', 'script', ':']]] },
    )
  })

  test('does not tell another site where the reader came from', () => {
    const [link] = shown(<SafeLink href="https://example.org">Guidance</SafeLink>)
    expect(link?.attributes['rel']).toBe('noopener noreferrer')
  })
})

describe('words from people', () => {
  test('are never markup', () => {
    fc.assert(
      fc.property(fc.string(), (words) => {
        const evil = `<img src=x onerror=alert(1)>${words}`
        const elements = shown(<Tag text={evil} />)
        expect(elements.map(({ tag }) => tag)).toEqual(['strong'])
        expect(textOf(elements)).toBe(evil)
      }),
    )
  })

  test('cannot become a handler or a style through extra attributes', () => {
    const given = { onclick: 'x', style: 'color:red', dangerouslySetInnerHTML: 'x', 'data-a': '1' }
    expect(attrs(given)).toEqual({ 'data-a': '1' })
  })
})

test('a state says its word and has a shape of its own for each tone', () => {
  const tones: Tone[] = ['due-soon', 'late', 'kept', 'know', 'quiet']
  const shapes = tones.map((tone) => {
    const elements = shown(<StateWord tone={tone}>Late by 3 days</StateWord>)
    expect(textOf(elements.slice(0, 1))).toBe('Late by 3 days')
    return elements.find(({ tag }) => tag === 'path')?.attributes['d']
  })
  expect(new Set(shapes).size).toBe(tones.length)
})

test('a fact that is not known says why, and nought is a fact', () => {
  const facts = [
    { name: 'Children', value: 0 },
    { name: 'Father’s health', unknown: 'Not asked' },
    { name: 'Notified' },
    null,
  ]
  expect(texts(<FactList facts={facts} />, 'dd')).toEqual(['0', 'Not asked', 'Not recorded'])
})

describe('a table', () => {
  const columns = [
    {
      head: 'Recommendation',
      cell: (row: { a: string; b: number }) => row.a,
      sort: { href: '?sort=a', now: 'ascending' as const },
    },
    {
      head: 'Steps',
      cell: (row: { a: string; b: number }) => row.b,
      numeric: true,
      sort: { href: '?sort=b' },
    },
  ]
  const table = (
    <DataTable caption="Recommendations" columns={columns} rows={[{ a: 'Handover', b: 0 }]} />
  )

  test('names each row by its first column and each value by its head, also on a phone', () => {
    const cells = shown(table).filter(({ tag }) => tag === 'td' || tag === 'th')
    expect(cells.map(({ attributes }) => attributes['scope'] ?? attributes['data-label'])).toEqual([
      'col',
      'col',
      'row',
      'Steps',
    ])
    expect(texts(table, 'td')).toEqual(['0'])
  })

  test('is sorted by links that say how it is sorted now', () => {
    const heads = shown(table).filter(({ attributes }) => attributes['scope'] === 'col')
    expect(heads.map(({ attributes }) => attributes['aria-sort'])).toEqual(['ascending', 'none'])
    expect(texts(table, 'a')).toEqual(['Sort by Recommendation', 'Sort by Steps'])
  })
})

describe('a chart', () => {
  const points = [
    { label: 'Accepted', value: 12, words: '12 of 40' },
    { label: 'Late', value: 0, words: '0 of 40' },
  ]

  test('says the same in its picture, in its spoken name and in its table', () => {
    const chart = <BarChart title="By state" of="State" points={points} />
    const picture = shown(chart).find(({ attributes }) => attributes['role'] === 'img')
    expect(picture?.attributes['aria-label']).toBe('By state. Accepted 12 of 40, Late 0 of 40.')
    expect(texts(chart, 'text')).toEqual(['Accepted', '12 of 40', 'Late', '0 of 40'])
    expect(texts(chart, 'td')).toEqual(['12 of 40', '0 of 40'])
  })

  test('keeps the names of lines apart that end at the same height', () => {
    const line = (name: string) => ({
      name,
      points: [
        { label: 'Q1', value: 3 },
        { label: 'Q2', value: 5 },
      ],
    })
    const chart = (
      <LineChart
        title="Answers"
        of="Quarter"
        series={[line('Council'), line('Police'), line('Hospitals')]}
      />
    )
    const heights = shown(chart)
      .filter(({ attributes }) => attributes['class']?.includes('heed-chart__name'))
      .map(({ attributes }) => Number(attributes['y']))
    const gaps = heights
      .toSorted((a, b) => a - b)
      .map((y, index, all) => y - (all[index - 1] ?? -100))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(22)
    expect(Math.min(...heights)).toBeGreaterThan(0)
  })

  test('of nothing divides by nothing', () => {
    const html = renderPart(
      <LineChart title="Answers" of="Quarter" series={[{ name: 'Council', points: [] }]} />,
    )
    expect(html).not.toContain('NaN')
    expect(renderPart(<BarChart title="By state" of="State" points={[]} />)).not.toContain('NaN')
  })
})

test('a filter is a plain form, each of its filters can be taken off by a link, and it says how many are on', () => {
  const filter = (
    <Filter
      action="/r"
      clearHref="/r"
      chosen={[
        { name: 'Owner', items: [{ text: 'Named nurse', withoutHref: '/r?q=a' }] },
        { name: 'State', items: [] },
      ]}
    />
  )
  expect(texts(filter, 'h2')).toEqual(['Filter (1 on)'])
  expect(texts(filter, 'a')).toEqual(['Remove this filter: Named nurse', 'Clear all filters'])
  expect(shown(filter).find(({ tag }) => tag === 'form')?.attributes['method']).toBe('get')
})

test('the last page of a list has no link to older lines', () => {
  expect(
    texts(<OlderNewer words="Showing 3 of 28" newerHref="?before=a" />, 'a').map((words) =>
      words.trim(),
    ),
  ).toEqual(['Newer'])
  expect(texts(<OlderNewer words="3 recommendations" />, 'a')).toEqual([])
})

test('history is a list in the order that the page gave, each with its moment for machines', () => {
  const items = [
    { title: 'Closed', on: '2025-10-03T09:30:00Z', words: '3 October 2025', by: 'Rowan Ashby' },
    { title: 'Opened', on: '2025-09-16', words: '16 September 2025' },
  ]
  const elements = shown(<History items={items} />)
  expect(elements.filter(({ tag }) => tag === 'li')).toHaveLength(2)
  expect(
    elements.filter(({ tag }) => tag === 'time').map(({ attributes }) => attributes['datetime']),
  ).toEqual(['2025-10-03T09:30:00Z', '2025-09-16'])
})

test('an empty list says why and what comes next', () => {
  const empty = (
    <EmptyState title="No cases yet" action={{ href: '/cases/new', text: 'Record an incident' }}>
      A case begins with an incident.
    </EmptyState>
  )
  expect(texts(empty, 'a')).toEqual(['Record an incident'])
  expect(textOf(shown(empty).slice(0, 1))).toContain('A case begins with an incident.')
})
