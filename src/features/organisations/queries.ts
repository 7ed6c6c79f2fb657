import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { AgencyKind, StatutoryPartner } from './model.ts'

/** One agency in a list. */
export interface AgencyRow {
  readonly uid: Uid
  readonly name: string
  readonly kind: AgencyKind
  readonly statutoryPartner: StatutoryPartner | null
  readonly activeTo: PlainDate | null
  readonly posts: number
  /** Who took over, or takes over on the day after the last one. */
  readonly successorName: string | null
}

/** Agencies of this partnership; row security draws the line, this adds no rule of its own. */
function visibleAgencies(ctx: ReadContext) {
  return ctx.tx.selectFrom('app.agency as agency')
}

/** The agencies by name, ended ones after those that work. */
export async function listAgencies(ctx: ReadContext): Promise<AgencyRow[]> {
  const rows = await visibleAgencies(ctx)
    .select((agency) => [
      'agency.uid',
      'agency.name',
      'agency.kind',
      'agency.statutory_partner as statutoryPartner',
      'agency.active_to as activeTo',
      agency
        .selectFrom('app.post as post')
        .whereRef('post.partnership_id', '=', 'agency.partnership_id')
        .whereRef('post.agency_id', '=', 'agency.id')
        .where('post.active_to', 'is', null)
        .select((post) => post.fn.countAll<number>().as('n'))
        .as('posts'),
      agency
        .selectFrom('app.agency as heir')
        .whereRef('heir.partnership_id', '=', 'agency.partnership_id')
        .whereRef('heir.id', '=', 'agency.successor_id')
        .select('heir.name')
        .as('successorName'),
    ])
    .orderBy(sql`agency.active_to is not null`)
    .orderBy(sql`lower(agency.name)`)
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...row, posts: row.posts ?? 0 }))
}

/** A post on the page of its agency. */
export interface PostRow {
  readonly uid: Uid
  readonly title: string
  readonly holder: { readonly uid: Uid; readonly name: string } | null
  readonly activeTo: PlainDate | null
  readonly movedTo: { readonly title: string; readonly agency: string } | null
}

/** An agency with its posts. */
export interface AgencyPage extends Omit<AgencyRow, 'successorName'> {
  readonly activeFrom: PlainDate
  readonly version: number
  readonly successor: { readonly uid: Uid; readonly name: string } | null
  readonly predecessors: readonly {
    readonly uid: Uid
    readonly name: string
    readonly activeTo: PlainDate | null
  }[]
  readonly openPosts: readonly PostRow[]
  readonly formerPosts: readonly PostRow[]
}

async function postsOf(ctx: ReadContext, agencyId: number): Promise<PostRow[]> {
  const { rows } = await sql<{
    uid: Uid
    title: string
    active_to: PlainDate | null
    holder_uid: Uid | null
    holder_name: string | null
    moved_title: string | null
    moved_agency: string | null
  }>`
    select post.uid, post.title, post.active_to, holder.uid as holder_uid, holder.name as holder_name,
      moved.title as moved_title, heir.name as moved_agency
    from app.post
    left join access.acting on acting.partnership_id = post.partnership_id
      and acting.as_principal_id = post.principal_id and acting.valid @> access.now()
    left join access.principal holder on holder.partnership_id = acting.partnership_id and holder.id = acting.principal_id
    left join app.post moved on moved.partnership_id = post.partnership_id and moved.id = post.moved_to_id
    left join app.agency heir on heir.partnership_id = moved.partnership_id and heir.id = moved.agency_id
    where post.agency_id = ${agencyId}
    order by lower(post.title), post.id`.execute(ctx.tx)
  return rows.map((row) => ({
    uid: row.uid,
    title: row.title,
    activeTo: row.active_to,
    holder:
      row.holder_uid !== null && row.holder_name !== null
        ? { uid: row.holder_uid, name: row.holder_name }
        : null,
    movedTo:
      row.moved_title !== null && row.moved_agency !== null
        ? { title: row.moved_title, agency: row.moved_agency }
        : null,
  }))
}

/** The page of an agency; not found when it is another partnership's. */
export async function getAgencyPage(ctx: ReadContext, uid: Uid): Promise<AgencyPage> {
  const agency = await visibleAgencies(ctx).selectAll().where('uid', '=', uid).executeTakeFirst()
  if (agency === undefined) throw new Failure('not-found')
  const posts = await postsOf(ctx, agency.id)
  const kin = await visibleAgencies(ctx)
    .select(['id', 'uid', 'name', 'active_to as activeTo'])
    .where((kin) =>
      kin.or([kin('successor_id', '=', agency.id), kin('id', '=', agency.successor_id)]),
    )
    .orderBy('name')
    .execute()
  const openPosts = posts.filter((post) => post.activeTo === null)
  return {
    uid: agency.uid,
    name: agency.name,
    kind: agency.kind,
    statutoryPartner: agency.statutory_partner,
    activeFrom: agency.active_from,
    activeTo: agency.active_to,
    version: agency.version,
    posts: openPosts.length,
    successor: kin.find((each) => each.id === agency.successor_id) ?? null,
    predecessors: kin.filter((each) => each.id !== agency.successor_id),
    openPosts,
    formerPosts: posts.filter((post) => post.activeTo !== null),
  }
}

