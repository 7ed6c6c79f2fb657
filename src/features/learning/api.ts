import { z } from 'zod'
import { optionalUid, UidParams } from '#platform/fields.ts'
import { api } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { giveEvidence } from './commands/give-evidence.ts'
import { deliveryTransitions } from './action.ts'
import type { Delivery, RecommendationStatus } from './model.ts'
import { aboutRecord } from './queries/about-record.ts'
import { getActionPage } from './queries/action-page.ts'
import { listActions } from './queries/actions.ts'
import { getAnsweredRecommendation, getRecommendationData } from './queries/recommendation-data.ts'
import type { AnsweredRecommendation } from './queries/recommendation-data.ts'
import { listRecommendations } from './queries/recommendations.ts'
import { daysOverdue } from './recommendation-standing.ts'
import { statusWords } from './recommendation-words.ts'
import { GiveEvidenceForm } from './schemas/work-forms.ts'

const statuses = Object.keys(statusWords) as [RecommendationStatus, ...RecommendationStatus[]]

const Query = z.object({
  words: z.string().trim().max(200).optional(),
  status: z.enum(statuses).optional(),
  agency: optionalUid(),
  late: z.enum(['overdue', 'silent']).optional(),
  after: optionalUid(),
})

const agency = z.object({ uid: z.string(), name: z.string(), state: z.string() })

const short = {
  uid: z.string(),
  reference: z.string(),
  number: z.string().nullable(),
  text: z.string().nullable(),
  addressedTo: z.enum(['agencies', 'partnership', 'national']),
  status: z.enum(statuses),
  dueOn: z.string().nullable(),
  daysOverdue: z.number().int(),
  rung: z.number().int().nullable(),
  asked: z.array(agency),
}

const List = z.object({
  recommendations: z.array(z.object(short)),
  /** Send it as `after` for the next page. */
  next: z.string().nullable(),
})

const answers = z.array(
  z.object({
    agency: z.string(),
    kind: z.enum(['accepted', 'accepted-with-change', 'already-done', 'rejected']),
    origin: z.enum(['own', 'on-behalf']),
    confirmed: z.boolean(),
    reasons: z.string(),
    change: z.string(),
  }),
)

const One = z.object({
  ...short,
  agreedText: z.string().nullable(),
  source: z.string(),
  outcome: z.string(),
  measure: z.string(),
  round: z.number().int(),
  reached: z.number().int().nullable(),
  supersededBy: z.string().nullable(),
  answers,
})

const deliveries = Object.keys(deliveryTransitions) as [Delivery, ...Delivery[]]

const ActionQuery = z.object({
  whose: z.enum(['mine', 'agency', 'all']).default('all'),
  state: z.enum(['open', ...deliveries]).optional(),
  late: z.enum(['yes']).optional(),
  agency: optionalUid(),
  recommendation: optionalUid(),
  after: optionalUid(),
})

const shortAction = {
  uid: z.string(),
  text: z.string(),
  recommendation: z.string(),
  reference: z.string(),
  agency: z.string(),
  post: z.string(),
  dueOn: z.string(),
  originalDueOn: z.string(),
  delivery: z.enum(deliveries),
  deliveredOn: z.string().nullable(),
  impact: z.string(),
}

const ActionList = z.object({
  actions: z.array(z.object(shortAction)),
  /** Send it as `after` for the next page. */
  next: z.string().nullable(),
})

const OneAction = z.object({
  ...shortAction,
  outcome: z.string(),
  moves: z.array(z.object({ to: z.string(), reason: z.string(), at: z.string() })),
  milestones: z.array(
    z.object({
      text: z.string(),
      dueOn: z.string(),
      originalDueOn: z.string(),
      doneOn: z.string().nullable(),
    }),
  ),
})

function answersOf({ answers: given }: AnsweredRecommendation) {
  return given
    .filter((answer) => answer.inError === null)
    .map((answer) => ({
      agency: answer.agency,
      kind: answer.kind,
      origin: answer.origin.kind,
      confirmed: answer.origin.kind === 'own' || answer.origin.confirmed !== null,
      reasons: answer.reasons,
      change: answer.change,
    }))
}

/** What the audit is told of a recommendation, and of what belongs to it. */
function about({ uid, scopeUid }: { uid: string; scopeUid: string }, type = 'recommendation') {
  return { object: { type, uid }, scopeUid }
}

