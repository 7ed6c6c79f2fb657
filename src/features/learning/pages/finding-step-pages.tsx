import type { VNode } from 'preact'
import { z } from 'zod'
import { listPostChoices } from '#features/organisations/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { uid, UidParams } from '#platform/fields.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route, Shown } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { addFindingEvidence, changeFinding, takeBackConsent } from '../commands/record-finding.ts'
import { agreeFinding, shareFinding, withdrawFinding } from '../commands/share-finding.ts'
import { explain } from '../explain.ts'
import { findingKindWords } from '../finding-words.ts'
import { paths } from '../paths.ts'
import { aboutFinding } from '../queries/about-record.ts'
import { getFindingInRecord } from '../queries/findings.ts'
import type { FindingInRecord } from '../queries/findings.ts'
import {
  ChangeFindingForm,
  ConsentEndedForm,
  FindingEvidenceForm,
  NothingForm,
  ShareFindingForm,
} from '../schemas/finding-forms.ts'
import { InErrorForm } from '../schemas/recommendation-forms.ts'
import {
  AddEvidence,
  AgreeFinding,
  ChangeFinding,
  EndConsent,
  ReasonForm,
  ShareFinding,
} from '../views/finding-forms.tsx'
import type { FormFrame } from '../views/finding-forms.tsx'
import { withStored } from './parts.ts'

const EvidenceParams = z.object({ uid: uid(), evidence: uid() })

interface At {
  readonly uid: Uid
  readonly form: PageForm
  readonly title: string
  readonly action: string
}

/** A page with one form about a finding of a case that is open to the reader. */
async function stepPage(
  ctx: ReadContext,
  at: At,
  body: (found: FindingInRecord, frame: FormFrame) => VNode | Promise<VNode>,
): Promise<Shown> {
  const found = await getFindingInRecord(ctx, at.uid)
  const back = paths.finding(found.uid)
  const frame = { form: at.form, action: at.action, cancel: back, version: found.version }
  return {
    title: at.title,
    caption: `${findingKindWords[found.kind]}, case ${found.fromCase.reference}`,
    back: { href: back, text: findingKindWords[found.kind] },
    body: await body(found, frame),
    about: await aboutFinding(ctx, found.uid),
  }
}

/** Back to the page of a finding after an act, and what the audit is told. */
export const backToFinding = async (ctx: ReadContext, found: Uid) => ({
  to: paths.finding(found),
  about: await aboutFinding(ctx, found),
})

