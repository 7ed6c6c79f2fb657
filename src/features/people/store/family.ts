import { sql } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import type { UncertainDate } from '#shared/uncertain-date.ts'
import { parseUncertainDate } from '#shared/uncertain-date.ts'
import type { FamilyPerson, Home, Relation } from '../family.ts'
import type { DrawnFacts } from '../relation-rules.ts'

/** The case whose family it is. */
export interface FamilyFrame {
  readonly uid: Uid
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly reference: string
}

/** The case of a family; not found when it is not open to the caller. */
export async function getFamilyFrame(tx: Reader, uid: Uid): Promise<FamilyFrame> {
  const { rows } = await sql<FamilyFrame>`
    select uid, scope_id as "scopeId", access.scope_uid(scope_id) as "scopeUid", reference
    from app.serious_case where uid = ${uid}`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  return row
}

/** The case of a family, locked: what is checked across relations holds until the act is done. */
export async function lockFamily(tx: Tx, uid: Uid): Promise<FamilyFrame> {
  const row = await tx
    .selectFrom('app.serious_case')
    .select('id')
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return getFamilyFrame(tx, uid)
}

const dateOf = (stored: unknown): UncertainDate | null => parseUncertainDate(stored) ?? null

/** A date as its column holds it. */
const asJson = (date: UncertainDate | null) =>
  date === null ? null : sql<unknown>`${JSON.stringify(date)}::jsonb`

/** Somebody with what the store needs to change them. */
export interface StoredPerson extends FamilyPerson {
  readonly key: number
  readonly version: number
  readonly leftOut: string | null
}

/** Everybody of a scope under their labels, those too who were taken out of the drawing. */
export async function loadPeople(tx: Reader, scopeId: number): Promise<StoredPerson[]> {
  const rows = await tx
    .selectFrom('app.person')
    .select(['id', 'uid', 'label', 'part', 'sex', 'life', 'identified', 'born_year', 'life_on'])
    .select(['version', 'left_out_reason'])
    .where('scope_id', '=', scopeId)
    .where('part', '<>', 'professional')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    key: row.id,
    id: row.uid,
    label: row.label,
    shown: row.label,
    part: row.part,
    sex: row.sex,
    life: row.life,
    identified: row.identified,
    bornYear: row.born_year,
    lifeOn: dateOf(row.life_on),
    version: row.version,
    leftOut: row.left_out_reason,
  }))
}

/** A relation with what the store needs to change it. */
export interface StoredRelation extends Relation {
  readonly key: number
  readonly version: number
  readonly removed: string | null
}

/** Every relation of a scope, removed ones too. */
export async function loadRelations(tx: Reader, scopeId: number): Promise<StoredRelation[]> {
  const { rows } = await sql<
    Omit<StoredRelation, 'since' | 'until'> & { since: unknown; until: unknown }
  >`
    select r.id as key, r.uid as id, r.kind, one.uid as one, other.uid as other, r.since, r.until, r.version,
      r.remove_reason as removed
    from app.relation r
    join app.person one on one.partnership_id = r.partnership_id and one.id = r.one_id
    join app.person other on other.partnership_id = r.partnership_id and other.id = r.other_id
    where r.scope_id = ${scopeId} order by r.id`.execute(tx)
  return rows.map((row) => ({ ...row, since: dateOf(row.since), until: dateOf(row.until) }))
}

/** Somebody's time in a home, with what the store needs to change it. */
export interface StoredMember {
  readonly key: number
  readonly id: Uid
  readonly person: Uid
  readonly since: UncertainDate | null
  readonly until: UncertainDate | null
  readonly version: number
}

/** A home with what the store needs to change it. */
export interface StoredHome extends Omit<Home, 'members' | 'address'> {
  readonly key: number
  readonly version: number
  readonly addressKey: number | null
  readonly members: readonly StoredMember[]
}

