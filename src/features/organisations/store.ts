import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { AgencyTable, PostTable } from '#platform/db/schema.generated.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Agency, Post } from './model.ts'

/** A row of `app.agency` as the rules know it. */
export function toAgency(row: Selectable<AgencyTable>): Agency {
  return {
    id: row.id,
    uid: idOf(row.uid),
    name: row.name,
    kind: row.kind,
    statutoryPartner: row.statutory_partner,
    activeFrom: row.active_from,
    activeTo: row.active_to,
    successorId: row.successor_id,
    version: row.version,
  }
}

/** A row of `app.post` as the rules know it. */
export function toPost(row: Selectable<PostTable>): Post {
  return {
    id: row.id,
    uid: idOf(row.uid),
    agencyId: row.agency_id,
    principalId: row.principal_id,
    title: row.title,
    activeFrom: row.active_from,
    activeTo: row.active_to,
    movedToId: row.moved_to_id,
    version: row.version,
  }
}

/** The agency, locked for a change. */
export async function lockAgency(tx: Tx, uid: Uid): Promise<Agency> {
  const row = await tx
    .selectFrom('app.agency')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toAgency(row)
}

/** The agency, if there is one. */
export async function findAgency(tx: Reader, uid: Uid): Promise<Agency | undefined> {
  const row = await tx
    .selectFrom('app.agency')
    .selectAll()
    .where('uid', '=', uid)
    .executeTakeFirst()
  return row && toAgency(row)
}

/** What a new agency is made of. */
export type NewAgency = Pick<Agency, 'uid' | 'name' | 'kind' | 'statutoryPartner' | 'activeFrom'>

/** Keeps a new agency; answers false when one of that name is there already. */
export async function insertAgency(tx: Tx, agency: NewAgency): Promise<boolean> {
  const row = await tx
    .insertInto('app.agency')
    .values({
      uid: agency.uid,
      name: agency.name,
      kind: agency.kind,
      statutory_partner: agency.statutoryPartner,
      active_from: agency.activeFrom,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** Keeps a changed agency. */
export async function saveAgency(tx: Tx, agency: Agency): Promise<void> {
  await tx
    .updateTable('app.agency')
    .set({ active_to: agency.activeTo, successor_id: agency.successorId, version: agency.version })
    .where('id', '=', agency.id)
    .execute()
}

/** The post, locked for a change. */
export async function lockPost(tx: Tx, uid: Uid): Promise<Post> {
  const row = await tx
    .selectFrom('app.post')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toPost(row)
}

/** The posts of an agency that still exist, locked so that none is added or ended meanwhile. */
export async function lockOpenPosts(tx: Tx, agencyId: number): Promise<Post[]> {
  const rows = await tx
    .selectFrom('app.post')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('active_to', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map(toPost)
}

/** A new post with the principal to which grants for it are given. */
export async function insertPost(
  tx: Tx,
  post: Pick<Post, 'uid' | 'agencyId' | 'title' | 'activeFrom'>,
): Promise<Post> {
  const added = await sql<{ id: number }>`
    select access.add_principal('post', ${post.title}, ${post.agencyId}) as id`.execute(tx)
  const row = await tx
    .insertInto('app.post')
    .values({
      uid: post.uid,
      agency_id: post.agencyId,
      principal_id: added.rows[0]?.id ?? 0,
      title: post.title,
      active_from: post.activeFrom,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toPost(row)
}

/** Ends a post that moved to another one. */
export async function movePost(
  tx: Tx,
  post: Post,
  to: { lastDay: Post['activeFrom']; postId: number },
): Promise<void> {
  await tx
    .updateTable('app.post')
    .set({ active_to: to.lastDay, moved_to_id: to.postId, version: post.version + 1 })
    .where('id', '=', post.id)
    .execute()
}

/** Puts a person into a post from now on. */
export async function fillPost(tx: Tx, personId: number, postPrincipalId: number): Promise<void> {
  await sql`select access.fill_post(${personId}, ${postPrincipalId})`.execute(tx)
}

/** Takes a person out of a post from now on. */
export async function leavePost(tx: Tx, personId: number, postPrincipalId: number): Promise<void> {
  await sql`select access.leave_post(${personId}, ${postPrincipalId})`.execute(tx)
}

/** Who fills a post today. */
export async function holdersOf(tx: Reader, postPrincipalId: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select principal_id as id from access.acting
    where as_principal_id = ${postPrincipalId} and valid @> access.now() order by principal_id`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

/** Whoever filled the one post fills the other from now on, and what was open to the one is open to the other. */
export async function handOn(tx: Tx, from: number, to: number): Promise<void> {
  await sql`select access.hand_on_grants(${from}, ${to})`.execute(tx)
  for (const person of await holdersOf(tx, from)) {
    await leavePost(tx, person, from)
    await fillPost(tx, person, to)
  }
}

/** The inner key of a person who can act, if there is one. */
export async function findPersonId(tx: Reader, uid: Uid): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from access.principal where uid = ${uid} and kind = 'person' and active`.execute(tx)
  return rows[0]?.id
}
