import type { Somebody, TestHouse } from '#tests/support/house.ts'

/** The address under which the test house believes to be served. */
export const ownOrigin = 'http://localhost:3000'

/** A request as exactly as a test wants it; nothing is added but the session and, for a write, our own origin. */
export interface Request {
  readonly who?: Somebody | undefined
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly body?: string | Buffer
  readonly type?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What came back; `fault` is what the server's log says where the answer was a fault. */
export interface Told {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: string
  /** Where it leads, empty where it leads nowhere. */
  readonly location: string
  readonly fault: string | undefined
}

/** Sends a request and answers what came back, faults too. */
export type Ask = (request: Request) => Promise<Told>

/** Notes for each fault its reference, so that a test can say what went wrong without ending at the first. */
function noteFaults(house: TestHouse): (body: string) => string {
  const faults = new Map<string, string>()
  function error(told: unknown): void {
    if (typeof told !== 'object' || told === null || !('err' in told)) return
    const reference = 'reference' in told ? String(told.reference) : ''
    const { err } = told
    const stack = err instanceof Error ? (err.stack ?? err.message) : String(err)
    const lines = stack.split('\n')
    const own = lines.filter((line) => /\/src\//.test(line)).slice(0, 3)
    faults.set(reference, [lines[0], ...own.map((line) => line.trim())].join(' '))
  }
  Object.assign(house.house.log, { error })
  return (body) => {
    const reference = /reference"?:?"? ?"?([0-9a-f]{8})/.exec(body)?.[1] ?? ''
    return faults.get(reference) ?? 'a fault that the log does not hold'
  }
}

/** A way to ask the house that hands out faults instead of throwing them. */
export function asker(house: TestHouse): Ask {
  const faultOf = noteFaults(house)
  return async ({ who, method = 'GET', url, body, type, headers = {} }) => {
    const reply = await house.server.inject({
      method,
      url,
      headers: {
        ...(who && { cookie: `heed=${who.token}` }),
        ...(method !== 'GET' && { origin: ownOrigin }),
        ...(type !== undefined && { 'content-type': type }),
        ...headers,
      },
      ...(body !== undefined && { payload: body }),
    })
    const fault = reply.statusCode >= 500 ? faultOf(reply.body) : undefined
    const { location = '' } = reply.headers
    return { status: reply.statusCode, headers: reply.headers, body: reply.body, location, fault }
  }
}

/** The answer as one text, without what differs from one second to the next: equal texts tell nobody anything. */
export function bytesOf({ status, headers, body }: Told): string {
  const kept = Object.entries(headers).filter(([name]) => name !== 'date')
  return JSON.stringify([status, kept.toSorted(([a], [b]) => a.localeCompare(b)), body])
}

/** Where two answers part, in few words. */
export function difference(one: Told, other: Told): string {
  if (one.status !== other.status) return `${one.status} instead of ${other.status}`
  if (one.body !== other.body) return `the same status ${one.status}, another body`
  return `the same body, other headers: ${JSON.stringify([one.headers, other.headers])}`
}

/** Does a piece of work for each, a few at a time. */
export async function forEach<T>(
  all: readonly T[],
  work: (each: T) => Promise<void>,
  atOnce = 4,
): Promise<void> {
  const waiting = [...all]
  async function worker(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
