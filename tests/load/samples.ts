/** What one request took, in milliseconds, and whether its answer was the one that was asked for. */
export interface Sample {
  readonly took: number
  readonly ok: boolean
}

/** A run of requests in figures. */
export interface Summary {
  readonly n: number
  readonly failed: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

/** The value under which so many of a hundred lie; every sample is kept, so nothing is rounded into buckets. */
export function percentile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) return Number.NaN
  const place = Math.ceil((share / 100) * sorted.length) - 1
  return sorted[Math.max(0, Math.min(place, sorted.length - 1))] ?? Number.NaN
}

/** The figures of a run that lasted so many seconds. */
export function summarise(samples: readonly Sample[], seconds: number): Summary {
  const sorted = samples.map(({ took }) => took).toSorted((a, b) => a - b)
  return {
    n: samples.length,
    failed: samples.filter(({ ok }) => !ok).length,
    perSecond: samples.length / seconds,
    p50: percentile(sorted, 50),
    p95: percentile(sorted, 95),
    p99: percentile(sorted, 99),
    p999: percentile(sorted, 99.9),
    max: sorted.at(-1) ?? Number.NaN,
  }
}
