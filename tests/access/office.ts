import type pg from 'pg'
import { clock } from './arena.ts'

// A small office of two partnerships with one person for each part, for the acts that give and take access.

const people = [
  // id, name, agency, roles
  [101, 'manager', 11, ['business-manager']],
  [102, 'council', 11, ['delegated-partner', 'la-notifier']],
  [103, 'health', 12, ['delegated-partner']],
  [104, 'police', 13, ['delegated-partner']],
  [105, 'owner', 12, ['action-owner']],
  [106, 'member', 13, ['case-group-member']],
  [107, 'administrator', 11, ['administrator']],
  [108, 'auditor', 11, ['auditor']],
  [109, 'officer', 13, ['conflict-officer']],
  [110, 'secondAdministrator', 12, ['administrator']],
  [111, 'newcomer', 12, []],
  [112, 'scrutineer', 13, ['scrutineer']],
] as const

export type Name = (typeof people)[number][1] | 'stranger'

/** The case, its recommendation, a sealed case, and the other partnership's case. */
export const place = {
  kase: 501,
  recommendation: 502,
  sealed: 503,
  foreign: 601,
  post: 120,
} as const

/** The uid of a scope of the office. */
export function uidOf(scope: number): string {
  return `00000000-0000-4000-9000-${String(scope).padStart(12, '0')}`
}

/** The session token of somebody in the office. */
export function tokenOf(name: Name): string {
  return `office-${name}`
}

/** The principal of somebody in the office. */
export function idOf(name: Name): number {
  if (name === 'stranger') return 201
  const found = people.find(([, each]) => each === name)
  if (!found) throw new Error(`nobody is called ${name}`)
  return found[0]
}

/** Fills a database with the office; everybody has just confirmed that it is them. */
export async function furnish(client: pg.Client): Promise<void> {
  const rows = people.map(([id, name, agency, roles]) => ({
    id,
    name,
    agency,
    roles,
    partnership: 1,
  }))
  const all = [
    ...rows,
    { id: 201, name: 'stranger', agency: 21, roles: ['business-manager'], partnership: 2 },
  ]
  await client.query('begin')
  await client.query(`
    insert into access.partnership (id, name, slug) overriding system value values (1, 'Here', 'here'), (2, 'There', 'there');
    insert into access.principal (partnership_id, id, kind, name) overriding system value values (1, ${place.post}, 'post', 'Post');
    insert into access.scope (partnership_id, id, uid, kind, parent_id, sealed) overriding system value values
      (1, ${place.kase}, '${uidOf(place.kase)}', 'case', null, false),
      (1, ${place.recommendation}, '${uidOf(place.recommendation)}', 'recommendation', ${place.kase}, false),
      (1, ${place.sealed}, '${uidOf(place.sealed)}', 'case', null, true),
      (2, ${place.foreign}, '${uidOf(place.foreign)}', 'case', null, false)`)
  const given = JSON.stringify(all)
  await client.query(
    `insert into access.principal (partnership_id, id, kind, name, agency_id) overriding system value
     select partnership, id, 'person', name, agency from jsonb_to_recordset($1) as x (partnership bigint, id bigint, name text, agency bigint)`,
    [given],
  )
  await client.query(
    `insert into access.role_held (partnership_id, principal_id, role, valid)
     select partnership, id, jsonb_array_elements_text(roles), '[2020-01-01,)'
     from jsonb_to_recordset($1) as x (partnership bigint, id bigint, roles jsonb)`,
    [given],
  )
  await client.query(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, stepped_up_at, started_at, seen_at, idle_limit, expires_at)
     select partnership, id, sha256(convert_to('office-' || name, 'UTF8')), 3, $2, $2, $2, '15 minutes', $2::timestamptz + interval '8 hours'
     from jsonb_to_recordset($1) as x (partnership bigint, id bigint, name text)`,
    [given, clock],
  )
  // The same people at a second machine, where they have not confirmed that it is them.
  await client.query(
    `insert into access.session (partnership_id, principal_id, token_digest, assurance, started_at, seen_at, idle_limit, expires_at)
     select partnership, id, sha256(convert_to('unconfirmed-' || name, 'UTF8')), 2, $2, $2, '15 minutes', $2::timestamptz + interval '8 hours'
     from jsonb_to_recordset($1) as x (partnership bigint, id bigint, name text)`,
    [given, clock],
  )
  await client.query('commit')
}
