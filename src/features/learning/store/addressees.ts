import { sql } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { AgencyId } from '#features/cases/model.ts'

/** An agency that is asked to answer a recommendation. */
export interface StoredAddressee {
  readonly id: number
  readonly agencyId: number
  readonly agency: AgencyId
  readonly name: string
  readonly askedAt: Instant | null
  readonly answerDueOn: PlainDate | null
  /** The agencies, abolished since, that were asked before it; their answers stand. */
  readonly before: readonly { readonly agency: AgencyId; readonly name: string }[]
}

interface Row extends Omit<StoredAddressee, 'before'> {
  readonly recommendationId: number
  readonly tookOverFromId: number | null
  readonly ended: boolean
}

function asStored(row: Row, all: readonly Row[]): StoredAddressee {
  const former = all.find((each) => each.ended && each.agencyId === row.tookOverFromId)
  const { recommendationId: _of, tookOverFromId: _from, ended: _ended, ...addressee } = row
  if (former === undefined || former === row) return { ...addressee, before: [] }
  const earlier = asStored(
    former,
    all.filter((each) => each !== row),
  )
  return { ...addressee, before: [...earlier.before, { agency: former.agency, name: former.name }] }
}

/** Who is asked now by each of these recommendations, by name. */
export async function loadAddressees(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<Map<number, StoredAddressee[]>> {
  const { rows } = await sql<Row>`
    select d.id, d.recommendation_id as "recommendationId", d.agency_id as "agencyId", a.uid as agency, a.name, d.asked_at as "askedAt",
      d.answer_due_on as "answerDueOn", d.took_over_from_id as "tookOverFromId", d.ended_at is not null as ended
    from app.recommendation_addressee d
    join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where ${among('d.recommendation_id', recommendationIds)}
      and d.ended_because is distinct from 'changed'
    order by lower(a.name), d.id`.execute(tx)
  const byRecommendation = Map.groupBy(rows, (row) => row.recommendationId)
  return new Map(
    [...byRecommendation].map(([id, own]) => [
      id,
      own.filter((row) => !row.ended).map((row) => asStored(row, own)),
    ]),
  )
}

/** Where something of a recommendation is kept. */
export interface InRecommendation {
  readonly id: number
  readonly scopeId: number
}

/** Names an agency that will be asked. */
export async function insertAddressee(
  tx: Tx,
  at: InRecommendation,
  agencyId: number,
): Promise<void> {
  await tx
    .insertInto('app.recommendation_addressee')
    .values({ scope_id: at.scopeId, recommendation_id: at.id, agency_id: agencyId })
    .execute()
}

/** A changed draft no longer asks this agency. */
export async function endAddressee(tx: Tx, id: number): Promise<void> {
  await tx
    .updateTable('app.recommendation_addressee')
    .set({ ended_at: sql`access.now()`, ended_because: 'changed' })
    .where('id', '=', id)
    .execute()
}

/** Asks those who are named for their answer by a day; those asked before keep their first day. */
export async function askAddressees(
  tx: Tx,
  at: InRecommendation,
  asked: { by: number; dueOn: PlainDate },
): Promise<void> {
  await tx
    .updateTable('app.recommendation_addressee')
    .set({ asked_at: sql`access.now()`, asked_by: asked.by, answer_due_on: asked.dueOn })
    .where('recommendation_id', '=', at.id)
    .where('ended_at', 'is', null)
    .where('asked_at', 'is', null)
    .execute()
}

/** A body has ended: whoever took it over is asked in its place, by the same day, unless it is asked already. */
export async function moveAddressees(tx: Tx, from: AgencyId, to: AgencyId): Promise<void> {
  await sql`
    with ended as (
      update app.recommendation_addressee d set ended_at = access.now(), ended_because = 'successor'
      from app.agency a
      where a.partnership_id = d.partnership_id and a.id = d.agency_id and a.uid = ${from} and d.ended_at is null
      returning d.*
    )
    insert into app.recommendation_addressee (scope_id, recommendation_id, agency_id, asked_at, asked_by, answer_due_on, took_over_from_id)
    select e.scope_id, e.recommendation_id, heir.id, e.asked_at, e.asked_by, e.answer_due_on, e.agency_id
    from ended e join app.agency heir on heir.uid = ${to}
    on conflict (partnership_id, recommendation_id, agency_id) where ended_at is null do nothing`.execute(
    tx,
  )
}
