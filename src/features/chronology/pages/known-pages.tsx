import type { z } from 'zod'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import type { Problem } from '#platform/html/form-state.ts'
import { page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { lanesOf, sayStretch, stepFor, stretchEnd, stretchesBetween } from '../lanes.ts'
import type { LaneStep } from '../lanes.ts'
import { paths } from '../paths.ts'
import { describeEntries } from '../queries/entries.ts'
import { countKnown, listKnown } from '../queries/known.ts'
import { listLanes, listMarkLanes } from '../queries/lanes.ts'
import { getOpenChronology } from '../queries/parts.ts'
import type { OpenChronology } from '../queries/parts.ts'
import { KnownQuery, LanesQuery } from '../schemas.ts'
import { listPartsOf } from '../store/parts.ts'
import { KnownPage } from '../views/known-page.tsx'
import { LanesPage } from '../views/lanes-page.tsx'
import type { ShownLane } from '../views/lanes-page.tsx'
import { addressOf } from './address.ts'
import { agencyChoices, caseFrame } from './frame.ts'

const knowledges = ['certain', 'possible', 'not-yet'] as const

async function answerTo(
  ctx: ReadContext,
  open: OpenChronology,
  query: {
    agency: Uid
    on: PlainDate
    knowledge: (typeof knowledges)[number]
    after?: Uid | undefined
  },
) {
  const { agency, on, knowledge } = query
  const parts = await listPartsOf(ctx.tx, open.chronologyId)
  const part = parts.find((each) => each.agencyUid === agency)
  if (part === undefined) throw new Failure('not-found')
  const { rows, next } = await listKnown(ctx, open, {
    agency,
    day: on,
    knowledge,
    after: query.after,
  })
  const path = paths.known(open.kase.uid)
  const href = (change: Record<string, string>) =>
    addressOf(path, { agency, on, knowledge, ...change })
  return {
    agency: part.agency,
    day: on,
    knowledge,
    counts: await countKnown(ctx, open, { agency, day: on }),
    rows,
    hrefs: {
      certain: href({ knowledge: 'certain' }),
      possible: href({ knowledge: 'possible' }),
      'not-yet': href({ knowledge: 'not-yet' }),
    },
    nextHref: next && href({ after: next }),
    firstHref: query.after === undefined ? undefined : href({}),
  }
}

/** What is missing of a question that was begun: an agency, or a day that is one. */
function problemsOf(query: z.output<typeof KnownQuery>): Problem[] {
  const begun =
    query.agency !== undefined ||
    Object.entries(query).some(
      ([name, value]) => name.startsWith('on-') && value !== '' && value !== undefined,
    )
  if (!begun) return []
  return [
    ...(query.agency === undefined ? [{ field: 'agency', message: 'Choose the agency' }] : []),
    ...(query.on === undefined
      ? [{ field: 'on', message: 'Enter a real date, like 27 3 2026' }]
      : []),
  ]
}

/** A tick under the first stretch of each year, or of some years where they would stand too close. */
function ticksOf(stretches: readonly PlainDate[]): { at: number; text: string }[] {
  const years = stretches.flatMap((from, at) => {
    const year = from.slice(0, 4)
    return stretches[at - 1]?.slice(0, 4) === year ? [] : [{ at, text: year }]
  })
  // Six of them stand side by side on the narrowest phone.
  const every = Math.max(1, Math.ceil(years.length / 6))
  return years.filter((_year, n) => n % every === 0)
}

async function lanesModel(ctx: ReadContext, open: OpenChronology, wanted: LaneStep | undefined) {
  const { uid } = open.kase
  const { first, last } = await describeEntries(ctx, open, { sort: 'time' })
  if (first === null || last === null)
    return { uid, stretches: [], ticks: [], lanes: [], steps: [] }
  const fitting = stepFor(first, last)
  const order: readonly LaneStep[] = ['month', 'quarter', 'year']
  const steps = order.slice(order.indexOf(fitting))
  const step = wanted !== undefined && steps.includes(wanted) ? wanted : fitting
  // `happened_last` may lie after the last first day: the stretches reach as far as an entry can.
  const stretches = stretchesBetween(first, last, step)
  const cells = await listLanes(ctx, open, step)
  const agencyUids = new Map(cells.map(({ agency, agencyUid }) => [agency, agencyUid]))
  const marks = await listMarkLanes(ctx, open.chronologyId, step)
  const agencies = lanesOf(
    cells.map(({ agency, from, n }) => ({ name: agency, from, n })),
    stretches,
  )
  const ofMarks = lanesOf(
    marks.map(({ from, n }) => ({ name: 'Open marks', from, n })),
    stretches,
  )
  const lanes: ShownLane[] = [
    ...agencies.map((lane) => ({
      ...lane,
      marks: false,
      hrefs: stretches.map((from) =>
        addressOf(paths.show(uid), {
          agency: agencyUids.get(lane.name),
          from,
          to: stretchEnd(from, step),
        }),
      ),
    })),
    ...ofMarks.map((lane) => ({
      ...lane,
      marks: true,
      hrefs: stretches.map(() => paths.marks(uid)),
    })),
  ]
  return {
    uid,
    stretches: stretches.map((from) => sayStretch(from, step)),
    ticks: ticksOf(stretches),
    lanes,
    steps: steps.map((each) => ({
      text: each,
      href: addressOf(paths.lanes(uid), { step: each }),
      now: each === step,
    })),
  }
}

/** What an agency knew on a day, and the picture in lanes. */
export const knownPages: readonly Route[] = [
  page({
    path: '/cases/:uid/chronology/known',
    can: 'chronology:read',
    audit: 'chronology.asked',
    params: UidParams,
    query: KnownQuery,
    handle: async (ctx, { params, query }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const { agency, on } = query
      const answer =
        agency !== undefined && on !== undefined
          ? await answerTo(ctx, open, { ...query, agency, on })
          : undefined
      const parts = await listPartsOf(ctx.tx, open.chronologyId)
      const model = {
        uid: open.kase.uid,
        form: { values: query, problems: problemsOf(query) },
        agencies: agencyChoices(parts),
        answer,
      }
      return {
        ...caseFrame(open.kase),
        title: 'What was known',
        layout: 'wide',
        body: <KnownPage model={model} />,
        about: {
          ...caseFrame(open.kase).about,
          listed: answer?.rows.map((row) => row.uid) ?? [],
        },
      }
    },
  }),
  page({
    path: '/cases/:uid/chronology/lanes',
    can: 'chronology:read',
    audit: 'chronology.pictured',
    params: UidParams,
    query: LanesQuery,
    handle: async (ctx, { params, query }) => {
      const open = await getOpenChronology(ctx, params.uid)
      return {
        ...caseFrame(open.kase),
        title: 'Picture of the chronology',
        layout: 'wide',
        body: <LanesPage model={await lanesModel(ctx, open, query.step)} />,
      }
    },
  }),
]
