import { z } from 'zod'
import { can } from '#platform/access/can.ts'
import { UidParams, uid } from '#platform/fields.ts'
import type { Problem } from '#platform/html/form-state.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { sayDate } from '#shared/date-words.ts'
import { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import type { EndAgencyRefusal } from './agency.ts'
import { addAgency, addPost, endAgency, fillPost } from './commands.ts'
import type { AddAgencyRefusal, PostRefusal } from './commands.ts'
import { paths } from './paths.ts'
import * as queries from './queries.ts'
import { AddAgencyForm, AddPostForm, EndAgencyForm, FillPostForm } from './schemas.ts'
import { AddAgency, AddPost, EndAgency, FillPost } from './views/agency-forms.tsx'
import { AgencyList } from './views/agency-list.tsx'
import { AgencyPage, agencyState } from './views/agency-page.tsx'

const PostParams = z.object({ uid: uid(), post: uid() })
const back = { href: paths.list, text: 'Organisations' }

function explainEnd(refusal: EndAgencyRefusal): Problem[] {
  switch (refusal.code) {
    case 'already-ended':
      return [{ field: '', message: `This agency ended on ${sayDate(refusal.on)}` }]
    case 'ends-before-it-began':
      return [
        { field: 'lastDay', message: `The last day must be ${sayDate(refusal.began)} or later` },
      ]
    case 'successor-is-itself':
      return [{ field: 'successor', message: 'Choose another agency than the one that ends' }]
    case 'successor-has-ended':
      return [
        { field: 'successor', message: `The agency you chose ended on ${sayDate(refusal.on)}` },
      ]
    case 'successor-begins-later':
      return [
        {
          field: 'successor',
          message: `The agency you chose begins only on ${sayDate(refusal.began)}`,
        },
      ]
  }
}

function explainAdd(_refusal: AddAgencyRefusal): Problem[] {
  return [{ field: 'name', message: 'An agency of this name is in the list already' }]
}

function explainPost(refusal: PostRefusal): Problem[] {
  const message =
    refusal.code === 'agency-has-ended'
      ? 'This agency has ended'
      : 'This post has ended and cannot be filled'
  return [{ field: '', message }]
}

/** The pages of agencies and posts. */
export const pages: readonly Route[] = [
  page({
    path: paths.list,
    can: 'organisation:read',
    audit: 'organisation-list.viewed',
    handle: async (ctx) => {
      const rows = await queries.listAgencies(ctx)
      return {
        title: 'Organisations',
        layout: 'wide',
        body: (
          <AgencyList
            rows={rows}
            today={ctx.today}
            mayChange={can(ctx.actor, 'organisation:manage')}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: paths.add,
    can: 'organisation:manage',
    audit: { none: 'an empty form' },
    handle: (_ctx, { form }) =>
      Promise.resolve({ title: 'Add an agency', back, body: <AddAgency form={form} />, about: {} }),
  }),
  act({
    path: paths.add,
    page: paths.add,
    can: 'organisation:manage',
    audit: 'organisation.added',
    said: 'The agency is in the list.',
    body: AddAgencyForm,
    explain: explainAdd,
    handle: async (ctx, { body }) => {
      const added = await addAgency(ctx, body)
      if (!added.ok) return added
      return ok({
        to: paths.show(added.value),
        about: { object: { type: 'agency', uid: added.value } },
      })
    },
  }),
  page({
    path: '/organisations/:uid',
    can: 'organisation:read',
    audit: 'organisation.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const agency = await queries.getAgencyPage(ctx, params.uid)
      const mayChange = can(ctx.actor, 'organisation:manage')
      const hasEnded = agency.activeTo !== null && agency.activeTo < ctx.today
      return {
        title: agency.name,
        state: agencyState({ ...agency, hasEnded }),
        back,
        body: <AgencyPage agency={{ ...agency, hasEnded, mayChange }} />,
        about: { object: { type: 'agency', uid: agency.uid } },
      }
    },
  }),
  page({
    path: '/organisations/:uid/end',
    can: 'organisation:manage',
    audit: 'organisation.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const agency = await queries.getAgencyPage(ctx, params.uid)
      const choices = await queries.listAgencyChoices(ctx)
      const successors = choices.filter((choice) => choice.uid !== agency.uid)
      return {
        title: 'End of an agency',
        caption: agency.name,
        back: { href: paths.show(agency.uid), text: agency.name },
        body: (
          <EndAgency
            form={form}
            uid={agency.uid}
            version={agency.version}
            successors={successors}
          />
        ),
        about: { object: { type: 'agency', uid: agency.uid } },
      }
    },
  }),
  act({
    path: '/organisations/:uid/end',
    page: '/organisations/:uid/end',
    can: 'organisation:manage',
    audit: 'organisation.ended',
    said: 'The agency has ended. Its posts, and what they owned, are with the successor.',
    params: UidParams,
    body: EndAgencyForm,
    explain: explainEnd,
    handle: async (ctx, { params, body }) => {
      const ended = await endAgency(ctx, params.uid, body)
      if (!ended.ok) return ended
      return ok({
        to: paths.show(params.uid),
        about: { object: { type: 'agency', uid: params.uid }, fields: ['activeTo', 'successor'] },
      })
    },
  }),
  page({
    path: '/organisations/:uid/posts/new',
    can: 'organisation:manage',
    audit: 'organisation.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const agency = await queries.getAgencyPage(ctx, params.uid)
      const people = await queries.listPersonChoices(ctx)
      return {
        title: 'Add a post',
        caption: agency.name,
        back: { href: paths.show(agency.uid), text: agency.name },
        body: <AddPost form={form} uid={agency.uid} people={people} />,
        about: { object: { type: 'agency', uid: agency.uid } },
      }
    },
  }),
  act({
    path: '/organisations/:uid/posts/new',
    page: '/organisations/:uid/posts/new',
    can: 'organisation:manage',
    audit: 'post.added',
    said: 'The post is added.',
    params: UidParams,
    body: AddPostForm,
    explain: explainPost,
    handle: async (ctx, { params, body }) => {
      const added = await addPost(ctx, params.uid, body)
      if (!added.ok) return added
      return ok({
        to: paths.show(params.uid),
        about: { object: { type: 'post', uid: added.value } },
      })
    },
  }),
  page({
    path: '/organisations/:uid/posts/:post/holder',
    can: 'post:fill',
    audit: 'organisation.viewed',
    params: PostParams,
    handle: async (ctx, { params, form }) => {
      const agency = await queries.getAgencyPage(ctx, params.uid)
      const post = agency.openPosts.find((each) => each.uid === params.post)
      if (post === undefined) throw new Failure('not-found')
      const people = await queries.listPersonChoices(ctx)
      return {
        title: 'Change the holder of a post',
        caption: `${post.title}, ${agency.name}`,
        back: { href: paths.show(agency.uid), text: agency.name },
        body: <FillPost form={form} agency={agency.uid} post={post.uid} people={people} />,
        about: { object: { type: 'post', uid: post.uid } },
      }
    },
  }),
  act({
    path: '/organisations/:uid/posts/:post/holder',
    page: '/organisations/:uid/posts/:post/holder',
    can: 'post:fill',
    audit: 'post.filled',
    said: 'The post has a new holder.',
    params: PostParams,
    body: FillPostForm,
    explain: explainPost,
    handle: async (ctx, { params, body }) => {
      const filled = await fillPost(ctx, params.post, body.holder)
      if (!filled.ok) return filled
      return ok({
        to: paths.show(params.uid),
        about: { object: { type: 'post', uid: params.post } },
      })
    },
  }),
]
