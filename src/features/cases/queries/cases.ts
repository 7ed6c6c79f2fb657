import { sql } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import type { Deadline } from '../deadline.ts'
import type {
  Answered,
  CaseDates,
  CaseNature,
  CaseStatus,
  HarmType,
  PartnerView,
  StatutoryPartner,
} from '../model.ts'
import * as store from '../store/cases.ts'
import { loadDeadlines } from './deadlines.ts'
import type { Frame } from './deadlines.ts'

/** Cases that are open to the caller; row security draws the line, this adds no rule of its own. */
function visibleCases(ctx: ReadContext) {
  return ctx.tx.selectFrom('app.serious_case as kase')
}

/** What the list of cases may be narrowed to. */
export interface CaseFilter {
  readonly status: CaseStatus | undefined
  /** Cases older than this one: the key of the page before. */
  readonly before: number | undefined
}

/** One case in a list. */
export interface CaseRow {
  readonly uid: Uid
  readonly reference: string
  readonly status: CaseStatus
  readonly nature: CaseNature
  readonly recordedAt: Instant
  readonly paused: boolean
  readonly deadlines: readonly Deadline[]
}

/** How many cases a page of the list holds. */
export const casesPerPage = 25

/** The cases that are open to the caller, the newest first. */
export async function listCases(
  ctx: ReadContext,
  filter: CaseFilter,
): Promise<{ rows: CaseRow[]; next: number | undefined }> {
  let query = visibleCases(ctx)
    .where(withinReach(ctx.actor, 'case', 'kase'))
    .select([
      'id',
      'uid',
      'reference',
      'status',
      'nature',
      'abuse_suspected',
      'recorded_at',
      'paused',
    ])
    .orderBy('id', 'desc')
    .limit(casesPerPage + 1)
  if (filter.status !== undefined) query = query.where('status', '=', filter.status)
  if (filter.before !== undefined) query = query.where('id', '<', filter.before)
  const found = await query.execute()
  const shown = found.slice(0, casesPerPage)
  const deadlines = await loadDeadlines(ctx, shown)
  const rows = shown.map((row) => ({
    uid: row.uid,
    reference: row.reference,
    status: row.status,
    nature: row.nature,
    recordedAt: row.recorded_at,
    paused: row.paused,
    deadlines: deadlines.get(row.id) ?? [],
  }))
  return { rows, next: found.length > casesPerPage ? shown.at(-1)?.id : undefined }
}

/** A child of a case under its label. */
export interface ChildRow {
  readonly uid: Uid
  readonly label: string
  readonly part: 'died' | 'harmed' | 'sibling' | 'other'
  readonly ageBand: string | null
  readonly sex: string | null
  readonly ethnicity: string | null
  readonly disability: Answered
  readonly lookedAfter: Answered
  readonly protectionPlan: Answered
}

/** One thing that happened to a case. */
export interface EventRow {
  readonly kind: 'moved' | 'paused' | 'resumed'
  readonly act: string | null
  readonly to: string | null
  readonly because: string | null
  readonly reason: string | null
  readonly at: Instant
  readonly by: string
}

/** The decision to notify, and the views beside it. */
export interface NotificationState {
  readonly decision: {
    readonly decision: 'notify' | 'do-not-notify'
    readonly reasons: string
    readonly at: Instant
    readonly by: string
    readonly agency: string | null
    readonly discussedOn: PlainDate | null
  } | null
  readonly views: readonly {
    readonly partner: StatutoryPartner
    readonly view: PartnerView['view']
    readonly reasons: string
    readonly at: Instant
    readonly by: string
  }[]
}

/** All that the page of a case shows. */
export interface CasePage {
  readonly id: number
  readonly uid: Uid
  readonly scopeId: number
  readonly scopeUid: Uid
  /** Whether it belongs to the reader's partnership, and is not shared by another one. */
  readonly own: boolean
  readonly reference: string
  readonly status: CaseStatus
  readonly paused: boolean
  readonly nature: CaseNature
  readonly harms: readonly HarmType[]
  readonly abuseSuspected: Answered
  /** None while it is not known. */
  readonly areaCouncil: string | null
  readonly homeCouncil: string | null
  readonly councils: { readonly areaCouncil: Uid | null; readonly homeCouncil: Uid | null }
  readonly summary: string | null
  readonly placeKind: string | null
  readonly agencies: readonly { readonly uid: Uid; readonly name: string }[]
  readonly dates: CaseDates
  readonly deadlines: readonly Deadline[]
  readonly children: readonly ChildRow[]
  readonly notification: NotificationState
  readonly events: readonly EventRow[]
  readonly version: number
}

/** Who and what belongs to the partnership that shares a case is not named to another one. */
const elsewhere = 'Another partnership'

async function getFrame(ctx: ReadContext, uid: Uid) {
  const { rows } = await sql<
    Frame & {
      uid: Uid
      scope_id: number
      scope_uid: Uid
      partnership_id: number
      reference: string
      paused: boolean
      harms: HarmType[]
      area: string | null
      home: string | null
      area_uid: Uid | null
      home_uid: Uid | null
      summary: string | null
      place_kind: string | null
      version: number
    }
  >`
    select c.*, access.scope_uid(c.scope_id) as scope_uid, case when c.area_council_id is not null then coalesce(area.name, ${elsewhere}) end as area,
      home.name as home, area.uid as area_uid, home.uid as home_uid, account.summary, account.place_kind
    from app.serious_case c
    left join app.agency area on area.partnership_id = c.partnership_id and area.id = c.area_council_id
    left join app.agency home on home.partnership_id = c.partnership_id and home.id = c.home_council_id
    left join app.case_account account on account.partnership_id = c.partnership_id and account.case_id = c.id
    where c.uid = ${uid}`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  return row
}

