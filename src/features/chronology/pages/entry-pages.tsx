import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { failures } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { ok } from '#shared/result.ts'
import { addEntry, changeEntry, entryInError } from '../commands/entries.ts'
import { setEpisode } from '../commands/marks.ts'
import { explain } from '../explain.ts'
import { paths } from '../paths.ts'
import { getEntryPage } from '../queries/entry-page.ts'
import { getWritablePart, mayWrite } from '../queries/parts.ts'
import { listLabels, putterFor } from '../queries/people.ts'
import { ChangeEntryForm, EntryEpisodeForm, EntryForm, ReasonForm } from '../schemas.ts'
import { listEpisodes } from '../store/marks.ts'
import { EntryForm as EntryFields } from '../views/entry-form.tsx'
import { EntryPage, ReasonForm as ReasonFields } from '../views/entry-page.tsx'
import { partFrame, valuesOf, withKnown } from './frame.ts'

/** The first values of an empty form. */
const blank = {
  happenedKind: 'day',
  knewKind: 'day',
  childSeen: 'not-recorded',
  childHeard: 'not-recorded',
}

/** Where the agency writes itself, its words are as it wrote them; for all others labels stand in the place of names. */
function opener(ctx: ReadContext) {
  return async ({ scopeId, agencyId }: { scopeId: number; agencyId: number }) => ({
    people: await listLabels(ctx, scopeId),
    put: mayWrite(ctx, agencyId) ? (text: string) => text : await putterFor(ctx, scopeId, true),
  })
}

const aboutEntry = (found: { uid: Uid; scopeUid: Uid }) => ({
  object: { type: 'chronology-entry', uid: found.uid },
  scopeUid: found.scopeUid,
})

const backToEntry = (uid: Uid) => ({
  to: paths.entry(uid),
  about: { object: { type: 'chronology-entry', uid } },
})

/** The entry for a page with a form about it; not found for whoever may not write there. */
async function entryToWrite(ctx: ReadContext, uid: Uid) {
  const found = await getEntryPage(ctx, uid, opener(ctx))
  // What may not be written is not offered, and its page is not there.
  const part = await getWritablePart(ctx, found.partUid)
  return { found, part }
}

/** The entries of a part, one by one. */
export const entryPages: readonly Route[] = [
  page({
    path: '/chronologies/:uid/entries/new',
    can: 'chronology:contribute',
    audit: 'chronology-part.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const { part, people } = await getWritablePart(ctx, params.uid)
      const model = {
        form: withKnown(form, blank),
        action: paths.addEntry(part.uid),
        cancel: paths.part(part.uid),
        people,
        correction: false,
      }
      return { ...partFrame(part), title: 'Add an entry', body: <EntryFields model={model} /> }
    },
  }),
  act({
    path: '/chronologies/:uid/entries/new',
    page: '/chronologies/:uid/entries/new',
    can: 'chronology:contribute',
    audit: 'chronology-entry.added',
    said: 'The entry is added.',
    params: UidParams,
    body: EntryForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const added = await addEntry(ctx, params.uid, body)
      if (!added.ok) return added
      const about = { object: { type: 'chronology-entry', uid: added.value } }
      return ok({ to: paths.part(params.uid), about })
    },
  }),
  page({
    path: '/chronology-entries/:uid',
    can: 'signed-in',
    module: 'chronology',
    audit: 'chronology-entry.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const found = await getEntryPage(ctx, params.uid, opener(ctx))
      const people = await listLabels(ctx, found.scopeId)
      const judges = can(ctx.actor, 'chronology:judge')
      const episodes = judges ? await listEpisodes(ctx.tx, found.chronologyId) : []
      const writes = mayWrite(ctx, found.agencyId) && found.inErrorAt === null
      const model = {
        ...found,
        labels: new Map(people.map(({ id, label }) => [id, label])),
        episodes: episodes.map(({ uid, title: text }) => ({ uid, text })),
        may: {
          change: writes && found.partStatus === 'open',
          correct: writes && found.partStatus === 'accepted',
          judge: judges && found.inErrorAt === null,
        },
      }
      const values = withKnown(form, { episode: found.episodeUid ?? '' })
      return {
        title: 'An entry',
        caption: `Case ${found.caseReference}`,
        back: found.caseUid
          ? { href: paths.show(found.caseUid), text: 'Chronology' }
          : { href: paths.part(found.partUid), text: `Part of ${found.agency}` },
        body: <EntryPage model={model} form={values} />,
        about: aboutEntry(found),
      }
    },
  }),
  page({
    path: '/chronology-entries/:uid/change',
    can: 'chronology:contribute',
    audit: 'chronology-entry.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const { found, part } = await entryToWrite(ctx, params.uid)
      const { says } = failures['stale-version']
      const stale = form.problems.some(({ message }) => message === says)
      const model = {
        form: withKnown(form, valuesOf(found.content, part.people)),
        action: paths.changeEntry(found.uid),
        cancel: paths.entry(found.uid),
        people: part.people,
        version: found.version,
        correction: found.partStatus === 'accepted',
        now: stale ? found.content : undefined,
      }
      return {
        title: found.partStatus === 'accepted' ? 'Correct an entry' : 'Change an entry',
        caption: `Case ${found.caseReference}`,
        back: { href: paths.entry(found.uid), text: 'The entry' },
        layout: stale ? 'wide' : 'reading',
        body: <EntryFields model={model} />,
        about: aboutEntry(found),
      }
    },
  }),
  act({
    path: '/chronology-entries/:uid/change',
    page: '/chronology-entries/:uid/change',
    can: 'chronology:contribute',
    audit: 'chronology-entry.changed',
    said: 'The entry is changed. What it said before stays beside it.',
    params: UidParams,
    body: ChangeEntryForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const changed = await changeEntry(ctx, params.uid, body)
      return changed.ok ? ok(backToEntry(changed.value)) : changed
    },
  }),
  page({
    path: '/chronology-entries/:uid/error',
    can: 'chronology:contribute',
    audit: 'chronology-entry.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const { found } = await entryToWrite(ctx, params.uid)
      return {
        title: 'Recorded in error',
        caption: `Case ${found.caseReference}`,
        back: { href: paths.entry(found.uid), text: 'The entry' },
        body: (
          <ReasonFields
            form={form}
            action={paths.entryInError(found.uid)}
            cancel={paths.entry(found.uid)}
            version={found.version}
            label="Why it was recorded in error"
            hint="The entry stays and counts no more."
            button="Mark it so"
          />
        ),
        about: aboutEntry(found),
      }
    },
  }),
  act({
    path: '/chronology-entries/:uid/error',
    page: '/chronology-entries/:uid/error',
    can: 'chronology:contribute',
    audit: 'chronology-entry.in-error',
    said: 'The entry is marked as recorded in error. It counts no more.',
    params: UidParams,
    body: ReasonForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const done = await entryInError(ctx, params.uid, body.reason)
      if (!done.ok) return done
      const about = { object: { type: 'chronology-entry', uid: params.uid } }
      return ok({ to: paths.part(done.value.part), about })
    },
  }),
  act({
    path: '/chronology-entries/:uid/episode',
    page: '/chronology-entries/:uid',
    can: 'chronology:judge',
    audit: 'chronology-entry.put-in-episode',
    said: 'The episode of the entry is kept.',
    params: UidParams,
    body: EntryEpisodeForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const done = await setEpisode(ctx, params.uid, body.episode)
      return done.ok ? ok(backToEntry(params.uid)) : done
    },
  }),
]
