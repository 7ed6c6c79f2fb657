/** A long-running process of Heed as its parent sees it. */
export type Supervised = {
  /** Tells the parent that the database is migrated and requests are answered, so that the others may start. */
  readonly ready: () => void
  /** Stops in order, as a signal would, and then leaves with this exit code. */
  readonly stop: (exitCode?: number) => void
}

/**
 * Stops the process in order, once, on a signal or when the parent has died; a second signal changes nothing.
 * `stop` closes what the process holds open; when it fails or takes too long the process leaves with code 1.
 */
export function superviseProcess(stop: () => Promise<void>, limitMs = 40_000): Supervised {
  let stopping = false
  function begin(exitCode = 0): void {
    if (stopping) return
    stopping = true
    const late = setTimeout(() => process.exit(1), limitMs)
    late.unref()
    stop().then(
      () => process.exit(exitCode),
      () => process.exit(exitCode === 0 ? 1 : exitCode),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => begin())
  process.on('disconnect', () => begin())
  return { ready: () => void process.send?.('ready'), stop: begin }
}
