import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import { benchOf } from '../assurance.ts'
import type { Evidence, EvidenceLevel, RecommendationStatus, Rung, Stake } from '../model.ts'
import { stakesOf } from '../stake.ts'
import { loadAssuranceRules, loadMembers } from '../store/assurance.ts'
import type { AssuranceRules, MemberRecord } from '../store/assurance.ts'
import { findCheck } from '../store/impact.ts'
import type { CheckRecord } from '../store/impact.ts'
import { findRecommendation } from '../store/recommendations.ts'
import { getOfRecommendation } from './action-page.ts'
import type { OfRecommendation } from './action-page.ts'
import { checksThatAreDue, evidenceThatWaits } from './queue-parts.ts'
import { agencyUidOf, getRecommendationWork, standingFor } from './recommendation-work.ts'
import type { WorkOf } from './recommendation-work.ts'

/** How many rows each part of the queue holds. */
export const queuePerPage = 25

/** Evidence that nobody has judged yet. */
export interface WaitingEvidence {
  readonly uid: Uid
  readonly summary: string
  readonly kind: Evidence['kind']
  readonly claimedLevel: EvidenceLevel
  readonly givenOn: PlainDate
  readonly agency: string
  readonly reference: string
  readonly stakes: readonly Stake[]
}

/** A recommendation that was said done and waits for the group. */
export interface ReadyRecommendation {
  readonly uid: Uid
  readonly reference: string
  readonly text: string | null
  readonly status: RecommendationStatus
  readonly rung: Rung | null
  readonly reached: EvidenceLevel | null
  readonly stakes: readonly Stake[]
}

/** A look at whether a change lasted that is due. */
export interface DueCheck {
  readonly uid: Uid
  readonly number: number
  readonly due: PlainDate
  readonly reference: string
  readonly text: string | null
  readonly stakes: readonly Stake[]
}

/** One part of the queue with the way to the rest of it. */
export interface Part<Row> {
  readonly rows: readonly Row[]
  readonly next: Uid | undefined
}

/** What waits for people without a stake, and why the reader may not judge one or the other. */
export interface AssuranceQueue {
  readonly evidence: Part<WaitingEvidence>
  readonly ready: Part<ReadyRecommendation>
  readonly checks: Part<DueCheck>
}

/** Where each part of the queue goes on. */
export interface QueuePlace {
  readonly evidence?: Uid | undefined
  readonly ready?: Uid | undefined
  readonly checks?: Uid | undefined
}

interface InQueue extends WorkOf {
  readonly uid: Uid
}

function partOf<Row extends { readonly uid: Uid }>(rows: readonly Row[]): Part<Row> {
  const shown = rows.slice(0, queuePerPage)
  return { rows: shown, next: rows.length > queuePerPage ? shown.at(-1)?.uid : undefined }
}

const ofRecommendation = sql`
  r.id as "recommendationId", r.addressed_to as "addressedTo", r.round, r.reference`

type Of = {
  readonly recommendationId: number
  readonly addressedTo: WorkOf['addressedTo']
  readonly round: number
}

function after(table: 'evidence' | 'recommendation', uid: Uid | undefined): RawBuilder<unknown> {
  if (uid === undefined) return sql`true`
  const alias = table === 'evidence' ? sql.ref('e.id') : sql.ref('r.id')
  return sql`${alias} > coalesce((select id from ${sql.table(`app.${table}`)} where uid = ${uid}), 0)`
}

async function waiting(ctx: ReadContext, place: QueuePlace) {
  const { rows } = await sql<Omit<WaitingEvidence, 'stakes'> & Of>`
    select e.uid, e.summary, e.kind, e.claimed_level as "claimedLevel", e.given_on as "givenOn", 
      (select g.name from app.agency g where g.partnership_id = e.partnership_id and g.id = e.agency_id) as agency, ${ofRecommendation}
    ${evidenceThatWaits(ctx)}
      and ${after('evidence', place.evidence)}
    order by e.id limit ${queuePerPage + 1}`.execute(ctx.tx)
  return partOf(rows)
}

async function ready(ctx: ReadContext, place: QueuePlace) {
  const { rows } = await sql<Omit<ReadyRecommendation, 'stakes' | 'reached'> & Of>`
    select r.uid, coalesce(r.agreed_text, r.text) as text, r.status, r.rung, ${ofRecommendation}
    from app.recommendation r
    where ${withinReach(ctx.actor, 'recommendation', 'r')} and r.status in ('delivered', 'already-met') and r.in_error_at is null
      and ${after('recommendation', place.ready)}
    order by r.id limit ${queuePerPage + 1}`.execute(ctx.tx)
  return partOf(rows)
}

async function afterCheck(ctx: ReadContext, uid: Uid | undefined): Promise<RawBuilder<unknown>> {
  const last = uid && (await findCheck(ctx.tx, uid))
  return last ? sql`(c.due_on, c.id) > (${last.due}::date, ${last.key}::bigint)` : sql`true`
}

