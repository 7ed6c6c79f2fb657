import { z } from 'zod'
import { listAgencyChoices } from '#features/organisations/index.ts'
import type { Choice } from '#features/organisations/index.ts'
import { listReviewChoices } from '#features/reviews/index.ts'
import { can } from '#platform/access/can.ts'
import { optionalUid } from '#platform/fields.ts'
import type { ChosenFilter } from '#platform/html/list-parts.tsx'
import { file, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { csvOf } from '../csv.ts'
import type { RecommendationStatus } from '../model.ts'
import { paths } from '../paths.ts'
import { textNotHeld } from '../public-words.ts'
import { listForExport, listRecommendations } from '../queries/recommendations.ts'
import type { RecommendationRow } from '../queries/recommendations.ts'
import { daysOverdue } from '../recommendation-standing.ts'
import { addressedToWords, rungWords, statusWords } from '../recommendation-words.ts'
import { RecommendationList } from '../views/recommendation-list.tsx'

const statuses = Object.keys(statusWords) as [RecommendationStatus, ...RecommendationStatus[]]

const ListQuery = z.object({
  words: z.string().trim().max(200).optional().catch(undefined),
  status: z.enum(statuses).optional().catch(undefined),
  agency: optionalUid().catch(undefined),
  late: z.enum(['overdue', 'silent']).optional().catch(undefined),
  rung: z.enum(['reached', 'not-reached']).optional().catch(undefined),
  case: optionalUid().catch(undefined),
  review: optionalUid().catch(undefined),
  sort: z.enum(['newest', 'due']).default('newest').catch('newest'),
  after: optionalUid().catch(undefined),
})
type ListQuery = z.output<typeof ListQuery>

/** The address of the list with some things of the query changed; `undefined` leaves one out. */
function listHref(
  query: ListQuery,
  change: Readonly<Record<string, string | undefined>>,
  path: string = paths.recommendations,
): string {
  const { after: _page, ...kept } = query
  const pairs = Object.entries({ ...kept, ...change }).flatMap(([name, value]) =>
    value === undefined || value === '' || (name === 'sort' && value === 'newest')
      ? []
      : [[name, value]],
  )
  const search = new URLSearchParams(pairs).toString()
  return search === '' ? path : `${path}?${search}`
}

const lateWords = { overdue: 'Overdue', silent: 'An answer has not come' }
const rungFilterWords = { reached: 'Rung reached', 'not-reached': 'Rung not reached yet' }

const nameAmong = (choices: readonly Choice[], uid: Uid | undefined, other: string) =>
  uid && (choices.find((each) => each.uid === uid)?.text ?? other)

function chosenOf(
  query: ListQuery,
  of: { readonly agencies: readonly Choice[]; readonly reviews: readonly Choice[] },
): ChosenFilter[] {
  const { words, status, late, rung } = query
  const named: readonly (readonly [string, string | undefined])[] = [
    ['words', words === '' ? undefined : words],
    ['status', status && statusWords[status]],
    ['agency', nameAmong(of.agencies, query.agency, 'One agency')],
    ['late', late && lateWords[late]],
    ['rung', rung && rungFilterWords[rung]],
    ['case', query.case && 'One case'],
    ['review', nameAmong(of.reviews, query.review, 'One review')],
  ]
  return named.flatMap(([name, text]) =>
    text === undefined ? [] : [{ text, withoutHref: listHref(query, { [name]: undefined }) }],
  )
}

function keptOf(query: ListQuery): { name: string; value: string }[] {
  return [
    ...(query.sort === 'due' ? [{ name: 'sort', value: 'due' }] : []),
    ...(query.case === undefined ? [] : [{ name: 'case', value: query.case }]),
  ]
}

const standingWords = {
  'not-asked': 'not asked yet',
  waiting: 'not yet received',
  silent: 'not yet received, late',
  answered: 'answered',
}

function csvRow(row: RecommendationRow, today: PlainDate): (string | number | null)[] {
  const overdue = daysOverdue(row, today)
  return [
    row.reference,
    row.number,
    row.text ?? textNotHeld,
    addressedToWords[row.addressedTo],
    row.asked.map((each) => `${each.name}: ${standingWords[each.standing.state]}`).join('; '),
    statusWords[row.status],
    row.dueOn,
    overdue === 0 ? '' : String(overdue),
    row.rung === null ? 'Not set' : `${row.rung}. ${rungWords[row.rung]}`,
  ]
}

const csvHead = [
  'Recommendation',
  'Number in the report',
  'What is asked',
  'Made to',
  'Agencies and their answers',
  'Where it stands',
  'Due',
  'Days late',
  'Rung to reach',
]

/** The list of recommendations, and the same list as a file. */
export const listPages: readonly Route[] = [
  page({
    path: paths.recommendations,
    can: 'recommendation:read',
    audit: 'recommendation-list.viewed',
    query: ListQuery,
    handle: async (ctx, { query }) => {
      const { rows, next } = await listRecommendations(ctx, query)
      const agencies = await listAgencyChoices(ctx)
      const reviews = await listReviewChoices(ctx)
      const model = {
        rows: rows.map((row) => ({ ...row, overdue: daysOverdue(row, ctx.today) })),
        form: { values: query, problems: [] },
        agencies,
        reviews,
        chosen: chosenOf(query, { agencies, reviews }),
        kept: keptOf(query),
        sort: query.sort,
        hrefs: {
          newest: listHref(query, { sort: 'newest' }),
          due: listHref(query, { sort: 'due' }),
          export: listHref(query, {}, paths.exported),
          first: query.after === undefined ? undefined : listHref(query, {}),
          next: next && listHref(query, { after: next }),
        },
        mayDraft: can(ctx.actor, 'recommendation:draft'),
        mayReadFindings: can(ctx.actor, 'finding:read'),
      }
      return {
        title: 'Recommendations',
        layout: 'wide',
        body: <RecommendationList model={model} />,
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  file({
    path: paths.exported,
    can: 'recommendation:read',
    audit: 'recommendation-list.exported',
    query: ListQuery,
    handle: async (ctx, { query }) => {
      const rows = await listForExport(ctx, query)
      return {
        name: `recommendations-${ctx.today}.csv`,
        type: 'text/csv; charset=utf-8',
        content: csvOf([csvHead, ...rows.map((row) => csvRow(row, ctx.today))]),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
]
