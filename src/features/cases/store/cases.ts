import { sql } from 'kysely'
import type { Selectable } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { CaseDateTable, SeriousCaseTable } from '#platform/db/schema.generated.ts'
import { yearOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { neutralReferenceOf } from '#shared/neutral-reference.ts'
import type { NeutralReference } from '#shared/neutral-reference.ts'
import { caseDateNames } from '../model.ts'
import type {
  Actor,
  Answered,
  CaseDate,
  CaseDateName,
  CaseDates,
  CaseNature,
  CaseStatus,
  DatedFact,
  HarmType,
} from '../model.ts'

/** The frame of a case with its inner keys. */
export interface CaseFrame {
  readonly id: number
  readonly uid: UidOf<'case'>
  readonly scopeId: number
  readonly reference: string
  readonly status: CaseStatus
  readonly paused: boolean
  readonly nature: CaseNature
  readonly abuseSuspected: Answered
  readonly version: number
}

/** A row of `app.serious_case` as the rules know it. */
export function toFrame(row: Selectable<SeriousCaseTable>): CaseFrame {
  return {
    id: row.id,
    uid: idOf(row.uid),
    scopeId: row.scope_id,
    reference: row.reference,
    status: row.status,
    paused: row.paused,
    nature: row.nature,
    abuseSuspected: row.abuse_suspected,
    version: row.version,
  }
}

/** Opens the scope of a new case. */
export async function openCaseScope(tx: Tx): Promise<number> {
  const { rows } = await sql<{ id: number }>`select access.open_scope('case') as id`.execute(tx)
  const row = rows[0]
  if (row === undefined) throw new Error('no scope was opened')
  return row.id
}

/** The next neutral reference of a year; the row of the year is locked, so no two cases share one. */
export async function nextReference(tx: Tx, today: PlainDate): Promise<NeutralReference> {
  const year = yearOf(today)
  const row = await tx
    .insertInto('app.case_reference')
    .values({ year, last_serial: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['partnership_id', 'year'])
        .doUpdateSet({ last_serial: sql<number>`app.case_reference.last_serial + 1` }),
    )
    .returning('last_serial')
    .executeTakeFirstOrThrow()
  return neutralReferenceOf(year, row.last_serial)
}

/** What a new case is made of. */
export interface NewCase {
  readonly uid: UidOf<'case'>
  readonly scopeId: number
  readonly reference: NeutralReference
  readonly nature: CaseNature
  readonly harms: readonly HarmType[]
  readonly abuseSuspected: Answered
  /** Null while it is not known. */
  readonly areaCouncilId: number | null
  readonly homeCouncilId: number | null
}

/** Keeps a new case; answers its inner key. */
export async function insertCase(tx: Tx, made: NewCase): Promise<number> {
  const { id } = await tx
    .insertInto('app.serious_case')
    .values({
      uid: made.uid,
      scope_id: made.scopeId,
      reference: made.reference,
      status: 'referred',
      nature: made.nature,
      harms: [...made.harms],
      abuse_suspected: made.abuseSuspected,
      area_council_id: made.areaCouncilId,
      home_council_id: made.homeCouncilId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Where something of a case is kept. */
export interface InCase {
  readonly caseId: number
  readonly scopeId: number
}

/** Keeps what happened, in words. */
export async function insertAccount(
  tx: Tx,
  at: InCase,
  account: { summary: string; placeKind: string | null },
): Promise<void> {
  await tx
    .insertInto('app.case_account')
    .values({
      case_id: at.caseId,
      scope_id: at.scopeId,
      summary: account.summary,
      place_kind: account.placeKind,
    })
    .execute()
}

/** Keeps which agencies knew the family. */
export async function insertAgencies(
  tx: Tx,
  at: InCase,
  agencyIds: readonly number[],
): Promise<void> {
  if (agencyIds.length === 0) return
  await tx
    .insertInto('app.case_agency')
    .values(agencyIds.map((agency_id) => ({ agency_id, case_id: at.caseId, scope_id: at.scopeId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

function columnsOf(date: CaseDate) {
  switch (date.known) {
    case 'exactly':
      return { known: date.known, earliest: date.on, latest: date.on, because: null }
    case 'about':
      return { known: date.known, earliest: date.earliest, latest: date.latest, because: null }
    case 'no':
      return { known: date.known, earliest: null, latest: null, because: date.because }
  }
}

/** Keeps a value of one of the four dates; those before it stay. */
export async function insertDate(
  tx: Tx,
  at: InCase & { agencyId: number },
  date: { name: CaseDateName; value: CaseDate; reason: string | null },
): Promise<void> {
  await tx
    .insertInto('app.case_date')
    .values({
      case_id: at.caseId,
      scope_id: at.scopeId,
      agency_id: at.agencyId,
      name: date.name,
      reason: date.reason,
      ...columnsOf(date.value),
    })
    .execute()
}

function toDate(
  row: Pick<Selectable<CaseDateTable>, 'known' | 'earliest' | 'latest' | 'because'>,
): CaseDate {
  const { known, earliest, latest, because } = row
  if (known === 'exactly' && earliest !== null) return { known, on: earliest }
  if (known === 'about' && earliest !== null && latest !== null) return { known, earliest, latest }
  return { known: 'no', because: because ?? 'not-asked' }
}

type DateRow = Selectable<CaseDateTable> & { by_uid: Uid; agency_uid: Uid | null }

function factOf(rows: readonly DateRow[]): DatedFact {
  const last = rows.at(-1)
  if (last === undefined) return { now: { known: 'no', because: 'not-asked' }, before: [] }
  const before = rows.slice(0, -1).map((row, at) => {
    const change = rows[at + 1] ?? last
    const by: Actor = {
      principal: idOf(change.by_uid),
      agency: idOf(change.agency_uid ?? change.by_uid),
      post: null,
    }
    return { was: toDate(row), changedAt: change.recorded_at, by, reason: change.reason ?? '' }
  })
  return { now: toDate(last), before }
}

/** The four dates of each of these cases, with every value that they had. */
export async function loadDates(
  tx: Reader,
  caseIds: readonly number[],
): Promise<ReadonlyMap<number, CaseDates>> {
  if (caseIds.length === 0) return new Map()
  const { rows } = await sql<DateRow>`
    select d.*, p.uid as by_uid, a.uid as agency_uid
    from app.case_date d
    join access.principal p on p.partnership_id = d.partnership_id and p.id = d.recorded_by
    left join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where ${among('d.case_id', caseIds)}
    order by d.case_id, d.name, d.id`.execute(tx)
  const perCase = Map.groupBy(rows, (row) => row.case_id)
  return new Map(
    caseIds.map((id) => {
      const own = perCase.get(id) ?? []
      const facts = caseDateNames.map(
        (name) => [name, factOf(own.filter((row) => row.name === name))] as const,
      )
      return [id, Object.fromEntries(facts) as CaseDates]
    }),
  )
}

/** The frame of a case, locked for a change. */
export async function lockCase(tx: Tx, uid: Uid): Promise<CaseFrame> {
  const row = await tx
    .selectFrom('app.serious_case')
    .selectAll()
    .where('uid', '=', uid)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Failure('not-found')
  return toFrame(row)
}

/** Keeps where a case stands now. */
export async function saveFrame(tx: Tx, frame: CaseFrame): Promise<void> {
  await tx
    .updateTable('app.serious_case')
    .set({ status: frame.status, paused: frame.paused, version: frame.version })
    .where('id', '=', frame.id)
    .execute()
}

/** Keeps a child of the case. */
export async function insertChild(
  tx: Tx,
  at: InCase & { personId: number },
  child: {
    uid: UidOf<'case-child'>
    part: 'died' | 'harmed' | 'sibling' | 'other'
    ageBand: string | null
    sex: string | null
    ethnicity: string | null
    disability: Answered
    lookedAfter: Answered
    protectionPlan: Answered
  },
): Promise<void> {
  await tx
    .insertInto('app.case_child')
    .values({
      uid: child.uid,
      case_id: at.caseId,
      scope_id: at.scopeId,
      person_id: at.personId,
      part: child.part,
      age_band: child.ageBand,
      sex: child.sex,
      ethnicity: child.ethnicity,
      disability: child.disability,
      looked_after: child.lookedAfter,
      protection_plan: child.protectionPlan,
    })
    .execute()
}

/** The caller shuts themselves out of a scope. */
export async function declareConflict(tx: Tx, scopeId: number, basis: string): Promise<void> {
  await sql`select access.declare_conflict(${scopeId}, ${basis})`.execute(tx)
}
