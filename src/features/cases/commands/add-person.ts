import {
  addPerson as keepPerson,
  checkLabel,
  listPeople,
  listVaultNames,
  proposeLabel,
  recordVaultValue,
} from '#features/people/index.ts'
import type { LabelRefusal } from '#features/people/index.ts'
import type { ActContext } from '#platform/context.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { AddPersonForm } from '../schemas.ts'
import * as store from '../store/cases.ts'

const children: ReadonlySet<string> = new Set(['child', 'sibling'])

const words: Readonly<Record<string, string>> = {
  mother: 'Mother',
  father: 'Father',
  partner: 'Partner',
  carer: 'Carer',
  grandparent: 'Grandparent',
}

/** A label when none was typed: Child A and so on for children, the relation for others, numbered when it is taken. */
function labelFor(
  input: AddPersonForm,
  context: { taken: readonly string[]; names: readonly string[] },
): string {
  if (input.label !== undefined) return input.label
  if (children.has(input.part)) return proposeLabel(context)
  const base = words[input.part] ?? 'Person'
  const series = [base, ...context.taken.map((_, at) => `${base} ${at + 2}`)]
  return series.find((label) => !context.taken.includes(label)) ?? base
}

async function keepChild(
  ctx: ActContext,
  at: store.InCase & { personId: number },
  input: AddPersonForm,
): Promise<void> {
  await store.insertChild(ctx.tx, at, {
    uid: ctx.newUid<'case-child'>(),
    part: input.childPart || 'other',
    ageBand: input.ageBand ?? null,
    sex: input.sex ?? null,
    ethnicity: input.ethnicity ?? null,
    disability: input.disability,
    lookedAfter: input.lookedAfter,
    protectionPlan: input.protectionPlan,
  })
}

/** Adds a child, named or unnamed, or somebody else of the family; a name goes straight into the vault. */
export async function addPerson(
  ctx: ActContext,
  uid: Uid,
  input: AddPersonForm,
): Promise<Result<UidOf<'person'>, LabelRefusal>> {
  const frame = await store.lockCase(ctx.tx, uid)
  const people = await listPeople(ctx, frame.scopeId)
  const names = await listVaultNames(ctx, frame.scopeId)
  const context = {
    taken: people.map((each) => each.label),
    names: input.name ? [...names, input.name] : names,
  }
  const label = checkLabel(labelFor(input, context), context)
  if (!label.ok) return label
  const { scopeId } = frame
  const life = children.has(input.part) && input.childPart === 'died' ? 'died' : undefined
  const person = await keepPerson(ctx, { scopeId, label: label.value, part: input.part, life })
  if (children.has(input.part))
    await keepChild(ctx, { caseId: frame.id, scopeId, personId: person.id }, input)
  if (input.name !== undefined) {
    const value = {
      scopeId,
      person: person.uid,
      kind: 'name' as const,
      value: input.name,
      hiddenFrom: undefined,
    }
    await recordVaultValue(ctx, value)
  }
  return ok(person.uid)
}
