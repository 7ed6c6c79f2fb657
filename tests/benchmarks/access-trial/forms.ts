/** One way to write the reading policy of a table; the trial puts each on the same rows. */
export interface Form {
  readonly name: string
  readonly says: string
  /** Statements that make the policies on `table` for scopes of `kind`. */
  policies(table: string, kind: string): string[]
}

const closed = 'scope_id <> all (array(select access.closed_scopes()))'
const keys = 'acl_key = any (array(select access.read_keys()))'

function wideNull(kind: string): string {
  return `partnership_id = (select access.wide_partnership('${kind}')) and sensitivity <= (select access.wide_clearance('${kind}'))`
}

function permissive(table: string, name: string, using: string): string {
  return `create policy ${name} on ${table} for select to heed_app using (${using})`
}

function wall(table: string): string {
  return `create policy wall on ${table} as restrictive to heed_app using (partnership_id = any (array(select access.partnerships_in_reach())))`
}

/** The forms that were compared; `chosen` is what `access.protect` writes. */
export const forms: readonly Form[] = [
  {
    name: 'own partnership',
    says: 'keys, or own partnership and wide clearance and not closed; wall by own partnership or shared key',
    policies: (table, kind) => [
      permissive(
        table,
        'reads',
        `${keys} or (partnership_id = (select access.partnership()) and sensitivity <= (select access.wide_clearance('${kind}')) and ${closed})`,
      ),
      `create policy wall on ${table} as restrictive to heed_app using (partnership_id = (select access.partnership()) or ${keys})`,
    ],
  },
  {
    name: 'null arm',
    says: 'keys, or partnership of the wide role (null without one) and wide clearance and not closed; wall by partnerships in reach',
    policies: (table, kind) => [
      permissive(table, 'reads', `${keys} or (${wideNull(kind)} and ${closed})`),
      wall(table),
    ],
  },
  {
    name: 'two policies',
    says: 'the same as two permissive policies',
    policies: (table, kind) => [
      permissive(table, 'by_key', keys),
      permissive(table, 'by_role', `${wideNull(kind)} and ${closed}`),
      wall(table),
    ],
  },
  {
    name: 'hashed closed',
    says: 'as null arm, closed scopes by NOT IN (a hashed subplan)',
    policies: (table, kind) => [
      permissive(
        table,
        'reads',
        `${keys} or (${wideNull(kind)} and scope_id not in (select access.closed_scopes()))`,
      ),
      wall(table),
    ],
  },
  {
    name: 'hashed keys',
    says: 'keys by IN (a hashed subplan that no index can use)',
    policies: (table, kind) => [
      permissive(
        table,
        'reads',
        `acl_key in (select access.read_keys()) or (${wideNull(kind)} and ${closed})`,
      ),
      wall(table),
    ],
  },
  {
    name: 'no wall',
    says: 'as null arm, without the wall',
    policies: (table, kind) => [
      permissive(table, 'reads', `${keys} or (${wideNull(kind)} and ${closed})`),
    ],
  },
  {
    name: 'levels',
    says: 'levels of the wide role and own partnership in a form that the planner does not count twice, or keys; wall by partnerships in reach',
    policies: (table, kind) => [
      permissive(
        table,
        'reads',
        `(sensitivity = any (array(select access.wide_levels('${kind}'))) and not int8ne(partnership_id, (select access.partnership())) and ${closed}) or ${keys}`,
      ),
      wall(table),
    ],
  },
  {
    name: 'chosen',
    says: 'as levels, keys and closed scopes hashed: the index comes from where the query begins, so the policy only filters',
    policies: (table, kind) => [
      permissive(
        table,
        'reads',
        `(sensitivity = any (array(select access.wide_levels('${kind}'))) and not int8ne(partnership_id, (select access.partnership()))
          and scope_id not in (select access.closed_scopes())) or acl_key in (select access.read_keys())`,
      ),
      wall(table),
    ],
  },
]
