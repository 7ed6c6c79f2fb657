import type { z } from 'zod'
import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import type { Problem } from '#platform/html/form-state.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import type { PlainDate } from '#shared/dates.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { addEpisode, changeEpisode, dismissMark, setRules, takeUpMark } from '../commands/marks.ts'
import { explain } from '../explain.ts'
import { lanesOf, sayStretch, stepFor, stretchEnd, stretchesBetween } from '../lanes.ts'
import type { LaneStep } from '../lanes.ts'
import { lengthName, markRuleIds, markRules, parameterOf } from '../mark-rules.ts'
import type { MarkSettings } from '../mark-rules.ts'
import { groupWords } from '../mark-words.ts'
import { paths } from '../paths.ts'
import {
  countKnown,
  describeEntries,
  listKnown,
  listLanes,
  listMarkLanes,
} from '../queries/entries.ts'
import { countMarks, getMark, listMarks } from '../queries/marks.ts'
import { getOpenChronology } from '../queries/parts.ts'
import type { OpenChronology } from '../queries/parts.ts'
import {
  EpisodeForm,
  EpisodeParams,
  KnownQuery,
  LanesQuery,
  MarkParams,
  MarksQuery,
  NothingMore,
  ReasonForm,
  RulesForm,
} from '../schemas.ts'
import { listEpisodes } from '../store/marks.ts'
import { listPartsOf } from '../store/parts.ts'
import { EpisodeForm as EpisodeWords, EpisodesPage } from '../views/episode-pages.tsx'
import { KnownPage } from '../views/known-page.tsx'
import { LanesPage } from '../views/lanes-page.tsx'
import type { ShownLane } from '../views/lanes-page.tsx'
import { MarkPage, MarksPage, RulesForm as RulesFields } from '../views/mark-pages.tsx'
import { agencyChoices, caseFrame, withKnown } from './frame.ts'

function addressOf(path: string, query: Readonly<Record<string, string | undefined>>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const search = new URLSearchParams(pairs).toString()
  return search === '' ? path : `${path}?${search}`
}

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

function settingsOf(form: RulesForm): MarkSettings {
  return Object.fromEntries(
    markRuleIds.flatMap((rule) => {
      const names = Object.keys(markRules[rule].parameters)
      const set = names.map((name) => [name, form[lengthName(rule, name)]])
      return names.length === 0 ? [] : [[rule, Object.fromEntries(set)]]
    }),
  )
}

function rulesValues({ chronology }: OpenChronology): Record<string, unknown> {
  return {
    periodFrom: chronology.periodFrom ?? '',
    periodTo: chronology.periodTo ?? '',
    ...Object.fromEntries(
      markRuleIds.flatMap((rule) =>
        Object.keys(markRules[rule].parameters).map((name) => [
          lengthName(rule, name),
          parameterOf(chronology.settings, rule, name),
        ]),
      ),
    ),
  }
}

