import { findAgencyId, listAgencyChoices } from '#features/organisations/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import { adoptPractice, withdrawSharing } from '../commands/share-finding.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { aboutFinding } from '../queries/about-record.ts'
import { getFindingPage } from '../queries/findings.ts'
import { AdoptForm } from '../schemas/finding-forms.ts'
import { InErrorForm } from '../schemas/recommendation-forms.ts'
import { Adopt, ReasonForm } from '../views/finding-forms.tsx'
import { backToFinding } from './finding-step-pages.tsx'

/** The agencies for which this person may say that they took something up. */
async function adopters(ctx: ReadContext) {
  const all = await listAgencyChoices(ctx)
  if (can(ctx.actor, 'finding:share')) return all
  const own = []
  for (const each of all) {
    if ((await findAgencyId(ctx, each.uid)) === ctx.actor.agencyId) own.push(each)
  }
  return own
}

/** What becomes of a finding that is shared: taken up by agencies, or taken back. */
export const sharedFindingPages: readonly Route[] = [
  page({
    path: '/findings/:uid/share/withdraw',
    can: 'finding:share',
    audit: 'finding.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFindingPage(ctx, params.uid)
      if (found.seen !== 'shared') throw new Failure('not-found')
      return {
        title: 'Take back what was shared',
        back: { href: paths.findings, text: 'Findings' },
        body: (
          <ReasonForm
            form={form}
            action={paths.unshareFinding(found.uid)}
            cancel={paths.finding(found.uid)}
            version={found.shared.version}
            lead="Those with whom it was shared no longer see it. Nothing is sent."
            label="Why is it taken back?"
            button="Take it back"
          />
        ),
        about: await aboutFinding(ctx, found.uid),
      }
    },
  }),
  act({
    path: '/findings/:uid/share/withdraw',
    page: '/findings/:uid/share/withdraw',
    can: 'finding:share',
    audit: 'finding-sharing.withdrawn',
    said: 'It is no longer shared.',
    params: UidParams,
    body: InErrorForm,
    explain,
    handle: async (ctx, { params, body }) => {
      await withdrawSharing(ctx, params.uid, body.reason)
      return ok({ ...(await backToFinding(ctx, params.uid)), to: paths.findings })
    },
  }),
  page({
    path: '/findings/:uid/adoptions/new',
    can: 'finding:adopt',
    audit: 'finding.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getFindingPage(ctx, params.uid)
      if (found.seen !== 'shared' || found.shared.kind !== 'good-practice')
        throw new Failure('not-found')
      return {
        title: 'A good practice was taken up',
        back: { href: paths.finding(found.uid), text: 'Good practice' },
        body: (
          <Adopt
            form={form}
            action={paths.adopt(found.uid)}
            cancel={paths.finding(found.uid)}
            agencies={await adopters(ctx)}
          />
        ),
        about: await aboutFinding(ctx, found.uid),
      }
    },
  }),
  act({
    path: '/findings/:uid/adoptions/new',
    page: '/findings/:uid/adoptions/new',
    can: 'finding:adopt',
    audit: 'good-practice.adopted',
    said: 'It is recorded that the good practice was taken up.',
    params: UidParams,
    body: AdoptForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const forAnyAgency = can(ctx.actor, 'finding:share')
      const adopted = await adoptPractice(ctx, params.uid, { input: body, forAnyAgency })
      return adopted.ok ? ok(await backToFinding(ctx, params.uid)) : adopted
    },
  }),
]
