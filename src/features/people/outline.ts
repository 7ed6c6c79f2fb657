import { linesOf } from './descent.ts'
import type { Descent } from './descent.ts'
import { inOrder, isTie } from './family.ts'
import type { Family, FamilyPerson, Relation } from './family.ts'
import { drawnSexWords, relationWords, sayHomes, sayLife, sayPeriod } from './family-words.ts'
import { generationsOf } from './generations.ts'

/** A line of the outline with what belongs under it. */
export interface OutlineEntry {
  /** Whom the line describes; none for a line that only joins people who are described elsewhere, or a heading. */
  readonly person: string | null
  readonly words: string
  /** The relations that the line says. */
  readonly relations: readonly string[]
  readonly entries: readonly OutlineEntry[]
}

/** A home as the outline says it. */
export interface OutlineHome {
  readonly id: string
  readonly words: string
}

/** The drawing in words: everybody described once, every relation said once. */
export interface Outline {
  readonly entries: readonly OutlineEntry[]
  readonly homes: readonly OutlineHome[]
}

/** The name of somebody, with the label where a name is shown, because everything else in Heed uses the label. */
export function nameOf(person: FamilyPerson): string {
  return person.shown === person.label ? person.label : `${person.shown} (${person.label})`
}

/** Somebody in a sentence: "Child Q, female, the child whom the case is about, died March 2024, Home A". */
export function describePerson(person: FamilyPerson, family: Family): string {
  const sex = person.sex === 'not-known' ? 'sex not known' : drawnSexWords[person.sex].toLowerCase()
  const facts = [
    nameOf(person),
    person.identified ? '' : 'not known who this is',
    person.sex === 'other' ? 'sex recorded as other' : sex,
    person.part === 'child' ? 'the child whom the case is about' : '',
    sayLife(person),
    sayHomes(person.id, family.homes),
  ]
  return facts.filter((each) => each !== '').join(', ')
}

const inBrackets = (words: string) => (words === '' ? '' : ` (${words})`)

/** How somebody is related to the one under whom they are said: "Separated from". */
const towards: Readonly<Record<string, string>> = {
  married: 'Married to',
  'civil-partnership': 'In a civil partnership with',
  'living-together': 'Lives together with',
  dating: 'Seeing or engaged to',
  separated: 'Separated from',
  divorced: 'Divorced from',
  ended: 'Relationship that ended, with',
  'full-sibling': 'Same parents, who are not recorded, as',
  'half-sibling': 'Shares one parent, who is not recorded, with',
  sibling: 'Brother or sister of',
  'identical-twin': 'Identical twin of',
  'other-twin': 'Twin, not identical, of',
  twin: 'Twin, not known whether identical, of',
}

const kindOfChild: Readonly<Partial<Record<Relation['kind'], string>>> = {
  'adoptive-parent': 'Adopted',
  'foster-parent': 'Fostered',
  'step-parent': 'Step-children',
  guardian: 'Under special guardianship',
  donor: 'Born with this donor',
  surrogate: 'Carried as surrogate',
}

const kindOf = (descent: Descent): Relation['kind'] =>
  descent.children.flatMap(({ relations }) => relations).find((each) => isTie(each, 'parent'))
    ?.kind ?? 'birth-parent'

/** What stands over the children of one line: "Children with Father", "Adopted". */
function headOf(kind: Relation['kind'], second: string | undefined): string {
  const what = kindOfChild[kind] ?? 'Children'
  if (second !== undefined) return `${what} with ${second}`
  return kind === 'birth-parent' ? `${what}, other parent not recorded` : what
}

/** What somebody is to a child who has parents of their own. */
const carerOf: Readonly<Partial<Record<Relation['kind'], string>>> = {
  'foster-parent': 'Foster carer of',
  'step-parent': 'Step-parent of',
  guardian: 'Special guardian of',
  donor: 'Donor parent of',
  surrogate: 'Surrogate mother of',
}

