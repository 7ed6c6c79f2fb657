import type { AgencyId } from '#features/cases/model.ts'
import { highestLevel } from './evidence.ts'
import type { Counting } from './evidence.ts'
import type { ActionId, Delivery, Evidence, EvidenceLevel } from './model.ts'

/** An agency that a recommendation is made to, with the bodies that it took over. */
export type AskedAgency = {
  readonly agency: AgencyId
  readonly name: string
  readonly before: readonly AgencyId[]
}

/** What of an action decides whose work it shows, and whether anything of it is still open. */
export type ActionFacts = {
  readonly id: ActionId
  readonly delivery: Delivery
  /** The agency that owns it now. */
  readonly owner: AgencyId
}

/** The evidence of a recommendation with its actions: what can show that an agency did what it was asked. */
export type Shown = {
  readonly evidence: readonly Evidence[]
  readonly actions: readonly ActionFacts[]
}

/**
 * How far accepted evidence reaches for one agency: what the agency gave itself, or a body that it took over, and what was
 * given by whomever for an action that the agency owns.
 */
export function levelShownBy(
  { agency, before }: Pick<AskedAgency, 'agency' | 'before'>,
  { evidence, actions }: Shown,
  counting: Counting,
): EvidenceLevel | null {
  const bodies = new Set([agency, ...before])
  const own = new Set(actions.filter(({ owner }) => bodies.has(owner)).map(({ id }) => id))
  const speaking = evidence.filter(
    ({ providedBy, actions: about }) =>
      bodies.has(providedBy.agency) || about.some((action) => own.has(action)),
  )
  return highestLevel(speaking, counting)
}

/** The agencies for which evidence at a level is not there. One agency's evidence says nothing about another's practice. */
export function notShownBy(
  level: EvidenceLevel,
  about: Shown & { readonly asked: readonly AskedAgency[] },
  counting: Counting,
): readonly AskedAgency[] {
  return about.asked.filter((each) => (levelShownBy(each, about, counting) ?? -1) < level)
}

/**
 * How far accepted evidence reaches for everybody who is asked: the least that is shown for one of the agencies. Where no
 * agency is named, it is the highest level that counts.
 */
export function levelShownByAll(
  about: Shown & { readonly asked: readonly AskedAgency[] },
  counting: Counting,
): EvidenceLevel | null {
  const levels = about.asked.map((each) => levelShownBy(each, about, counting))
  if (levels.length === 0) return highestLevel(about.evidence, counting)
  if (levels.includes(null)) return null
  return levels.toSorted((a, b) => (a ?? 0) - (b ?? 0)).at(0) ?? null
}
