import { sql } from 'kysely'
import type { ReadContext } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { markRuleIds, markRules } from '../mark-rules.ts'
import type { MarkGroup } from '../mark-rules.ts'
import { conditionsOf } from './entries.ts'
import type { EntriesOf } from './entries.ts'

/** How many entries an agency has in a stretch of time. */
export interface LaneCell {
  readonly agencyUid: Uid
  readonly agency: string
  /** The first day of the stretch. */
  readonly from: PlainDate
  readonly n: number
  readonly good: number
}

/** How many entries each agency has in each month, quarter or year. */
export async function listLanes(
  ctx: ReadContext,
  of: EntriesOf,
  step: 'month' | 'quarter' | 'year',
): Promise<LaneCell[]> {
  const { rows } = await sql<LaneCell>`
    select a.uid as "agencyUid", a.name as agency, l.from, l.n, l.good
    from (
      select e.agency_id, date_trunc(${step}, e.happened_first::timestamp)::date as from, count(*)::int as n,
        (count(*) filter (where e.good_practice))::int as good
      from app.chronology_entry e
      where ${conditionsOf(ctx, of, { sort: 'time' })}
      group by 1, 2) l
    join app.agency a on a.partnership_id = ${ctx.actor.partnershipId} and a.id = l.agency_id
    order by lower(a.name), l.from`.execute(ctx.tx)
  return rows
}

/** How many open marks of each group lie in each stretch of time. */
export async function listMarkLanes(
  ctx: ReadContext,
  chronologyId: number,
  step: 'month' | 'quarter' | 'year',
): Promise<{ group: MarkGroup; from: PlainDate; n: number }[]> {
  const { rows } = await sql<{ rule: string; from: PlainDate; n: number }>`
    select m.rule, date_trunc(${step}, m.from_on::timestamp)::date as from, count(*)::int as n
    from app.chronology_mark m
    where m.chronology_id = ${chronologyId} and m.gone_at is null and not exists (
      select from app.chronology_dismissal d
      where d.chronology_id = m.chronology_id and d.rule = m.rule and d.fingerprint = m.fingerprint and d.ended_at is null)
    group by 1, 2`.execute(ctx.tx)
  return rows.flatMap((row) => {
    const rule = markRuleIds.find((one) => one === row.rule)
    return rule ? [{ group: markRules[rule].group, from: row.from, n: row.n }] : []
  })
}
