import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { changedFields, checkTimes, mayChange, readFacts } from '../entry.ts'
import type { ThreeTimes } from '../entry.ts'
import type { ChronologyRefusal } from '../explain.ts'
import type { EntryContent, EntryUid, Labelled } from '../model.ts'
import { listLabels } from '../queries/people.ts'
import { mayWrite } from '../queries/parts.ts'
import type { ChangeEntryForm, EntryForm } from '../schemas.ts'
import * as store from '../store/entries.ts'
import type { StoredEntry } from '../store/entries.ts'
import { lockPart } from '../store/parts.ts'
import { whenOf } from '../when.ts'
import type { When } from '../when.ts'
import { entriesChanged } from './marks.ts'

function happenedOf(form: EntryForm): Result<When, ChronologyRefusal> {
  const typed = { kind: form.happenedKind, on: form.happened, until: form.happenedUntil }
  const when = whenOf(typed)
  return when ? ok(when) : no({ code: 'span-without-end', field: 'happenedUntil' })
}

function knewOf(form: EntryForm): Result<When | null, ChronologyRefusal> {
  if (form.knewKind === 'unknown') return ok(null)
  if (form.knew === undefined) return no({ code: 'knew-without-a-day' })
  const when = whenOf({ kind: form.knewKind, on: form.knew, until: form.knewUntil })
  return when ? ok(when) : no({ code: 'span-without-end', field: 'knewUntil' })
}

/** The people of the case that were ticked; a person of another case is not found. */
function peopleOf(form: EntryForm, people: readonly Labelled[]): number[] {
  return form.people
    .map((uid) => {
      const found = people.find((one) => one.uid === uid)
      if (found === undefined) throw new Failure('not-found')
      return found.id
    })
    .toSorted((a, b) => a - b)
}

const text = (typed: string | undefined) => typed ?? ''

/** The texts of a form; what was left out is empty. */
function textsOf(form: EntryForm) {
  return {
    event: form.event,
    source: text(form.source),
    place: text(form.place),
    reference: text(form.reference),
    childVoice: text(form.childVoice),
    response: text(form.response),
    analysis: text(form.analysis),
  }
}

function timesOf(form: EntryForm): Result<ThreeTimes, ChronologyRefusal> {
  const happened = happenedOf(form)
  if (!happened.ok) return happened
  const knew = knewOf(form)
  if (!knew.ok) return knew
  const recordedOn = form.recordedOn ?? null
  return ok({ happened: happened.value, knew: knew.value, recordedOn })
}

function contentOf(
  ctx: ActContext,
  form: EntryForm,
  people: readonly Labelled[],
): Result<EntryContent, ChronologyRefusal> {
  const times = timesOf(form)
  if (!times.ok) return times
  const fit = checkTimes(times.value, ctx.today)
  if (!fit.ok) return fit
  return ok({
    ...times.value,
    ...textsOf(form),
    happenedAt: form.happenedAt ?? null,
    kind: form.kind,
    childSeen: form.childSeen,
    childHeard: form.childHeard,
    goodPractice: form.goodPractice.length > 0,
    themes: form.themes,
    facts: readFacts(text(form.facts)),
    personIds: peopleOf(form, people),
  })
}

/** Writes one entry into a part that is being written. */
export async function addEntry(
  ctx: ActContext,
  partUid: Uid,
  form: EntryForm,
): Promise<Result<EntryUid, ChronologyRefusal>> {
  const part = await lockPart(ctx.tx, partUid)
  if (!mayWrite(ctx, part.agencyId)) throw new Failure('not-found')
  if (part.status === 'accepted') return no({ code: 'part-is-accepted' })
  if (part.status === 'submitted') return no({ code: 'part-is-sent-in' })
  const content = contentOf(ctx, form, await listLabels(ctx, part.scopeId))
  if (!content.ok) return content
  const uid = ctx.newUid<'chronology-entry'>()
  await store.insertEntry(ctx.tx, part, { uid, content: content.value })
  await entriesChanged(ctx, part.chronologyId)
  return ok(uid)
}

/** An entry that the caller may change now. */
async function lockForChange(
  ctx: ActContext,
  uid: Uid,
  reason: string | undefined,
): Promise<Result<StoredEntry, ChronologyRefusal>> {
  const stored = await store.lockEntry(ctx.tx, uid)
  if (!mayWrite(ctx, stored.agencyId)) throw new Failure('not-found')
  sameVersion(ctx, stored.version)
  if (stored.inErrorAt !== null) return no({ code: 'entry-in-error' })
  const may = mayChange(stored.partStatus, reason)
  return may.ok ? ok(stored) : may
}

/** Keeps other words for an entry; what it said before stays beside it. After the part was accepted this is a correction. */
export async function changeEntry(
  ctx: ActContext,
  uid: Uid,
  form: ChangeEntryForm,
): Promise<Result<EntryUid, ChronologyRefusal>> {
  const stored = await lockForChange(ctx, uid, form.reason)
  if (!stored.ok) return stored
  const people = await listLabels(ctx, stored.value.scopeId)
  const content = contentOf(ctx, form, people)
  if (!content.ok) return content
  if (changedFields(stored.value.content, content.value).length === 0)
    return no({ code: 'nothing-changed' })
  const change = { content: content.value, reason: form.reason ?? null }
  await store.saveEntry(ctx.tx, stored.value, change)
  await entriesChanged(ctx, stored.value.chronologyId)
  return ok(stored.value.uid)
}

/** Marks an entry as recorded in error, with the reason. */
export async function entryInError(
  ctx: ActContext,
  uid: Uid,
  reason: string,
): Promise<Result<{ part: Uid }, ChronologyRefusal>> {
  const stored = await lockForChange(ctx, uid, reason)
  if (!stored.ok) return stored
  const { now: at, actor } = ctx
  await store.markInError(ctx.tx, stored.value, { at, by: actor.principalId, reason })
  await entriesChanged(ctx, stored.value.chronologyId)
  return ok({ part: stored.value.partUid })
}
