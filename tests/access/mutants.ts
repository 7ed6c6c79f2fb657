// Ways to spoil the policy: each takes away or turns round one condition. A test that does not notice one is no test.

export interface FunctionMutant {
  readonly of: string
  readonly find: string
  readonly put: string
  /** Which of several places, from 0. */
  readonly nth?: number
  /** Set where only an attempt to add a row shows it. */
  readonly adds?: true
}
export interface PolicyMutant {
  readonly policy: 'reads' | 'adds' | 'changes' | 'compartment' | 'partnership_wall'
  readonly find: string
  readonly put: string
  /** A second policy that must fall with it, because either alone holds the wall. */
  readonly with?: PolicyMutant
}

const me = 'access.me(timestamptz)'
const closedTo = 'access.closed_to(bigint, bigint, bigint[], timestamptz)'
const conflictedTo = 'access.conflicted_to(bigint, bigint[], timestamptz)'
const reach = 'access.reach(bigint, bigint, bigint[], bigint, timestamptz)'
const reachedKeys = 'access.reached_keys(boolean)'
const wideOf = 'access.wide_of(bigint, bigint[], text, boolean, timestamptz)'
const writeClearance = 'access.write_clearance(bigint, text)'
const readClearance = 'access.read_clearance(bigint)'

export const functionMutants: readonly FunctionMutant[] = [
  { of: me, find: 's.revoked_at is null', put: 'true' },
  { of: me, find: 's.expires_at > at', put: 'true' },
  { of: me, find: 's.expires_at > at', put: 's.expires_at >= at' },
  { of: me, find: 's.expires_at > at', put: 's.expires_at < at' },
  { of: me, find: 's.seen_at + s.idle_limit > at', put: 'true' },
  { of: me, find: 's.seen_at + s.idle_limit > at', put: 's.seen_at + s.idle_limit >= at' },
  { of: me, find: 'and p.active', put: '' },
  { of: me, find: 'and p.active', put: 'and not p.active' },
  { of: me, find: 'and a.valid @> at', put: '' },
  { of: me, find: 'and post.active', put: '' },
  { of: me, find: 'and a.principal_id = s.principal_id', put: '' },
  { of: me, find: 'and h.valid @> at', put: '' },
  { of: me, find: 'and r.administers', put: '' },
  { of: me, find: 'and r.administers', put: 'and not r.administers' },
  { of: me, find: 'h.principal_id = any (self.selves)', put: 'h.principal_id = self.principal_id' },
  { of: me, find: 's.token_digest = sha256', put: 's.token_digest <> sha256' },

  { of: closedTo, find: 'and s.sealed', put: 'and false' },
  { of: closedTo, find: 'and g.principal_id = principal', put: '' },
  { of: closedTo, find: 'and g.valid @> at', put: '' },
  { of: closedTo, find: 'and g.scope_id = s.id', put: '' },
  { of: closedTo, find: 'not exists', put: 'exists' },
  { of: closedTo, find: 'select root.id from root', put: 'select root.id from root where false' },
  { of: closedTo, find: 'c.parent_id = root.id', put: 'false' },
  { of: closedTo, find: 't.beside_id = root.id', put: 'false' },
  { of: closedTo, find: 't.beside_id = root.id', put: 't.scope_id = root.id' },
  { of: closedTo, find: 'at) c', put: 'at) c where false' },
  { of: conflictedTo, find: 'k.principal_id = any (self)', put: 'false' },
  { of: conflictedTo, find: "k.state <> 'cleared'", put: "k.state = 'confirmed'" },
  { of: conflictedTo, find: "k.state <> 'cleared'", put: "k.state = 'suspected'" },
  { of: conflictedTo, find: ' or k.cleared_until <= at', put: '' },
  { of: conflictedTo, find: 'k.cleared_until <= at', put: 'k.cleared_until < at' },
  { of: conflictedTo, find: 'k.cleared_until <= at', put: 'k.cleared_until is not null' },
  {
    of: conflictedTo,
    find: 'select root.id from root',
    put: 'select root.id from root where false',
  },
  { of: conflictedTo, find: 'c.parent_id = root.id', put: 'false' },
  { of: conflictedTo, find: 't.beside_id = root.id', put: 'false' },
  { of: conflictedTo, find: 't.beside_id = root.id', put: 't.scope_id = root.id' },
  { of: conflictedTo, find: 'k.principal_id = any (self)', put: 'k.principal_id = self[1]' },

  { of: reach, find: 'and g.valid @> at', put: '', nth: 0 },
  { of: reach, find: 'and g.valid @> at', put: '', nth: 1 },
  { of: reach, find: 'g.principal_id = any (self)', put: 'g.principal_id = principal', nth: 0 },
  { of: reach, find: 'g.principal_id = any (self)', put: 'g.principal_id = principal', nth: 1 },
  { of: reach, find: 'and g.principal_id = any (self)', put: '', nth: 0 },
  { of: reach, find: 'and g.principal_id = any (self)', put: '', nth: 1 },
  { of: reach, find: 'least(g.clearance, 1::smallint)', put: 'g.clearance' },
  { of: reach, find: 'least(g.clearance, 1::smallint)', put: '0::smallint' },
  { of: reach, find: 'g.clearance, g.may_write', put: 'g.clearance, true' },
  { of: reach, find: '1::smallint), g.may_write', put: '1::smallint), true' },
  { of: reach, find: '1::smallint), g.may_write', put: '1::smallint), false' },
  { of: reach, find: 'and e.principal_id = principal', put: '' },
  { of: reach, find: 'and e.valid @> at', put: '' },
  { of: reach, find: 'e.clearance, false', put: 'e.clearance, true' },
  { of: reach, find: 'h.clearance, false', put: 'h.clearance, true', nth: 1 },
  {
    of: reach,
    find: 'h.to_partnership_id = partnership and ',
    put: 'h.to_partnership_id is not null and ',
  },
  { of: reach, find: 'h.valid @> at and not s.sealed', put: 'not s.sealed' },
  { of: reach, find: 'and not s.sealed', put: '' },
  { of: reach, find: 'and p.sealed is not true', put: '' },
  { of: reach, find: 't.scope_id = s.id and b.sealed', put: 'false' },
  { of: reach, find: 't.scope_id = s.id and b.sealed', put: 't.scope_id = s.id' },
  { of: reach, find: 'and r.receives_partnership_shares', put: '' },
  { of: reach, find: 'and r.receives_agency_shares', put: '' },
  { of: reach, find: 'and held.valid @> at', put: '', nth: 0 },
  { of: reach, find: 'and held.valid @> at', put: '', nth: 1 },
  {
    of: reach,
    find: 'held.principal_id = any (self)',
    put: 'held.principal_id = principal',
    nth: 0,
  },
  { of: reach, find: 'h.to_agency_id = agency and h.valid @> at', put: 'h.to_agency_id = agency' },
  { of: reach, find: 'h.to_agency_id = agency', put: 'h.to_agency_id is not null' },

  { of: reachedKeys, find: ' or me.administers', put: '' },
  { of: reachedKeys, find: ' and r.scope_id <> all (closed)', put: '' },
  { of: reachedKeys, find: '(r.may_write or not wants_write)', put: 'true' },
  { of: reachedKeys, find: '(r.may_write or not wants_write)', put: 'r.may_write' },
  { of: reachedKeys, find: 'max(r.clearance)', put: 'min(r.clearance)' },
  { of: reachedKeys, find: 'k.scope_id * 4 + level', put: 'k.scope_id * 4 + 3 - level' },
  { of: 'access.read_keys()', find: 'reached_keys(false)', put: 'reached_keys(true)' },
  { of: 'access.write_keys()', find: 'reached_keys(true)', put: 'reached_keys(false)' },

  { of: wideOf, find: 'and h.valid @> at', put: '' },
  { of: wideOf, find: 'and w.scope_kind = for_kind', put: '' },
  { of: wideOf, find: ' and (w.may_write or not wants_write)', put: '' },
  { of: wideOf, find: 'and h.principal_id = any (self)', put: '' },
  { of: wideOf, find: 'max(w.clearance)', put: 'min(w.clearance)' },
  { of: 'access.wide_levels(text)', find: 'generate_series(0, c)', put: 'generate_series(0, 3)' },
  { of: 'access.wide_write_levels(text)', find: 'for_kind, true', put: 'for_kind, false' },
  { of: 'access.closed_scopes()', find: 'at) c;', put: 'at) c where false;' },
  { of: 'access.partnerships_in_reach()', find: 'and h.valid @> at', put: 'and false' },

  { of: writeClearance, find: ' or me.administers', put: '' },
  { of: writeClearance, find: ' and s.kind = for_kind', put: '', adds: true },
  { of: writeClearance, find: 's.partnership_id = me.partnership_id and ', put: '' },
  { of: writeClearance, find: 'of_scope in (', put: 'null in (' },
  { of: writeClearance, find: ' and r.may_write', put: '' },
  { of: writeClearance, find: 'r.scope_id = of_scope and ', put: '' },
  { of: writeClearance, find: 'access.wide_write(', put: 'access.wide_clearance(' },
  { of: readClearance, find: ' or me.administers', put: '' },
  { of: readClearance, find: 'of_scope in (', put: 'null in (' },
  { of: readClearance, find: 's.partnership_id = me.partnership_id and ', put: '' },
  { of: readClearance, find: 'where r.scope_id = of_scope', put: '' },
  { of: 'access.why(uuid)', find: ' or access.read_clearance(target.id) is null', put: '' },
]

