import { listCases } from '#features/cases/index.ts'
import { publicWords } from '#features/learning/index.ts'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import {
  approvePublication,
  lockPublication,
  openPublication,
  publish,
  revisePublication,
  takeBackApproval,
  unlockPublication,
  withdraw,
} from '../commands/publications.ts'
import { explain } from '../explain.ts'
import type { GateResult } from '../gate/run-gate.ts'
import { paths } from '../paths.ts'
import { approvalsThatCount, approvedByTwo, isOpen } from '../publication.ts'
import { standingWords } from '../publication-words.ts'
import {
  asThePublicSees,
  checkPublication,
  getPublication,
  listChecks,
  listPublications,
  publicationsPerPage,
} from '../queries/publications.ts'
import type { OpenPublication } from '../queries/publications.ts'
import { NoFields, OpenPublicationForm, PageQuery, WithdrawForm } from '../schemas.ts'
import { OpenPublication as OpenPublicationView, Withdraw } from '../views/publication-forms.tsx'
import { PublicationList } from '../views/publication-list.tsx'
import { PublicationPage } from '../views/publication-page.tsx'
import type { PublicationActs } from '../views/publication-page.tsx'
import { checkWords, gateWords } from './gate-words.ts'
import { aboutPublication, actedOn } from './shared.ts'

const back = { href: paths.list, text: 'Publications' }
const show = '/publications/:uid'

/** Whether nothing stands in the way as far as the page can know; publishing asks everything again. */
function isReady(
  { approvals, publication }: OpenPublication,
  gate: GateResult | undefined,
): boolean {
  return gate?.outcome === 'passed' && approvedByTwo(approvals, publication.textVersion).ok
}

/** What is open in the state that the text is in, to whoever prepares and to whoever approves. */
function actsFor(
  ctx: ReadContext,
  open: OpenPublication,
  gate: GateResult | undefined,
): PublicationActs {
  const { publication } = open
  const counting = approvalsThatCount(open.approvals, publication.textVersion)
  const own = counting.some((one) => one.by === ctx.actor.principalId)
  const locked = publication.state === 'locked'
  const prepares = (is: boolean) => is && can(ctx.actor, 'publication:prepare')
  const approves = (is: boolean) => is && can(ctx.actor, 'publication:approve')
  return {
    write: prepares(publication.state === 'draft'),
    lock: prepares(isOpen(publication, 'lock') && open.text.body.blocks.length > 0),
    unlock: prepares(isOpen(publication, 'unlock')),
    approve: approves(locked && !own),
    takeBack: approves(locked && own),
    publish: approves(isOpen(publication, 'publish') && isReady(open, gate)),
    revise: prepares(isOpen(publication, 'revise')),
    withdraw: can(ctx.actor, 'publication:withdraw') && publication.copy === 'live',
    check: can(ctx.actor, 'publication:check'),
    refresh: prepares(
      publication.copy === 'live' &&
        open.text.recommendations.some((one) => one.recommendation !== null),
    ),
  }
}