class Teller {
  private readonly family: Family
  private readonly descents: readonly Descent[]
  private readonly people: ReadonlyMap<string, FamilyPerson>
  private readonly described = new Set<string>()
  private readonly said = new Set<string>()
  private readonly told = new Set<Descent>()

  constructor(family: Family) {
    this.family = family
    this.descents = linesOf(family).descents
    this.people = new Map(family.people.map((person) => [person.id, person]))
  }

  isDescribed(person: string): boolean {
    return this.described.has(person)
  }

  private name(person: string): string {
    const found = this.people.get(person)
    return found === undefined ? '' : nameOf(found)
  }

  /** Somebody in full when they are met first, by name alone wherever they are met again. */
  meet(person: string, lead: string, by: readonly Relation[]): OutlineEntry {
    const fresh = by.filter(({ id }) => !this.said.has(id))
    for (const { id } of fresh) this.said.add(id)
    const period = inBrackets([...new Set(fresh.map(sayPeriod))].filter((each) => each).join('; '))
    const relations = fresh.map(({ id }) => id)
    const found = this.people.get(person)
    if (found === undefined || this.described.has(person)) {
      const words = `${lead}${this.name(person)}${period}, described above`
      return { person: null, words, relations, entries: [] }
    }
    this.described.add(person)
    const words = `${lead}${describePerson(found, this.family)}${period}`
    return { person, words, relations, entries: this.under(person) }
  }

  private under(person: string): OutlineEntry[] {
    const own = (tie: 'partner' | 'sibling' | 'twin') =>
      this.family.relations.filter(
        (each) =>
          isTie(each, tie) &&
          !this.said.has(each.id) &&
          (each.one === person || each.other === person),
      )
    const beside = (each: Relation) =>
      this.said.has(each.id)
        ? []
        : [this.meet(other(each, person), `${towards[each.kind]} `, [each])]
    const partners = own('partner').flatMap(beside)
    const mine = this.descents.filter(({ parents }) => parents.includes(person))
    const children = mine.flatMap((descent) => this.tellDescent(descent, person))
    const siblings = [...own('twin'), ...own('sibling')].flatMap((each) =>
      this.hasHome(other(each, person)) ? this.mention(each, person) : beside(each),
    )
    return [...partners, ...children, ...siblings]
  }

  /** Whether somebody is described under parents of their own, so that elsewhere the name is enough. */
  private hasHome(person: string): boolean {
    return this.family.relations.some(
      ({ kind, other: child }) =>
        child === person && (kind === 'birth-parent' || kind === 'adoptive-parent'),
    )
  }

  /** A relation by the name alone, without describing anybody. */
  private mention(relation: Relation, person: string): OutlineEntry[] {
    if (this.said.has(relation.id)) return []
    this.said.add(relation.id)
    const words = `${towards[relation.kind]} ${this.name(other(relation, person))}${inBrackets(sayPeriod(relation))}`
    return [{ person: null, words, relations: [relation.id], entries: [] }]
  }

  /** Children whom somebody cares for who have parents of their own: "Step-parent of Child B". */
  private mentionChildren(descent: Descent, second: string | undefined): OutlineEntry[] {
    return descent.children.map(({ child, relations }) => {
      const by = relations.filter((each) => isTie(each, 'parent') && !this.said.has(each.id))
      for (const { id } of by) this.said.add(id)
      const kind = by[0]?.kind ?? 'step-parent'
      const together = second === undefined ? '' : `, together with ${this.name(second)}`
      const period = inBrackets([...new Set(by.map(sayPeriod))].filter((each) => each).join('; '))
      const words = `${carerOf[kind] ?? 'Parent of'} ${this.name(child)}${together}${period}`
      return { person: null, words, relations: by.map(({ id }) => id), entries: [] }
    })
  }

