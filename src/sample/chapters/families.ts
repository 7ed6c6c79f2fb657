import { getCaseKeys } from '#features/cases/index.ts'
import {
  addHome,
  addMember,
  changeFacts,
  leaveOut,
  listPeople,
  listVault,
  relate,
  removeRelation,
} from '#features/people/index.ts'
import type { AddMemberForm, RelationKind } from '#features/people/index.ts'
import { yearOf } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { doing } from '../teller.ts'
import type { Teller } from '../teller.ts'
import type { SampleCases } from './cases.ts'

type Facts = Partial<Omit<AddMemberForm, 'label' | 'part'>>

/** Somebody who is added to a family, by the label that the chapter uses for them. */
interface Added extends Facts {
  readonly label: string
  readonly part: AddMemberForm['part']
}

/** A family as it is told: who is in the case already, who is added, how they are related, who lives where. */
interface Told {
  readonly uid: Uid
  readonly day: number
  /** What the drawing is told of those who were recorded with the case. */
  readonly known: Readonly<Record<string, Facts>>
  readonly added: readonly Added[]
  readonly relations: readonly (readonly [one: string, kind: RelationKind, other: string])[]
  readonly homes: readonly (readonly string[])[]
  /** Whether the first home has the address that is in the vault. */
  readonly addressed?: boolean
}

const nothing = {
  name: undefined,
  sex: 'not-known',
  life: '',
  identified: 'yes',
  bornYear: null,
  lifeOn: null,
} as const

/** The people of a case by their labels. */
type Labels = ReadonlyMap<string, Uid>

function personOf(labels: Labels, label: string): Uid {
  const found = labels.get(label)
  if (found === undefined) throw new Error(`the sample's family has nobody called ${label}`)
  return found
}

async function labelsOf(teller: Teller, { uid, day }: Told): Promise<Labels> {
  const people = await doing(teller)(
    { who: 'manager', day, can: 'case:read', event: 'genogram.viewed' },
    async (ctx) => ok(await listPeople(ctx, (await getCaseKeys(ctx, uid)).scopeId)),
  )
  return new Map(people.map((person) => [person.label, person.uid]))
}

async function addPeople(teller: Teller, told: Told): Promise<Labels> {
  const act = doing(teller)
  const { uid, day } = told
  const scene = { who: 'manager', day, can: 'person:record' } as const
  const before = await labelsOf(teller, told)
  for (const [label, facts] of Object.entries(told.known)) {
    const { name: _name, ...unsaid } = nothing
    await act({ ...scene, event: 'family-member.changed' }, (ctx) =>
      changeFacts(ctx, { uid, person: personOf(before, label) }, { ...unsaid, ...facts }),
    )
  }
  for (const member of told.added)
    await act({ ...scene, event: 'family-member.added' }, (ctx) =>
      addMember(ctx, uid, { ...nothing, ...member }),
    )
  return labelsOf(teller, told)
}

async function addHomes(teller: Teller, told: Told, labels: Labels): Promise<void> {
  const { uid, day } = told
  for (const [nth, home] of told.homes.entries())
    await doing(teller)(
      { who: 'manager', day, can: 'person:record', event: 'home.recorded' },
      async (ctx) => {
        const { scopeId } = await getCaseKeys(ctx, uid)
        const address = (await listVault(ctx, scopeId)).find(({ kind }) => kind === 'address')
        return addHome(ctx, uid, {
          homeName: undefined,
          address: told.addressed === true && nth === 0 ? address?.uid : undefined,
          members: home.map((label) => personOf(labels, label)),
        })
      },
    )
}

async function tellFamily(teller: Teller, told: Told): Promise<Labels> {
  const { uid, day } = told
  const labels = await addPeople(teller, told)
  for (const [one, kind, other] of told.relations)
    await doing(teller)(
      { who: 'manager', day, can: 'person:record', event: 'relation.recorded' },
      (ctx) =>
        relate(ctx, uid, {
          one: personOf(labels, one),
          kind,
          other: personOf(labels, other),
          since: null,
        }),
    )
  await addHomes(teller, told, labels)
  return labels
}

/** Both parents of a child by birth. */
const born = (child: string, ...parents: readonly string[]) =>
  parents.map((parent) => [parent, 'birth-parent', child] as const)

