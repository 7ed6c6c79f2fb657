import { Failure } from '#shared/failure.ts'

/** JSON is at most this deep, with at most this many keys (security.md 5.1 rule 12). */
const deepest = 20
const mostKeys = 1000

/** Refuses JSON that is deeper or wider than any honest request. */
export function checkDepth(body: unknown): void {
  let keys = 0
  const open: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue
    const inside = Object.values(next.value)
    keys += inside.length
    if (next.depth >= deepest || keys > mostKeys) throw new Failure('too-large', 'depth')
    for (const value of inside) open.push({ value, depth: next.depth + 1 })
  }
}
