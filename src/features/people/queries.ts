import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { PersonPart, VaultKind } from './model.ts'

/** Somebody in a case, under a label. */
export interface PersonRow {
  readonly id: number
  readonly uid: Uid
  readonly label: string
  readonly part: PersonPart
}

/** The people of a scope under their labels. */
export async function listPeople(ctx: ReadContext, scopeId: number): Promise<PersonRow[]> {
  return ctx.tx
    .selectFrom('app.person')
    .select(['id', 'uid', 'label', 'part'])
    .where('scope_id', '=', scopeId)
    .orderBy('label')
    .execute()
}

/** One value of the vault with whom it identifies. */
export interface VaultRow {
  readonly uid: Uid
  readonly personUid: Uid | null
  readonly kind: VaultKind
  readonly value: string
  readonly hiddenFrom: string | null
  readonly endedAt: Instant | null
}

/**
 * The vault of a scope. Row security lets through only those who are cleared for the vault; the page that shows it
 * says in its audit entry whose values were read.
 */
export async function listVault(ctx: ReadContext, scopeId: number): Promise<VaultRow[]> {
  return ctx.tx
    .selectFrom('app.vault_entry as entry')
    .leftJoin('app.person as person', (join) =>
      join
        .onRef('person.partnership_id', '=', 'entry.partnership_id')
        .onRef('person.id', '=', 'entry.person_id'),
    )
    .select([
      'entry.uid',
      'person.uid as personUid',
      'entry.kind',
      'entry.value',
      'entry.hidden_from as hiddenFrom',
      'entry.ended_at as endedAt',
    ])
    .where('entry.scope_id', '=', scopeId)
    .orderBy('entry.id')
    .execute()
}

/** A value of this scope that still counts; not found where it is another scope's, not open to the caller, or ended. */
export async function requireVaultEntry(
  ctx: ReadContext,
  entry: { scopeId: number; uid: Uid },
): Promise<void> {
  const found = await ctx.tx
    .selectFrom('app.vault_entry')
    .select('id')
    .where('scope_id', '=', entry.scopeId)
    .where('uid', '=', entry.uid)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (found === undefined) throw new Failure('not-found')
}

/** The names in the vault of a scope, against which a label is held; empty for those who may not read it. */
export async function listVaultNames(ctx: ReadContext, scopeId: number): Promise<string[]> {
  const rows = await ctx.tx
    .selectFrom('app.vault_entry')
    .select('value')
    .where('scope_id', '=', scopeId)
    .where('kind', 'in', ['name', 'former-name', 'nickname'])
    .execute()
  return rows.map((row) => row.value)
}

/** A value of the vault as the publication gate is given it: what to look for, not whom it identifies. */
export interface SoughtValue {
  readonly id: number
  readonly kind: VaultKind
  readonly value: string
}

/**
 * Every value, ended ones too, in the vaults of the cases of one publication. The values are for the gate alone: whoever
 * asks may prepare or approve that publication and need not be cleared for the vault, so nothing that the gate answers holds
 * one, and the database gives them only to a process that knows the gate's secret.
 */
export async function listValuesForGate(
  ctx: ReadContext,
  publication: Uid,
): Promise<SoughtValue[]> {
  const { rows } = await sql<SoughtValue>`
    select entry_id as id, kind, value from app.gate_values(${publication}, ${ctx.gateSecret})`.execute(
    ctx.tx,
  )
  return rows
}

/** A value that the caller may read in the vault. */
export interface ReadableValue extends SoughtValue {
  readonly personUid: Uid | null
}

/** Those of these values that the caller may read in the vault, with whom each identifies; row security decides. */
export async function listReadableValues(
  ctx: ReadContext,
  ids: readonly number[],
): Promise<ReadableValue[]> {
  if (ids.length === 0) return []
  return ctx.tx
    .selectFrom('app.vault_entry as entry')
    .leftJoin('app.person as person', (join) =>
      join
        .onRef('person.partnership_id', '=', 'entry.partnership_id')
        .onRef('person.id', '=', 'entry.person_id'),
    )
    .select(['entry.id', 'entry.kind', 'entry.value', 'person.uid as personUid'])
    .where('entry.id', 'in', [...ids])
    .execute()
}
