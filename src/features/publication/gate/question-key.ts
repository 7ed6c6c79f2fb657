import type { GateFinding } from './run-gate.ts'

/** The name of a question in a form: the text that it is about and the offsets, no value of the vault. */
export function questionKey(finding: Pick<GateFinding, 'digest' | 'start' | 'end'>): string {
  return `${finding.digest.slice(0, 40)}-${finding.start}-${finding.end}`
}