/** The homes of a scope with everybody who lives or lived there. */
export async function loadHomes(tx: Reader, scopeId: number): Promise<StoredHome[]> {
  const homes = await tx
    .selectFrom('app.home')
    .select(['id', 'uid', 'name', 'vault_entry_id', 'version'])
    .where('scope_id', '=', scopeId)
    .orderBy('name')
    .execute()
  const { rows } = await sql<
    Omit<StoredMember, 'since' | 'until'> & { home: number; since: unknown; until: unknown }
  >`
    select m.id as key, m.uid as id, m.home_id as home, p.uid as person, m.since, m.until, m.version
    from app.home_member m
    join app.person p on p.partnership_id = m.partnership_id and p.id = m.person_id
    where m.scope_id = ${scopeId} and m.removed_at is null order by m.id`.execute(tx)
  const members = Map.groupBy(rows, (row) => row.home)
  return homes.map((home) => ({
    key: home.id,
    id: home.uid,
    name: home.name,
    version: home.version,
    addressKey: home.vault_entry_id,
    members: (members.get(home.id) ?? []).map(({ home: _home, ...member }) => ({
      ...member,
      since: dateOf(member.since),
      until: dateOf(member.until),
    })),
  }))
}

/** Keeps what the drawing is told of somebody. */
export async function saveFacts(
  tx: Tx,
  person: { key: number; version: number },
  facts: DrawnFacts,
): Promise<void> {
  await tx
    .updateTable('app.person')
    .set({
      sex: facts.sex,
      life: facts.life,
      identified: facts.identified,
      born_year: facts.bornYear,
      life_on: asJson(facts.lifeOn),
      version: person.version + 1,
    })
    .where('id', '=', person.key)
    .execute()
}

/** Takes somebody out of the drawing, with the reason, or puts them back. */
export async function saveLeftOut(
  tx: Tx,
  person: { key: number; version: number },
  out: { at: Instant; by: number; reason: string } | null,
): Promise<void> {
  await tx
    .updateTable('app.person')
    .set({
      left_out_at: out?.at ?? null,
      left_out_by: out?.by ?? null,
      left_out_reason: out?.reason ?? null,
      version: person.version + 1,
    })
    .where('id', '=', person.key)
    .execute()
}

/** The inner keys of the two of a relation. */
export interface PairKeys {
  readonly one: number
  readonly other: number
}

/** Keeps a new relation. */
export async function insertRelation(
  tx: Tx,
  at: { scopeId: number; uid: UidOf<'relation'>; keys: PairKeys },
  relation: Pick<Relation, 'kind' | 'since' | 'until'>,
): Promise<void> {
  await tx
    .insertInto('app.relation')
    .values({
      uid: at.uid,
      scope_id: at.scopeId,
      one_id: at.keys.one,
      other_id: at.keys.other,
      kind: relation.kind,
      since: asJson(relation.since),
      until: asJson(relation.until),
    })
    .execute()
}

/** Keeps how a relation stands now. */
export async function saveRelation(
  tx: Tx,
  stored: { key: number; version: number; keys: PairKeys },
  relation: Pick<Relation, 'kind' | 'since' | 'until'>,
): Promise<void> {
  await tx
    .updateTable('app.relation')
    .set({
      one_id: stored.keys.one,
      other_id: stored.keys.other,
      kind: relation.kind,
      since: asJson(relation.since),
      until: asJson(relation.until),
      version: stored.version + 1,
    })
    .where('id', '=', stored.key)
    .execute()
}

/** Marks a relation as a mistake, with the reason, or takes that back. */
export async function saveRemoved(
  tx: Tx,
  stored: { key: number; version: number },
  removed: { at: Instant; by: number; reason: string } | null,
): Promise<void> {
  await tx
    .updateTable('app.relation')
    .set({
      removed_at: removed?.at ?? null,
      removed_by: removed?.by ?? null,
      remove_reason: removed?.reason ?? null,
      version: stored.version + 1,
    })
    .where('id', '=', stored.key)
    .execute()
}
