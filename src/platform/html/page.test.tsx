import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { gallery } from '#tests/support/gallery.tsx'
import { elementsOf, parseHtml, textOf } from '#tests/support/html-tree.ts'
import type { PageProps } from './page.tsx'
import { Page } from './page.tsx'
import { render } from './render.ts'

function elements(props: Partial<PageProps> = {}) {
  const html = render(<Page frame={{}} title="Rapid review" {...props} />)
  return elementsOf(parseHtml(html.replace('<!DOCTYPE html>', '')))
}

function textOfTag(tag: string, props: Partial<PageProps> = {}) {
  return elements(props)
    .filter((element) => element.tag === tag)
    .map((element) => textOf(element.children))
}

describe('every page', () => {
  test('begins with the doctype and says its language', () => {
    expect(render(<Page frame={{}} title="Cases" />)).toMatch(/^<!DOCTYPE html><html lang="en-GB"/)
  })

  test('has a title of the form "thing – Heed", and says first that something is wrong', () => {
    expect(textOfTag('title')).toEqual(['Rapid review – Heed'])
    expect(textOfTag('title', { problems: [{ field: '', message: 'Closed meanwhile' }] })).toEqual([
      'Error: Rapid review – Heed',
    ])
  })

  test('keeps what the heading says out of the title', () => {
    expect(textOfTag('title', { heading: 'Talk with Avery Thorne' })).toEqual([
      'Rapid review – Heed',
    ])
    expect(textOfTag('h1', { heading: 'Talk with Avery Thorne' })).toEqual([
      'Talk with Avery Thorne',
    ])
  })

  test('is kept out of search engines unless it is public', () => {
    const robots = (indexed: boolean) =>
      elements({ frame: { indexed } }).filter((element) => element.attributes['name'] === 'robots')
    expect(robots(false)).toHaveLength(1)
    expect(robots(true)).toHaveLength(0)
  })

  test('marks sample data, and only sample data', () => {
    const marked = (sample: boolean) =>
      render(<Page frame={{ sample }} title="Cases" />).includes('Sample data')
    expect([marked(true), marked(false)]).toEqual([true, false])
  })

  test('shows sign-out as a form, so that no link can sign anybody out', () => {
    const account = { name: 'Rowan Ashby', href: '/account', signOutPath: '/sign-out' }
    const forms = elements({ frame: { account } }).filter(({ tag }) => tag === 'form')
    expect(forms.map(({ attributes }) => [attributes['method'], attributes['action']])).toEqual([
      ['post', '/sign-out'],
    ])
  })
})

describe.each(Object.entries(gallery))('the page %s of the gallery', (_, Shown) => {
  const shown = elementsOf(parseHtml(render(<Shown />).replace('<!DOCTYPE html>', '')))

  test('has no inline script, style or handler', () => {
    for (const { tag, attributes, children } of shown) {
      if (tag === 'script')
        expect([attributes['src']?.startsWith('/assets/'), textOf(children)]).toEqual([true, ''])
      expect(tag).not.toBe('style')
      expect(Object.keys(attributes).filter((name) => /^(on|style$)/.test(name))).toEqual([])
    }
  })

  test('has one first heading, skips no level, and one main part', () => {
    const levels = shown
      .filter(({ tag }) => /^h[1-6]$/.test(tag))
      .map(({ tag }) => Number(tag.slice(1)))
    expect(levels.filter((level) => level === 1)).toHaveLength(1)
    expect(shown.filter(({ tag }) => tag === 'main')).toHaveLength(1)
    const body = levels.slice(levels.indexOf(1), -1)
    body.forEach((level, index) =>
      expect(level - (body[index - 1] ?? level)).toBeLessThanOrEqual(1),
    )
  })

  test('names every picture or hides it, labels every control, and repeats no id', () => {
    for (const { tag, attributes } of shown) {
      if (tag === 'svg' && attributes['class'] !== 'heed-chart__line') {
        expect(attributes['aria-hidden'] === 'true' || Boolean(attributes['aria-label'])).toBe(true)
      }
    }
    const ids = shown.flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    const labelled = new Set(
      shown.flatMap(({ tag, attributes }) => (tag === 'label' ? (attributes['for'] ?? []) : [])),
    )
    const controls = shown.filter(
      ({ tag, attributes }) =>
        ['input', 'select', 'textarea'].includes(tag) && attributes['type'] !== 'hidden',
    )
    expect(controls.filter(({ attributes }) => !labelled.has(attributes['id'] ?? ''))).toEqual([])
  })
})

test('nothing in Heed prints markup that it did not make from elements', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  )
  expect(files.length).toBeGreaterThan(40)
  const raw = files.filter(
    (name) =>
      !name.endsWith('.test.tsx') &&
      /dangerouslySetInnerHTML/.test(readFileSync(path.join('src', name), 'utf8')),
  )
  expect(raw).toEqual([])
})
