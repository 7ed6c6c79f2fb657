import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { PrincipalId } from '#features/cases/model.ts'
import type { AnonymisationState } from './model.ts'

/** What somebody found who read one draft for identifiers. */
export type AnonymisationReading = {
  readonly draft: number
  readonly by: PrincipalId
  readonly verdict: 'clear' | 'not-clear'
}

/** Why a reading cannot be recorded. */
export type ReadingRefusal =
  { readonly code: 'note-required' } | { readonly code: 'other-draft'; readonly current: number }

/** Where the check of a draft stands: each reader's last word counts, and only words on this very draft. */
export function anonymisationOf(
  readings: readonly AnonymisationReading[],
  draft: number,
): AnonymisationState | null {
  const last = new Map<PrincipalId, AnonymisationReading['verdict']>()
  for (const reading of readings) {
    if (reading.draft === draft) last.set(reading.by, reading.verdict)
  }
  if (last.size === 0) return null
  const by = (verdict: AnonymisationReading['verdict']) =>
    [...last].filter(([, said]) => said === verdict).map(([reader]) => reader)
  return { draft, openBlockers: by('not-clear').length, clearedBy: by('clear') }
}

/** Checks a reading before it is kept: whoever finds an identifier says where, without writing it down. */
export function checkReading(
  reading: { readonly draft: number; readonly verdict: 'clear' | 'not-clear' },
  note: string,
  currentDraft: number,
): Result<true, ReadingRefusal> {
  if (reading.draft !== currentDraft) return no({ code: 'other-draft', current: currentDraft })
  if (reading.verdict === 'not-clear' && !note.trim()) return no({ code: 'note-required' })
  return ok(true)
}
