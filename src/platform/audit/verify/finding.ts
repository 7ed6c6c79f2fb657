/** What the verifier's exit codes mean (security.md 3.4). */
export const exitCodes = {
  0: 'intact and anchored',
  2: 'a link, a hash or a place is broken',
  3: 'the chain disagrees with an anchor',
  4: 'anchors are missing or older than five minutes',
  5: 'something was done or shown without an entry',
  6: 'a column does not say what the payload says',
} as const

/** An exit code of the verifier. */
export type ExitCode = keyof typeof exitCodes

/**
 * Something that is wrong: where it shows first (`seq`), and up to where it may lie if no single place can be named.
 * What concerns every chain names none.
 */
export type Finding = {
  readonly code: Exclude<ExitCode, 0>
  readonly chain?: number
  readonly seq?: number
  readonly to?: number
  readonly says: string
}

/** What a command answers: its exit code and what it prints. */
export type Verdict = { readonly code: ExitCode; readonly lines: readonly string[] }

// What cannot be explained away comes first; an anchor that is late says least.
const gravest = [2, 3, 6, 5, 4] as const

/** The exit code for all findings together: the gravest one. */
export function codeOf(findings: readonly Finding[]): ExitCode {
  return gravest.find((code) => findings.some((finding) => finding.code === code)) ?? 0
}

/** A finding as a line to read. */
export function inWords({ code, chain, seq, to, says }: Finding): string {
  if (chain === undefined) return `${code}: ${says}`
  const place =
    seq === undefined ? '' : to === undefined ? ` at ${seq}` : ` between ${seq} and ${to}`
  return `${code}: chain ${chain}${place}: ${says}`
}

/** A number with its noun, as it is said: 1 chain, 2 chains. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`
}
