import { z } from 'zod'
import { getCaseKeys } from '#features/cases/index.ts'
import { listPersonChoices } from '#features/organisations/index.ts'
import type { LookPlace } from '#platform/audit/list-looks.ts'
import type { ReadContext } from '#platform/context.ts'
import { optionalUid, UidParams } from '#platform/fields.ts'
import type { Problem } from '#platform/html/form-state.ts'
import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { addDays, startOfLondonDay } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { parseDay } from '../day.ts'
import { paths } from '../paths.ts'
import { findRecord, getAuditPage, getReadersPage } from '../queries/looks.ts'
import type { LookPage } from '../queries/looks.ts'
import { AuditPage, ReadersPage } from '../views/looks.tsx'

const place = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)_([0-9a-f]{64})$/

/** Where the page before ended, as the address carries it. */
const before = z
  .string()
  .optional()
  .transform((text): LookPlace | undefined => {
    const match = place.exec(text ?? '')
    return match === null ? undefined : { at: match[1] ?? '', hash: match[2] ?? '' }
  })
  .catch(undefined)

const AuditQuery = z.object({
  person: optionalUid().catch(undefined),
  reference: z.string().max(60).default('').catch(''),
  day: z.string().max(30).default('').catch(''),
  outcome: z.enum(['shown', 'done', 'refused', 'failed']).optional().catch(undefined),
  before,
})
type AuditQuery = z.output<typeof AuditQuery>

const ReadersQuery = z.object({ before })

/** The database writes the entry itself, in the same transaction, with what was shown. */
const byDatabase = { none: 'audit.listed is written by the database function that reads the audit' }

const placeText = ({ at, hash }: LookPlace) => `${at}_${hash}`

/** The address of another page of the same list. */
function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const asked = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, value]],
  )
  const search = new URLSearchParams(asked).toString()
  return search === '' ? path : `${path}?${search}`
}

interface Narrowed {
  readonly scope: Uid | undefined
  readonly day: ReturnType<typeof parseDay>
  readonly problems: readonly Problem[]
}

/** What the auditor typed, as records and days; what is none of them is said beside its field. */
async function narrowed(ctx: ReadContext, query: AuditQuery): Promise<Narrowed> {
  const reference = query.reference.trim().replace(/^(case|recommendation)\s+/i, '')
  const scope = reference === '' ? undefined : await findRecord(ctx, reference)
  const day = parseDay(query.day)
  const problems: Problem[] = []
  if (reference !== '' && scope === undefined)
    problems.push({ field: 'reference', message: 'No record of this reference is open to you' })
  if (query.day.trim() !== '' && day === undefined)
    problems.push({ field: 'day', message: 'Enter a real date, like 23 11 2026' })
  return { scope, day, problems }
}

const nothing: LookPage = { rows: [], next: undefined }

async function readAudit(ctx: ReadContext, query: AuditQuery, by: Narrowed): Promise<LookPage> {
  if (by.problems.length > 0) return nothing
  return getAuditPage(ctx, {
    scope: by.scope,
    actor: query.person,
    outcome: query.outcome,
    since: by.day && startOfLondonDay(by.day),
    until: by.day && startOfLondonDay(addDays(by.day, 1)),
    before: query.before,
  })
}

const auditPage = page({
  path: paths.audit,
  can: 'audit:read',
  audit: byDatabase,
  query: AuditQuery,
  handle: async (ctx, { query }) => {
    const by = await narrowed(ctx, query)
    const { rows, next } = await readAudit(ctx, query, by)
    const { before: from, ...asked } = query
    const values = { ...asked, person: query.person ?? '', outcome: query.outcome ?? '' }
    return {
      title: 'Who looked',
      layout: 'wide',
      body: (
        <AuditPage
          form={{ values, problems: by.problems }}
          rows={rows}
          people={await listPersonChoices(ctx)}
          firstHref={from && addressOf(paths.audit, asked)}
          nextHref={next && addressOf(paths.audit, { ...asked, before: placeText(next) })}
        />
      ),
      about: {},
    }
  },
})

const readersPage = page({
  path: '/cases/:uid/readers',
  can: 'case:trace',
  audit: byDatabase,
  params: UidParams,
  query: ReadersQuery,
  handle: async (ctx, { params, query }) => {
    const kase = await getCaseKeys(ctx, params.uid)
    const { rows, next } = await getReadersPage(ctx, { scope: kase.scopeUid, before: query.before })
    const own = paths.readers(kase.uid)
    return {
      title: 'Who looked at this case',
      caption: `Case ${kase.reference}`,
      layout: 'wide',
      back: { href: paths.kase(kase.uid), text: `Case ${kase.reference}` },
      body: (
        <ReadersPage
          uid={kase.uid}
          rows={rows}
          firstHref={query.before && own}
          nextHref={next && addressOf(own, { before: placeText(next) })}
        />
      ),
      about: {},
    }
  },
})

/** The audit for the auditor, and who looked at a case for those who answer for it. */
export const auditPages: readonly Route[] = [auditPage, readersPage]
