import { z } from 'zod'
import type { ReadContext } from '#platform/context.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { addDays, addMilliseconds } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import { sayDateInFull } from '#shared/date-words.ts'
import { ok } from '#shared/result.ts'
import { agendaOf, sectionWords, sections } from './agenda.ts'
import * as queries from './queries.ts'
import { positionPage } from './position.tsx'
import { markVisit } from './store.ts'
import { ChangeList, sayChangedSince } from './views/changes.tsx'
import { EmergencyList, EmergencyNotice } from './views/emergency-list.tsx'
import { HomePage, Lines } from './views/home-page.tsx'

const SectionParams = z.object({ section: z.enum(sections) })

/** A use stays on the home page for two weeks, and until somebody has reviewed it. */
const newForMilliseconds = 14 * 24 * 3_600_000

function stillNew(items: readonly queries.EmergencyItem[], now: Instant): queries.EmergencyItem[] {
  const since = addMilliseconds(now, -newForMilliseconds)
  return items.filter((item) => item.reviewedAt === null || item.usedAt >= since)
}

async function agenda(ctx: ReadContext) {
  return agendaOf(await queries.listDue(ctx), { today: ctx.today, addDays })
}

/** Each person's page. */
export const pages: readonly Route[] = [
  positionPage,
  page({
    path: '/',
    can: 'home:read',
    audit: 'home.viewed',
    handle: async (ctx, { form }) => {
      const parts = await agenda(ctx)
      const { since, changes } = await queries.listChanges(ctx)
      const emergencies = stillNew(await queries.listEmergencies(ctx), ctx.now)
      return {
        title: 'Your page',
        state: sayDateInFull(ctx.today),
        body: (
          <>
            <EmergencyNotice items={emergencies} today={ctx.today} />
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
            ...(emergencies.length > 0 ? ['emergency-access'] : []),
            ...sections.filter((section) => parts[section].length > 0),
          ],
        },
      }
    },
  }),
  page({
    path: '/emergency-access/told',
    can: 'home:read',
    audit: 'emergency-access.viewed',
    handle: async (ctx) => {
      const items = await queries.listEmergencies(ctx)
      return {
        title: 'Emergency access',
        back: { href: '/', text: 'Your page' },
        body: <EmergencyList items={items} today={ctx.today} />,
        about: { listed: items.map(({ uid }) => uid) },
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
