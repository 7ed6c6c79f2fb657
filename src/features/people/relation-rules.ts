import type { PlainDate } from '#shared/dates.ts'
import { yearOf } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { earliest, latest } from '#shared/uncertain-date.ts'
import type { UncertainDate } from '#shared/uncertain-date.ts'
import { isTie } from './family.ts'
import type { Family, FamilyPerson, Relation } from './family.ts'
import { wouldCloseRing } from './kinship.ts'
import type { DrawnSex, Life } from './model.ts'

/** Why a relation cannot be recorded. */
export type RelationRefusal =
  | { readonly code: 'same-person' }
  | { readonly code: 'already-recorded' }
  | { readonly code: 'own-ancestor' }
  | { readonly code: 'two-birth-parents' }
  | { readonly code: 'follows-from-parents' }
  | { readonly code: 'never-grew-up' }
  | { readonly code: 'ends-before-it-begins' }
  | { readonly code: 'end-in-the-future' }

/** A relation as somebody wants it; the id tells an existing one from a new one. */
export type WantedRelation = Relation

const lost: ReadonlySet<Life | null> = new Set<Life | null>(['unborn', 'stillborn', 'miscarriage'])

function samePair(a: Relation, b: Relation): boolean {
  return (a.one === b.one && a.other === b.other) || (a.one === b.other && a.other === b.one)
}

/** Two people are partners once, whatever their relation became, and brothers and sisters once; a parent may be one in two ways. */
function repeats(wanted: Relation, others: readonly Relation[]): boolean {
  return others.some((each) => {
    if (!samePair(each, wanted)) return false
    if (isTie(wanted, 'parent')) return each.kind === wanted.kind && each.one === wanted.one
    return (['partner', 'sibling', 'twin'] as const).some(
      (tie) => isTie(wanted, tie) && isTie(each, tie),
    )
  })
}

const parentsOf = (child: string, relations: readonly Relation[]) =>
  relations.filter((each) => isTie(each, 'parent') && each.other === child)

function checkParent(wanted: Relation, others: readonly Relation[]): RelationRefusal | undefined {
  const by = parentsOf(wanted.other, others).filter(({ kind }) => kind === 'birth-parent')
  if (wanted.kind === 'birth-parent' && by.length >= 2) return { code: 'two-birth-parents' }
  const { one: parent, other: child } = wanted
  return wouldCloseRing(others, { parent, child }) ? { code: 'own-ancestor' } : undefined
}

/** Brothers and sisters follow from their parents; the relation is recorded only where those are not known. */
function checkSibling(wanted: Relation, others: readonly Relation[]): RelationRefusal | undefined {
  const mine = new Set(parentsOf(wanted.one, others).map(({ one }) => one))
  const shared = parentsOf(wanted.other, others).some(({ one }) => mine.has(one))
  return shared ? { code: 'follows-from-parents' } : undefined
}

/** Whether a period ends after it begins, as far as that is known, and has ended when an end is recorded. */
export function checkPeriod(
  { since, until }: { readonly since: UncertainDate | null; readonly until: UncertainDate | null },
  today: PlainDate,
): Result<true, { readonly code: 'ends-before-it-begins' | 'end-in-the-future' }> {
  if (since !== null && until !== null && latest(until) < earliest(since))
    return no({ code: 'ends-before-it-begins' })
  if (until !== null && earliest(until) > today) return no({ code: 'end-in-the-future' })
  return ok(true)
}

function grewUp(person: string, family: Family): boolean {
  const found = family.people.find(({ id }) => id === person)
  return found === undefined || !lost.has(found.life)
}

function checkKind(wanted: Relation, family: Family): RelationRefusal | undefined {
  const others = family.relations.filter(({ id }) => id !== wanted.id)
  if (isTie(wanted, 'parent'))
    return grewUp(wanted.one, family) ? checkParent(wanted, others) : { code: 'never-grew-up' }
  if (isTie(wanted, 'sibling')) return checkSibling(wanted, others)
  const both = grewUp(wanted.one, family) && grewUp(wanted.other, family)
  return isTie(wanted, 'partner') && !both ? { code: 'never-grew-up' } : undefined
}

