import { z } from 'zod'
import { listAgencyChoices } from '#features/organisations/index.ts'
import type { AuditSubject, ReadContext } from '#platform/context.ts'
import { optionalUid, uid, UidParams } from '#platform/fields.ts'
import { explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import type { DocumentRefusal } from '#platform/files/document-refusals.ts'
import { keepFile } from '#platform/files/keep-file.ts'
import { act, file, page } from '#platform/http/route.ts'
import type { Route, Shown } from '#platform/http/route.ts'
import { optionalFile } from '#platform/http/uploads.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import { voiceFor } from '../action-part.ts'
import { partIn, rightsOf } from '../commands/acting-part.ts'
import { confirmEvidence, giveEvidence } from '../commands/give-evidence.ts'
import { judgeEvidence, withdrawEvidence } from '../commands/judge-evidence.ts'
import { explainWork } from '../explain-work.ts'
import { textNotHeld } from '../public-words.ts'
import { aboutRecord } from '../queries/about-record.ts'
import { getEvidencePage, getPaper } from '../queries/evidence.ts'
import type { EvidencePage as Found } from '../queries/evidence.ts'
import type { RecommendationKeys } from '../queries/recommendation-page.ts'
import { NothingForm } from '../schemas/finding-forms.ts'
import { GiveEvidenceForm, JudgeEvidenceForm, ReasonForm } from '../schemas/work-forms.ts'
import { listOwnersOf } from '../store/owner-keys.ts'
import { loadActionsOf } from '../store/action-records.ts'
import { GiveReason } from '../views/action-forms.tsx'
import { GiveEvidence, JudgeEvidence } from '../views/evidence-forms.tsx'
import { EvidencePage } from '../views/evidence-page.tsx'
import { workPaths } from '../work-paths.ts'
import { evidenceModel } from './evidence-model.ts'
import { withStored } from './parts.ts'
import { stepPage } from './step-pages.tsx'

const PaperParams = z.object({ uid: uid(), paper: uid() })
const ForAction = z.object({ action: optionalUid().catch(undefined) })
const GiveBody = GiveEvidenceForm.extend({ paper: optionalFile() })

const backTo = async (ctx: ReadContext, uidOf: Uid) => ({
  to: workPaths.evidence(uidOf),
  about: await aboutRecord(ctx, 'evidence', uidOf),
})

function aboutEvidence(found: Found): AuditSubject {
  return { object: { type: 'evidence', uid: found.id }, scopeUid: found.of.scopeUid }
}

/** The actions of the recommendation for which this reader may speak. */
async function actionChoices(ctx: ReadContext, found: RecommendationKeys) {
  const owners = await listOwnersOf(ctx.tx, found.id)
  const mine = new Set(
    owners
      .filter((owner) => voiceFor(partIn(ctx, owner), rightsOf(ctx)) !== undefined)
      .map((owner) => owner.uid),
  )
  const actions = await loadActionsOf(ctx.tx, [found.id])
  return actions
    .filter((action) => mine.has(action.uid))
    .map((action) => ({ uid: action.uid, text: action.text }))
}

async function evidenceStep(
  ctx: ReadContext,
  at: { uid: Uid; title: string },
  body: (found: Found) => Shown['body'],
): Promise<Shown> {
  const found = await getEvidencePage(ctx, at.uid)
  if (found.inError !== null) throw new Failure('not-found')
  return {
    title: at.title,
    caption: `Evidence for recommendation ${found.of.reference}`,
    back: { href: workPaths.evidence(found.id), text: 'The evidence' },
    body: body(found),
    about: aboutEvidence(found),
  }
}

function explainGiving(refusal: { readonly code: string; readonly document?: DocumentRefusal }) {
  return refusal.document === undefined
    ? explainWork(refusal)
    : [{ field: 'paper', message: explainDocumentRefusal(refusal.document) }]
}

/** Evidence: given by owners, looked at, judged by people without a stake. */
export const evidencePages: readonly Route[] = [
  page({
    path: '/recommendations/:uid/evidence/new',
    can: 'evidence:give',
    audit: 'recommendation.viewed',
    params: UidParams,
    query: ForAction,
    handle: (ctx, { params, query, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Give evidence' }, async (found, typed) => (
        <GiveEvidence
          form={withStored(typed, query.action === undefined ? {} : { actions: [query.action] })}
          recommendation={found.uid}
          text={found.agreedText ?? found.text ?? textNotHeld}
          actions={await actionChoices(ctx, found)}
          agencies={rightsOf(ctx).recordFor ? await listAgencyChoices(ctx) : []}
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/evidence/new',
    page: '/recommendations/:uid/evidence/new',
    can: 'evidence:give',
    audit: 'evidence.given',
    said: 'The evidence is on record. It counts once somebody without a stake has accepted it.',
    params: UidParams,
    body: GiveBody,
    files: ['paper'],
    explain: explainGiving,
    before: async (_apart, { body, files }) =>
      body.paper === undefined ? undefined : keepFile(files, body.paper),
    handle: async (ctx, { params, body, before }) => {
      if (before && !before.ok) return no({ code: 'paper-refused', document: before.refusal })
      const { paper: _paper, ...input } = body
      const papers = before ? [before.value] : []
      const given = await giveEvidence(ctx, params.uid, { input, papers })
      if (!given.ok) return given
      const done = await backTo(ctx, given.value)
      if (input.agency === undefined) return ok(done)
      return ok({ ...done, about: { ...done.about, onBehalfOf: input.agency } })
    },
  }),
  page({
    path: '/evidence/:uid',
    can: 'evidence:read',
    audit: 'evidence.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getEvidencePage(ctx, params.uid)
      return {
        title: 'Evidence',
        caption: `For recommendation ${found.of.reference}`,
        back: {
          href: workPaths.recommendation(found.of.uid),
          text: `Recommendation ${found.of.reference}`,
        },
        body: <EvidencePage model={evidenceModel(ctx, found, form)} />,
        about: aboutEvidence(found),
      }
    },
  }),
  file({
    path: '/evidence/:uid/papers/:paper',
    can: 'evidence:read',
    audit: 'evidence-paper.opened',
    params: PaperParams,
    handle: async (ctx, { params }) => {
      const { evidence, paper } = await getPaper(ctx, params)
      return {
        name: paper.name,
        type: 'application/octet-stream',
        content: { kept: paper.fileUid },
        about: await aboutRecord(ctx, 'evidence', evidence.id),
      }
    },
  }),
  page({
    path: '/evidence/:uid/judgement',
    can: 'assurance:judge',
    audit: 'evidence.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      evidenceStep(ctx, { uid: params.uid, title: 'Judge evidence' }, (found) => (
        <JudgeEvidence
          form={form}
          uid={found.id}
          version={found.version}
          summary={found.summary}
          claimed={found.claimedLevel}
        />
      )),
  }),
  act({
    path: '/evidence/:uid/judgement',
    page: '/evidence/:uid/judgement',
    can: 'assurance:judge',
    audit: 'evidence.judged',
    said: 'Your judgement is on record. Earlier ones stay beside it.',
    params: UidParams,
    body: JudgeEvidenceForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const judged = await judgeEvidence(ctx, params.uid, body)
      return judged.ok ? ok(await backTo(ctx, params.uid)) : judged
    },
  }),
  act({
    path: '/evidence/:uid/confirm',
    page: '/evidence/:uid',
    can: 'evidence:give',
    audit: 'evidence.confirmed',
    said: 'Your agency has confirmed the evidence as its own.',
    params: UidParams,
    body: NothingForm,
    explain: explainWork,
    handle: async (ctx, { params }) => {
      const confirmed = await confirmEvidence(ctx, params.uid)
      return confirmed.ok ? ok(await backTo(ctx, params.uid)) : confirmed
    },
  }),
  page({
    path: '/evidence/:uid/in-error',
    can: 'evidence:give',
    audit: 'evidence.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      evidenceStep(ctx, { uid: params.uid, title: 'Recorded in error' }, (found) => (
        <GiveReason
          form={form}
          version={found.version}
          action={workPaths.evidenceInError(found.id)}
          back={workPaths.evidence(found.id)}
          words="The evidence counts no more and stays on record, marked as recorded in error. An action that rested on it alone is open again."
          button="Mark as recorded in error"
        />
      )),
  }),
  act({
    path: '/evidence/:uid/in-error',
    page: '/evidence/:uid/in-error',
    can: 'evidence:give',
    audit: 'evidence.withdrawn',
    said: 'The evidence is marked as recorded in error and counts no more.',
    params: UidParams,
    body: ReasonForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const withdrawn = await withdrawEvidence(ctx, params.uid, body.reason)
      return withdrawn.ok ? ok(await backTo(ctx, params.uid)) : withdrawn
    },
  }),
]