/** Lists, pages and steps of publications. */
export const publicationPages: readonly Route[] = [
  page({
    path: paths.list,
    can: 'publication:read',
    audit: 'publication-list.viewed',
    query: PageQuery,
    handle: async (ctx, { query }) => {
      const found = await listPublications(ctx, query.before)
      const rows = found.slice(0, publicationsPerPage)
      const older = found.length > publicationsPerPage ? rows.at(-1)?.id : undefined
      return {
        title: 'Publications',
        layout: 'wide',
        body: (
          <PublicationList
            rows={rows}
            olderHref={older === undefined ? undefined : `${paths.list}?before=${older}`}
            mayOpen={can(ctx.actor, 'publication:prepare') && can(ctx.actor, 'case:update')}
          />
        ),
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: paths.open,
    can: 'publication:prepare',
    audit: 'case-list.viewed',
    handle: async (ctx, { form }) => {
      // Whoever writes text only sees no case and cannot begin.
      if (!can(ctx.actor, 'case:read')) throw new Failure('not-found')
      const { rows } = await listCases(ctx, { status: undefined, before: undefined })
      return {
        title: 'Prepare a publication',
        back,
        body: <OpenPublicationView form={form} cases={rows} />,
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  act({
    path: paths.open,
    page: paths.open,
    can: 'publication:prepare',
    audit: 'publication.opened',
    said: 'The publication is begun. Write its text next.',
    body: OpenPublicationForm,
    explain,
    handle: async (ctx, { body }) => {
      const uid = await openPublication(ctx, body)
      return ok({ to: paths.show(uid), about: actedOn(uid) })
    },
  }),
  page({
    path: show,
    can: 'publication:read',
    audit: 'publication.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const open = await getPublication(ctx, params.uid)
      const checks = await listChecks(ctx, open.publication.id)
      const { publication } = open
      const text = await asThePublicSees(ctx, open)
      const result = can(ctx.actor, 'publication:check')
        ? await checkPublication(ctx, open)
        : undefined
      return {
        title: 'Publication',
        heading: text.title,
        caption: 'Publication',
        state: standingWords(publication.state, publication.copy),
        back,
        body: (
          <PublicationPage
            model={{
              ...open,
              text,
              checks: checks.map((check) => ({ ...check, words: checkWords(check) })),
              gateWords: result && gateWords(result),
              stateWords: text.recommendations.map((one) => publicWords[one.state]),
              may: actsFor(ctx, open, result),
              formKey: form.key,
            }}
          />
        ),
        about: aboutPublication(open),
      }
    },
  }),
  act({
    path: '/publications/:uid/lock',
    page: show,
    can: 'publication:prepare',
    audit: 'publication.locked',
    said: 'The text is locked. Two people of two agencies can now approve this version.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => done(await lockPublication(ctx, params.uid)),
  }),
  act({
    path: '/publications/:uid/unlock',
    page: show,
    can: 'publication:prepare',
    audit: 'publication.unlocked',
    said: 'The text is open for writing. Each change makes a new version, which must be approved anew.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => done(await unlockPublication(ctx, params.uid)),
  }),
  act({
    path: '/publications/:uid/revise',
    page: show,
    can: 'publication:prepare',
    audit: 'publication.revised',
    said: 'The correction is begun. The public page stays as it is until the next version goes out.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => done(await revisePublication(ctx, params.uid)),
  }),
  act({
    path: '/publications/:uid/approve',
    page: show,
    can: 'publication:approve',
    stepUp: true,
    audit: 'publication.approved',
    said: 'You have approved this version.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => done(await approvePublication(ctx, params.uid)),
  }),
  act({
    path: '/publications/:uid/take-back',
    page: show,
    can: 'publication:approve',
    audit: 'publication-approval.taken-back',
    said: 'Your approval is taken back.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => done(await takeBackApproval(ctx, params.uid)),
  }),
  act({
    path: '/publications/:uid/publish',
    page: show,
    can: 'publication:approve',
    stepUp: true,
    audit: 'publication.published',
    said: 'The page is public.',
    params: UidParams,
    body: NoFields,
    explain,
    handle: async (ctx, { params }) => done(await publish(ctx, params.uid)),
  }),
  page({
    path: '/publications/:uid/withdraw',
    can: 'publication:withdraw',
    audit: 'publication.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const open = await getPublication(ctx, params.uid)
      const { uid, version } = open.publication
      return {
        title: 'Take the public page down',
        caption: 'Publication',
        back: { href: paths.show(uid), text: 'Publication' },
        body: <Withdraw form={form} uid={uid} version={version} />,
        about: aboutPublication(open),
      }
    },
  }),
  act({
    path: '/publications/:uid/withdraw',
    page: '/publications/:uid/withdraw',
    can: 'publication:withdraw',
    stepUp: true,
    audit: 'publication.withdrawn',
    said: 'The public page is down.',
    params: UidParams,
    body: WithdrawForm,
    explain,
    handle: async (ctx, { params, body }) => done(await withdraw(ctx, params.uid, body.reason)),
  }),
]

type Moved = Awaited<ReturnType<typeof publish>>

function done(moved: Moved) {
  if (!moved.ok) return moved
  const { uid } = moved.value
  return ok({ to: paths.show(uid), about: actedOn(uid, ['state']) })
}