/** A baby who died; an earlier stillbirth; a half-sister whose father is not known; an aunt with twins where they stayed. */
function babyQ(uid: Uid, thisYear: number): Told {
  return {
    uid,
    day: -329,
    known: {
      'Child A': {
        sex: 'female',
        life: 'died',
        bornYear: thisYear - 1,
        lifeOn: { kind: 'year', year: thisYear - 1 },
      },
      'Child B': { sex: 'female', life: 'living', bornYear: thisYear - 6 },
      Mother: { sex: 'female', life: 'living' },
      Father: { sex: 'male', life: 'living' },
    },
    added: [
      {
        part: 'sibling',
        label: 'First baby',
        sex: 'male',
        life: 'stillborn',
        lifeOn: { kind: 'year', year: thisYear - 3 },
      },
      { part: 'father', label: 'Father of Child B', sex: 'male', identified: 'no' },
      { part: 'grandparent', label: 'Mother’s mother', sex: 'female', life: 'living' },
      {
        part: 'grandparent',
        label: 'Mother’s father',
        sex: 'male',
        life: 'died',
        lifeOn: { kind: 'year', year: thisYear - 9 },
      },
      { part: 'grandparent', label: 'Father’s mother', sex: 'female', life: 'living' },
      { part: 'other-relative', label: 'Father’s sister', sex: 'female', life: 'living' },
      {
        part: 'other-relative',
        label: 'Twin cousin 1',
        sex: 'male',
        life: 'living',
        bornYear: thisYear - 8,
      },
      {
        part: 'other-relative',
        label: 'Twin cousin 2',
        sex: 'male',
        life: 'living',
        bornYear: thisYear - 8,
      },
    ],
    relations: [
      ['Mother', 'married', 'Father'],
      ['Mother’s mother', 'married', 'Mother’s father'],
      ...born('Mother', 'Mother’s mother', 'Mother’s father'),
      ...born('Father', 'Father’s mother'),
      ...born('Father’s sister', 'Father’s mother'),
      ...born('Child A', 'Mother', 'Father'),
      ...born('First baby', 'Mother', 'Father'),
      ...born('Child B', 'Mother', 'Father of Child B'),
      ['Father', 'step-parent', 'Child B'],
      ...born('Twin cousin 1', 'Father’s sister'),
      ...born('Twin cousin 2', 'Father’s sister'),
      ['Twin cousin 1', 'identical-twin', 'Twin cousin 2'],
    ],
    homes: [
      ['Mother', 'Father', 'Child A', 'Child B'],
      ['Father’s sister', 'Twin cousin 1', 'Twin cousin 2'],
    ],
    addressed: true,
  }
}

/** Parents who are apart, a father outside the home, a new partner and an unborn child. */
function harmed(uid: Uid, thisYear: number): Told {
  return {
    uid,
    day: -112,
    known: {
      'Child A': { sex: 'male', life: 'living', bornYear: thisYear - 2 },
      Mother: { sex: 'female', life: 'living' },
    },
    added: [
      { part: 'father', label: 'Father', sex: 'male', life: 'living' },
      { part: 'partner', label: 'Mother’s partner', sex: 'male', life: 'living' },
      {
        part: 'sibling',
        label: 'Unborn child',
        life: 'unborn',
        lifeOn: { kind: 'month', year: thisYear + 1, month: 2 },
      },
      { part: 'grandparent', label: 'Father’s mother', sex: 'female', life: 'living' },
      { part: 'other-relative', label: 'Aunt, entered twice', sex: 'female' },
    ],
    relations: [
      ['Mother', 'separated', 'Father'],
      ...born('Child A', 'Mother', 'Father'),
      ['Mother', 'living-together', 'Mother’s partner'],
      ...born('Unborn child', 'Mother', 'Mother’s partner'),
      ...born('Father', 'Father’s mother'),
      ['Mother’s partner', 'step-parent', 'Child A'],
      ['Father’s mother', 'guardian', 'Child A'],
    ],
    homes: [
      ['Mother', 'Mother’s partner', 'Child A'],
      ['Father', 'Father’s mother'],
    ],
  }
}

