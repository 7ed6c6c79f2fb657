import { sql } from 'kysely'
import { among } from '#platform/db/among.ts'
import type { Reader, Tx } from '#platform/db/transaction.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Actor, PrincipalId } from '#features/cases/model.ts'
import { defaultQuorum } from '../assurance.ts'
import type { Quorum } from '../assurance.ts'
import { defaultCheckMonths } from '../impact-check.ts'
import type { AssuranceDecision, AssuranceOutcome, EvidenceLevel, Rung, Stake } from '../model.ts'
import type { StoredRecommendation } from './recommendations.ts'

/** How the group decides here, and when it looks again. */
export interface AssuranceRules {
  readonly quorum: Quorum
  readonly checkMonths: readonly number[]
}

/** The partnership's own rules where it set them, else ours. */
export async function loadAssuranceRules(tx: Reader): Promise<AssuranceRules> {
  const row = await tx
    .selectFrom('app.assurance_setting')
    .select(['quorum_judges', 'quorum_agencies', 'check_months'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row === undefined) return { quorum: defaultQuorum, checkMonths: defaultCheckMonths }
  return {
    quorum: { judges: row.quorum_judges, agencies: row.quorum_agencies },
    checkMonths: row.check_months.map(Number),
  }
}

/** Keeps the partnership's own rules beside the earlier ones. */
export async function insertAssuranceRules(tx: Tx, rules: AssuranceRules): Promise<void> {
  await tx
    .insertInto('app.assurance_setting')
    .values({
      quorum_judges: rules.quorum.judges,
      quorum_agencies: rules.quorum.agencies,
      check_months: [...rules.checkMonths],
    })
    .execute()
}

/** A member of the assurance group with the keys and names that rows and pages need. */
export interface MemberRecord {
  readonly actor: Actor
  readonly id: number
  readonly agencyId: number
  readonly name: string
  readonly agencyName: string
}

/** Who belongs to the assurance group now: those who hold its role, themselves or by a post, and sit for an agency. */
export async function loadMembers(tx: Reader): Promise<MemberRecord[]> {
  const { rows } = await sql<Omit<MemberRecord, 'actor'> & { uid: Uid; agency: Uid }>`
    select p.id, p.uid, p.name, a.id as "agencyId", a.uid as agency, a.name as "agencyName"
    from access.principal p
    join app.agency a on a.partnership_id = p.partnership_id and a.id = p.agency_id
    where p.kind = 'person' and p.active and exists (
      select from access.role_held h
      where h.partnership_id = p.partnership_id and h.role = 'assurance-group-member' and h.valid @> access.now()
        and (h.principal_id = p.id or h.principal_id in (
          select t.as_principal_id from access.acting t
          where t.partnership_id = p.partnership_id and t.principal_id = p.id and t.valid @> access.now())))
    order by lower(a.name), lower(p.name), p.id`.execute(tx)
  return rows.map(({ uid, agency, ...row }) => ({
    ...row,
    actor: { principal: idOf(uid), agency: idOf(agency), post: null },
  }))
}

/** Who said to be too close to each of these recommendations. */
export async function loadDeclared(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<Map<number, PrincipalId[]>> {
  const { rows } = await sql<{ recommendationId: number; uid: Uid }>`
    select d.recommendation_id as "recommendationId", p.uid from app.declared_interest d
    join access.principal p on p.partnership_id = d.partnership_id and p.id = d.principal_id
    where ${among('d.recommendation_id', recommendationIds)} order by d.id`.execute(tx)
  const grouped = Map.groupBy(rows, (row) => row.recommendationId)
  return new Map([...grouped].map(([id, own]) => [id, own.map((row) => idOf(row.uid))]))
}

/** Keeps that somebody is too close; said twice, it stands once. */
export async function insertDeclared(
  tx: Tx,
  of: StoredRecommendation,
  declared: { principalId: number; reason: string; agencyId: number },
): Promise<void> {
  await tx
    .insertInto('app.declared_interest')
    .values({
      scope_id: of.scopeId,
      recommendation_id: of.id,
      principal_id: declared.principalId,
      reason: declared.reason,
      agency_id: declared.agencyId,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** A decision of the group with the names that pages show. */
export interface DecisionRecord extends AssuranceDecision {
  readonly uid: Uid
  readonly recommendationId: number
  readonly at: Instant
  readonly byName: string
  readonly judgeNames: readonly string[]
  readonly asideNames: readonly { readonly name: string; readonly stakes: readonly Stake[] }[]
}

interface DecisionRow {
  readonly uid: Uid
  readonly sittingId: number
  readonly recommendationId: number
  readonly group: string
  readonly meeting: string
  readonly on: PlainDate
  readonly round: number
  readonly outcome: AssuranceOutcome
  readonly rung: Rung
  readonly reached: EvidenceLevel | null
  readonly reasons: string
  readonly at: Instant
  readonly byName: string
}

interface PresentRow {
  readonly sittingId: number
  readonly principal: Uid
  readonly agency: Uid
  readonly name: string
  readonly agencyName: string
  readonly stakes: Stake[]
}

async function loadPresent(tx: Reader, sittingIds: readonly number[]) {
  const { rows } = await sql<PresentRow>`
    select m.sitting_id as "sittingId", p.uid as principal, a.uid as agency, p.name, a.name as "agencyName", m.stakes
    from app.assurance_member m
    join access.principal p on p.partnership_id = m.partnership_id and p.id = m.principal_id
    join app.agency a on a.partnership_id = m.partnership_id and a.id = m.agency_id
    where ${among('m.sitting_id', sittingIds)} order by m.id`.execute(tx)
  return Map.groupBy(rows, (row) => row.sittingId)
}

function toDecision(
  { sittingId: _of, ...row }: DecisionRow,
  present: readonly PresentRow[],
): DecisionRecord {
  const actorOf = (member: PresentRow): Actor => ({
    principal: idOf(member.principal),
    agency: idOf(member.agency),
    post: null,
  })
  const nameOf = (member: PresentRow) => `${member.name}, ${member.agencyName}`
  const judges = present.filter((member) => member.stakes.length === 0)
  const aside = present.filter((member) => member.stakes.length > 0)
  return {
    ...row,
    judges: judges.map(actorOf),
    stoodAside: aside.map((member) => ({ member: actorOf(member), stakes: member.stakes })),
    judgeNames: judges.map(nameOf),
    asideNames: aside.map((member) => ({ name: nameOf(member), stakes: member.stakes })),
  }
}

/** The decisions of the group on these recommendations, the oldest first. */
export async function loadDecisionsOf(
  tx: Reader,
  recommendationIds: readonly number[],
): Promise<DecisionRecord[]> {
  const { rows } = await sql<DecisionRow>`
    select d.uid, d.sitting_id as "sittingId", d.recommendation_id as "recommendationId", s.group_name as group, s.meeting,
      s.on_day as on, s.round, d.outcome, d.rung, d.reached, d.reasons, d.at, p.name as "byName"
    from app.assurance_decision d
    join app.assurance_sitting s on s.partnership_id = d.partnership_id and s.id = d.sitting_id
    join access.principal p on p.partnership_id = d.partnership_id and p.id = d.by_principal
    where ${among('d.recommendation_id', recommendationIds)} order by d.id`.execute(tx)
  if (rows.length === 0) return []
  const present = await loadPresent(
    tx,
    rows.map((row) => row.sittingId),
  )
  return rows.map((row) => toDecision(row, present.get(row.sittingId) ?? []))
}

/** Keeps a sitting with everybody who was present, and what was decided. */
export async function insertDecision(
  tx: Tx,
  of: StoredRecommendation,
  made: {
    decision: AssuranceDecision
    quorum: Quorum
    present: readonly MemberRecord[]
    agencyId: number
  },
): Promise<void> {
  const { decision, quorum, present, agencyId } = made
  const at = { scope_id: of.scopeId }
  const sitting = await tx
    .insertInto('app.assurance_sitting')
    .values({
      ...at,
      recommendation_id: of.id,
      group_name: decision.group,
      meeting: decision.meeting,
      on_day: decision.on,
      round: decision.round,
      quorum_judges: quorum.judges,
      quorum_agencies: quorum.agencies,
      agency_id: agencyId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const stakes = new Map(
    decision.stoodAside.map((aside) => [aside.member.principal, [...aside.stakes]]),
  )
  await tx
    .insertInto('app.assurance_member')
    .values(
      present.map((member) => ({
        ...at,
        sitting_id: sitting.id,
        principal_id: member.id,
        agency_id: member.agencyId,
        stakes: stakes.get(member.actor.principal) ?? [],
      })),
    )
    .execute()
  const { outcome, rung, reached, reasons } = decision
  await tx
    .insertInto('app.assurance_decision')
    .values({
      ...at,
      recommendation_id: of.id,
      sitting_id: sitting.id,
      outcome,
      rung,
      reached,
      reasons,
      agency_id: agencyId,
    })
    .execute()
}
