import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { localPath } from './local-path.ts'

describe('the page to go to after signing in', () => {
  it('is the one that was asked for, with its question and its place', () => {
    expect(localPath('/cases/1?tab=2#notes')).toBe('/cases/1?tab=2#notes')
    expect(localPath('/')).toBe('/')
  })

  it('is the home page when nothing was asked for', () => {
    expect(localPath(undefined)).toBe('/')
    expect(localPath('')).toBe('/')
  })

  it.each([
    'https://evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    '/\n//evil.example',
    'javascript:alert(1)',
    'evil.example/page',
    '/..//evil.example',
    '/a/../..//evil.example',
    '/./\\evil.example',
    '/page\\..\\x',
    '/ /x',
  ])('is never another site: %j', (asked) => {
    expect(localPath(asked)).toBe('/')
  })

  it.each([
    '/sign-in',
    '/sign-in?to=/x',
    '/sign-in/code',
    '/sign-out',
    '/confirm?to=/x',
    '/enrol/abc',
    '/session/extend',
  ])('is never a page that leads in a circle: %s', (asked) => {
    expect(localPath(asked)).toBe('/')
  })

  it('stays on this site whatever is asked for, as a browser reads it', () => {
    const part = fc.constantFrom(
      '/',
      '\\',
      '//',
      '.',
      '..',
      'a',
      '@',
      ':',
      '?',
      '#',
      '%2f',
      '%5c',
      '\t',
      '\n',
      ' ',
      'evil.example',
      'https:',
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const went = new URL(localPath(parts.join('')), 'https://heed.example')
        expect(went.origin).toBe('https://heed.example')
      }),
      { numRuns: 3000 },
    )
  })

  it('stays the same when it is asked for again', () => {
    fc.assert(
      fc.property(fc.webPath(), fc.webQueryParameters(), (path, query) => {
        const once = localPath(`${path}?${query}`)
        expect(localPath(once)).toBe(once)
      }),
    )
  })
})