/** A choice in a form: an agency, a post with its agency, or a person. */
export interface Choice {
  readonly uid: Uid
  readonly text: string
}

/** The agencies that exist today, for a form; of one kind, where a kind is named. */
export async function listAgencyChoices(
  ctx: ReadContext,
  of: { kind?: AgencyKind } = {},
): Promise<Choice[]> {
  let agencies = visibleAgencies(ctx)
  if (of.kind !== undefined) agencies = agencies.where('kind', '=', of.kind)
  return agencies
    .select(['uid', 'name as text'])
    .where('active_to', 'is', null)
    .orderBy(sql`lower(name)`)
    .execute()
}

/** The posts that exist today with their agency and holder, for a form. */
export async function listPostChoices(
  ctx: ReadContext,
  of: { agency?: Uid } = {},
): Promise<Choice[]> {
  let posts = ctx.tx
    .selectFrom('app.post as post')
    .innerJoin('app.agency as agency', (join) =>
      join
        .onRef('agency.partnership_id', '=', 'post.partnership_id')
        .onRef('agency.id', '=', 'post.agency_id'),
    )
    .where('post.active_to', 'is', null)
  if (of.agency !== undefined) posts = posts.where('agency.uid', '=', of.agency)
  return posts
    .select(['post.uid', sql<string>`post.title || ', ' || agency.name`.as('text')])
    .orderBy(sql`lower(agency.name)`)
    .orderBy(sql`lower(post.title)`)
    .execute()
}

/** The people who can take up a post, for a form. */
export async function listPersonChoices(ctx: ReadContext): Promise<Choice[]> {
  const { rows } = await sql<Choice>`
    select uid, name as text from access.principal
    where kind = 'person' and active order by lower(name) limit 1000`.execute(ctx.tx)
  return rows
}

/** For which agency the caller acts, and whether it is one of the three safeguarding partners. */
export interface ActingFor {
  readonly id: number
  readonly uid: Uid
  readonly name: string
  readonly statutoryPartner: StatutoryPartner | null
}

/** The agency of the caller; whoever has none may look, but decides nothing on anybody's behalf. */
export async function getActingFor(ctx: ReadContext): Promise<ActingFor> {
  const own = ctx.actor.agencyId
  if (own === undefined) throw new Failure('forbidden', 'no-agency')
  return visibleAgencies(ctx)
    .select(['id', 'uid', 'name', 'statutory_partner as statutoryPartner'])
    .where('id', '=', own)
    .executeTakeFirstOrThrow()
}

/** The inner key of an agency that exists today. */
export async function findAgencyId(ctx: ReadContext, uid: Uid): Promise<number | undefined> {
  const row = await visibleAgencies(ctx).select('id').where('uid', '=', uid).executeTakeFirst()
  return row?.id
}

/** The inner key of a council: an agency that is a local authority. */
export async function findCouncilId(ctx: ReadContext, uid: Uid): Promise<number | undefined> {
  const row = await visibleAgencies(ctx)
    .select('id')
    .where('uid', '=', uid)
    .where('kind', '=', 'local-authority')
    .executeTakeFirst()
  return row?.id
}

/** What other features need to know of a post: its keys, and the principal to which grants for it are given. */
export interface PostKeys {
  readonly id: number
  readonly uid: Uid
  readonly principalId: number
  readonly agencyId: number
  readonly agencyUid: Uid
}

/** The keys of a post that still exists; not found when there is none. */
export async function getPostKeys(ctx: ReadContext, uid: Uid): Promise<PostKeys> {
  const row = await ctx.tx
    .selectFrom('app.post as post')
    .innerJoin('app.agency as agency', (join) =>
      join
        .onRef('agency.partnership_id', '=', 'post.partnership_id')
        .onRef('agency.id', '=', 'post.agency_id'),
    )
    .where('post.uid', '=', uid)
    .where('post.active_to', 'is', null)
    .select([
      'post.id',
      'post.uid',
      'post.principal_id as principalId',
      'agency.id as agencyId',
      'agency.uid as agencyUid',
    ])
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return row
}
