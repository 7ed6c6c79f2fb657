import { sql } from 'kysely'
import type { Reader } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type {
  Account,
  AccountRow,
  AgencyChoice,
  HeldRole,
  LastLink,
  ProviderRow,
  WaitingRole,
} from '../model.ts'

/** So many people stand on one page of the list. */
export const pageSize = 50

/** What is asked of the list: part of a name, and the last row of the page before. */
export interface AccountSearch {
  readonly name: string
  readonly after: { readonly name: string; readonly uid: Uid } | undefined
}

/** One page of the people who sign in, by name; one row more than a page says that there is a next one. */
export async function listAccounts(
  tx: Reader,
  search: AccountSearch,
  at: Instant,
): Promise<readonly AccountRow[]> {
  const pattern = `%${search.name.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const after = search.after
  const { rows } = await sql<AccountRow>`
    select p.id, p.uid, p.name, a.name as "agencyName", p.active,
      array(select h.role from access.role_held h
            where h.partnership_id = p.partnership_id and h.principal_id = p.id and h.valid @> ${at}::timestamptz
            order by h.role) as roles
    from access.principal p
    left join app.agency a on a.partnership_id = p.partnership_id and a.id = p.agency_id
    where p.kind = 'person' and p.name ilike ${pattern}
      and (${after?.name ?? null}::text is null or (p.name, p.uid) > (${after?.name ?? null}, ${after?.uid ?? null}::uuid))
    order by p.name, p.uid
    limit ${pageSize + 1}`.execute(tx)
  return rows
}

/** A person of the own partnership who signs in. */
export async function getAccount(
  tx: Reader,
  account: { readonly uid: Uid } | { readonly id: number },
): Promise<Account> {
  const one =
    'uid' in account ? sql`p.uid = ${account.uid}::uuid` : sql`p.id = ${account.id}::bigint`
  const { rows } = await sql<Account>`
    select p.id, p.uid, p.name, p.agency_id as "agencyId", a.uid as "agencyUid", a.name as "agencyName", p.active, p.version,
      coalesce(f.sessions, 0) as sessions, f.seen_at as "seenAt"
    from access.principal p
    left join app.agency a on a.partnership_id = p.partnership_id and a.id = p.agency_id
    left join lateral access.account_facts(p.id) f on true
    where p.kind = 'person' and ${one}`.execute(tx)
  const [row] = rows
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** The roles of somebody, the present ones first. */
export async function listRoles(
  tx: Reader,
  principalId: number,
  at: Instant,
): Promise<readonly HeldRole[]> {
  const { rows } = await sql<HeldRole>`
    select * from (
      select h.role, null as post, lower(h.valid) as "from", upper(h.valid) as "to", h.valid @> ${at}::timestamptz as "isNow"
      from access.role_held h where h.principal_id = ${principalId}::bigint
      union all
      select h.role, post.name, lower(h.valid * c.valid), upper(h.valid * c.valid), (h.valid * c.valid) @> ${at}::timestamptz
      from access.acting c
      join access.principal post on post.partnership_id = c.partnership_id and post.id = c.as_principal_id
      join access.role_held h on h.partnership_id = c.partnership_id and h.principal_id = c.as_principal_id and h.valid && c.valid
      where c.principal_id = ${principalId}::bigint
    ) held
    order by "isNow" desc, "from" desc, role`.execute(tx)
  return rows
}

/** The roles of somebody that wait for a second administrator. */
export async function listWaitingRoles(
  tx: Reader,
  principalId: number,
): Promise<readonly WaitingRole[]> {
  const { rows } = await sql<WaitingRole>`
    select k.uid, k.role, k.ends_at as "endsAt", k.asked_at as "askedAt", by.name as "askedBy",
      k.asked_by = (select access.principal_id()) as "askedByMe"
    from access.role_ask k
    join access.principal by on by.partnership_id = k.partnership_id and by.id = k.asked_by
    where k.principal_id = ${principalId}::bigint and k.settled_at is null
    order by k.asked_at, k.uid`.execute(tx)
  return rows
}

/** The last one-time link of somebody, if there was one. */
export async function findLastLink(
  tx: Reader,
  principalId: number,
  at: Instant,
): Promise<LastLink | undefined> {
  const { rows } = await sql<LastLink>`
    select e.uid, e.created_at as "createdAt", by.name as "createdBy",
      coalesce(e.created_by = (select access.principal_id()), false) as "createdByMe", e.expires_at as "expiresAt",
      case when e.withdrawn_at is not null then 'withdrawn' when e.used_at is not null then 'used'
           when e.expires_at <= ${at}::timestamptz then 'over' when e.resets and e.agreed_at is null then 'waits' else 'open' end as state
    from access.enrolment e
    left join access.principal by on by.partnership_id = e.partnership_id and by.id = e.created_by
    where e.principal_id = ${principalId}::bigint
    order by e.created_at desc, e.uid
    limit 1`.execute(tx)
  return rows[0]
}

/** The agencies that exist now, by name. */
export async function listAgencies(tx: Reader): Promise<readonly AgencyChoice[]> {
  return tx
    .selectFrom('app.agency')
    .select(['id', 'uid', 'name'])
    .where('active_to', 'is', null)
    .orderBy('name')
    .execute()
}

/** The identity providers of the own partnership. */
export async function listOwnPartnershipProviders(tx: Reader): Promise<readonly ProviderRow[]> {
  const { rows } = await sql<ProviderRow>`
    select uid, name, issuer, client_id as "clientId", assurance, active from access.identity_provider order by name, uid`.execute(
    tx,
  )
  return rows
}
