import { z } from 'zod'
import { listAgencyChoices } from '#features/organisations/index.ts'
import { can } from '#platform/access/can.ts'
import { isModuleOn } from '#platform/access/module.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { londonToday } from '#shared/dates.ts'
import { ok } from '#shared/result.ts'
import { openSteps } from '../case-steps.ts'
import { caseStatusWords } from '../case-words.ts'
import { declareConflict } from '../commands/declare-conflict.ts'
import { recordCase } from '../commands/record-case.ts'
import { explain } from '../explain.ts'
import { notificationAdvice } from '../notification.ts'
import { paths } from '../paths.ts'
import * as queries from '../queries/cases.ts'
import type { CasePage as CasePageData } from '../queries/cases.ts'
import { listConflictOfficers } from '../queries/conflict-officers.ts'
import { DeclareConflictForm, RecordCaseForm } from '../schemas.ts'
import { RecordCase } from '../views/case-forms.tsx'
import { DeclareConflict } from '../views/step-forms.tsx'
import { CaseList } from '../views/case-list.tsx'
import { CasePage } from '../views/case-page.tsx'
import { CaseTop } from '../views/case-top.tsx'
import type { CasePageModel } from '../views/case-page.tsx'
import type { Actor } from '#platform/access/actor.ts'
import type { CaseStatus } from '../model.ts'
import { accessLinks, listLinks } from './access-links.ts'

const statuses = Object.keys(caseStatusWords) as [CaseStatus, ...CaseStatus[]]

const ListQuery = z.object({
  status: z.enum(statuses).optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
})

const back = { href: paths.list, text: 'Cases' }
const decidable: ReadonlySet<CaseStatus> = new Set(['referred', 'considering', 'not-notified'])

/** What the audit is told of a page about a case. */
export function aboutCase(found: { uid: string; scopeUid: string }): {
  object: { type: string; uid: string }
  scopeUid: string
} {
  return { object: { type: 'case', uid: found.uid }, scopeUid: found.scopeUid }
}

function modelOf(found: CasePageData, actor: Actor): CasePageModel {
  const { decision, views } = found.notification
  const advice = notificationAdvice(decision?.decision ?? 'notify', views)
  return {
    ...found,
    missingViews: advice.missing,
    canDecideNow: decidable.has(found.status),
    accessLinks: accessLinks(actor, found),
    canMove: openSteps(found.status, isModuleOn(actor, 'reviews')).length > 0,
    may: {
      readReviews: can(actor, 'review:read'),
      readChronology: can(actor, 'chronology:read'),
      readFindings: can(actor, 'finding:read') && isModuleOn(actor, 'learning'),
      update: can(actor, 'case:update'),
      setClock: can(actor, 'clock:set'),
      decide: can(actor, 'notification:decide'),
      giveView: can(actor, 'notification:give-view'),
      readVault: can(actor, 'vault:read'),
      recordPerson: can(actor, 'person:record'),
    },
  }
}

/** The councils that can be chosen, and where one is added by those who may. */
export async function councilChoices(ctx: ReadContext) {
  return {
    councils: await listAgencyChoices(ctx, { kind: 'local-authority' }),
    addCouncilHref: can(ctx.actor, 'organisation:manage') ? '/organisations/new' : undefined,
  }
}

/** The list of cases, a case, recording one, and declaring a conflict. */
export const casePages: readonly Route[] = [
  page({
    path: paths.list,
    can: 'case:read',
    audit: 'case-list.viewed',
    query: ListQuery,
    handle: async (ctx, { query }) => {
      const { rows, next } = await queries.listCases(ctx, {
        status: query.status,
        before: query.before,
      })
      const shown = rows.map((row) => ({ ...row, recordedOn: londonToday(row.recordedAt) }))
      return {
        title: 'Cases',
        layout: 'wide',
        body: (
          <CaseList
            rows={shown}
            status={query.status}
            next={next}
            mayRecord={can(ctx.actor, 'case:record')}
            links={listLinks(ctx.actor)}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: paths.add,
    can: 'case:record',
    audit: { none: 'an empty form' },
    handle: async (ctx, { form }) => {
      const agencies = await listAgencyChoices(ctx)
      return {
        title: 'Record an incident',
        back,
        body: <RecordCase form={form} agencies={agencies} {...await councilChoices(ctx)} />,
        about: {},
      }
    },
  }),
  act({
    path: paths.add,
    page: paths.add,
    can: 'case:record',
    audit: 'case.recorded',
    said: 'The incident is recorded. Its clocks count from the dates that are known.',
    body: RecordCaseForm,
    explain,
    handle: async (ctx, { body }) => {
      const recorded = await recordCase(ctx, body)
      if (!recorded.ok) return recorded
      return ok({
        to: paths.show(recorded.value),
        about: aboutCase(await queries.getCaseKeys(ctx, recorded.value)),
      })
    },
  }),
  page({
    path: '/cases/:uid',
    can: 'case:read',
    audit: 'case.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await queries.getCasePage(ctx, params.uid)
      return {
        title: `Case ${found.reference}`,
        state: <CaseTop model={found} />,
        back,
        layout: 'wide',
        body: <CasePage model={modelOf(found, ctx.actor)} />,
        about: aboutCase(found),
      }
    },
  }),
  page({
    path: '/cases/:uid/conflict',
    can: 'case:read',
    audit: 'case.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await queries.getCaseKeys(ctx, params.uid)
      return {
        title: 'I know somebody in this case',
        caption: `Case ${found.reference}`,
        back: { href: paths.show(found.uid), text: `Case ${found.reference}` },
        body: (
          <DeclareConflict form={form} uid={found.uid} officers={await listConflictOfficers(ctx)} />
        ),
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/conflict',
    page: '/cases/:uid/conflict',
    can: 'case:read',
    audit: 'conflict.declared',
    said: 'Your conflict is recorded and the case is closed to you. Those who settle conflicts have a line about it.',
    params: UidParams,
    body: DeclareConflictForm,
    explain,
    handle: async (ctx, { params, body }) => {
      // Afterwards the case does not exist for them, so the audit is told of its scope from before.
      const about = aboutCase(await queries.getCaseKeys(ctx, params.uid))
      await declareConflict(ctx, params.uid, body.basis)
      return ok({ to: paths.list, about })
    },
  }),
]
