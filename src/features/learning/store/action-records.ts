import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { Reader } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { PrincipalId } from '#features/cases/model.ts'
import type { DueDate, OwnerSpell } from '../model.ts'
import type { StoredAction } from './actions.ts'
import { toStoredAction } from './actions.ts'

/** An owner of an action with the names that pages show. */
export interface OwnerRecord extends OwnerSpell {
  readonly postTitle: string
  readonly agencyName: string
  readonly personName: string | null
  readonly byName: string
  readonly at: Instant
  /** Everybody who filled the post while it owned the action. */
  readonly holders: readonly PrincipalId[]
}

/** A moved date with who agreed. */
export type DueRecord = DueDate['moves'][number] & { readonly byName: string }

/** A milestone with its dates. */
export interface MilestoneRecord {
  readonly uid: Uid
  readonly text: string
  readonly originalDueOn: PlainDate
  readonly dueOn: PlainDate
  readonly moves: readonly DueRecord[]
  readonly doneOn: PlainDate | null
  readonly version: number
}

/** An action with its owners, dates and milestones. */
export interface ActionRecord extends StoredAction {
  /** The oldest first; the last one owns it now. */
  readonly owners: readonly OwnerRecord[]
  readonly moves: readonly DueRecord[]
  readonly milestones: readonly MilestoneRecord[]
}

interface OwnerRow {
  readonly actionId: number
  readonly post: Uid
  readonly postTitle: string
  readonly agency: Uid
  readonly agencyName: string
  readonly person: Uid | null
  readonly personName: string | null
  readonly from: PlainDate
  readonly because: OwnerSpell['because']
  readonly reason: string
  readonly by: Uid
  readonly byName: string
  readonly at: Instant
  readonly byAgency: Uid | null
  readonly holders: Uid[]
}

function toOwner(row: OwnerRow): OwnerRecord {
  return {
    agency: idOf(row.agency),
    post: idOf(row.post),
    person: row.person === null ? null : idOf(row.person),
    from: row.from,
    because: row.because,
    reason: row.reason,
    by: {
      principal: idOf(row.by),
      // Whoever ended the body may act for no agency; the move is then told as the owner's.
      agency: idOf(row.byAgency ?? row.agency),
      post: null,
    },
    postTitle: row.postTitle,
    agencyName: row.agencyName,
    personName: row.personName,
    byName: row.byName,
    at: row.at,
    holders: row.holders.map((uid) => idOf(uid)),
  }
}

async function loadOwners(
  tx: Reader,
  ofActions: RawBuilder<boolean>,
): Promise<Map<number, OwnerRecord[]>> {
  const { rows } = await sql<OwnerRow>`
    with spell as (
      select o.*, lead(o.from_on) over (partition by o.action_id order by o.id) as until_on
      from app.action_owner o where ${ofActions}
    )
    select s.action_id as "actionId", post.uid as post, post.title as "postTitle", agency.uid as agency, agency.name as "agencyName",
      person.uid as person, person.name as "personName", s.from_on as from, s.because, s.reason, writer.uid as by,
      writer.name as "byName", s.at, own.uid as "byAgency",
      array(
        select distinct holder.uid from access.acting t
        join access.principal holder on holder.partnership_id = t.partnership_id and holder.id = t.principal_id
        where t.partnership_id = s.partnership_id and t.as_principal_id = post.principal_id
          and t.valid && tstzrange(s.from_on::timestamptz, (case when s.until_on is not null then greatest(s.until_on, s.from_on + 1) end)::timestamptz)
      ) as holders
    from spell s
    join app.post post on post.partnership_id = s.partnership_id and post.id = s.post_id
    join app.agency agency on agency.partnership_id = s.partnership_id and agency.id = s.owner_agency_id
    join access.principal writer on writer.partnership_id = s.partnership_id and writer.id = s.by_principal
    left join access.principal person on person.partnership_id = s.partnership_id and person.id = s.person_id
    left join app.agency own on own.partnership_id = s.partnership_id and own.id = s.agency_id
    order by s.id`.execute(tx)
  const grouped = Map.groupBy(rows, (row) => row.actionId)
  return new Map([...grouped].map(([id, own]) => [id, own.map(toOwner)]))
}

