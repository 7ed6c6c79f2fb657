import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildAssets } from './build-assets.mjs'

const made = mkdtempSync(path.join(tmpdir(), 'heed-assets-'))
const again = mkdtempSync(path.join(tmpdir(), 'heed-assets-'))
const text = (name: string) => readFileSync(path.join(made, name), 'utf8')

beforeAll(async () => {
  await buildAssets({ outDir: made })
  await buildAssets({ outDir: again })
}, 60_000)

afterAll(() => {
  for (const folder of [made, again]) rmSync(folder, { recursive: true, force: true })
})

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .sort()
}

describe('what the pages ask for under /assets/', () => {
  test('is the same each time it is built', () => {
    expect(filesOf(again)).toEqual(filesOf(made))
    for (const name of filesOf(made)) {
      expect(readFileSync(path.join(again, name)).equals(readFileSync(path.join(made, name)))).toBe(
        true,
      )
    }
  })

  test('holds no font, crest, crown or other sign of GOV.UK', () => {
    expect(
      filesOf(made).filter((name) => /woff|ttf|crest|crown|govuk|opengraph/i.test(name)),
    ).toEqual([])
    expect(text('app.css')).not.toMatch(/GDS Transport|@font-face|crest|crown/i)
    expect(text('app.css')).toMatch(/Helvetica Neue/)
  })

  test('holds every picture that the style sheet names, and nothing from elsewhere', () => {
    const named = [...text('app.css').matchAll(/url\(["']?([^"')]+)/g)].map(([, url = '']) => url)
    for (const url of named) expect(filesOf(made)).toContain(url.replace('/assets/', ''))
    expect(named.length).toBeGreaterThan(0)
  })

  test('never writes markup from script, so that trusted types can be refused', () => {
    const scripts = filesOf(made)
      .filter((name) => name.endsWith('.js'))
      .map(text)
      .join('\n')
    expect(scripts).not.toMatch(
      /\.(inner|outer)HTML|insertAdjacentHTML|document\.write|eval\(|new Function/,
    )
  })

  test('stays small enough for a slow line', () => {
    expect(text('app.css').length).toBeLessThan(200_000)
    expect(text('app.js').length).toBeLessThan(60_000)
  })
})

describe('the colours', () => {
  const css = () => text('app.css')
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const contrast = (a: string, b: string) => {
    const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
    return (high + 0.05) / (low + 0.05)
  }
  test.each([
    ['ink on paper', '#1b2430', '#ffffff'],
    ['ink on mist', '#1b2430', '#f5f3f7'],
    ['white on the bar', '#ffffff', '#4a2c66'],
    ['a link on paper', '#1a4f8b', '#ffffff'],
    ['quiet text on mist', '#4b5563', '#f5f3f7'],
    ['due soon', '#6b4200', '#fff3d1'],
    ['late', '#7d1d10', '#fbe9e6'],
    ['kept', '#0a5236', '#e4f3eb'],
    ['to know', '#1a4f8b', '#e6eff8'],
  ])('of %s stay well above the 4.5 to 1 that WCAG AA asks (6.8 at least)', (_, text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(6.8)
    for (const colour of [text, ground])
      expect(css()).toContain(colour.replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3'))
  })
})