  /** The children who hang from one line, under the parent who is described first. */
  private tellDescent(descent: Descent, person: string): OutlineEntry[] {
    if (this.told.has(descent)) return []
    this.told.add(descent)
    const others = descent.parents.filter((parent) => parent !== person)
    const [second] = others
    const parent =
      second === undefined || this.described.has(second)
        ? []
        : [this.meet(second, 'Other parent: ', [])]
    const kind = kindOf(descent)
    const elsewhere = descent.children.every(({ child }) => this.hasHome(child))
    if (elsewhere && carerOf[kind] !== undefined)
      return [...parent, ...this.mentionChildren(descent, second)]
    const entries = descent.children.map(({ child, relations: by }) =>
      this.meet(
        child,
        '',
        by.filter((each) => isTie(each, 'parent')),
      ),
    )
    const words = headOf(kind, second === undefined ? undefined : this.name(second))
    return [...parent, { person: null, words, relations: [], entries }]
  }

  /** Relations that nobody's line has said, because a record goes round in a ring. */
  rest(): OutlineEntry[] {
    return this.family.relations
      .filter(({ id }) => !this.said.has(id))
      .map((each) => ({
        person: null,
        words: `${this.name(each.one)} ${relationWords[each.kind]} ${this.name(each.other)}${inBrackets(sayPeriod(each))}`,
        relations: [each.id],
        entries: [],
      }))
  }
}

function other({ one, other: second }: Relation, person: string): string {
  return one === person ? second : one
}

/** Those with whom the telling begins: the oldest generation of the family of the child whose case it is, then of the others. */
function beginners(family: Family): FamilyPerson[] {
  const rows = generationsOf(
    family.people.map(({ id }) => id),
    linesOf(family),
  )
  const withParents = new Set(
    family.relations.filter((each) => isTie(each, 'parent')).map((each) => each.other),
  )
  const rank = (person: FamilyPerson) =>
    (withParents.has(person.id) ? 100 : 0) + (rows.get(person.id) ?? 0)
  const related = new Set(family.relations.flatMap(({ one, other: second }) => [one, second]))
  const alone = (person: FamilyPerson) => (related.has(person.id) ? 0 : 1)
  return family.people.toSorted((a, b) => alone(a) - alone(b) || rank(a) - rank(b))
}

function sayHome(home: Family['homes'][number], family: Family): string {
  const names = new Map(family.people.map((person) => [person.id, nameOf(person)]))
  const say = (member: (typeof home.members)[number]) =>
    `${names.get(member.person) ?? ''}${inBrackets(sayPeriod(member))}`
  const now = home.members.filter(({ until }) => until === null).map(say)
  const before = home.members.filter(({ until }) => until !== null).map(say)
  const who = [
    now.length === 0 ? 'nobody is recorded as living here now' : now.join(', '),
    before.length === 0 ? '' : `lived here before: ${before.join(', ')}`,
  ]
  const address = home.address === null ? '' : `, ${home.address}`
  return `${home.name}${address}: ${who.filter((each) => each !== '').join('; ')}`
}

/** Says a family in words, from the same structure from which it is drawn and in the same order however it was read. */
export function outlineOf(unordered: Family): Outline {
  const family = inOrder(unordered)
  const teller = new Teller(family)
  const entries: OutlineEntry[] = []
  for (const { id } of beginners(family))
    if (!teller.isDescribed(id)) entries.push(teller.meet(id, '', []))
  return {
    entries: [...entries, ...teller.rest()],
    homes: family.homes.map((home) => ({ id: home.id, words: sayHome(home, family) })),
  }
}

/** What a relation is called in a list: "Mother is the birth parent of Child A". */
export function sayRelation(relation: Relation, people: ReadonlyMap<string, FamilyPerson>): string {
  const name = (id: string) => {
    const person = people.get(id)
    return person === undefined ? '' : nameOf(person)
  }
  return `${name(relation.one)} ${relationWords[relation.kind]} ${name(relation.other)}`
}