/** Actions as JSON: the list, and one with its dates and milestones. */
const actionRoutes: readonly Route[] = [
  api({
    method: 'GET',
    path: '/api/actions',
    can: 'action:read',
    audit: 'action-list.viewed',
    summary: 'Actions that are open to the caller, what is due first at the top.',
    query: ActionQuery,
    answer: ActionList,
    handle: async (ctx, { query }) => {
      const { rows, next } = await listActions(ctx, { ...query, late: query.late === 'yes' })
      return ok({
        answer: { actions: [...rows], next: next ?? null },
        about: { listed: rows.map((row) => row.uid) },
      })
    },
  }),
  api({
    method: 'GET',
    path: '/api/actions/:uid',
    can: 'action:read',
    audit: 'action.viewed',
    summary: 'One action with its owner, its dates and its milestones.',
    params: UidParams,
    answer: OneAction,
    handle: async (ctx, { params }) => {
      const found = await getActionPage(ctx, params.uid)
      const owner = found.owners.at(-1)
      const { uid: recommendation, reference, scopeUid } = found.recommendation
      return ok({
        answer: {
          ...found,
          recommendation,
          reference,
          agency: owner?.agencyName ?? '',
          post: owner?.postTitle ?? '',
          moves: [...found.moves],
          milestones: [...found.milestones],
        },
        version: found.version,
        about: about({ uid: found.uid, scopeUid }, 'action'),
      })
    },
  }),
]

/** Recommendations and actions as JSON, from the same queries as the pages. */
export const apiRoutes: readonly Route[] = [
  api({
    method: 'GET',
    path: '/api/recommendations',
    can: 'recommendation:read',
    audit: 'recommendation-list.viewed',
    summary: 'Recommendations that are open to the caller, the newest first.',
    query: Query,
    answer: List,
    handle: async (ctx, { query }) => {
      const { rows, next } = await listRecommendations(ctx, { ...query, sort: 'newest' })
      return ok({
        answer: {
          recommendations: rows.map((row) => ({
            ...row,
            daysOverdue: daysOverdue(row, ctx.today),
            asked: row.asked.map(({ uid, name, standing }) => ({
              uid,
              name,
              state: standing.state,
            })),
          })),
          next: next ?? null,
        },
        about: { listed: rows.map((row) => row.uid) },
      })
    },
  }),
  api({
    method: 'GET',
    path: '/api/recommendations/:uid',
    can: 'recommendation:read',
    audit: 'recommendation.viewed',
    summary: 'One recommendation with the answers to it and how far its evidence reaches.',
    params: UidParams,
    answer: One,
    handle: async (ctx, { params }) => {
      const found = await getRecommendationData(ctx, params.uid)
      return ok({
        answer: {
          ...found,
          daysOverdue: daysOverdue(found, ctx.today),
          asked: found.addressees.map((each) => ({
            uid: each.agency,
            name: each.name,
            state: each.standing.state,
          })),
          answers: answersOf(found),
        },
        version: found.version,
        about: about(found),
      })
    },
  }),
  api({
    method: 'GET',
    path: '/api/recommendations/:uid/answers',
    can: 'recommendation:read',
    audit: 'recommendation.viewed',
    summary: 'The answers of agencies to one recommendation, and from whom none has come.',
    params: UidParams,
    answer: z.object({ asked: z.array(agency), answers }),
    handle: async (ctx, { params }) => {
      const found = await getAnsweredRecommendation(ctx, params.uid)
      const asked = found.addressees.map((each) => ({
        uid: each.agency,
        name: each.name,
        state: each.standing.state,
      }))
      return ok({ answer: { asked, answers: answersOf(found) }, about: about(found) })
    },
  }),
  api({
    method: 'POST',
    path: '/api/recommendations/:uid/evidence',
    can: 'evidence:give',
    audit: 'evidence.given',
    summary:
      'Gives evidence for a recommendation; it counts once somebody without a stake has accepted it.',
    params: UidParams,
    body: GiveEvidenceForm,
    answer: z.object({ uid: z.string() }),
    handle: async (ctx, { params, body }) => {
      const given = await giveEvidence(ctx, params.uid, { input: body, papers: [] })
      if (!given.ok) return given
      return ok({
        answer: { uid: given.value },
        about: await aboutRecord(ctx, 'evidence', given.value),
      })
    },
  }),
  ...actionRoutes,
]
