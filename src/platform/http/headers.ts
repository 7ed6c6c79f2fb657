const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** The headers of every answer (security.md 7.2). */
export const everyAnswer: Readonly<Record<string, string>> = {
  'content-security-policy': policy,
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), publickey-credentials-get=(self)',
}

/** Anything that was made for somebody stays out of every cache. */
export const neverCached = { 'cache-control': 'no-store' } as const

/** Downloads never open in the page's own origin. */
export const attachmentPolicy = "sandbox; default-src 'none'"

const noCount = {
  'x-ratelimit-limit': false,
  'x-ratelimit-remaining': false,
  'x-ratelimit-reset': false,
} as const

/** Nobody is told how near the limit they are; whoever is over it is told when to come again. */
export const uncounted = { addHeaders: noCount, addHeadersOnExceeding: noCount } as const
