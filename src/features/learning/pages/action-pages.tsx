import { z } from 'zod'
import { getActingFor, listAgencyChoices, listPostChoices } from '#features/organisations/index.ts'
import { hasWideRole } from '#platform/access/actor.ts'
import type { ReadContext } from '#platform/context.ts'
import { uid, UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { addAction } from '../commands/add-action.ts'
import { rightsOf } from '../commands/acting-part.ts'
import { explainWork } from '../explain-work.ts'
import type { Delivery } from '../model.ts'
import { textNotHeld } from '../public-words.ts'
import { aboutRecord } from '../queries/about-record.ts'
import { getActionPage } from '../queries/action-page.ts'
import { listActions } from '../queries/actions.ts'
import type { ActionFilter } from '../queries/actions.ts'
import { AddActionForm } from '../schemas/work-forms.ts'
import { AddAction } from '../views/action-forms.tsx'
import { ActionList } from '../views/action-list.tsx'
import { ActionPage } from '../views/action-page.tsx'
import { deliveryWords } from '../work-words.ts'
import { workPaths } from '../work-paths.ts'
import { aboutAction, actionState } from './action-parts.tsx'
import { actionModel } from './action-model.ts'
import { stepPage } from './step-pages.tsx'
import { latenessOf } from './work-model.ts'

// Object.keys gives strings; they are the states by the type of the record.
const states = ['open', ...(Object.keys(deliveryWords) as Delivery[])] as const
const maybe = z.preprocess((sent) => (sent === '' ? undefined : sent), uid().optional())
const ListQuery = z.object({
  whose: z.enum(['mine', 'agency', 'all']).optional().catch(undefined),
  state: z.enum(states).optional().catch(undefined),
  late: z.enum(['yes']).optional().catch(undefined),
  agency: maybe.catch(undefined),
  recommendation: maybe.catch(undefined),
  after: maybe.catch(undefined),
})

type Asked = z.output<typeof ListQuery>

// Whoever owns actions comes for the own ones; whoever watches over all of them comes for all.
function filterOf(ctx: ReadContext, asked: Asked): ActionFilter {
  const watches = hasWideRole(ctx.actor, 'recommendation')
  const whose = asked.whose ?? (watches || ctx.actor.posts.length === 0 ? 'all' : 'mine')
  return { ...asked, whose, late: asked.late === 'yes' }
}

function hrefOf(filter: ActionFilter, after: Uid | undefined): string {
  const query = new URLSearchParams({ whose: filter.whose })
  if (filter.state !== undefined) query.set('state', filter.state)
  if (filter.late) query.set('late', 'yes')
  if (filter.agency !== undefined) query.set('agency', filter.agency)
  if (filter.recommendation !== undefined) query.set('recommendation', filter.recommendation)
  if (after !== undefined) query.set('after', after)
  return `${workPaths.actions}?${query.toString()}`
}

/** Posts that the reader may give an action to: any for the partnership, those of the own agency for its lead. */
export async function postsToGive(ctx: ReadContext) {
  if (rightsOf(ctx).recordFor) return listPostChoices(ctx)
  return listPostChoices(ctx, { agency: (await getActingFor(ctx)).uid })
}

/** The list of actions, the page of one, and a new one. */
export const actionPages: readonly Route[] = [
  page({
    path: workPaths.actions,
    can: 'action:read',
    audit: 'action-list.viewed',
    query: ListQuery,
    handle: async (ctx, { query }) => {
      const filter = filterOf(ctx, query)
      const { rows, next } = await listActions(ctx, filter)
      const agencies = await listAgencyChoices(ctx)
      const shown = rows.map((row) => ({ ...row, lateness: latenessOf(ctx, row) }))
      return {
        title: 'Actions',
        layout: 'wide',
        body: (
          <ActionList
            rows={shown}
            filter={{
              whose: filter.whose,
              state: filter.state ?? '',
              late: filter.late === true,
              agency: filter.agency ?? '',
            }}
            agencies={agencies}
            of={filter.recommendation === undefined ? undefined : rows[0]?.reference}
            nextHref={next && hrefOf(filter, next)}
            firstHref={filter.after === undefined ? undefined : hrefOf(filter, undefined)}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: '/actions/:uid',
    can: 'action:read',
    audit: 'action.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getActionPage(ctx, params.uid)
      return {
        title: 'Action',
        caption: `For recommendation ${found.recommendation.reference}`,
        state: found.inError ? 'Recorded in error' : actionState(ctx, found),
        back: { href: workPaths.actions, text: 'Actions' },
        layout: 'wide',
        body: <ActionPage model={actionModel(ctx, found, form)} />,
        about: aboutAction(found),
      }
    },
  }),
  page({
    path: '/recommendations/:uid/actions/new',
    can: 'action:assign',
    audit: 'recommendation.viewed',
    params: UidParams,
    handle: (ctx, { params, form }) =>
      stepPage(ctx, { uid: params.uid, form, title: 'Add an action' }, async (found, typed) => (
        <AddAction
          form={typed}
          recommendation={found.uid}
          text={found.agreedText ?? found.text ?? textNotHeld}
          posts={await postsToGive(ctx)}
        />
      )),
  }),
  act({
    path: '/recommendations/:uid/actions/new',
    page: '/recommendations/:uid/actions/new',
    can: 'action:assign',
    audit: 'action.added',
    said: 'The action is with its owner. Whoever fills the post finds it among the actions.',
    params: UidParams,
    body: AddActionForm,
    explain: explainWork,
    handle: async (ctx, { params, body }) => {
      const added = await addAction(ctx, params.uid, body)
      if (!added.ok) return added
      return ok({
        to: workPaths.action(added.value),
        about: await aboutRecord(ctx, 'action', added.value),
      })
    },
  }),
]
