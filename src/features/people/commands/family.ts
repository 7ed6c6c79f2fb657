import { can } from '#platform/access/can.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { addPerson, recordVaultValue } from '../commands.ts'
import { checkLabel } from '../labels.ts'
import type { LabelRefusal } from '../labels.ts'
import { getFamilyPage, pick } from '../queries/family.ts'
import { listVaultNames } from '../queries.ts'
import { checkFacts, proposeFamilyLabel } from '../relation-rules.ts'
import type { DrawnFacts, FactsRefusal } from '../relation-rules.ts'
import type { AddMemberForm, PersonFactsForm } from '../schemas.ts'
import * as store from '../store/family.ts'

/** Why somebody cannot be added to the family. */
export type MemberRefusal = LabelRefusal | FactsRefusal | { readonly code: 'name-not-open' }

function factsOf(input: PersonFactsForm): DrawnFacts {
  const { sex, life, identified, bornYear, lifeOn } = input
  return { sex, life: life || null, identified: identified === 'yes', bornYear, lifeOn }
}

/** Adds somebody of the family under a label, the next free one when none was typed; a name goes straight into the vault. */
export async function addMember(
  ctx: ActContext,
  uid: Uid,
  input: AddMemberForm,
): Promise<Result<UidOf<'person'>, MemberRefusal>> {
  const { scopeId } = await store.lockFamily(ctx.tx, uid)
  const { name } = input
  if (name !== undefined && !can(ctx.actor, 'vault:record')) return no({ code: 'name-not-open' })
  const facts = checkFacts(factsOf(input), { today: ctx.today })
  if (!facts.ok) return facts
  const taken = (await store.loadPeople(ctx.tx, scopeId)).map((person) => person.label)
  const known = await listVaultNames(ctx, scopeId)
  const names = name === undefined ? known : [...known, name]
  const wanted = input.label ?? proposeFamilyLabel(input.part, taken)
  const label = checkLabel(wanted, { taken, names })
  if (!label.ok) return label
  const person = await addPerson(ctx, { scopeId, label: label.value, part: input.part })
  await store.saveFacts(ctx.tx, { key: person.id, version: 0 }, facts.value)
  if (name !== undefined)
    await recordVaultValue(ctx, {
      scopeId,
      person: person.uid,
      kind: 'name',
      value: name,
      hiddenFrom: undefined,
    })
  return ok(person.uid)
}

/** Changes what the drawing is told of somebody. */
export async function changeFacts(
  ctx: ActContext,
  at: { readonly uid: Uid; readonly person: Uid },
  input: PersonFactsForm,
): Promise<Result<store.FamilyFrame, FactsRefusal>> {
  const frame = await store.lockFamily(ctx.tx, at.uid)
  const { people, relations } = await getFamilyPage(ctx, at.uid)
  const person = pick(people, at.person)
  sameVersion(ctx, person.version)
  const facts = checkFacts(factsOf(input), { today: ctx.today, person: person.id, relations })
  if (!facts.ok) return facts
  await store.saveFacts(ctx.tx, person, facts.value)
  return ok(frame)
}

/** Somebody who is still related to others, or lives in a home, would leave lines that end nowhere. */
export interface StillRelated {
  readonly code: 'still-related'
}

/** A child whose case it is cannot be left out of its own drawing. */
export interface ChildOfTheCase {
  readonly code: 'child-of-the-case'
}

/** Takes somebody out of the drawing who was added by mistake; the person, the label and the names stay. */
export async function leaveOut(
  ctx: ActContext,
  at: { readonly uid: Uid; readonly person: Uid },
  reason: string,
): Promise<Result<store.FamilyFrame, StillRelated | ChildOfTheCase>> {
  const frame = await store.lockFamily(ctx.tx, at.uid)
  const { people, relations, homes } = await getFamilyPage(ctx, at.uid)
  const person = pick(people, at.person)
  sameVersion(ctx, person.version)
  if (person.part === 'child') return no({ code: 'child-of-the-case' })
  const related = relations.some(({ one, other }) => one === person.id || other === person.id)
  const lives = homes.some(({ members }) => members.some((each) => each.person === person.id))
  if (related || lives) return no({ code: 'still-related' })
  const out = { at: ctx.now, by: ctx.actor.principalId, reason }
  await store.saveLeftOut(ctx.tx, person, out)
  return ok(frame)
}

/** Puts somebody back into the drawing. */
export async function putBack(
  ctx: ActContext,
  at: { readonly uid: Uid; readonly person: Uid },
): Promise<Result<store.FamilyFrame, never>> {
  const frame = await store.lockFamily(ctx.tx, at.uid)
  const { leftOut } = await getFamilyPage(ctx, at.uid)
  const person = pick(leftOut, at.person)
  sameVersion(ctx, person.version)
  await store.saveLeftOut(ctx.tx, person, null)
  return ok(frame)
}
