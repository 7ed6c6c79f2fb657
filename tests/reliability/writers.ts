import { randomUUID } from 'node:crypto'
import type { RunningHeed } from './running-heed.ts'

/** One write as its sender knows it: what was sent under which key, and what became of it. */
export type Sent = {
  readonly key: string
  readonly name: string
  /** Where Heed said that the new agency is; undefined while the sender is in doubt. */
  answered: string | undefined
}

/** Sends one write; a lost connection or a fault leaves it in doubt, any other answer than done is an error. */
export async function send(heed: RunningHeed, token: string, sent: Sent): Promise<void> {
  const form = new URLSearchParams({
    _key: sent.key,
    name: sent.name,
    kind: 'other',
    statutoryPartner: 'none',
    'activeFrom-day': '1',
    'activeFrom-month': '7',
    'activeFrom-year': '2022',
  })
  const answer = await post(`${heed.url}/organisations/new`, form, token)
  if (answer === undefined || answer.status >= 500) return
  if (answer.location === undefined) throw new Error(`Heed answered ${answer.status}`)
  sent.answered = answer.location
}

async function post(
  url: string,
  body: URLSearchParams,
  token: string,
): Promise<{ status: number; location: string | undefined } | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { cookie: `heed=${token}` },
    })
    await answer.arrayBuffer()
    return { status: answer.status, location: answer.headers.get('location') ?? undefined }
  } catch {
    return undefined
  }
}

/** Eight senders that each send the next write as soon as the last is answered, until they are told to stop. */
export function startWriters(heed: RunningHeed, token: string): { stop: () => Promise<Sent[]> } {
  const all: Sent[] = []
  let stopping = false
  async function write(): Promise<void> {
    while (!stopping) {
      const sent: Sent = { key: randomUUID(), name: `Agency ${randomUUID()}`, answered: undefined }
      all.push(sent)
      await send(heed, token, sent)
      if (sent.answered === undefined) return
    }
  }
  const writers = Array.from({ length: 8 }, write)
  return {
    stop: async () => {
      stopping = true
      await Promise.all(writers)
      return all
    },
  }
}
