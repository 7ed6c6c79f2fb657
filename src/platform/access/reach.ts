import { sql } from 'kysely'
import type { RawBuilder, SqlBool } from 'kysely'
import { hasWideRole } from './actor.ts'
import type { Actor } from './actor.ts'
import type { ScopeKind } from './role.ts'

/**
 * Where a list begins, so that the database walks an index instead of a whole partnership: the own partnership for
 * whoever has a wide role for this kind, the keys of the scopes opened by name for everybody else. It opens nothing;
 * row security decides (docs/adr/0011-row-security-form.md). `table` is the name or alias in the query.
 */
export function withinReach(
  actor: Pick<Actor, 'roles' | 'partnershipId'>,
  kind: ScopeKind,
  table: string,
): RawBuilder<SqlBool> {
  if (hasWideRole(actor, kind)) {
    return sql<SqlBool>`${sql.ref(`${table}.partnership_id`)} = ${actor.partnershipId}`
  }
  return byKeys(table)
}

/** What other partnerships share with the actor: a list of its own for those whose lists begin at the own partnership. */
export function sharedByOthers(
  actor: Pick<Actor, 'partnershipId'>,
  table: string,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`${byKeys(table)} and ${sql.ref(`${table}.partnership_id`)} <> ${actor.partnershipId}`
}

function byKeys(table: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`${sql.ref(`${table}.acl_key`)} = any (array(select access.read_keys()))`
}
