import { StateWord } from '#platform/html/state-word.tsx'
import { caseStatusWords, sayAnchor, sayNextDuty, sayNoDuty, sayStanding } from '../case-words.ts'
import type { Deadline } from '../deadline.ts'
import type { CaseStatus } from '../model.ts'
import { nextBindingDuty } from '../timeline.ts'

interface CaseStanding {
  readonly status: CaseStatus
  readonly paused: boolean
}

/** Where a case stands, in one line of words. */
export function caseState(model: CaseStanding): string {
  return `${caseStatusWords[model.status]}${model.paused ? '. Paused for proceedings elsewhere; the clocks run on' : ''}`
}

/** Under the heading of a case: where it stands, and the next date that law or guidance sets. */
export function CaseTop({
  model,
}: {
  readonly model: CaseStanding & { readonly deadlines: readonly Deadline[] }
}) {
  const next = nextBindingDuty(model.deadlines)
  const nothing = sayNoDuty(model.status)
  if (next === undefined) {
    return (
      <>
        {caseState(model)}
        {nothing === '' ? '' : `. ${nothing}`}
      </>
    )
  }
  const standing = sayStanding(next.state, sayAnchor(next))
  return (
    <>
      {caseState(model)}. {sayNextDuty(next)}{' '}
      <StateWord tone={standing.tone}>{standing.words}</StateWord>
    </>
  )
}