/** Whether a relation may be recorded beside those that are recorded already. */
export function checkRelation(
  wanted: WantedRelation,
  family: Family,
  today: PlainDate,
): Result<WantedRelation, RelationRefusal> {
  if (wanted.one === wanted.other) return no({ code: 'same-person' })
  const others = family.relations.filter(({ id }) => id !== wanted.id)
  if (repeats(wanted, others)) return no({ code: 'already-recorded' })
  const refusal = checkKind(wanted, family)
  if (refusal !== undefined) return no(refusal)
  const period = checkPeriod(wanted, today)
  return period.ok ? ok(wanted) : period
}

/** What the drawing is told of somebody. */
export interface DrawnFacts {
  readonly sex: DrawnSex
  readonly life: Life | null
  readonly identified: boolean
  readonly bornYear: number | null
  readonly lifeOn: UncertainDate | null
}

/** Why the facts about somebody do not fit together. */
export type FactsRefusal =
  | { readonly code: 'date-without-reason' }
  | { readonly code: 'not-born' }
  | { readonly code: 'born-in-the-future' }
  | { readonly code: 'died-before-born' }
  | { readonly code: 'died-in-the-future' }
  | { readonly code: 'has-own-family' }

function checkDay(
  { life, lifeOn, bornYear }: DrawnFacts,
  today: PlainDate,
): FactsRefusal | undefined {
  if (lifeOn === null) return undefined
  if (life === null || life === 'living') return { code: 'date-without-reason' }
  if (life !== 'unborn' && earliest(lifeOn) > today) return { code: 'died-in-the-future' }
  if (life === 'died' && bornYear !== null && yearOf(latest(lifeOn)) < bornYear)
    return { code: 'died-before-born' }
  return undefined
}

function checkBirth({ life, bornYear }: DrawnFacts, today: PlainDate): FactsRefusal | undefined {
  if (bornYear === null) return undefined
  if (lost.has(life)) return { code: 'not-born' }
  return bornYear > yearOf(today) ? { code: 'born-in-the-future' } : undefined
}

/** Whether what is said about somebody fits together, and fits what is recorded of their partners and children. */
export function checkFacts(
  facts: DrawnFacts,
  known: {
    readonly today: PlainDate
    readonly person?: string
    readonly relations?: readonly Relation[]
  },
): Result<DrawnFacts, FactsRefusal> {
  const { today, person, relations = [] } = known
  const refusal = checkBirth(facts, today) ?? checkDay(facts, today)
  if (refusal !== undefined) return no(refusal)
  const family = relations.some(
    (each) =>
      (isTie(each, 'parent') && each.one === person) ||
      (isTie(each, 'partner') && (each.one === person || each.other === person)),
  )
  return lost.has(facts.life) && family ? no({ code: 'has-own-family' }) : ok(facts)
}

/** How a couple is apart now; recorded when their relation ends. */
export const endings = ['separated', 'divorced', 'ended'] as const

/** A relation that has ended: a couple is separated, divorced or no longer one; every other relation keeps its kind. */
export function endRelation(
  relation: Relation,
  end: { readonly how: (typeof endings)[number] | undefined; readonly on: UncertainDate | null },
): Result<Relation, { readonly code: 'how-missing' | 'end-missing' }> {
  if (!isTie(relation, 'partner'))
    return end.on === null ? no({ code: 'end-missing' }) : ok({ ...relation, until: end.on })
  if (end.how === undefined) return no({ code: 'how-missing' })
  return ok({ ...relation, kind: end.how, until: end.on })
}

/** Only parents by law or care and couples end; a birth and brothers and sisters do not. */
export function canEnd({ kind, until }: Pick<Relation, 'kind' | 'until'>): boolean {
  const ends: readonly Relation['kind'][] = [
    'married',
    'civil-partnership',
    'living-together',
    'dating',
    'separated',
    'foster-parent',
    'step-parent',
    'guardian',
  ]
  return until === null && ends.includes(kind)
}

/** The label for somebody without one: by their part, and by whose mother or father they are where that is said. */
export function proposeFamilyLabel(part: FamilyPerson['part'], taken: readonly string[]): string {
  const words: Readonly<Partial<Record<FamilyPerson['part'], string>>> = {
    mother: 'Mother',
    father: 'Father',
    partner: 'Partner',
    carer: 'Carer',
    grandparent: 'Grandparent',
    'other-relative': 'Relative',
    sibling: 'Sibling',
  }
  const base = words[part] ?? 'Person'
  const used = new Set(taken.map((label) => label.toLowerCase()))
  const numbers = taken.map((_, at) => `${base} ${at + 2}`)
  return [base, ...numbers].find((label) => !used.has(label.toLowerCase())) ?? base
}
