import { sayUncertainDate } from '#shared/uncertain-date.ts'
import type { FamilyPerson, Home, Relation } from './family.ts'
import type { DrawnSex, Life, RelationKind } from './model.ts'

/** What readers call the sex that is drawn. */
export const drawnSexWords: Readonly<Record<DrawnSex, string>> = {
  female: 'Female',
  male: 'Male',
  other: 'Another answer',
  'not-known': 'Not known',
}

/** What readers call each answer about a life. */
export const lifeWords: Readonly<Record<Life, string>> = {
  living: 'Living',
  died: 'Died',
  unborn: 'Unborn',
  stillborn: 'Stillborn',
  miscarriage: 'Miscarriage',
}

/** Each relation as the middle of a sentence: "Mother | is the birth parent of | Child A". */
export const relationWords: Readonly<Record<RelationKind, string>> = {
  'birth-parent': 'is the birth parent of',
  'adoptive-parent': 'is the adoptive parent of',
  'foster-parent': 'is the foster carer of',
  'step-parent': 'is the step-parent of',
  guardian: 'is the special guardian of',
  donor: 'is the donor parent of',
  surrogate: 'carried as surrogate',
  married: 'is married to',
  'civil-partnership': 'is in a civil partnership with',
  'living-together': 'lives together with',
  dating: 'is seeing or engaged to',
  separated: 'is separated from',
  divorced: 'is divorced from',
  ended: 'was in a relationship, which ended, with',
  'full-sibling': 'has the same parents as',
  'half-sibling': 'shares one parent with',
  sibling: 'is a brother or sister of',
  'identical-twin': 'is an identical twin of',
  'other-twin': 'is a twin, not identical, of',
  twin: 'is a twin of',
}

/** The word beside the line to a child that is not a birth parent's. */
export const lineWords: Readonly<Partial<Record<RelationKind, string>>> = {
  'adoptive-parent': 'adopted',
  'foster-parent': 'foster',
  'step-parent': 'step',
  guardian: 'guardian',
  donor: 'donor',
  surrogate: 'surrogate',
}

/** What a drawing says under somebody's name about their life; nothing for somebody who lives. */
export function sayLife(person: Pick<FamilyPerson, 'life' | 'lifeOn' | 'bornYear'>): string {
  const { life, lifeOn, bornYear } = person
  const born = bornYear === null ? '' : `born ${bornYear}`
  if (life === null || life === 'living') return born
  const words = {
    died: 'died',
    unborn: 'unborn, due',
    stillborn: 'stillborn',
    miscarriage: 'miscarriage',
  }[life]
  const when = lifeOn === null ? words.replace(', due', '') : `${words} ${sayUncertainDate(lifeOn)}`
  return [born, when].filter((each) => each !== '').join(', ')
}

/** "since 2019", "until March 2024", "from 2019 until March 2024"; nothing where no date is known. */
export function sayPeriod({ since, until }: Pick<Relation, 'since' | 'until'>): string {
  if (since !== null && until !== null)
    return `from ${sayUncertainDate(since)} until ${sayUncertainDate(until)}`
  if (since !== null) return `since ${sayUncertainDate(since)}`
  return until === null ? '' : `until ${sayUncertainDate(until)}`
}

/** The homes in which somebody lives now, in a few words: "Home A", "Homes A and B". */
export function sayHomes(person: string, homes: readonly Home[]): string {
  const here = homes
    .filter(({ members }) => members.some((each) => each.person === person && each.until === null))
    .map(({ name }) => name)
  return here.join(', ')
}
