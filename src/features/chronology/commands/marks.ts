import { can } from '#platform/access/can.ts'
import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ChronologyRefusal } from '../explain.ts'
import type { MarkSettings } from '../mark-rules.ts'
import { findMarks } from '../marks.ts'
import { childrenOf, listLabels } from '../queries/people.ts'
import { getOpenChronology } from '../queries/parts.ts'
import type { EpisodeForm } from '../schemas.ts'
import * as entryStore from '../store/entries.ts'
import * as store from '../store/marks.ts'
import * as partStore from '../store/parts.ts'

/**
 * Works the marks of a chronology out anew from all its entries. The row of the chronology is locked, so that two who change
 * entries at the same moment do it one after the other.
 */
export async function refreshMarks(ctx: ActContext, chronologyId: number): Promise<void> {
  const chronology = await partStore.lockChronology(ctx.tx, chronologyId)
  const people = await listLabels(ctx, chronology.scopeId)
  const marks = findMarks({
    entries: await store.loadMarkEntries(ctx.tx, chronologyId),
    childIds: childrenOf(people),
    period: { from: chronology.periodFrom, to: chronology.periodTo },
    settings: chronology.settings,
  })
  await store.saveMarks(ctx.tx, chronology, { marks, at: ctx.now })
}

/** In a chronology with more entries than this nobody waits for the marks, and they are worked out once for many changes. */
const waitedFor = 5000
const putOffSeconds = 10

/**
 * After entries have changed: whoever sees them all works the marks out at once, unless there are very many; whoever sees
 * only their own agency's part leaves it to the job, which does the same after the commit.
 */
export async function entriesChanged(ctx: ActContext, chronologyId: number): Promise<void> {
  const many = await entryStore.hasMoreEntries(ctx.tx, chronologyId, waitedFor)
  if (can(ctx.actor, 'chronology:read') && !many) await refreshMarks(ctx, chronologyId)
  else await store.queueMarks(ctx.tx, chronologyId, many ? putOffSeconds : 0)
}

/** Sets a mark aside, with the reason; it holds as long as the facts under the mark are the same. */
export async function dismissMark(
  ctx: ActContext,
  at: { case: Uid; mark: Uid },
  reason: string,
): Promise<Result<true, ChronologyRefusal>> {
  const { chronology } = await getOpenChronology(ctx, at.case)
  await partStore.lockChronology(ctx.tx, chronology.id)
  const mark = await store.getStoredMark(ctx.tx, { chronologyId: chronology.id, uid: at.mark })
  if (mark.dismissed) return no({ code: 'set-aside-already' })
  const agencyId = ctx.actor.agencyId ?? null
  const uid = ctx.newUid<'chronology-dismissal'>()
  await store.insertDismissal(ctx.tx, { chronology, mark }, { uid, reason, agencyId })
  return ok(true)
}

/** Takes up again a mark that was set aside; who set it aside and why stays on record. */
export async function takeUpMark(
  ctx: ActContext,
  at: { case: Uid; mark: Uid },
): Promise<Result<true, ChronologyRefusal>> {
  const { chronology } = await getOpenChronology(ctx, at.case)
  await partStore.lockChronology(ctx.tx, chronology.id)
  const mark = await store.getStoredMark(ctx.tx, { chronologyId: chronology.id, uid: at.mark })
  if (!mark.dismissed) return no({ code: 'not-set-aside' })
  await store.endDismissal(ctx.tx, { chronology, mark }, { at: ctx.now, by: ctx.actor.principalId })
  return ok(true)
}

/** Sets the period that agencies are asked about and the lengths of the rules, and works the marks out anew. */
export async function setRules(
  ctx: ActContext,
  caseUid: Uid,
  set: {
    periodFrom: PlainDate | undefined
    periodTo: PlainDate | undefined
    settings: MarkSettings
  },
): Promise<Result<true, ChronologyRefusal>> {
  const { chronology } = await getOpenChronology(ctx, caseUid)
  const stored = await partStore.lockChronology(ctx.tx, chronology.id)
  sameVersion(ctx, stored.version)
  const { periodFrom, periodTo, settings } = set
  if (periodFrom !== undefined && periodTo !== undefined && periodTo < periodFrom)
    return no({ code: 'period-ends-before-it-begins' })
  await partStore.saveSettings(ctx.tx, stored, {
    periodFrom: periodFrom ?? null,
    periodTo: periodTo ?? null,
    settings,
  })
  await refreshMarks(ctx, stored.id)
  return ok(true)
}

function wordsOf(form: EpisodeForm): store.EpisodeWords {
  const { title, fromOn, toOn, chosen, expected, happened, why, good, learning } = form
  return {
    title,
    fromOn,
    toOn,
    chosen: chosen ?? '',
    expected: expected ?? '',
    happened: happened ?? '',
    why: why ?? '',
    good: good ?? '',
    learning: learning ?? '',
  }
}

/** Describes a key practice episode. */
export async function addEpisode(
  ctx: ActContext,
  caseUid: Uid,
  form: EpisodeForm,
): Promise<Result<UidOf<'chronology-episode'>, ChronologyRefusal>> {
  const { chronology } = await getOpenChronology(ctx, caseUid)
  if (form.toOn < form.fromOn) return no({ code: 'span-without-end', field: 'happenedUntil' })
  const uid = ctx.newUid<'chronology-episode'>()
  await store.insertEpisode(ctx.tx, chronology, { uid, words: wordsOf(form) })
  return ok(uid)
}

/** Keeps other words for an episode. */
export async function changeEpisode(
  ctx: ActContext,
  at: { case: Uid; episode: Uid },
  form: EpisodeForm,
): Promise<Result<true, ChronologyRefusal>> {
  const { chronology } = await getOpenChronology(ctx, at.case)
  const stored = await store.lockEpisode(ctx.tx, { chronologyId: chronology.id, uid: at.episode })
  sameVersion(ctx, stored.version)
  if (form.toOn < form.fromOn) return no({ code: 'span-without-end', field: 'happenedUntil' })
  await store.saveEpisode(ctx.tx, stored, wordsOf(form))
  return ok(true)
}

/** Says to which key practice episode an entry belongs, or to none. */
export async function setEpisode(
  ctx: ActContext,
  entry: Uid,
  episode: Uid | undefined,
): Promise<Result<true, ChronologyRefusal>> {
  const stored = await entryStore.lockEntry(ctx.tx, entry, 'episode')
  sameVersion(ctx, stored.version)
  if (stored.inErrorAt !== null) return no({ code: 'entry-in-error' })
  const chosen =
    episode === undefined
      ? null
      : await store.lockEpisode(ctx.tx, { chronologyId: stored.chronologyId, uid: episode })
  await entryStore.saveEpisodeOf(ctx.tx, stored, chosen?.id ?? null)
  return ok(true)
}
