import { z } from 'zod'
import { getCaseKeys } from '#features/cases/index.ts'
import { listAgencyChoices } from '#features/organisations/index.ts'
import { listReviewChoices } from '#features/reviews/index.ts'
import type { ReadContext } from '#platform/context.ts'
import { optionalUid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { changeDraft, draftRecommendation } from '../commands/draft-recommendation.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { listFindingChoices } from '../queries/findings.ts'
import { getRecommendationPage } from '../queries/recommendation-page.ts'
import { daysOverdue } from '../recommendation-standing.ts'
import { statusWords } from '../recommendation-words.ts'
import { DraftRecommendationForm } from '../schemas/recommendation-forms.ts'
import { DraftForm } from '../views/draft-form.tsx'
import { dueLine, RecommendationPage } from '../views/recommendation-page.tsx'
import { RecommendationWork } from '../views/recommendation-work.tsx'
import { aboutRecommendation, backTo, withStored } from './parts.ts'
import { pageModel } from './recommendation-model.ts'
import { workModel } from './work-model.ts'

const DraftQuery = z.object({ case: optionalUid().catch(undefined) })

const back = { href: paths.recommendations, text: 'Recommendations' }

async function choicesFor(ctx: ReadContext, caseUid: Uid | undefined) {
  const agencies = await listAgencyChoices(ctx)
  const findings = caseUid === undefined ? [] : await listFindingChoices(ctx, caseUid)
  return { agencies, findings, reviews: [] }
}

/** A recommendation, a new draft, and other words for a draft. */
export const recommendationPages: readonly Route[] = [
  page({
    path: paths.draft,
    can: 'recommendation:draft',
    audit: { none: 'an empty form' },
    query: DraftQuery,
    handle: async (ctx, { query, form }) => {
      const typed = form.values['case']
      const from =
        query.case ?? (typeof typed === 'string' && typed !== '' ? (typed as Uid) : undefined)
      const kase = from === undefined ? undefined : await getCaseKeys(ctx, from)
      return {
        title: 'Draft a recommendation',
        caption: kase === undefined ? undefined : `Case ${kase.reference}`,
        back,
        body: (
          <DraftForm
            form={form}
            action={paths.draft}
            cancel={kase === undefined ? paths.recommendations : paths.caseFindings(kase.uid)}
            choices={{
              ...(await choicesFor(ctx, kase?.uid)),
              reviews: await listReviewChoices(ctx),
            }}
            fromCase={kase?.uid}
            button="Keep the draft"
          />
        ),
        about: {},
      }
    },
  }),
  act({
    path: paths.draft,
    page: paths.draft,
    can: 'recommendation:draft',
    audit: 'recommendation.drafted',
    said: 'The draft is kept. Check its quality next; the advice is beside it.',
    body: DraftRecommendationForm,
    explain,
    handle: async (ctx, { body }) => {
      const drafted = await draftRecommendation(ctx, body)
      return drafted.ok ? ok(await backTo(ctx, drafted.value)) : drafted
    },
  }),
  page({
    path: '/recommendations/:uid',
    can: 'recommendation:read',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const found = await getRecommendationPage(ctx, params.uid)
      const overdue = daysOverdue(found, ctx.today)
      return {
        title: `Recommendation ${found.reference}`,
        state: `${statusWords[found.status]}, ${dueLine(found.dueOn, overdue)}`,
        back,
        layout: 'wide',
        body: (
          <RecommendationPage model={pageModel(ctx, found)}>
            <RecommendationWork model={await workModel(ctx, found)} />
          </RecommendationPage>
        ),
        about: aboutRecommendation(found),
      }
    },
  }),
  page({
    path: '/recommendations/:uid/words',
    can: 'recommendation:draft',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getRecommendationPage(ctx, params.uid)
      const stored = {
        ...found,
        agencies: found.addressees.map((each) => each.agency),
        findings: found.findings.map((each) => each.uid),
        notHeld: found.text === null ? 'yes' : '',
      }
      return {
        title: 'Change the draft',
        caption: `Recommendation ${found.reference}`,
        back: { href: paths.recommendation(found.uid), text: `Recommendation ${found.reference}` },
        body: (
          <DraftForm
            form={withStored(form, stored)}
            action={paths.change(found.uid)}
            cancel={paths.recommendation(found.uid)}
            choices={await choicesFor(ctx, found.fromCase?.uid)}
            version={found.version}
            button="Keep the changes"
          />
        ),
        about: aboutRecommendation(found),
      }
    },
  }),
  act({
    path: '/recommendations/:uid/words',
    page: '/recommendations/:uid/words',
    can: 'recommendation:draft',
    audit: 'recommendation.changed',
    said: 'The changes are kept.',
    params: UidParams,
    body: DraftRecommendationForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const changed = await changeDraft(ctx, params.uid, body)
      return changed.ok ? ok(await backTo(ctx, params.uid)) : changed
    },
  }),
]
