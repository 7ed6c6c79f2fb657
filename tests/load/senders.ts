import { setTimeout as wait } from 'node:timers/promises'
import { summarise } from './samples.ts'
import type { Sample, Summary } from './samples.ts'

/** Sends one request and answers whether it went well. */
export type Send = () => Promise<boolean>

/** So many at a time: each sends its next request when it has the answer to the last. For saturation, not for latency claims. */
export async function sendTogether(
  send: Send,
  { together, seconds }: { together: number; seconds: number },
): Promise<Summary> {
  const samples: Sample[] = []
  const began = performance.now()
  const until = began + seconds * 1000
  async function one(): Promise<void> {
    while (performance.now() < until) {
      const from = performance.now()
      const ok = await send()
      samples.push({ took: performance.now() - from, ok })
    }
  }
  await Promise.all(Array.from({ length: together }, one))
  return summarise(samples, (performance.now() - began) / 1000)
}

/**
 * So many arrivals a second, whether or not the earlier ones are answered. What one took is counted from the moment at
 * which it should have been sent, so that a server that stalls cannot hide what waited meanwhile (coordinated omission).
 */
export async function sendArriving(
  send: (due: number) => Promise<boolean>,
  { perSecond, seconds }: { perSecond: number; seconds: number },
): Promise<Summary> {
  const samples: Sample[] = []
  const began = performance.now()
  const under = new Set<Promise<void>>()
  async function one(due: number): Promise<void> {
    const ok = await send(due)
    samples.push({ took: performance.now() - due, ok })
  }
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = began + (n * 1000) / perSecond
    const ahead = due - performance.now()
    if (ahead > 0) await wait(ahead)
    const running = one(due).finally(() => under.delete(running))
    under.add(running)
  }
  await Promise.all(under)
  return summarise(samples, seconds)
}
