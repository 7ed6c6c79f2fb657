import { getCaseKeys } from '#features/cases/index.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import { openByEmergency, reviewEmergency } from '../commands/emergency.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getEmergencyToReview, listEmergencyRows } from '../queries/emergency.ts'
import type { EmergencyRow } from '../queries/emergency.ts'
import { listTold } from '../queries/told.ts'
import { EmergencyForm, ReviewEmergencyForm } from '../schemas.ts'
import {
  EmergencyOnCase,
  EmergencyPage,
  EmergencyReviews,
  ReviewEmergency,
} from '../views/emergency.tsx'
import type { UseModel } from '../views/emergency.tsx'
import { EmergenciesTold } from '../views/told.tsx'
import { emergencyReasonWords, sayReviewed, sayScope, verdictWords } from '../words.ts'

function modelOf(row: EmergencyRow): UseModel {
  return {
    ...row,
    scope: sayScope(row),
    href: row.caseUid === null ? null : paths.kase(row.caseUid),
    person: row.principalName,
    why: emergencyReasonWords[row.reasonCode] ?? row.reasonCode,
    verdict: row.verdict === null ? null : verdictWords[row.verdict],
  }
}

function aboutUse(row: Pick<EmergencyRow, 'uid' | 'scopeUid'>) {
  return { object: { type: 'emergency-access', uid: row.uid }, scopeUid: row.scopeUid }
}

const one = '/emergency-access/reviews/:uid'

const using: readonly Route[] = [
  page({
    path: paths.emergency,
    can: 'emergency-access:use',
    module: 'cases',
    stepUp: true,
    audit: 'emergency-access.own-viewed',
    handle: async (ctx, { form }) => {
      const own = (await listEmergencyRows(ctx)).filter((row) => row.own)
      return {
        title: 'Emergency access',
        back: { href: '/cases', text: 'Cases' },
        body: <EmergencyPage form={form} uses={own.map(modelOf)} />,
        about: { listed: own.map((row) => row.uid) },
      }
    },
  }),
  act({
    path: paths.emergency,
    page: paths.emergency,
    can: 'emergency-access:use',
    module: 'cases',
    stepUp: true,
    audit: 'emergency-access.used',
    said: 'The case is open to you for an hour, to read only. Those who answer for it, and those who review it, have a line about it.',
    body: EmergencyForm,
    explain,
    handle: async (ctx, { body }) => {
      const opened = await openByEmergency(ctx, body)
      if (!opened.ok) return opened
      const kase = await getCaseKeys(ctx, opened.value)
      return ok({
        to: paths.kase(kase.uid),
        about: {
          object: { type: 'case', uid: kase.uid },
          scopeUid: kase.scopeUid,
          reason: body.reasonCode,
        },
      })
    },
  }),
]

const reviewing: readonly Route[] = [
  page({
    path: paths.emergencyReviews,
    can: 'emergency-access:review',
    audit: 'emergency-access-list.viewed',
    handle: async (ctx) => {
      const rows = (await listEmergencyRows(ctx)).filter((row) => row.toReview)
      const inOrder = rows.toSorted(
        (a, b) => Number(a.reviewedAt !== null) - Number(b.reviewedAt !== null),
      )
      return {
        title: 'Emergency access to review',
        layout: 'wide',
        body: <EmergencyReviews uses={inOrder.map(modelOf)} />,
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: one,
    can: 'emergency-access:review',
    audit: 'emergency-access.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const used = await getEmergencyToReview(ctx, params.uid)
      const model = modelOf(used)
      return {
        title: 'Review a use of emergency access',
        caption: model.scope,
        back: { href: paths.emergencyReviews, text: 'Emergency access to review' },
        body: <ReviewEmergency form={form} use={model} />,
        about: aboutUse(used),
      }
    },
  }),
  act({
    path: one,
    page: one,
    can: 'emergency-access:review',
    audit: 'emergency-access.reviewed',
    said: 'The review is recorded.',
    params: UidParams,
    body: ReviewEmergencyForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const reviewed = await reviewEmergency(ctx, params.uid, body)
      if (!reviewed.ok) return reviewed
      return ok({ to: paths.emergencyReviews, about: aboutUse(reviewed.value) })
    },
  }),
]

const told = page({
  path: paths.told,
  can: 'home:read',
  audit: 'emergency-access.viewed',
  handle: async (ctx) => {
    const rows = await listTold(ctx)
    const items = rows.map((row) => ({
      ...row,
      why: emergencyReasonWords[row.reasonCode] ?? row.reasonCode,
      standing: sayReviewed(row.reviewedAt),
      kase: row.kase && { href: paths.kase(row.kase.uid), text: `Case ${row.kase.reference}` },
    }))
    return {
      title: 'Emergency access',
      back: { href: '/', text: 'Your page' },
      body: <EmergenciesTold items={items} today={ctx.today} />,
      about: { listed: rows.map(({ uid }) => uid) },
    }
  },
})

const answering = page({
  path: '/cases/:uid/emergency',
  can: 'case:trace',
  audit: 'case.viewed',
  params: UidParams,
  handle: async (ctx, { params }) => {
    const kase = await getCaseKeys(ctx, params.uid)
    const rows = (await listEmergencyRows(ctx)).filter(
      (row) => row.answersFor && row.scopeId === kase.scopeId,
    )
    return {
      title: 'Emergency access to this case',
      caption: `Case ${kase.reference}`,
      layout: 'wide',
      back: { href: paths.kase(kase.uid), text: `Case ${kase.reference}` },
      body: <EmergencyOnCase uses={rows.map(modelOf)} />,
      about: {
        object: { type: 'case', uid: kase.uid },
        scopeUid: kase.scopeUid,
        listed: rows.map((row) => row.uid),
      },
    }
  },
})

/** The pages of emergency access: using it, being told of it, reviewing it, answering for what was opened. */
export const emergencyPages: readonly Route[] = [...using, told, ...reviewing, answering]
