import { z } from 'zod'
import { getCaseKeys } from '#features/cases/index.ts'
import { listAgencyChoices } from '#features/organisations/index.ts'
import { can } from '#platform/access/can.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { AuditSubject, ReadContext } from '#platform/context.ts'
import { optionalUid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route, Shown } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { recordConclusion, recordFinding } from '../commands/record-finding.ts'
import { explain } from '../explain.ts'
import { findingKindWords } from '../finding-words.ts'
import type { FindingKind } from '../model.ts'
import { paths } from '../paths.ts'
import { aboutFinding } from '../queries/about-record.ts'
import { getCaseFindings, getFindingPage, listFindings } from '../queries/findings.ts'
import type { FindingInRecord, FindingPage as FindingPageData } from '../queries/findings.ts'
import { ConclusionForm, RecordFindingForm } from '../schemas/finding-forms.ts'
import { ConcludeForm, RecordFinding } from '../views/finding-forms.tsx'
import { CaseFindings, FindingList } from '../views/finding-list.tsx'
import { FindingPage, SharedFindingPage } from '../views/finding-page.tsx'
import { openTo } from './parts.ts'

const aboutCase = (kase: { readonly uid: Uid; readonly scopeUid: Uid }): AuditSubject => ({
  object: { type: 'case', uid: kase.uid },
  scopeUid: kase.scopeUid,
})

const ListQuery = z.object({
  after: optionalUid().catch(undefined),
})

async function listPage(
  ctx: ReadContext,
  at: { path: string; after: Uid | undefined; kind: FindingKind | undefined },
): Promise<Shown> {
  const { rows, next } = await listFindings(ctx, { kind: at.kind, after: at.after })
  const goodPractice = at.kind === 'good-practice'
  return {
    title: goodPractice ? 'Good practice' : 'Findings',
    ...(goodPractice &&
      can(ctx.actor, 'finding:read') && { back: { href: paths.findings, text: 'Findings' } }),
    layout: 'wide',
    body: (
      <FindingList
        rows={rows}
        goodPractice={goodPractice}
        olderHref={next === undefined ? undefined : `${at.path}?after=${next}`}
      />
    ),
    about: { listed: rows.map((row) => row.uid) },
  }
}

function actsOn(found: FindingInRecord, actor: Actor) {
  const { uid, status, shared } = found
  const draft = status === 'draft'
  const goodPractice = shared?.kind === 'good-practice'
  return openTo(actor, [
    { can: 'finding:write', open: draft, href: paths.changeFinding(uid), text: 'Change its words' },
    {
      can: 'finding:write',
      open: true,
      href: paths.findingEvidence(uid),
      text: 'Add what it rests on',
    },
    { can: 'finding:agree', open: draft, href: paths.agreeFinding(uid), text: 'Agree it' },
    {
      can: 'finding:share',
      open: !draft && shared === undefined,
      href: paths.shareFinding(uid),
      text: 'Share it',
    },
    {
      can: 'finding:adopt',
      open: goodPractice,
      href: paths.adopt(shared?.uid ?? uid),
      text: 'An agency took it up',
    },
    {
      can: 'finding:share',
      open: shared !== undefined,
      href: paths.unshareFinding(shared?.uid ?? uid),
      text: 'Take back what was shared',
    },
    {
      can: 'finding:write',
      open: true,
      href: paths.findingInError(uid),
      text: 'It was recorded in error',
    },
  ])
}

function body(found: FindingPageData, actor: Actor) {
  const { adoptions } = found
  if (found.seen === 'record') {
    return (
      <FindingPage
        model={{
          ...found,
          goodPractice: found.kind === 'good-practice',
          sharedText: found.shared?.text ?? null,
          acts: actsOn(found, actor),
          mayEndConsent: can(actor, 'finding:write'),
        }}
      />
    )
  }
  const goodPractice = found.shared.kind === 'good-practice'
  const acts = openTo(actor, [
    {
      can: 'finding:adopt',
      open: goodPractice,
      href: paths.adopt(found.uid),
      text: 'Your agency took it up',
    },
  ])
  return (
    <SharedFindingPage
      text={found.shared.text}
      goodPractice={goodPractice}
      adoptions={adoptions}
      acts={acts}
    />
  )
}

function stateOf(found: FindingPageData): string {
  if (found.seen === 'shared') return 'Shared with you, without the case from which it comes'
  if (found.status === 'draft') return 'Draft, not agreed yet'
  return found.shared === undefined ? 'Agreed, not shared' : 'Agreed and shared'
}