const remember = 'access.remember(timestamptz, bigint, bigint, bigint, bigint, bigint[], boolean)'

/** What only a transaction shows that worked out who asks when it opened. */
export const memoryMutants: readonly FunctionMutant[] = [
  { of: remember, find: 'if not administers then', put: 'if true then' },
  { of: remember, find: 'where r.scope_id <> all (closed)', put: '' },
  { of: remember, find: 'max(r.clearance)', put: 'min(r.clearance)' },
  { of: remember, find: 'k.scope_id * 4 + level', put: 'k.scope_id * 4 + 3 - level' },
  { of: remember, find: 'select distinct c from', put: 'select distinct c + 1 from' },
  { of: remember, find: 'max(w.clearance)', put: 'min(w.clearance)' },
  { of: remember, find: 'and h.principal_id = any (selves)', put: '' },
  { of: remember, find: 'and h.valid @> at\n        group by', put: 'group by' },
  { of: remember, find: 'and h.valid @> at)::text', put: 'and false)::text' },
  { of: remember, find: 'h.to_partnership_id = remember.partnership', put: 'false' },
  {
    of: 'access.wide_levels(text)',
    find: 'generate_series(0, (seen',
    put: 'generate_series(1, (seen',
  },
  { of: 'access.partnership()', find: 'return seen[1]', put: 'return seen[2]' },
  { of: 'access.agency()', find: 'return seen[3]', put: 'return null' },
  {
    of: 'access.closed_scopes()',
    find: 'unnest(seen[6]::bigint[])',
    put: 'unnest(seen[6]::bigint[]) limit 0',
  },
  {
    of: 'access.read_keys()',
    find: 'unnest(seen[7]::bigint[])',
    put: 'unnest(seen[7]::bigint[]) offset 1',
  },
  {
    of: 'access.partnerships_in_reach()',
    find: 'unnest(seen[5]::bigint[])',
    put: 'seen[1]::bigint',
  },
  { of: readClearance, find: 'if of_scope = any (seen[6]', put: 'if null = any (seen[6]' },
  { of: readClearance, find: 's.partnership_id = seen[1]::bigint and ', put: '' },
  { of: readClearance, find: 'where k / 4 = of_scope', put: '' },
  { of: readClearance, find: 'k % 4', put: '3 - k % 4' },
]

