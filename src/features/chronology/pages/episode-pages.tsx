import { can } from '#platform/access/can.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { Failure } from '#shared/failure.ts'
import { ok } from '#shared/result.ts'
import { addEpisode, changeEpisode } from '../commands/marks.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getOpenChronology } from '../queries/parts.ts'
import { EpisodeForm, EpisodeParams } from '../schemas.ts'
import { listEpisodes } from '../store/marks.ts'
import { EpisodeForm as EpisodeWords, EpisodesPage } from '../views/episode-pages.tsx'
import { caseFrame, withKnown } from './frame.ts'

/** The key practice episodes of a chronology. */
export const episodePages: readonly Route[] = [
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