/** A finding on its way: other words, evidence, consent, agreed, shared, recorded in error. */
export const findingStepPages: readonly Route[] = [
  page({
    path: '/findings/:uid/words',
    can: 'finding:write',
    audit: 'finding.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        {
          uid: params.uid,
          form,
          title: 'Change the finding',
          action: paths.changeFinding(params.uid),
        },
        (found, frame) => <ChangeFinding {...frame} form={withStored(form, { ...found })} />,
      ),
  }),
  act({
    path: '/findings/:uid/words',
    page: '/findings/:uid/words',
    can: 'finding:write',
    audit: 'finding.changed',
    said: 'The changes are kept.',
    params: UidParams,
    body: ChangeFindingForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const changed = await changeFinding(ctx, params.uid, body)
      return changed.ok ? ok(await backToFinding(ctx, params.uid)) : changed
    },
  }),
  page({
    path: '/findings/:uid/evidence',
    can: 'finding:write',
    audit: 'finding.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        {
          uid: params.uid,
          form,
          title: 'Add what the finding rests on',
          action: paths.findingEvidence(params.uid),
        },
        (_found, frame) => <AddEvidence {...frame} />,
      ),
  }),
  act({
    path: '/findings/:uid/evidence',
    page: '/findings/:uid/evidence',
    can: 'finding:write',
    audit: 'finding-evidence.added',
    said: 'It is added to what the finding rests on.',
    params: UidParams,
    body: FindingEvidenceForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const added = await addFindingEvidence(ctx, params.uid, body)
      return added.ok ? ok(await backToFinding(ctx, params.uid)) : added
    },
  }),
  page({
    path: '/findings/:uid/evidence/:evidence/consent',
    can: 'finding:write',
    audit: 'finding.viewed',
    params: EvidenceParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        {
          uid: params.uid,
          form,
          title: 'The family took the consent back',
          action: paths.consentEnded(params.uid, params.evidence),
        },
        (found, frame) => {
          if (!found.evidence.some((each) => each.uid === params.evidence))
            throw new Failure('not-found')
          return <EndConsent {...frame} />
        },
      ),
  }),
  act({
    path: '/findings/:uid/evidence/:evidence/consent',
    page: '/findings/:uid/evidence/:evidence/consent',
    can: 'finding:write',
    audit: 'family-consent.taken-back',
    said: 'It is recorded. The family’s words are not shown any more.',
    params: EvidenceParams,
    body: ConsentEndedForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { finding: params.uid, evidence: params.evidence }
      const ended = await takeBackConsent(ctx, at, body.on)
      return ended.ok ? ok(await backToFinding(ctx, params.uid)) : ended
    },
  }),
  page({
    path: '/findings/:uid/agree',
    can: 'finding:agree',
    audit: 'finding.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        {
          uid: params.uid,
          form,
          title: 'Agree the finding',
          action: paths.agreeFinding(params.uid),
        },
        (found, frame) => <AgreeFinding {...frame} text={found.text} />,
      ),
  }),
  act({
    path: '/findings/:uid/agree',
    page: '/findings/:uid/agree',
    can: 'finding:agree',
    audit: 'finding.agreed',
    said: 'The finding is agreed. It can be shared from now on.',
    params: UidParams,
    body: NothingForm,
    explain,
    handle: async (ctx, { params }) => {
      const agreed = await agreeFinding(ctx, params.uid)
      return agreed.ok ? ok(await backToFinding(ctx, params.uid)) : agreed
    },
  }),
  page({
    path: '/findings/:uid/share',
    can: 'finding:share',
    audit: 'finding.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        {
          uid: params.uid,
          form,
          title: 'Share the finding',
          action: paths.shareFinding(params.uid),
        },
        async (found, frame) => (
          <ShareFinding
            {...frame}
            form={withStored(form, { text: found.text })}
            posts={await listPostChoices(ctx)}
          />
        ),
      ),
  }),
  act({
    path: '/findings/:uid/share',
    page: '/findings/:uid/share',
    can: 'finding:share',
    audit: 'finding.shared',
    said: 'The finding is shared in these words, and nothing of the case.',
    params: UidParams,
    body: ShareFindingForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const shared = await shareFinding(ctx, params.uid, body)
      return shared.ok ? ok(await backToFinding(ctx, params.uid)) : shared
    },
  }),
  page({
    path: '/findings/:uid/in-error',
    can: 'finding:write',
    audit: 'finding.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(
        ctx,
        {
          uid: params.uid,
          form,
          title: 'Recorded in error',
          action: paths.findingInError(params.uid),
        },
        (_found, frame) => (
          <ReasonForm
            {...frame}
            lead="It leaves every list and keeps its row. What was shared of it is taken back. Nothing is sent."
            label="What was wrong?"
            button="Mark as recorded in error"
          />
        ),
      ),
  }),
  act({
    path: '/findings/:uid/in-error',
    page: '/findings/:uid/in-error',
    can: 'finding:write',
    audit: 'finding.marked-in-error',
    said: 'The finding is marked as recorded in error.',
    params: UidParams,
    body: InErrorForm,
    explain,
    handle: async (ctx, { params, body }) => {
      await withdrawFinding(ctx, params.uid, body.reason)
      return ok({ ...(await backToFinding(ctx, params.uid)), to: paths.findings })
    },
  }),
]