/** Three generations with a divorce, half-brothers and -sisters, adoption, fostering, a donor and twins. */
function signing(uid: Uid, thisYear: number): Told {
  return {
    uid,
    day: -211,
    known: {
      'Child A': {
        sex: 'female',
        life: 'died',
        bornYear: thisYear - 4,
        lifeOn: { kind: 'year', year: thisYear - 1 },
      },
      Mother: { sex: 'female', life: 'living' },
    },
    added: [
      { part: 'father', label: 'Father', sex: 'male', life: 'living' },
      { part: 'partner', label: 'Mother’s first husband', sex: 'male', life: 'living' },
      { part: 'partner', label: 'Mother’s wife', sex: 'female', life: 'living' },
      { part: 'other', label: 'Donor', sex: 'male', identified: 'no' },
      { part: 'grandparent', label: 'Mother’s mother', sex: 'female', life: 'living' },
      { part: 'grandparent', label: 'Mother’s father', sex: 'male', life: 'living' },
      { part: 'other-relative', label: 'Mother’s brother', sex: 'male', life: 'living' },
      { part: 'other-relative', label: 'Brother’s partner', sex: 'female', life: 'living' },
      {
        part: 'other-relative',
        label: 'Adopted cousin',
        sex: 'male',
        life: 'living',
        bornYear: thisYear - 7,
      },
      {
        part: 'sibling',
        label: 'Half-brother',
        sex: 'male',
        life: 'living',
        bornYear: thisYear - 14,
      },
      {
        part: 'sibling',
        label: 'Half-sister',
        sex: 'female',
        life: 'living',
        bornYear: thisYear - 12,
      },
      {
        part: 'sibling',
        label: 'Miscarriage',
        life: 'miscarriage',
        lifeOn: { kind: 'year', year: thisYear - 6 },
      },
      {
        part: 'sibling',
        label: 'Twin sister',
        sex: 'female',
        life: 'living',
        bornYear: thisYear - 1,
      },
      {
        part: 'sibling',
        label: 'Twin brother',
        sex: 'male',
        life: 'living',
        bornYear: thisYear - 1,
      },
      { part: 'carer', label: 'Foster carer', sex: 'female', life: 'living' },
      { part: 'carer', label: 'Foster carer’s husband', sex: 'male', life: 'living' },
    ],
    relations: [
      ['Mother’s mother', 'divorced', 'Mother’s father'],
      ...born('Mother', 'Mother’s mother', 'Mother’s father'),
      ...born('Mother’s brother', 'Mother’s mother', 'Mother’s father'),
      ['Mother’s brother', 'living-together', 'Brother’s partner'],
      ['Mother’s brother', 'adoptive-parent', 'Adopted cousin'],
      ['Brother’s partner', 'adoptive-parent', 'Adopted cousin'],
      ['Mother', 'divorced', 'Mother’s first husband'],
      ...born('Half-brother', 'Mother', 'Mother’s first husband'),
      ...born('Half-sister', 'Mother', 'Mother’s first husband'),
      ['Mother', 'ended', 'Father'],
      ...born('Miscarriage', 'Mother', 'Father'),
      ...born('Child A', 'Mother', 'Father'),
      ['Mother', 'married', 'Mother’s wife'],
      ...born('Twin sister', 'Mother'),
      ...born('Twin brother', 'Mother'),
      ['Mother’s wife', 'adoptive-parent', 'Twin sister'],
      ['Mother’s wife', 'adoptive-parent', 'Twin brother'],
      ['Donor', 'donor', 'Twin sister'],
      ['Donor', 'donor', 'Twin brother'],
      ['Twin sister', 'other-twin', 'Twin brother'],
      ['Foster carer', 'married', 'Foster carer’s husband'],
      ['Foster carer', 'foster-parent', 'Half-sister'],
      ['Foster carer’s husband', 'foster-parent', 'Half-sister'],
    ],
    homes: [
      ['Mother', 'Mother’s wife', 'Child A', 'Twin sister', 'Twin brother'],
      ['Mother’s first husband', 'Half-brother'],
      ['Foster carer', 'Foster carer’s husband', 'Half-sister'],
    ],
  }
}

/** Draws three families; in one of them a relation and a person are found to be mistakes. */
export async function tellFamilies(teller: Teller, cases: SampleCases): Promise<void> {
  const thisYear = yearOf(teller.story.today)
  await tellFamily(teller, babyQ(cases.babyQ, thisYear))
  await tellFamily(teller, signing(cases.signing, thisYear))
  const labels = await tellFamily(teller, harmed(cases.harmed, thisYear))
  const scene = { who: 'manager', day: -111, can: 'person:record' } as const
  const mistaken = await doing(teller)({ ...scene, event: 'relation.recorded' }, (ctx) =>
    relate(ctx, cases.harmed, {
      one: personOf(labels, 'Father’s mother'),
      kind: 'foster-parent',
      other: personOf(labels, 'Child A'),
      since: null,
    }),
  )
  await doing(teller)({ ...scene, event: 'relation.removed' }, (ctx) =>
    removeRelation(
      ctx,
      { uid: cases.harmed, relation: mistaken },
      'She was never a foster carer; the order is a special guardianship.',
    ),
  )
  const twice = { uid: cases.harmed, person: personOf(labels, 'Aunt, entered twice') }
  await doing(teller)({ ...scene, event: 'family-member.left-out' }, (ctx) =>
    leaveOut(ctx, twice, 'The same person was entered twice.'),
  )
}
