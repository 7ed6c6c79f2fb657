import type { GateResult } from '../gate/run-gate.ts'
import type { CheckRow } from '../queries/publications.ts'

function places(count: number): string {
  return count === 1 ? '1 place' : `${count} places`
}

/** What the check says now, in one sentence. */
export function gateWords({ outcome, exact, open }: GateResult): string {
  switch (outcome) {
    case 'passed':
      return 'Nothing of the vault found; every question answered'
    case 'asks':
      return open.length === 1 ? '1 question is open' : `${open.length} questions are open`
    case 'refused':
      return exact.length === 0
        ? 'Refused: an answer says that the text must be changed'
        : `Refused: ${places(exact.length)} must be changed`
    case 'cannot-check':
      return 'Cannot be checked: the vault of this case is empty'
  }
}

const outcomes: Readonly<Record<CheckRow['outcome'], string>> = {
  passed: 'passed',
  asks: 'questions open',
  refused: 'refused',
  'cannot-check': 'could not check',
}

/** One run of the check, for the history. */
export function checkWords(check: CheckRow): string {
  const when = check.occasion === 'publishing' ? 'when it was published' : 'when somebody asked'
  return `Version ${check.textVersion}, ${when}: ${outcomes[check.outcome]} (${check.valuesSought} values, ${places(check.placesRead)})`
}
