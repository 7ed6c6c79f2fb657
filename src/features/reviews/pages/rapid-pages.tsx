import { can } from '#platform/access/can.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { paths } from '../paths.ts'
import { getRapidPage } from '../queries/rapid-reviews.ts'
import type { RapidPage as RapidPageData } from '../queries/rapid-reviews.ts'
import { missingSignatures } from '../signatures.ts'
import type { OpenLink } from '../views/parts.tsx'
import { RapidPage } from '../views/rapid-page.tsx'
import type { RapidPageModel } from '../views/rapid-page.tsx'
import { aboutReview } from './frame.tsx'
import { ownPartner } from './own-partner.ts'
import { plainActs, stateOf } from './rapid-form.tsx'
import { questionPages } from './rapid-question-pages.tsx'
import { stepPages } from './rapid-step-pages.tsx'

function openActs(found: RapidPageData, actor: Actor, partnerOpen: boolean): OpenLink[] {
  const { uid, acts } = found
  const writes = can(actor, 'rapid-review:write')
  return [
    {
      open: can(actor, 'rapid-review:sign') && found.signable && partnerOpen,
      href: paths.signRapid(uid),
      text: 'Sign, or dissent with reasons',
    },
    {
      open: writes && plainActs(found).length > 0,
      href: paths.moveRapid(uid),
      text: 'Record what happens next',
    },
    {
      open: writes && acts.includes('send'),
      href: paths.send(uid),
      text: 'Record as sent to the Panel',
    },
    {
      open: writes && acts.includes('record-reply'),
      href: paths.reply(uid),
      text: 'Record the Panel’s reply',
    },
    {
      open: can(actor, 'review:read'),
      href: paths.ofCase(found.kase.uid),
      text: 'All reviews of this case',
    },
  ]
}

async function modelOf(ctx: ReadContext, found: RapidPageData): Promise<RapidPageModel> {
  const { said, check } = found
  const missing = missingSignatures(said.signatures, found.draft)
  const own = await ownPartner(ctx)
  const writes = can(ctx.actor, 'rapid-review:write')
  return {
    ...found,
    ...said,
    ...check,
    missing,
    events: found.events.toReversed(),
    writes: writes && found.writable,
    sendable: writes && found.acts.includes('send'),
    acts: openActs(found, ctx.actor, own !== null && missing.includes(own)),
  }
}

/** A rapid review and the acts on it. */
export const rapidPages: readonly Route[] = [
  page({
    path: '/rapid-reviews/:uid',
    can: 'rapid-review:read',
    audit: 'rapid-review.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getRapidPage(ctx, params.uid)
      return {
        title: `Rapid review of case ${found.kase.reference}`,
        state: stateOf(found),
        back: { href: paths.rapidList, text: 'Rapid reviews' },
        layout: 'wide',
        body: <RapidPage model={await modelOf(ctx, found)} />,
        about: aboutReview('rapid-review', { ...found, scopeUid: found.kase.scopeUid }),
      }
    },
  }),
  ...questionPages,
  ...stepPages,
]