/** Findings and good practice: their lists, a finding, those of a case, recording one, the overall conclusion. */
export const findingPages: readonly Route[] = [
  page({
    path: paths.findings,
    can: 'finding:read',
    audit: 'finding-list.viewed',
    query: ListQuery,
    handle: (ctx, { query }) =>
      listPage(ctx, { path: paths.findings, after: query.after, kind: undefined }),
  }),
  page({
    path: paths.goodPractice,
    can: 'finding:read',
    audit: 'finding-list.viewed',
    query: ListQuery,
    handle: (ctx, { query }) =>
      listPage(ctx, { path: paths.goodPractice, after: query.after, kind: 'good-practice' }),
  }),
  page({
    path: '/findings/:uid',
    can: 'finding:read',
    audit: 'finding.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getFindingPage(ctx, params.uid)
      const kind = found.seen === 'record' ? found.kind : found.shared.kind
      return {
        title: findingKindWords[kind],
        state: stateOf(found),
        back: { href: paths.findings, text: 'Findings' },
        layout: 'wide',
        body: body(found, ctx.actor),
        about: await aboutFinding(ctx, found.uid),
      }
    },
  }),
  page({
    path: '/cases/:uid/findings',
    can: 'finding:read',
    audit: 'case-findings.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getCaseFindings(ctx, params.uid)
      return {
        title: 'Findings and good practice',
        caption: `Case ${found.reference}`,
        back: { href: paths.case(found.uid), text: `Case ${found.reference}` },
        layout: 'wide',
        body: (
          <CaseFindings
            caseUid={found.uid}
            conclusion={found.conclusion}
            earlier={found.earlier}
            findings={found.findings}
            may={{
              write: can(ctx.actor, 'finding:write'),
              draft: can(ctx.actor, 'recommendation:draft'),
              read: can(ctx.actor, 'recommendation:read'),
            }}
          />
        ),
        about: {
          object: { type: 'case', uid: found.uid },
          scopeUid: found.scopeUid,
          listed: found.findings.map((row) => row.uid),
        },
      }
    },
  }),
  page({
    path: '/cases/:uid/findings/new',
    can: 'finding:write',
    audit: 'case-findings.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getCaseKeys(ctx, params.uid)
      return {
        title: 'Record a finding or good practice',
        caption: `Case ${found.reference}`,
        back: { href: paths.caseFindings(found.uid), text: 'Findings and good practice' },
        body: (
          <RecordFinding
            form={form}
            action={paths.recordFinding(found.uid)}
            cancel={paths.caseFindings(found.uid)}
            agencies={await listAgencyChoices(ctx)}
          />
        ),
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/findings/new',
    page: '/cases/:uid/findings/new',
    can: 'finding:write',
    audit: 'finding.recorded',
    said: 'The finding is recorded as a draft.',
    params: UidParams,
    body: RecordFindingForm,
    explain,
    handle: async (ctx, { params, body: said }) => {
      const recorded = await recordFinding(ctx, params.uid, said)
      if (!recorded.ok) return recorded
      return ok({
        to: paths.finding(recorded.value),
        about: await aboutFinding(ctx, recorded.value),
      })
    },
  }),
  page({
    path: '/cases/:uid/conclusion',
    can: 'finding:write',
    audit: 'case-findings.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getCaseKeys(ctx, params.uid)
      return {
        title: 'The overall conclusion',
        caption: `Case ${found.reference}`,
        back: { href: paths.caseFindings(found.uid), text: 'Findings and good practice' },
        body: (
          <ConcludeForm
            form={form}
            action={paths.conclude(found.uid)}
            cancel={paths.caseFindings(found.uid)}
          />
        ),
        about: aboutCase(found),
      }
    },
  }),
  act({
    path: '/cases/:uid/conclusion',
    page: '/cases/:uid/conclusion',
    can: 'finding:write',
    audit: 'conclusion.recorded',
    said: 'The conclusion is recorded; what was concluded before stays on record.',
    params: UidParams,
    body: ConclusionForm,
    explain,
    handle: async (ctx, { params, body: said }) => {
      await recordConclusion(ctx, params.uid, said)
      return ok({
        to: paths.caseFindings(params.uid),
        about: aboutCase(await getCaseKeys(ctx, params.uid)),
      })
    },
  }),
]
