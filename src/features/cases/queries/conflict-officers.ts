import { sql } from 'kysely'
import { allRoles, permissionsOf } from '#platform/access/role.ts'
import type { ReadContext } from '#platform/context.ts'

/** Somebody who settles conflicts of interest. */
export interface ConflictOfficer {
  readonly name: string
  readonly agency: string | null
}

/** Who settles conflicts in this partnership, other than the reader: whom to call when a case is closed by mistake. */
export async function listConflictOfficers(ctx: ReadContext): Promise<readonly ConflictOfficer[]> {
  const roles = allRoles.filter((role) => permissionsOf([role]).has('conflict:settle'))
  const { rows } = await sql<ConflictOfficer>`
    select p.name, a.name as agency
    from access.principal p
    left join app.agency a on a.partnership_id = p.partnership_id and a.id = p.agency_id
    where p.kind = 'person' and p.active and p.id <> ${ctx.actor.principalId} and exists (
      select from access.role_held h
      where h.partnership_id = p.partnership_id and h.role = any (${roles}::text[]) and h.valid @> access.now()
        and (h.principal_id = p.id or h.principal_id in (
          select x.as_principal_id from access.acting x
          where x.partnership_id = p.partnership_id and x.principal_id = p.id and x.valid @> access.now())))
    order by lower(p.name) limit 20`.execute(ctx.tx)
  return rows
}
