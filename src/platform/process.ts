import { readConfig } from './config.ts'
import type { Config } from './config.ts'
import { explainLifecycle } from './lifecycle-errors.ts'

/** How this installation is set up; a setting that cannot be used ends the process with the sentence that names it. */
export function readSettings(): Config {
  try {
    return readConfig()
  } catch (error) {
    return leave(error, { dataFolder: '' })
  }
}

/** Stops in order on a signal, or when the process that started this one is gone. */
export function onSignal(stop: () => Promise<void>): void {
  let stopping = false
  function end(): void {
    if (stopping) return
    stopping = true
    void stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (process.send !== undefined) process.on('disconnect', end)
}

/** Tells the process that started this one that it may go on. */
export function sayReady(): void {
  process.send?.('ready')
}

/**
 * Ends the process with the one sentence for its administrator; a fault of our own shows where it happened. `portSetting`
 * is the setting that chose the port of this process.
 */
export function leave(
  error: unknown,
  config: Pick<Config, 'dataFolder'> & { readonly portSetting?: 'PORT' | 'PUBLIC_PORT' },
): never {
  const { dataFolder: folder, portSetting } = config
  const known = explainLifecycle(error, { folder, portSetting })
  const fault =
    error instanceof Error
      ? (error.stack ?? error.message)
      : 'Heed ended for a reason that it does not know.'
  process.stderr.write(`${known?.message ?? fault}\n`)
  process.exit(known?.exit ?? 1)
}
