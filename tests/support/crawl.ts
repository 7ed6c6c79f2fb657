import type { Route } from '#platform/http/route.ts'
import type { Somebody, TestHouse } from './house.ts'

/** An address under which somebody reached a page. */
export interface Reached {
  readonly url: string
  readonly who: Somebody | undefined
}

const exactness = (pattern: string) =>
  pattern.split('/').filter((part) => part.startsWith(':')).length

/** The page route that serves an address: literal parts go before parameters, as in the server. */
export function routeOf(routes: readonly Route[], url: string): Route | undefined {
  const path = url.split('?')[0]?.split('#')[0] ?? ''
  const fitting = routes.filter((route) => {
    const form = new RegExp(`^${route.path.replace(/:[a-z]+/gi, '[^/]+')}$`)
    return route.method === 'GET' && form.test(path)
  })
  return fitting.toSorted((a, b) => exactness(a.path) - exactness(b.path))[0]
}

function linksIn(html: string): string[] {
  return [...html.matchAll(/href="(\/[^"]*)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('&amp;', '&'),
  )
}

const skipped = /^\/(assets|sign-out)\b/

/** How many addresses of one pattern a person opens: enough to meet each state, few enough to end. */
const perPattern = 12

/**
 * Follows every link that each of these people sees, from their home page on. Answers for each page pattern where it was
 * reached; a page that answers anything but 200 to a link that was shown is a dead link, and is told.
 */
export async function crawl(
  house: TestHouse,
  routes: readonly Route[],
  everybody: readonly (Somebody | undefined)[],
): Promise<{ reached: Map<string, Reached[]>; dead: string[] }> {
  const reached = new Map<string, Reached[]>()
  const dead: string[] = []
  for (const who of everybody) {
    const seen = new Set<string>()
    const count = new Map<string, number>()
    const waiting =
      who === undefined ? ['/', '/sign-in'] : ['/', '/due/soon', '/emergency-access/told']
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const address = url.split('#')[0] ?? ''
      if (seen.has(address) || skipped.test(address)) continue
      seen.add(address)
      const route = routeOf(routes, address)
      const pattern = route?.path ?? 'none'
      const times = count.get(pattern) ?? 0
      if (times >= perPattern) continue
      count.set(pattern, times + 1)
      const answer = await house.get(who, address)
      if (answer.status === 303 && answer.location !== undefined) waiting.push(answer.location)
      else if (answer.status !== 200)
        dead.push(`${who?.name ?? 'a visitor'}: ${address} answered ${answer.status}`)
      if (answer.status !== 200 || route === undefined) continue
      reached.set(pattern, [...(reached.get(pattern) ?? []), { url: address, who }])
      if (route.kind === 'page') waiting.push(...linksIn(answer.body))
    }
  }
  return { reached, dead }
}