/** The owners of each action of one recommendation, over time. */
export async function loadOwnersFor(
  tx: Reader,
  recommendationId: number,
): Promise<OwnerRecord[][]> {
  const owners = await loadOwners(
    tx,
    sql`o.action_id in (
      select n.id from app.action n where n.recommendation_id = ${recommendationId} and n.in_error_at is null)`,
  )
  return [...owners.values()]
}

type MoveRow = DueRecord & { readonly actionId: number; readonly milestoneId: number | null }

async function loadMoves(tx: Reader, actionIds: readonly number[]): Promise<MoveRow[]> {
  const { rows } = await sql<Omit<MoveRow, 'approvedBy'> & { by: Uid; agency: Uid }>`
    select d.action_id as "actionId", d.milestone_id as "milestoneId", d.to_on as to, d.reason, p.name as "byName", d.at,
      p.uid as by, a.uid as agency
    from app.action_due d
    join access.principal p on p.partnership_id = d.partnership_id and p.id = d.by_principal
    join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where ${among('d.action_id', actionIds)} order by d.id`.execute(tx)
  return rows.map((row) => ({
    ...row,
    approvedBy: { principal: idOf(row.by), agency: idOf(row.agency), post: null },
  }))
}

type MilestoneRow = Omit<MilestoneRecord, 'moves'> & { id: number; actionId: number }

async function loadMilestones(tx: Reader, actionIds: readonly number[]): Promise<MilestoneRow[]> {
  const { rows } = await sql<MilestoneRow>`
    select id, action_id as "actionId", uid, text, original_due_on as "originalDueOn", due_on as "dueOn", done_on as "doneOn", version
    from app.milestone
    where ${among('action_id', actionIds)} and in_error_at is null
    order by due_on, id`.execute(tx)
  return rows
}

async function withParts(
  tx: Reader,
  stored: readonly StoredAction[],
): Promise<readonly ActionRecord[]> {
  if (stored.length === 0) return []
  const ids = stored.map((action) => action.id)
  const [owners, moves, milestones] = await Promise.all([
    loadOwners(tx, among('o.action_id', ids)),
    loadMoves(tx, ids),
    loadMilestones(tx, ids),
  ])
  return stored.map((action) => ({
    ...action,
    owners: owners.get(action.id) ?? [],
    moves: moves.filter((each) => each.actionId === action.id && each.milestoneId === null),
    milestones: milestones
      .filter((each) => each.actionId === action.id)
      .map((each) => ({ ...each, moves: moves.filter((move) => move.milestoneId === each.id) })),
  }))
}

/** The actions of these recommendations with their owners, dates and milestones, in four statements. */
export async function loadActionsOf(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<readonly ActionRecord[]> {
  const rows = await tx
    .selectFrom('app.action')
    .selectAll()
    .where(among('recommendation_id', recommendationIds))
    .where('in_error_at', 'is', null)
    .orderBy('id')
    .execute()
  return withParts(tx, rows.map(toStoredAction))
}

/** One action with its owners, dates and milestones, if it is open to the caller. */
export async function findAction(tx: Reader, uid: Uid): Promise<ActionRecord | undefined> {
  const rows = await tx.selectFrom('app.action').selectAll().where('uid', '=', uid).execute()
  return (await withParts(tx, rows.map(toStoredAction))).at(0)
}

/** The date of an action or a milestone as the rules know it. */
export function toDueDate(of: Pick<MilestoneRecord, 'originalDueOn' | 'moves'>): DueDate {
  return { original: of.originalDueOn, moves: of.moves }
}
