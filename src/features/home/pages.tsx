import { z } from 'zod'
import type { ReadContext } from '#platform/context.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { addDays } from '#shared/dates.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import { ok } from '#shared/result.ts'
import { agendaOf, sectionWords, sections } from './agenda.ts'
import * as queries from './queries.ts'
import { deadlinesPage } from './deadlines.tsx'
import { positionPage } from './position.tsx'
import { markVisit } from './store.ts'
import { ChangeList, sayChangedSince } from './views/changes.tsx'
import { HomePage, Lines } from './views/home-page.tsx'
import { Notices } from './views/notices.tsx'

const SectionParams = z.object({ section: z.enum(sections) })

async function agenda(ctx: ReadContext) {
  return agendaOf(await queries.listDue(ctx), { today: ctx.today, addDays })
}

/** Each person's page. */
export const pages: readonly Route[] = [
  positionPage,
  deadlinesPage,
  page({
    path: '/',
    can: 'home:read',
    audit: 'home.viewed',
    handle: async (ctx, { form }) => {
      const parts = await agenda(ctx)
      const { since, changes } = await queries.listChanges(ctx)
      const notices = await queries.listNotices(ctx)
      return {
        title: 'Your page',
        state: sayDateInFull(ctx.today),
        body: (
          <>
            <Notices notices={notices} today={ctx.today} />
            <HomePage
              form={form}
              today={ctx.today}
              agenda={parts}
              since={since}
              changes={changes}
            />
          </>
        ),
        about: {
          fields: [
            ...notices.map(({ key }) => key),
            ...sections.filter((section) => parts[section].length > 0),
          ],
        },
      }
    },
  }),
  page({
    path: '/due/:section',
    can: 'home:read',
    audit: 'home.viewed',
    params: SectionParams,
    handle: async (ctx, { params }) => {
      const items = (await agenda(ctx))[params.section]
      return {
        title: sectionWords[params.section],
        state: items.length === 1 ? '1 line' : `${items.length} lines`,
        back: { href: '/', text: 'Your page' },
        body: <Lines items={items} section={params.section} today={ctx.today} />,
        about: { fields: [params.section] },
      }
    },
  }),
  page({
    path: '/changes',
    can: 'home:read',
    audit: 'home.viewed',
    handle: async (ctx) => {
      const { since, changes } = await queries.listChanges(ctx)
      return {
        title: sayChangedSince(since, ctx.today),
        state: changes.length === 1 ? '1 change' : `${changes.length} changes`,
        back: { href: '/', text: 'Your page' },
        body: <ChangeList changes={changes} today={ctx.today} />,
        about: { fields: ['changes'] },
      }
    },
  }),
  act({
    path: '/seen',
    page: '/',
    can: 'home:read',
    audit: 'changes.read',
    said: 'Marked as read.',
    body: z.strictObject({}),
    explain: () => [],
    handle: async (ctx) => {
      await markVisit(ctx.tx, ctx.now)
      return ok({ to: '/', about: {} })
    },
  }),
]
