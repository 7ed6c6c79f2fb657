import { describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'
import { LifecycleRefusal } from './lifecycle-errors.ts'

/** What the administrator reads who starts Heed with this environment. */
function told(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    if (error instanceof LifecycleRefusal) return error.message
    throw error
  }
  throw new Error('it was accepted')
}

describe('a setting that Heed cannot use', () => {
  it.each([
    ['PORT', 'abc', 'a whole number from 0 to 65535'],
    ['PORT', '65536', 'a whole number from 0 to 65535'],
    ['PORT', '0x50', 'a whole number from 0 to 65535'],
    ['PUBLIC_PORT', '-1', 'a whole number from 0 to 65535'],
    ['HEED_SAMPLE', 'true', 'yes or no'],
    ['HEED_URL', 'foo', 'the address that people type, such as https://heed.example.org'],
    ['HEED_URL', 'ftp://heed.example.org', 'the address that people type'],
    ['SMTP_URL', 'mail.example.org', 'an address such as smtps://'],
    ['HEED_PROXIES', 'all', 'the number of proxies before Heed (0 to 9), or their addresses'],
    ['HEED_PROXIES', '10', 'the number of proxies'],
    ['HEED_PROXIES', '1, 10.0.0.5', 'the number of proxies'],
    ['HEED_PROXIES', '10.0.0.0/33', 'the number of proxies'],
    ['LOG_LEVEL', 'loud', 'debug, info, warn, error or silent'],
    ['REQUESTS_PER_MINUTE', '0', 'a whole number from 1 up'],
  ])('%s=%s is named with what it may be', (name, value, mayBe) => {
    const sentence = told({ [name]: value })
    expect(sentence).toContain(`${name} must be ${mayBe}`)
    expect(sentence).not.toContain('\n')
  })

  it('stands in one sentence with the others, and no value is repeated', () => {
    const sentence = told({ PORT: 'abc', HEED_SAMPLE: 'true', SMTP_URL: 'user:s3cret@mail' })
    expect(sentence).toMatch(/HEED_SAMPLE must be .*, PORT must be .*, SMTP_URL must be /)
    expect(sentence).not.toContain('s3cret')
  })
})

it('what is empty counts as not given', () => {
  const config = readConfig({ PORT: '', DATABASE_URL: '', HEED_URL: '' })
  expect([config.port, config.database, config.url]).toEqual([
    3000,
    undefined,
    'http://localhost:3000',
  ])
})

it.each([
  [undefined, undefined],
  ['0', undefined],
  ['2', 2],
  ['10.0.0.5', ['10.0.0.5']],
  ['loopback, 10.1.0.0/16, fd00::/8', ['loopback', '10.1.0.0/16', 'fd00::/8']],
])('HEED_PROXIES=%s trusts %s', (said, proxies) => {
  expect(readConfig({ HEED_PROXIES: said }).proxies).toEqual(proxies)
})
