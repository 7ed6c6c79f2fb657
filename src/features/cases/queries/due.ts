import { sql } from 'kysely'
import { can } from '#platform/access/can.ts'
import { withinReach } from '#platform/access/reach.ts'
import type { ReadContext } from '#platform/context.ts'
import type { ChangeItem, DueItem } from '#platform/due/due-item.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { caseActDoneWords } from '../case-words.ts'
import type { CaseAct } from '../case-states.ts'
import type { Deadline } from '../deadline.ts'
import { statutoryPartners } from '../model.ts'
import { paths } from '../paths.ts'
import { openDuties } from '../timeline.ts'
import { loadDeadlines } from './deadlines.ts'
import { listOpenCases } from './open-cases.ts'
import type { OpenCase } from './open-cases.ts'

function dutyItem(kase: OpenCase, deadline: Deadline): DueItem {
  const deciding =
    deadline.rule.id === 'notification' &&
    (kase.status === 'referred' || kase.status === 'considering')
  return {
    key: `case:${kase.uid}:${deadline.rule.id}`,
    section: 'to-do',
    title: deciding ? 'Decide whether to notify' : deadline.rule.title,
    reference: `Case ${kase.reference}`,
    href: deciding ? paths.decide(kase.uid) : paths.duty(kase.uid, deadline.rule.id),
    dueOn: deadline.due,
  }
}

/** Who records what: the council's notifier decides on notifying, the business manager keeps the other duties. */
function isMine(ctx: ReadContext, kase: OpenCase, deadline: Deadline): boolean {
  const deciding =
    deadline.rule.id === 'notification' &&
    (kase.status === 'referred' || kase.status === 'considering')
  return deciding ? can(ctx.actor, 'notification:decide') : can(ctx.actor, 'clock:set')
}

async function missingView(ctx: ReadContext, open: readonly OpenCase[]): Promise<DueItem[]> {
  if (!can(ctx.actor, 'notification:give-view') || ctx.actor.agencyId === undefined) return []
  const undecided = open.filter(
    (kase) => kase.status === 'referred' || kase.status === 'considering',
  )
  const { rows } = await sql<{ case_id: number }>`
    select v.case_id from app.notification_view v
    join app.agency own on own.partnership_id = v.partnership_id and own.id = ${ctx.actor.agencyId}
    where v.partner = own.statutory_partner and v.case_id = any (${undecided.map((kase) => kase.id)}::bigint[])`.execute(
    ctx.tx,
  )
  const partner = await sql<{ partner: string | null }>`
    select statutory_partner as partner from app.agency where id = ${ctx.actor.agencyId}`.execute(
    ctx.tx,
  )
  const isPartner = statutoryPartners.some((each) => each === partner.rows[0]?.partner)
  const given = new Set(rows.map((row) => row.case_id))
  return undecided
    .filter((kase) => isPartner && !given.has(kase.id))
    .map((kase) => ({
      key: `case:${kase.uid}:view`,
      section: 'to-do' as const,
      title: 'Give the view of your organisation on notifying',
      reference: `Case ${kase.reference}`,
      href: paths.view(kase.uid),
      dueOn: null,
    }))
}

/** What waits for the reader in the cases that are open to them. */
export async function listCaseDuties(ctx: ReadContext): Promise<DueItem[]> {
  if (!can(ctx.actor, 'case:read')) return []
  const open = await listOpenCases(ctx)
  const deadlines = await loadDeadlines(ctx, open)
  const duties = open.flatMap((kase) =>
    openDuties(deadlines.get(kase.id) ?? [])
      .filter((deadline) => isMine(ctx, kase, deadline))
      .map((deadline) => dutyItem(kase, deadline)),
  )
  return [...duties, ...(await missingView(ctx, open))]
}

/** What others did to cases since then, the newest first. */
export async function listCaseChanges(ctx: ReadContext, since: Instant): Promise<ChangeItem[]> {
  if (!can(ctx.actor, 'case:read')) return []
  const { rows } = await sql<{
    uid: Uid
    case_uid: Uid
    reference: string
    act: string | null
    kind: string
    at: Instant
    by: string
  }>`
    select e.uid, c.uid as case_uid, c.reference, e.act, e.kind, e.at, p.name as by
    from app.case_event e
    join app.serious_case c on c.partnership_id = e.partnership_id and c.id = e.case_id
    join access.principal p on p.partnership_id = e.partnership_id and p.id = e.by_principal
    where ${withinReach(ctx.actor, 'case', 'e')} and e.at > ${since} and e.by_principal <> ${ctx.actor.principalId}
    order by e.id desc limit 50`.execute(ctx.tx)
  return rows.map((row) => ({
    key: `case-event:${row.uid}`,
    title:
      row.act !== null && row.act in caseActDoneWords
        ? caseActDoneWords[row.act as CaseAct]
        : row.kind === 'paused'
          ? 'Paused for proceedings elsewhere'
          : 'Pause ended',
    reference: `Case ${row.reference}`,
    href: paths.show(row.case_uid),
    at: row.at,
    by: row.by,
  }))
}
