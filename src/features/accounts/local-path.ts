const longest = 1000
/** Pages that would lead in a circle after signing in. */
const gates = ['/sign-in', '/sign-out', '/confirm', '/session', '/enrol', '/api']

function isOurs(text: string): boolean {
  if (!text.startsWith('/') || text.length > longest) return false
  // Browsers read `//host`, `/\host` and a line break before either as another site.
  return !/^\/[/\\]/.test(text) && !/[\\\p{Cc}\s]/u.test(text)
}

/** The page of our own that an address asks for, or the home page: nobody is sent to another site after signing in. */
export function localPath(asked: string | undefined): string {
  if (asked === undefined || !isOurs(asked)) return '/'
  const base = 'http://heed.invalid'
  if (!URL.canParse(asked, base)) return '/'
  const { origin, pathname, search, hash } = new URL(asked, base)
  if (origin !== base || pathname.startsWith('//')) return '/'
  if (gates.some((gate) => pathname === gate || pathname.startsWith(`${gate}/`))) return '/'
  return `${pathname}${search}${hash}`
}