async function checks(ctx: ReadContext, place: QueuePlace) {
  const { rows } = await sql<Omit<DueCheck, 'stakes'> & Of>`
    select c.uid, c.number, c.due_on as due, coalesce(r.agreed_text, r.text) as text, ${ofRecommendation}
    ${checksThatAreDue(ctx)} and ${await afterCheck(ctx, place.checks)}
    order by c.due_on, c.id limit ${queuePerPage + 1}`.execute(ctx.tx)
  return partOf(rows)
}

/** What waits for the assurance group, with the reader's own stake in each. */
export async function getAssuranceQueue(
  ctx: ReadContext,
  place: QueuePlace,
): Promise<AssuranceQueue> {
  const parts = {
    evidence: await waiting(ctx, place),
    ready: await ready(ctx, place),
    checks: await checks(ctx, place),
  }
  const all: readonly (Of & { uid: Uid })[] = [
    ...parts.evidence.rows,
    ...parts.ready.rows,
    ...parts.checks.rows,
  ]
  const named = new Map<number, InQueue>(
    all.map((row) => [row.recommendationId, { ...row, id: row.recommendationId }]),
  )
  const work = await getRecommendationWork(ctx, [...named.values()])
  const agency = await agencyUidOf(ctx)
  const reader = agency && {
    principal: idOf<'principal'>(ctx.actor.principalUid),
    agency: idOf<'agency'>(agency),
    post: null,
  }
  const stakes = <Row extends Of>(row: Row) => {
    const own = work.get(row.recommendationId)
    return { ...row, stakes: reader && own ? stakesOf(reader, own.holders) : [] }
  }
  return {
    evidence: { ...parts.evidence, rows: parts.evidence.rows.map(stakes) },
    ready: {
      ...parts.ready,
      rows: parts.ready.rows.map((row) => ({
        ...stakes(row),
        reached: work.get(row.recommendationId)?.reached ?? null,
      })),
    },
    checks: { ...parts.checks, rows: parts.checks.rows.map(stakes) },
  }
}

/** A member as the form of a sitting offers it: with why he or she stands aside, if so. */
export interface OfferedMember extends MemberRecord {
  readonly stakes: readonly Stake[]
}

/** What a sitting about a recommendation needs to know. */
export interface SittingPage extends OfRecommendation {
  readonly members: readonly OfferedMember[]
  readonly rules: AssuranceRules
  readonly reached: EvidenceLevel | null
  readonly rung: Rung | null
  readonly version: number
}

/** The form of a sitting: who belongs to the group and who stands aside, computed from the record. */
export async function getSittingPage(ctx: ReadContext, uid: Uid): Promise<SittingPage> {
  const stored = await findRecommendation(ctx.tx, uid)
  if (stored === undefined || stored.inError) throw new Failure('not-found')
  const work = (await getRecommendationWork(ctx, [stored])).get(stored.id)
  const members = await loadMembers(ctx.tx)
  const { holders } = work ?? (await standingFor(ctx, stored))
  const bench = benchOf(
    members.map((member) => member.actor),
    holders,
  )
  const aside = new Map(bench.stoodAside.map((one) => [one.member.principal, one.stakes]))
  return {
    ...(await getOfRecommendation(ctx, stored.id)),
    members: members.map((member) => ({
      ...member,
      stakes: aside.get(member.actor.principal) ?? [],
    })),
    rules: await loadAssuranceRules(ctx.tx),
    reached: work?.reached ?? null,
    rung: stored.rung,
    version: stored.version,
  }
}

/** The rules of the group as they are now. */
export async function getAssuranceRules(ctx: ReadContext): Promise<AssuranceRules> {
  return loadAssuranceRules(ctx.tx)
}

/** The page of an impact check, with why the reader may not judge it. */
export interface CheckPage extends CheckRecord {
  readonly of: OfRecommendation
  readonly measure: string
  readonly stakes: readonly Stake[]
}

/** The page of an impact check; not found when it is not open to the caller. */
export async function getCheckPage(ctx: ReadContext, uid: Uid): Promise<CheckPage> {
  const check = await findCheck(ctx.tx, uid)
  const stored = check && (await findRecommendation(ctx.tx, check.recommendation))
  if (check === undefined || stored === undefined || stored.inError) throw new Failure('not-found')
  const { holders } = await standingFor(ctx, stored)
  const agency = await agencyUidOf(ctx)
  const principal = idOf<'principal'>(ctx.actor.principalUid)
  return {
    ...check,
    of: await getOfRecommendation(ctx, stored.id),
    measure: stored.measure,
    stakes:
      agency === undefined
        ? []
        : stakesOf({ principal, agency: idOf(agency), post: null }, holders),
  }
}