async function listChildren(ctx: ReadContext, caseId: number): Promise<ChildRow[]> {
  return ctx.tx
    .selectFrom('app.case_child as child')
    .innerJoin('app.person as person', (join) =>
      join
        .onRef('person.partnership_id', '=', 'child.partnership_id')
        .onRef('person.id', '=', 'child.person_id'),
    )
    .select([
      'person.uid',
      'person.label',
      'child.part',
      'child.age_band as ageBand',
      'child.sex',
      'child.ethnicity',
      'child.disability',
      'child.looked_after as lookedAfter',
      'child.protection_plan as protectionPlan',
    ])
    .where('child.case_id', '=', caseId)
    .orderBy('child.id')
    .execute()
}

async function listEvents(ctx: ReadContext, caseId: number): Promise<EventRow[]> {
  const { rows } = await sql<EventRow>`
    select e.kind, e.act, e.to_status as to, e.because, e.reason, e.at, coalesce(p.name, ${elsewhere}) as by
    from app.case_event e left join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    where e.case_id = ${caseId} order by e.at desc, e.id desc`.execute(ctx.tx)
  return rows
}

async function listAgenciesOf(
  ctx: ReadContext,
  caseId: number,
): Promise<{ uid: Uid; name: string }[]> {
  const { rows } = await sql<{ uid: Uid; name: string }>`
    select a.uid, a.name from app.case_agency c
    join app.agency a on a.partnership_id = c.partnership_id and a.id = c.agency_id
    where c.case_id = ${caseId} order by lower(a.name)`.execute(ctx.tx)
  return rows
}

/** The council's decision as it stands, and the latest view of each partner. */
export async function getNotification(
  ctx: ReadContext,
  caseId: number,
): Promise<NotificationState> {
  const decided = sql<NonNullable<NotificationState['decision']>>`
    select d.decision, d.reasons, d.at, coalesce(p.name, ${elsewhere}) as by, a.name as agency, d.discussed_on as "discussedOn"
    from app.notification_decision d
    left join access.principal p on p.partnership_id = d.partnership_id and p.id = d.decided_by
    left join app.agency a on a.partnership_id = d.partnership_id and a.id = d.agency_id
    where d.case_id = ${caseId} order by d.id desc limit 1`.execute(ctx.tx)
  const viewed = sql<NotificationState['views'][number]>`
    select distinct on (v.partner) v.partner, v.view, v.reasons, v.at, coalesce(p.name, ${elsewhere}) as by
    from app.notification_view v
    left join access.principal p on p.partnership_id = v.partnership_id and p.id = v.given_by
    where v.case_id = ${caseId} order by v.partner, v.id desc`.execute(ctx.tx)
  const [decisions, views] = await Promise.all([decided, viewed])
  return { decision: decisions.rows[0] ?? null, views: views.rows }
}

/** The page of a case; not found when it is not open to the caller. */
export async function getCasePage(ctx: ReadContext, uid: Uid): Promise<CasePage> {
  const frame = await getFrame(ctx, uid)
  const { id } = frame
  const known = store.loadDates(ctx.tx, [id])
  const [dated, deadlines, agencies, children, notification, events] = await Promise.all([
    known,
    known.then((dates) => loadDeadlines(ctx, [frame], dates)),
    listAgenciesOf(ctx, id),
    listChildren(ctx, id),
    getNotification(ctx, id),
    listEvents(ctx, id),
  ])
  const dates = dated.get(id)
  if (dates === undefined) throw new Failure('not-found')
  return {
    id,
    uid: frame.uid,
    scopeId: frame.scope_id,
    scopeUid: frame.scope_uid,
    own: frame.partnership_id === ctx.actor.partnershipId,
    reference: frame.reference,
    status: frame.status,
    paused: frame.paused,
    nature: frame.nature,
    harms: frame.harms,
    abuseSuspected: frame.abuse_suspected,
    areaCouncil: frame.area,
    homeCouncil: frame.home,
    councils: { areaCouncil: frame.area_uid, homeCouncil: frame.home_uid },
    summary: frame.summary,
    placeKind: frame.place_kind,
    agencies,
    dates,
    deadlines: deadlines.get(id) ?? [],
    children,
    notification,
    events,
    version: frame.version,
  }
}

/** What other features need to know of a case: its keys and where it stands. */
export interface CaseKeys {
  readonly id: number
  readonly uid: Uid
  readonly scopeId: number
  readonly scopeUid: Uid
  readonly reference: string
  readonly status: CaseStatus
}

/** The keys of a case; not found when it is not open to the caller. */
export async function getCaseKeys(ctx: ReadContext, uid: Uid): Promise<CaseKeys> {
  const { rows } = await sql<CaseKeys>`
    select id, uid, scope_id as "scopeId", access.scope_uid(scope_id) as "scopeUid", reference, status
    from app.serious_case where uid = ${uid}`.execute(ctx.tx)
  const row = rows[0]
  if (row === undefined) throw new Failure('not-found')
  return row
}
