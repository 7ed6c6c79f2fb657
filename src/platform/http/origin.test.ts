import { describe, expect, it } from 'vitest'
import { checkOrigin } from './origin.ts'

const own = ['https://heed.example']

describe('a write', () => {
  it.each([
    [{ origin: 'https://heed.example', 'sec-fetch-site': 'same-origin' }],
    [{ origin: 'https://heed.example' }],
    // Chromium, Firefox and Safari under our own Referrer-Policy of no-referrer.
    [{ origin: 'null', 'sec-fetch-site': 'same-origin' }],
    [{}],
  ])('from our own page, or from no browser, goes on: %j', (headers) => {
    expect(() => checkOrigin(headers, own)).not.toThrow()
  })

  it.each([
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'https://evil.example' }],
    [{ origin: 'https://other.heed.example', 'sec-fetch-site': 'same-site' }],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'null', 'sec-fetch-site': 'none' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
  ])('from another site is refused: %j', (headers) => {
    expect(() => checkOrigin(headers, own)).toThrow(/sec-fetch-site|origin/)
  })
})
