import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Adoption, Finding, FindingEvidence } from './model.ts'

/** Why a finding cannot be recorded so. */
export type FindingRefusal =
  | { readonly code: 'text-required' }
  | { readonly code: 'evidence-required' }
  | { readonly code: 'family-consent-needed' }
  | { readonly code: 'only-good-practice-is-adopted' }
  | { readonly code: 'already-adopted' }

/** Checks a finding: it says something, rests on something, and quotes the family only with their consent. */
export function recordFinding(finding: Finding, today: PlainDate): Result<Finding, FindingRefusal> {
  if (!finding.text.trim()) return no({ code: 'text-required' })
  if (finding.evidence.length === 0) return no({ code: 'evidence-required' })
  if (!finding.evidence.every((evidence) => mayQuote(evidence, today)))
    return no({ code: 'family-consent-needed' })
  return ok(finding)
}

/** Records that an agency took up a good practice: how good practice spreads. */
export function adopt(finding: Finding, adoption: Adoption): Result<Finding, FindingRefusal> {
  if (finding.kind !== 'good-practice') return no({ code: 'only-good-practice-is-adopted' })
  if (finding.adoptions.some(({ agency }) => agency === adoption.agency))
    return no({ code: 'already-adopted' })
  return ok({ ...finding, adoptions: [...finding.adoptions, adoption] })
}

/** Whether these words may be shown on a day: the family's only while their consent lasts. */
export function mayQuote(evidence: FindingEvidence, today: PlainDate): boolean {
  if (evidence.kind !== 'family-words') return true
  const { consent } = evidence
  if (!consent || consent.givenOn > today) return false
  return consent.withdrawnOn === null || consent.withdrawnOn > today
}