/** What was known, the picture, the marks and the episodes of a chronology. */
export const judgePages: readonly Route[] = [
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
  page({
    path: '/cases/:uid/chronology/marks',
    can: 'chronology:read',
    audit: 'chronology-mark-list.viewed',
    params: UidParams,
    query: MarksQuery,
    handle: async (ctx, { params, query }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const { rows, next } = await listMarks(ctx, open, query)
      const path = paths.marks(open.kase.uid)
      const { group, rule, state } = query
      const kept = { group, rule, ...(state === 'dismissed' && { state }) }
      const chosen = [
        ...(group
          ? [
              {
                text: groupWords[group],
                withoutHref: addressOf(path, { ...kept, group: undefined }),
              },
            ]
          : []),
        ...(rule
          ? [
              {
                text: markRules[rule].title,
                withoutHref: addressOf(path, { ...kept, rule: undefined }),
              },
            ]
          : []),
        ...(state === 'dismissed'
          ? [{ text: 'Set aside', withoutHref: addressOf(path, { group, rule }) }]
          : []),
      ]
      const model = {
        uid: open.kase.uid,
        rows,
        counts: await countMarks(ctx, open.chronologyId),
        form: { values: query, problems: [] },
        chosen,
        state,
        settings: open.chronology.settings,
        marksAt: open.chronology.marksAt,
        cut: open.chronology.marksCut,
        firstHref: query.after === undefined ? undefined : addressOf(path, kept),
        nextHref: next && addressOf(path, { ...kept, after: next }),
        mayJudge: can(ctx.actor, 'chronology:judge'),
      }
      return {
        ...caseFrame(open.kase),
        title: 'Marks',
        layout: 'wide',
        body: <MarksPage model={model} />,
        about: { ...caseFrame(open.kase).about, listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: '/cases/:uid/chronology/marks/:mark',
    can: 'chronology:read',
    audit: 'chronology-mark.viewed',
    params: MarkParams,
    handle: async (ctx, { params, form }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const mark = await getMark(ctx, open, params.mark)
      return {
        ...caseFrame(open.kase),
        title: 'A mark',
        back: { href: paths.marks(open.kase.uid), text: 'Marks' },
        layout: 'wide',
        body: (
          <MarkPage
            uid={open.kase.uid}
            mark={mark}
            form={form}
            mayJudge={can(ctx.actor, 'chronology:judge')}
          />
        ),
        about: {
          object: { type: 'chronology-mark', uid: mark.uid },
          scopeUid: open.kase.scopeUid,
        },
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/marks/:mark',
    page: '/cases/:uid/chronology/marks/:mark',
    can: 'chronology:judge',
    audit: 'chronology-mark.set-aside',
    said: 'The mark is set aside, as long as the facts under it are the same.',
    params: MarkParams,
    body: ReasonForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { case: params.uid, mark: params.mark }
      const done = await dismissMark(ctx, at, body.reason)
      if (!done.ok) return done
      const about = { object: { type: 'chronology-mark', uid: params.mark } }
      return ok({ to: paths.marks(params.uid), about })
    },
  }),
  act({
    path: '/cases/:uid/chronology/marks/:mark/take-up',
    page: '/cases/:uid/chronology/marks/:mark',
    can: 'chronology:judge',
    audit: 'chronology-mark.taken-up',
    said: 'The mark is open again.',
    params: MarkParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await takeUpMark(ctx, { case: params.uid, mark: params.mark })
      if (!done.ok) return done
      const about = { object: { type: 'chronology-mark', uid: params.mark } }
      return ok({ to: paths.mark(params.uid, params.mark), about })
    },
  }),
  page({
    path: '/cases/:uid/chronology/rules',
    can: 'chronology:judge',
    audit: 'chronology.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const open = await getOpenChronology(ctx, params.uid)
      return {
        ...caseFrame(open.kase),
        title: 'Lengths of the rules',
        back: { href: paths.marks(open.kase.uid), text: 'Marks' },
        body: (
          <RulesFields
            form={withKnown(form, rulesValues(open))}
            uid={open.kase.uid}
            version={open.chronology.version}
          />
        ),
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/rules',
    page: '/cases/:uid/chronology/rules',
    can: 'chronology:judge',
    audit: 'chronology-rules.set',
    said: 'The rules are set, and the marks are worked out anew.',
    params: UidParams,
    body: RulesForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const { periodFrom, periodTo } = body
      // The schema has every length as a field of its own; its type forgets their names.
      const set = { periodFrom, periodTo, settings: settingsOf(body as RulesForm) }
      const done = await setRules(ctx, params.uid, set)
      if (!done.ok) return done
      const about = { object: { type: 'case', uid: params.uid } }
      return ok({ to: paths.marks(params.uid), about })
    },
  }),
  page({
    path: '/cases/:uid/chronology/episodes',
    can: 'chronology:read',
    audit: 'chronology-episode-list.viewed',
    params: UidParams,
    handle: async (ctx, { params }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const episodes = await listEpisodes(ctx.tx, open.chronologyId)
      return {
        ...caseFrame(open.kase),
        title: 'Key practice episodes',
        layout: 'wide',
        body: (
          <EpisodesPage
            uid={open.kase.uid}
            episodes={episodes}
            mayJudge={can(ctx.actor, 'chronology:judge')}
          />
        ),
      }
    },
  }),
  page({
    path: '/cases/:uid/chronology/episodes/new',
    can: 'chronology:judge',
    audit: 'chronology.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const back = paths.episodes(open.kase.uid)
      return {
        ...caseFrame(open.kase),
        title: 'Describe a key practice episode',
        back: { href: back, text: 'Key practice episodes' },
        body: <EpisodeWords form={form} action={paths.addEpisode(open.kase.uid)} cancel={back} />,
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/episodes/new',
    page: '/cases/:uid/chronology/episodes/new',
    can: 'chronology:judge',
    audit: 'chronology-episode.described',
    said: 'The episode is described. Entries are put into it from their own pages.',
    params: UidParams,
    body: EpisodeForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const added = await addEpisode(ctx, params.uid, body)
      if (!added.ok) return added
      const about = { object: { type: 'chronology-episode', uid: added.value } }
      return ok({ to: paths.episodes(params.uid), about })
    },
  }),
  page({
    path: '/cases/:uid/chronology/episodes/:episode',
    can: 'chronology:judge',
    audit: 'chronology-episode.viewed',
    params: EpisodeParams,
    handle: async (ctx, { params, form }) => {
      const open = await getOpenChronology(ctx, params.uid)
      const all = await listEpisodes(ctx.tx, open.chronologyId)
      const episode = all.find(({ uid }) => uid === params.episode)
      if (episode === undefined) throw new Failure('not-found')
      const back = paths.episodes(open.kase.uid)
      return {
        ...caseFrame(open.kase),
        title: 'Change a key practice episode',
        back: { href: back, text: 'Key practice episodes' },
        body: (
          <EpisodeWords
            form={withKnown(form, { ...episode })}
            action={paths.episode(open.kase.uid, episode.uid)}
            cancel={back}
            version={episode.version}
          />
        ),
      }
    },
  }),
  act({
    path: '/cases/:uid/chronology/episodes/:episode',
    page: '/cases/:uid/chronology/episodes/:episode',
    can: 'chronology:judge',
    audit: 'chronology-episode.changed',
    said: 'The episode is changed.',
    params: EpisodeParams,
    body: EpisodeForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { case: params.uid, episode: params.episode }
      const done = await changeEpisode(ctx, at, body)
      if (!done.ok) return done
      const about = { object: { type: 'chronology-episode', uid: params.episode } }
      return ok({ to: paths.episodes(params.uid), about })
    },
  }),
]
