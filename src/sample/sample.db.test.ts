import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, describe, expect, it } from 'vitest'
import { loadDeadlines } from '#features/cases/index.ts'
import { whatBecameOfAll } from '#features/publication/claims/what-became.ts'
import { getStatement } from '#features/publication/index.ts'
import { tiesOf } from '#features/publication/pages/ties.ts'
import { checkpoint } from '#platform/audit/checkpoint.ts'
import { prepareSigningKey, publicKeyFile } from '#platform/audit/signing-key.ts'
import { auditCoverage, verifyAudit } from '#platform/audit/verify/index.ts'
import type { Permission } from '#platform/access/permission.ts'
import type { ActContext } from '#platform/context.ts'
import { englandAndWales } from '#shared/bank-holidays.ts'
import { asPlainDate, londonToday } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { isWorkingDay } from '#shared/working-days.ts'
import { scratchFolder } from '#tests/audit/audited.ts'
import { testHouse } from '#tests/support/house.ts'
import { loadSample } from './index.ts'
import { beginStory, closeSessions, openSession } from './story.ts'

const house = await testHouse()
const client = new Client(house.database.connect.superuser)
await client.connect()
afterAll(() => client.end())

await loadSample(house.house, client)

async function column(statement: string): Promise<string[]> {
  const rows = await house.sql<{ value: string }>(statement)
  return rows.map((row) => row.value)
}

/** Looks at the sample as Maren Ashdown, the business manager, sees it today. */
async function asManager<T>(can: Permission, look: (ctx: ActContext) => Promise<T>): Promise<T> {
  const [manager] = await house.sql<{ id: number; uid: string; partnership_id: number }>(
    `select id::int, uid, partnership_id::int from access.principal where name = 'Maren Ashdown'`,
  )
  if (manager === undefined) throw new Error('the sample has no business manager')
  const token = await openSession(client, { partnershipId: manager.partnership_id, id: manager.id })
  const who = { ...manager, name: 'Maren Ashdown', token }
  const story = beginStory(house.house, londonToday(house.house.clock.now()))
  const seen = await story.act({ who, day: 0, can, event: 'sample.looked-at' }, async (ctx) =>
    ok(await look(ctx)),
  )
  await closeSessions(client)
  return seen
}

describe('loading the sample partnership', () => {
  it('was told through audited acts at their own time', async () => {
    const recorded = await house.audited('case.recorded')
    expect(recorded.length).toBeGreaterThanOrEqual(10)
    const [row] = await house.sql<{ first: Date; last: Date }>(
      `select min(recorded_at) as first, max(recorded_at) as last from app.serious_case`,
    )
    expect(row && row.last.getTime() - row.first.getTime()).toBeGreaterThan(300 * 86_400_000)
  })

  it('was told on working days', async () => {
    const days = await column(
      `select distinct (t.at at time zone 'Europe/London')::date::text as value from (
         select recorded_at as at from app.serious_case union all select at from app.case_event
         union all select at from app.rapid_review_event union all select at from app.case_review_event
         union all select at from app.recommendation_event union all select at from app.action_event
         union all select at from app.action_note union all select at from app.evidence_judgement) t`,
    )
    expect(days.length).toBeGreaterThan(40)
    const free = days.filter((day) => {
      const works = isWorkingDay(asPlainDate(day), englandAndWales)
      return works.ok && !works.value
    })
    expect(free).toEqual([])
  })

  it('leaves no session open', async () => {
    expect(await house.sql('select 1 from access.session where revoked_at is null')).toHaveLength(0)
  })

  it('changes nothing that the audit does not know of', async () => {
    const connect = house.database.connect.auditor
    const { code, lines } = await auditCoverage({ connect, since: '2000-01-01T00:00:00Z' })
    expect({ code, lines: lines.slice(0, -2) }).toEqual({ code: 0, lines: [] })
    expect(await house.audited('sample.begun')).toHaveLength(1)
  })

  it('leaves an audit that verifies', async () => {
    const scratch = scratchFolder()
    const keyFile = join(scratch, 'signing-key.pem')
    const folder = join(scratch, 'anchors')
    prepareSigningKey(keyFile)
    const auditor = new Client(house.database.connect.auditor)
    await auditor.connect()
    await checkpoint({ client: auditor, keyFile, folder, now: house.house.clock.now() })
    await auditor.end()
    const verdict = await verifyAudit({
      source: { connect: house.database.connect.auditor },
      chain: 'all',
      anchors: [folder],
      pub: publicKeyFile(keyFile),
    })
    expect(verdict).toMatchObject({ code: 0 })
  })
})

