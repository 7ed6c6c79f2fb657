import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { ok } from '#shared/result.ts'
import {
  moveRapid,
  recordReply,
  sendRapidReview,
  signRapidReview,
} from '../commands/rapid-moves.ts'
import { explain } from '../explain.ts'
import { sendGuardWords } from '../labels.ts'
import { paths } from '../paths.ts'
import { MoveRapidForm, ReplyForm, SendForm, SignForm } from '../schemas.ts'
import { SignForm as SignView } from '../views/parts.tsx'
import { MoveRapid, RecordReply, SendRapid } from '../views/rapid-forms.tsx'
import { ownPartner } from './own-partner.ts'
import { backTo, formPage, plainActs } from './rapid-form.tsx'

/** The steps of a rapid review. */
export const stepPages: readonly Route[] = [
  page({
    path: '/rapid-reviews/:uid/signature',
    can: 'rapid-review:sign',
    audit: 'rapid-review.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      formPage(ctx, { uid: params.uid, form, title: 'Sign, or dissent' }, async (found, typed) => (
        <SignView
          form={typed}
          action={paths.signRapid(found.uid)}
          of={paths.rapid(found.uid)}
          draft={found.draft}
          partner={await ownPartner(ctx)}
        />
      )),
  }),
  act({
    path: '/rapid-reviews/:uid/signature',
    page: '/rapid-reviews/:uid/signature',
    can: 'rapid-review:sign',
    stepUp: true,
    audit: 'rapid-review.signed',
    said: 'Your word stands under this draft.',
    params: UidParams,
    body: SignForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const signed = await signRapidReview(ctx, params.uid, body)
      return signed.ok ? ok(await backTo(ctx, params.uid)) : signed
    },
  }),
  page({
    path: '/rapid-reviews/:uid/sending',
    can: 'rapid-review:write',
    audit: 'rapid-review.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      formPage(ctx, { uid: params.uid, form, title: 'Sent to the Panel' }, (found, typed) => (
        <SendRapid
          form={typed}
          uid={found.uid}
          version={found.version}
          blocks={found.check.blocks.map((guard) => sendGuardWords[guard])}
          missing={found.check.missingSignatures}
        />
      )),
  }),
  act({
    path: '/rapid-reviews/:uid/sending',
    page: '/rapid-reviews/:uid/sending',
    can: 'rapid-review:write',
    audit: 'rapid-review.sent',
    said: 'Recorded as sent to the Panel. The clock for its reply runs.',
    params: UidParams,
    body: SendForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const sent = await sendRapidReview(ctx, params.uid, body)
      return sent.ok ? ok(await backTo(ctx, params.uid)) : sent
    },
  }),
  page({
    path: '/rapid-reviews/:uid/reply',
    can: 'rapid-review:write',
    audit: 'rapid-review.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      formPage(ctx, { uid: params.uid, form, title: 'The Panel’s reply' }, (found, typed) => (
        <RecordReply form={typed} uid={found.uid} version={found.version} />
      )),
  }),
  act({
    path: '/rapid-reviews/:uid/reply',
    page: '/rapid-reviews/:uid/reply',
    can: 'rapid-review:write',
    audit: 'panel-reply.recorded',
    said: 'The Panel’s reply is recorded.',
    params: UidParams,
    body: ReplyForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const kept = await recordReply(ctx, params.uid, body)
      return kept.ok ? ok(await backTo(ctx, params.uid)) : kept
    },
  }),
  page({
    path: '/rapid-reviews/:uid/move',
    can: 'rapid-review:write',
    audit: 'rapid-review.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      formPage(ctx, { uid: params.uid, form, title: 'What happens next' }, (found, typed) => (
        <MoveRapid form={typed} uid={found.uid} version={found.version} acts={plainActs(found)} />
      )),
  }),
  act({
    path: '/rapid-reviews/:uid/move',
    page: '/rapid-reviews/:uid/move',
    can: 'rapid-review:write',
    audit: 'rapid-review.moved',
    said: 'The rapid review stands where you put it.',
    params: UidParams,
    body: MoveRapidForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const moved = await moveRapid(ctx, params.uid, body)
      return moved.ok ? ok(await backTo(ctx, params.uid)) : moved
    },
  }),
]