const ownPartnership = 'NOT int8ne(partnership_id, ( SELECT access.partnership() AS partnership))'

export const policyMutants: readonly PolicyMutant[] = [
  ...(['reads', 'changes'] as const).flatMap((policy): PolicyMutant[] => [
    { policy, find: 'sensitivity = ANY', put: '0 = ANY' },
    { policy, find: 'sensitivity = ANY', put: '-1 = ANY' },
    { policy, find: 'acl_key IN', put: '-1 IN' },
    { policy, find: 'acl_key IN', put: 'acl_key NOT IN' },
    { policy, find: ownPartnership, put: 'int8ne(partnership_id, access.partnership())' },
  ]),
  // Not for `changes`: what is closed cannot be read, and what cannot be read cannot be changed.
  { policy: 'reads', find: 'scope_id IN', put: '-1 IN' },
  { policy: 'reads', find: 'read_keys()', put: 'write_keys()' },
  { policy: 'reads', find: 'wide_levels(', put: 'wide_write_levels(' },
  { policy: 'changes', find: 'write_keys()', put: 'read_keys()' },
  { policy: 'changes', find: 'wide_write_levels(', put: 'wide_levels(' },
  { policy: 'adds', find: 'sensitivity <=', put: '0 <=' },
  { policy: 'adds', find: 'sensitivity <=', put: 'sensitivity <' },
  { policy: 'adds', find: '(sensitivity', put: '(true or sensitivity' },
  { policy: 'compartment', find: '(compartment_agency_id IS NULL)', put: 'true' },
  { policy: 'compartment', find: '(compartment_agency_id IS NULL)', put: 'false' },
  { policy: 'partnership_wall', find: 'partnership_id = ANY', put: 'partnership_id <> ALL' },
  // Either alone holds the wall between partnerships for wide roles; without both it must be noticed.
  {
    policy: 'reads',
    find: ownPartnership,
    put: 'true',
    with: { policy: 'partnership_wall', find: 'partnership_id = ANY', put: '0 <> ALL' },
  },
]
