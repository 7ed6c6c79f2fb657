import { z } from 'zod'
import { can } from '#platform/access/can.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import {
  acceptClaim,
  addClaim,
  dropClaim,
  mergeClaim,
  restoreClaim,
  rewordClaim,
  tieClaim,
  untieClaim,
} from '../commands/claims.ts'
import { explain, explainClaim } from '../explain.ts'
import type { Statement } from '../model.ts'
import { statementPaths as paths } from '../paths.ts'
import { getStatement, namesOf } from '../queries/statements.ts'
import {
  AddClaimForm,
  DropClaimForm,
  MergeClaimForm,
  NoFields,
  RewordClaimForm,
  TieClaimForm,
} from '../schemas.ts'
import { AddClaim, ClaimPage } from '../views/claim-page.tsx'
import { paragraphChoices } from '../views/statement-page.tsx'
import { aboutStatement } from './statement-pages.tsx'
import { tieChoices, tiesOf } from './ties.ts'

const ClaimParams = z.object({ uid: uid(), claim: uid() })
const TieParams = z.object({ uid: uid(), claim: uid(), tie: uid() })
const claimPath = '/statements/:uid/claims/:claim'

function done<R>(worked: Result<Statement, R>, claim?: Uid) {
  if (!worked.ok) return worked
  const of = worked.value.uid
  return ok({
    to: claim === undefined ? paths.show(of) : paths.claim(of, claim),
    about: { object: { type: 'claim', uid: claim ?? of } },
  })
}

/** Work on the claims of a statement, and what they are tied to. */
export const claimPages: readonly Route[] = [
  page({
    path: '/statements/:uid/claims/new',
    can: 'claim:decide',
    audit: 'statement.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getStatement(ctx, params.uid)
      const paragraphs = paragraphChoices(found.statement.text.blocks)
      return {
        title: 'Add a claim',
        caption: found.statement.title,
        back: { href: paths.show(params.uid), text: 'Statement' },
        body: <AddClaim form={form} statement={found.statement} paragraphs={paragraphs} />,
        about: aboutStatement(found),
      }
    },
  }),
  act({
    path: '/statements/:uid/claims/new',
    page: '/statements/:uid/claims/new',
    can: 'claim:decide',
    audit: 'claim.added',
    said: 'The claim is added and accepted.',
    params: UidParams,
    body: AddClaimForm,
    explain: explainClaim,
    handle: async (ctx, { params, body }) => done(await addClaim(ctx, params.uid, body)),
  }),
  page({
    path: claimPath,
    can: 'statement:read',
    audit: 'claim.viewed',
    params: ClaimParams,
    handle: async (ctx, { params, form }) => {
      const found = await getStatement(ctx, params.uid)
      const claim = found.claims.find((one) => one.id === params.claim)
      if (claim === undefined) throw new Failure('not-found')
      const { statement } = found
      const mayTie = can(ctx.actor, 'claim:tie') && !statement.otherBody
      const ties = await tiesOf(ctx, found.ties)
      return {
        title: 'Claim',
        caption: statement.title,
        back: { href: paths.show(params.uid), text: 'Statement' },
        body: (
          <ClaimPage
            model={{
              statement,
              claim,
              others: found.claims.filter(
                (one) =>
                  one.id !== claim.id && (one.state === 'proposed' || one.state === 'accepted'),
              ),
              names: await namesOf(ctx, [...new Set(claim.history.map((event) => event.by))]),
              ties: ties.words(claim.id),
              choices: mayTie ? await tieChoices(ctx) : [],
              may: { decide: can(ctx.actor, 'claim:decide'), tie: mayTie },
              form,
            }}
          />
        ),
        about: {
          ...aboutStatement(found),
          object: { type: 'claim', uid: claim.id },
        },
      }
    },
  }),
  act({
    path: '/statements/:uid/claims/:claim/accept',
    page: claimPath,
    can: 'claim:decide',
    audit: 'claim.accepted',
    said: 'The claim is accepted and will be followed up.',
    params: ClaimParams,
    body: NoFields,
    explain: explainClaim,
    handle: async (ctx, { params }) => done(await acceptClaim(ctx, params.uid, params.claim)),
  }),
  act({
    path: '/statements/:uid/claims/:claim/reword',
    page: claimPath,
    can: 'claim:decide',
    audit: 'claim.reworded',
    said: 'The claim is reworded. What the statement says stays beside it.',
    params: ClaimParams,
    body: RewordClaimForm,
    explain: explainClaim,
    handle: async (ctx, { params, body }) => {
      const at = { statement: params.uid, claim: params.claim }
      return done(await rewordClaim(ctx, at, body), params.claim)
    },
  }),
  act({
    path: '/statements/:uid/claims/:claim/merge',
    page: claimPath,
    can: 'claim:decide',
    audit: 'claim.merged',
    said: 'The two claims are one now.',
    params: ClaimParams,
    body: MergeClaimForm,
    explain: explainClaim,
    handle: async (ctx, { params, body }) => {
      const at = { statement: params.uid, claim: params.claim }
      return done(await mergeClaim(ctx, at, body), body.into)
    },
  }),
  act({
    path: '/statements/:uid/claims/:claim/drop',
    page: claimPath,
    can: 'claim:decide',
    audit: 'claim.dropped',
    said: 'The claim is dropped. It stays on the list with the reason.',
    params: ClaimParams,
    body: DropClaimForm,
    explain: explainClaim,
    handle: async (ctx, { params, body }) => {
      const at = { statement: params.uid, claim: params.claim }
      return done(await dropClaim(ctx, at, body.reason), params.claim)
    },
  }),
  act({
    path: '/statements/:uid/claims/:claim/restore',
    page: claimPath,
    can: 'claim:decide',
    audit: 'claim.restored',
    said: 'The claim is proposed again.',
    params: ClaimParams,
    body: NoFields,
    explain: explainClaim,
    handle: async (ctx, { params }) =>
      done(await restoreClaim(ctx, params.uid, params.claim), params.claim),
  }),
  act({
    path: '/statements/:uid/claims/:claim/ties',
    page: claimPath,
    can: 'claim:tie',
    audit: 'claim.tied',
    said: 'The claim is tied.',
    params: ClaimParams,
    body: TieClaimForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const offered = await tieChoices(ctx)
      const known = offered.some((one) => one.kind === body.to.kind && one.uid === body.to.uid)
      if (!known) return no({ code: 'no-such-thing' as const })
      const at = { statement: params.uid, claim: params.claim }
      return done(await tieClaim(ctx, at, body.to), params.claim)
    },
  }),
  act({
    path: '/statements/:uid/claims/:claim/ties/:tie/end',
    page: claimPath,
    can: 'claim:tie',
    audit: 'claim.untied',
    said: 'The tie is taken away.',
    params: TieParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) =>
      done(await untieClaim(ctx, params.uid, params.tie), params.claim),
  }),
]
