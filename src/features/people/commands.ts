import type { ActContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { PersonPart, VaultKind } from './model.ts'
import * as store from './store.ts'
import { checkVaultValue } from './vault-value.ts'
import type { VaultRefusal } from './vault-value.ts'

/** Somebody to be added to a case; the label was checked by the rules of the case. */
export interface NewPerson {
  readonly scopeId: number
  readonly label: string
  readonly part: PersonPart
  /** Where it is known already that the person died, for the family drawing. */
  readonly life?: 'died' | undefined
}

/** Adds somebody under a label; names go into the vault. */
export async function addPerson(
  ctx: ActContext,
  person: NewPerson,
): Promise<{ id: number; uid: UidOf<'person'> }> {
  const uid = ctx.newUid<'person'>()
  return { id: await store.insertPerson(ctx.tx, { uid, ...person }), uid }
}

/** A value to be kept in the vault; without a person it belongs to the case as a whole. */
export interface NewVaultValue {
  readonly scopeId: number
  readonly person: Uid | undefined
  readonly kind: VaultKind
  readonly value: string
  readonly hiddenFrom: string | undefined
}

/** Keeps a value in the vault. */
export async function recordVaultValue(
  ctx: ActContext,
  input: NewVaultValue,
): Promise<Result<UidOf<'vault-entry'>, VaultRefusal>> {
  const checked = checkVaultValue(input.kind, input.value)
  if (!checked.ok) return checked
  const { scopeId, person, kind } = input
  const personId = person === undefined ? null : await store.getPersonId(ctx.tx, scopeId, person)
  const uid = ctx.newUid<'vault-entry'>()
  const hiddenFrom = input.hiddenFrom ?? null
  await store.insertVaultEntry(ctx.tx, {
    uid,
    scopeId,
    personId,
    kind,
    value: checked.value,
    hiddenFrom,
  })
  return ok(uid)
}

/** Marks a value as wrong or out of date, with the reason. */
export async function endVaultValue(
  ctx: ActContext,
  input: { scopeId: number; entry: Uid; reason: string },
): Promise<void> {
  const { scopeId, entry: uid, reason } = input
  const by = ctx.actor.principalId
  const ended = await store.endVaultEntry(ctx.tx, { scopeId, uid, at: ctx.now, by, reason })
  if (!ended) throw new Failure('not-found')
}