describe('the cases of the sample', () => {
  it('stand in every stage from the first days to after a published review', async () => {
    const stages = await column('select distinct status as value from app.serious_case')
    expect(stages.length).toBeGreaterThanOrEqual(4)
    const rapid = await column('select distinct status as value from app.rapid_review')
    expect(rapid.length).toBeGreaterThanOrEqual(4)
    const reviews = await column('select distinct status as value from app.case_review')
    expect(reviews.toSorted()).toEqual([
      'anonymisation-check',
      'commissioning',
      'partners-sign-off',
      'published',
    ])
  })

  it('have deadlines that were kept, some that were kept late or passed, and not a page full of red', async () => {
    const states = await asManager('case:read', async (ctx) => {
      const cases = await ctx.tx
        .selectFrom('app.serious_case')
        .select(['id', 'nature', 'abuse_suspected', 'status'])
        .execute()
      const deadlines = await loadDeadlines(ctx, cases)
      return [...deadlines.values()].flat().map((deadline) => deadline.state.state)
    })
    const count = (state: string) => states.filter((one) => one === state).length
    expect(count('met')).toBeGreaterThanOrEqual(10)
    expect(count('met-late') + count('overdue')).toBeGreaterThanOrEqual(2)
    expect(count('overdue')).toBeLessThan(count('met'))
  })

  it('call no duty kept that does not apply', async () => {
    const shown = await asManager('case:read', async (ctx) => {
      const cases = await ctx.tx
        .selectFrom('app.serious_case')
        .select(['id', 'reference', 'nature', 'abuse_suspected', 'status'])
        .where('nature', '=', 'death')
        .execute()
      const deadlines = await loadDeadlines(ctx, cases)
      return [...deadlines.values()].flatMap((all) =>
        all.filter(({ rule }) => /^(looked-after|care-leaver)-death$/.test(rule.id)),
      )
    })
    expect(shown.length).toBeGreaterThan(4)
    const called = new Set(shown.map(({ state }) => state.state))
    expect(
      [...called].filter((one) => one !== 'not-applicable' && one !== 'not-known-whether'),
    ).toEqual([])
    expect(called).toContain('not-applicable')
  })

  it('have somebody with a conflict of interest, and two agencies that see a case differently', async () => {
    const conflicts = await column('select state as value from access.conflict')
    expect(conflicts).not.toHaveLength(0)
    const apart = await house.sql(
      `select 1 from app.notification_decision d join app.notification_view v on v.case_id = d.case_id
       where d.decision <> v.view`,
    )
    expect(apart).not.toHaveLength(0)
    expect(
      await house.sql(`select 1 from app.rapid_review_signature where view = 'dissents'`),
    ).toHaveLength(1)
  })
})

describe('the learning of the sample', () => {
  it('has an abolished body whose action its successor owns', async () => {
    const moved = await column(
      `select owner.name as value from app.action a
       join app.recommendation r on r.id = a.recommendation_id
       join app.agency owner on owner.id = a.owner_agency_id
       where r.number = 'S11-4'`,
    )
    expect(moved).toEqual(['Aldermere and Wend Integrated Care Board'])
    const ended = await column(`select name as value from app.agency where active_to is not null`)
    expect(ended).toEqual(['Aldermere Clinical Commissioning Group'])
  })

  it('has recommendations from a draft to achieved, and one that came back because it did not hold', async () => {
    const standing = await column('select distinct status as value from app.recommendation')
    expect(standing).toEqual(
      expect.arrayContaining(['draft', 'in-delivery', 'achieved', 'reopened']),
    )
  })

  it('calls achieved only what each agency that was asked has shown, with nothing left open', async () => {
    const achieved = `from app.recommendation r where r.status = 'achieved'`
    expect((await house.sql(`select 1 ${achieved}`)).length).toBeGreaterThan(0)
    const unshown = await house.sql(
      `select 1 ${achieved} and exists (
         select from app.recommendation_addressee d where d.recommendation_id = r.id and d.ended_at is null
           and not exists (select from app.evidence e where e.recommendation_id = r.id and e.agency_id = d.agency_id
             and e.round = r.round and e.status = 'accepted' and e.accepted_level >= r.rung))`,
    )
    const open = await house.sql(
      `select 1 ${achieved} and exists (
         select from app.action a where a.recommendation_id = r.id and a.delivery <> 'evidence-accepted')`,
    )
    expect([unshown, open]).toEqual([[], []])
  })

  it('has good practice that spread, some that is not shared yet, and a family’s words with consent', async () => {
    expect(await house.sql('select 1 from app.adoption')).not.toHaveLength(0)
    const waiting = await house.sql(
      `select 1 from app.finding f where f.kind = 'good-practice' and f.agreed_at is not null
         and not exists (select 1 from app.shared_finding s where s.finding_id = f.id)`,
    )
    expect(waiting).not.toHaveLength(0)
    const words = await house.sql(
      `select 1 from app.finding_evidence where kind = 'family-words' and consent_given_on is not null`,
    )
    expect(words).not.toHaveLength(0)
  })
})

describe('what the sample publishes', () => {
  it('is one page with what happened next, after a named person answered a question', async () => {
    expect(await column('select slug as value from pub.review')).toEqual(['practice-review-q'])
    const next = await column('select state as value from pub.recommendation order by position')
    expect(next).toEqual(['achieved', 'said-done-evidence-not-accepted', 'under-way-late'])
    expect(await house.sql('select 1 from app.gate_answer')).not.toHaveLength(0)
    expect(await column('select state as value from app.publication order by id')).toEqual([
      'published',
      'draft',
    ])
  })

  it('holds no value of any vault, except the figure that was asked about', async () => {
    const values = await column('select distinct value from app.vault_entry')
    const rows = await column(
      `select to_jsonb(r)::text as value from pub.review r
       union all select to_jsonb(b)::text from pub.block b
       union all select to_jsonb(n)::text from pub.recommendation n`,
    )
    const shown = values.filter((value) =>
      rows.some((row) => row.toLowerCase().includes(value.toLowerCase())),
    )
    expect(values.length).toBeGreaterThan(15)
    expect(shown).toEqual(['12'])
  })

  it('says of its statement what became of each claim: shown, only done, and not known', async () => {
    const [statement] = await column('select uid as value from app.statement')
    const answers = await asManager('statement:read', async (ctx) => {
      const { claims, ties } = await getStatement(ctx, statement as Uid)
      const known = await tiesOf(ctx, ties)
      return whatBecameOfAll(claims, (claim) => known.of(claim.id)).map((one) => one.answer.answer)
    })
    expect(new Set(answers)).toEqual(
      new Set(['evidence-accepted', 'activity-only', 'no-information-held']),
    )
    const states = await column('select distinct state as value from app.claim')
    expect(states).toEqual(expect.arrayContaining(['proposed', 'accepted', 'dropped']))
  })
})
