import { z } from 'zod'
import { UidParams } from '#platform/fields.ts'
import { api } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { caseStatusWords } from './case-words.ts'
import type { Deadline } from './deadline.ts'
import { caseNatures } from './model.ts'
import type { CaseStatus } from './model.ts'
import { getCasePage, listCases } from './queries/cases.ts'

const statuses = Object.keys(caseStatusWords) as [CaseStatus, ...CaseStatus[]]

const Query = z.object({
  status: z.enum(statuses).optional(),
  before: z.coerce.number().int().positive().optional(),
})

const deadline = z.object({
  clock: z.string(),
  title: z.string(),
  class: z.enum(['statutory', 'guidance', 'local']),
  dueOn: z.string().nullable(),
  firstDueOn: z.string().nullable(),
  state: z.string(),
})

const short = {
  uid: z.string(),
  reference: z.string(),
  status: z.enum(statuses),
  nature: z.enum(caseNatures),
  paused: z.boolean(),
  deadlines: z.array(deadline),
}

const List = z.object({
  cases: z.array(z.object(short)),
  /** Send it as `before` for the next page. */
  next: z.number().nullable(),
})

const One = z.object({
  ...short,
  areaCouncil: z.string().nullable(),
  homeCouncil: z.string().nullable(),
  children: z.array(z.object({ label: z.string(), part: z.string() })),
})

function shownDeadline({ rule, due, originalDue, state }: Deadline) {
  const { id: clock, title } = rule
  return {
    clock,
    title,
    class: rule.class,
    dueOn: due,
    firstDueOn: originalDue,
    state: state.state,
  }
}

/** Cases as JSON, from the same queries as the pages: the frame and its clocks, no names and no account. */
export const apiRoutes: readonly Route[] = [
  api({
    method: 'GET',
    path: '/api/cases',
    can: 'case:read',
    audit: 'case-list.viewed',
    summary: 'Cases that are open to the caller with their deadlines, the newest first.',
    query: Query,
    answer: List,
    handle: async (ctx, { query }) => {
      const { status, before } = query
      const { rows, next } = await listCases(ctx, { status, before })
      const cases = rows.map((row) => ({ ...row, deadlines: row.deadlines.map(shownDeadline) }))
      return ok({
        answer: { cases, next: next ?? null },
        about: { listed: rows.map((row) => row.uid) },
      })
    },
  }),
  api({
    method: 'GET',
    path: '/api/cases/:uid',
    can: 'case:read',
    audit: 'case.viewed',
    summary:
      'One case: where it stands, its councils, its children under their labels, its deadlines.',
    params: UidParams,
    answer: One,
    handle: async (ctx, { params }) => {
      const found = await getCasePage(ctx, params.uid)
      return ok({
        answer: {
          ...found,
          deadlines: found.deadlines.map(shownDeadline),
          children: [...found.children],
        },
        version: found.version,
        about: { object: { type: 'case', uid: found.uid }, scopeUid: found.scopeUid },
      })
    },
  }),
]
