/** Milliseconds by the reader's own clock: it goes on while a laptop sleeps, as the server's does. */
export function now(): number {
  // oxlint-disable-next-line no-restricted-properties -- browser code has no other clock
  return Date.now()
}
