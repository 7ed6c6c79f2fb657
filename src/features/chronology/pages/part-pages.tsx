import { can } from '#platform/access/can.ts'
import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { keepTable } from '#platform/files/read-table.ts'
import { explainTableRefusal } from '#platform/files/table.ts'
import type { TableRefusal } from '#platform/files/table.ts'
import { rowsOf } from '#platform/files/read-table.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { sayDate } from '#shared/date-words.ts'
import { failures } from '#shared/failure.ts'
import type { Uid } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import { addEntry, changeEntry, entryInError } from '../commands/entries.ts'
import {
  bringSpreadsheet,
  checkSpreadsheet,
  dropSpreadsheet,
  takeSpreadsheet,
} from '../commands/imports.ts'
import { setEpisode } from '../commands/marks.ts'
import { acceptPart, giveBackPart, submitPart } from '../commands/parts.ts'
import { explain } from '../explain.ts'
import type { ChronologyRefusal, Sentence } from '../explain.ts'
import { importFields } from '../import-rows.ts'
import type { Mapping } from '../import-rows.ts'
import { paths } from '../paths.ts'
import { getEntryPage, listEntries } from '../queries/entries.ts'
import { getWritablePart, mayWrite } from '../queries/parts.ts'
import { listLabels, putterFor } from '../queries/people.ts'
import {
  ChangeEntryForm,
  EntryEpisodeForm,
  EntryForm,
  ImportParams,
  MappingForm,
  NothingMore,
  PartQuery,
  ReasonForm,
  TakeForm,
  UploadForm,
} from '../schemas.ts'
import { getImport, listImports } from '../store/imports.ts'
import type { StoredImport } from '../store/imports.ts'
import { listEpisodes } from '../store/marks.ts'
import { getPart, listPartsOfAgency } from '../store/parts.ts'
import { EntryForm as EntryFields } from '../views/entry-form.tsx'
import { EntryPage, ReasonForm as ReasonFields } from '../views/entry-page.tsx'
import { ImportPage, UploadForm as UploadFields } from '../views/import-pages.tsx'
import { PartList, PartPage } from '../views/part-pages.tsx'
import { partStatusWords } from '../words.ts'
import { isLate, partFrame, valuesOf, withKnown } from './frame.ts'

const numbers = (n: number | null, one: string, many: string) =>
  `${(n ?? 0).toLocaleString('en-GB')} ${n === 1 ? one : many}`

/** What became of a spreadsheet, in words. */
function sayImport(sheet: StoredImport): string {
  switch (sheet.status) {
    case 'read':
      return 'Read; its columns are not settled yet'
    case 'checked':
      return 'Looked through; nothing added yet'
    case 'dropped':
      return 'Put away, nothing was added'
    case 'taken':
      return [
        `${numbers(sheet.added, 'entry', 'entries')} added`,
        ...(sheet.repeated
          ? [`${numbers(sheet.repeated, 'row was', 'rows were')} there already`]
          : []),
        ...(sheet.leftOut ? [`${numbers(sheet.leftOut, 'row was', 'rows were')} left out`] : []),
      ].join('; ')
  }
}

const isOver = ({ status }: StoredImport) => status === 'taken' || status === 'dropped'

const backTo = (uid: Uid) => ({
  to: paths.part(uid),
  about: { object: { type: 'chronology-part', uid } },
})

/** The first values of an empty form. */
const blank = {
  happenedKind: 'day',
  knewKind: 'day',
  childSeen: 'not-recorded',
  childHeard: 'not-recorded',
}

const partPages: readonly Route[] = [
  page({
    path: paths.parts,
    can: 'chronology:contribute',
    audit: 'chronology-part-list.viewed',
    handle: async (ctx) => {
      const own = ctx.actor.agencyId
      const rows = own === undefined ? [] : await listPartsOfAgency(ctx.tx, own)
      return {
        title: 'Chronologies',
        layout: 'wide',
        body: <PartList rows={rows.map((part) => ({ ...part, late: isLate(part, ctx.today) }))} />,
        about: { listed: rows.map((row) => row.uid) },
      }
    },
  }),
  page({
    path: '/chronologies/:uid',
    can: 'chronology:contribute',
    audit: 'chronology-part.viewed',
    params: UidParams,
    query: PartQuery,
    handle: async (ctx, { params, query, form }) => {
      const open = await getWritablePart(ctx, params.uid)
      const { part } = open
      const { rows, next } = await listEntries(ctx, open, { sort: 'time', after: query.after })
      const imports = await listImports(ctx.tx, part.id)
      const due = part.dueOn === null ? '' : `, due ${sayDate(part.dueOn)}`
      const model = {
        uid: part.uid,
        agency: part.agency,
        status: part.status,
        returnedReason: part.returnedReason,
        rows,
        imports: imports.map((sheet) => ({
          uid: sheet.uid,
          fileName: sheet.fileName,
          words: sayImport(sheet),
          open: !isOver(sheet),
        })),
        nextHref: next && `${paths.part(part.uid)}?after=${next}`,
        firstHref: query.after === undefined ? undefined : paths.part(part.uid),
        version: part.version,
        may: {
          write: mayWrite(ctx, part.agencyId),
          manage: can(ctx.actor, 'chronology:manage'),
        },
      }
      const { caption, about } = partFrame(part)
      return {
        title: `Part of ${part.agency}`,
        caption,
        state: `${partStatusWords[part.status]}${part.status === 'open' ? due : ''}`,
        back: { href: paths.parts, text: 'Chronologies' },
        layout: 'wide',
        body: <PartPage model={model} form={form} />,
        about: { ...about, listed: rows.map((row) => row.uid) },
      }
    },
  }),
  act({
    path: '/chronologies/:uid/submit',
    page: '/chronologies/:uid',
    can: 'chronology:contribute',
    audit: 'chronology-part.sent-in',
    said: 'The part is sent in. It waits to be accepted.',
    params: UidParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await submitPart(ctx, params.uid)
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
  act({
    path: '/chronologies/:uid/accept',
    page: '/chronologies/:uid',
    can: 'chronology:manage',
    audit: 'chronology-part.accepted',
    said: 'The part is accepted. From now on its texts change only by corrections.',
    params: UidParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await acceptPart(ctx, params.uid)
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
  page({
    path: '/chronologies/:uid/give-back',
    can: 'chronology:manage',
    audit: 'chronology-part.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const part = await getPart(ctx.tx, params.uid)
      return {
        ...partFrame(part),
        title: 'Give the part back',
        body: (
          <ReasonFields
            form={form}
            action={paths.giveBack(part.uid)}
            cancel={paths.part(part.uid)}
            version={part.version}
            label="Why it is given back"
            hint="The agency reads this above its part."
            button="Give it back"
          />
        ),
      }
    },
  }),
  act({
    path: '/chronologies/:uid/give-back',
    page: '/chronologies/:uid/give-back',
    can: 'chronology:manage',
    audit: 'chronology-part.given-back',
    said: 'The part is given back to its agency.',
    params: UidParams,
    body: ReasonForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const done = await giveBackPart(ctx, params.uid, body.reason)
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
]

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

const entryPages: readonly Route[] = [
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
      const merged = can(ctx.actor, 'chronology:read')
      return {
        title: 'An entry',
        caption: `Case ${found.caseReference}`,
        back: merged
          ? { href: paths.parts, text: 'Chronologies' }
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

type ImportRefusal = ChronologyRefusal | { readonly code: 'table'; readonly refusal: TableRefusal }

function explainImport(refusal: ImportRefusal): readonly Sentence[] {
  return refusal.code === 'table'
    ? [{ field: 'file', message: explainTableRefusal(refusal.refusal) }]
    : explain(refusal)
}

function mappingOf({ headRow, order, ...heads }: MappingForm): Mapping {
  const named = importFields.flatMap((field) => {
    const head = heads[field]
    return head === undefined ? [] : [[field, head] as const]
  })
  return { headRow, order, heads: Object.fromEntries(named) }
}

/** The heads that may be chosen: those of the row that is named, each once. */
async function headsOf(ctx: ReadContext, sheet: StoredImport, headRow: number) {
  const rows = await rowsOf(ctx.files, sheet.rowsFileId)
  const row = rows[headRow - 1] ?? []
  return [...new Set(row.filter((head) => head !== '' && head.length <= 400))]
}

const importPages: readonly Route[] = [
  page({
    path: '/chronologies/:uid/import',
    can: 'chronology:contribute',
    audit: 'chronology-part.viewed',
    params: UidParams,
    handle: async (ctx, { params, form }) => {
      const { part } = await getWritablePart(ctx, params.uid)
      return {
        ...partFrame(part),
        title: 'Bring a spreadsheet',
        body: <UploadFields form={form} uid={part.uid} />,
      }
    },
  }),
  act({
    path: '/chronologies/:uid/import',
    page: '/chronologies/:uid/import',
    can: 'chronology:contribute',
    audit: 'chronology-import.brought',
    said: 'The spreadsheet is read. Say which column is which.',
    params: UidParams,
    body: UploadForm,
    files: ['file'],
    explain: explainImport,
    before: async (apart, { params, body }) => {
      // Whoever may not write here does not get a file read either.
      const files = await apart(async (ctx) => {
        await getWritablePart(ctx, params.uid)
        return ctx.files
      })
      return keepTable(files, body.file)
    },
    handle: async (ctx, { params, before }) => {
      if (!before.ok) return no<ImportRefusal>({ code: 'table', refusal: before.refusal })
      const brought = await bringSpreadsheet(ctx, params.uid, before.value)
      if (!brought.ok) return brought
      const about = { object: { type: 'chronology-import', uid: brought.value } }
      return ok({ to: paths.imported(params.uid, brought.value), about })
    },
  }),
  page({
    path: '/chronologies/:uid/imports/:sheet',
    can: 'chronology:contribute',
    audit: 'chronology-import.viewed',
    params: ImportParams,
    handle: async (ctx, { params, form }) => {
      const { part } = await getWritablePart(ctx, params.uid)
      const sheet = await getImport(ctx.tx, { part: params.uid, uid: params.sheet })
      const { headRow, order, heads } = sheet.mapping
      const model = {
        part: part.uid,
        uid: sheet.uid,
        rows: sheet.sheetRows,
        formulas: sheet.formulas,
        heads: isOver(sheet) ? [] : await headsOf(ctx, sheet, headRow),
        report: sheet.report,
        over: isOver(sheet) ? `${sayImport(sheet)}.` : undefined,
        version: sheet.version,
      }
      return {
        ...partFrame(part),
        title: 'A spreadsheet',
        layout: 'wide',
        body: (
          <ImportPage
            model={model}
            form={withKnown(form, { headRow: String(headRow), order, ...heads })}
          />
        ),
        about: {
          object: { type: 'chronology-import', uid: sheet.uid },
          scopeUid: part.scopeUid,
        },
      }
    },
  }),
  act({
    path: '/chronologies/:uid/imports/:sheet',
    page: '/chronologies/:uid/imports/:sheet',
    can: 'chronology:contribute',
    audit: 'chronology-import.checked',
    said: 'The rows were looked through. Nothing is added yet.',
    params: ImportParams,
    body: MappingForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { part: params.uid, uid: params.sheet }
      const checked = await checkSpreadsheet(ctx, at, mappingOf(body))
      if (!checked.ok) return checked
      const about = { object: { type: 'chronology-import', uid: params.sheet } }
      return ok({ to: paths.imported(params.uid, params.sheet), about })
    },
  }),
  act({
    path: '/chronologies/:uid/imports/:sheet/take',
    page: '/chronologies/:uid/imports/:sheet',
    can: 'chronology:contribute',
    audit: 'chronology-import.taken',
    said: 'The entries are added. What was there already was not added again.',
    params: ImportParams,
    body: TakeForm,
    explain,
    handle: async (ctx, { params, body }) => {
      const at = { part: params.uid, uid: params.sheet }
      const taken = await takeSpreadsheet(ctx, at, body.leaveOut.length > 0)
      if (!taken.ok) return taken
      const about = { object: { type: 'chronology-import', uid: params.sheet } }
      return ok({ to: paths.imported(params.uid, params.sheet), about })
    },
  }),
  act({
    path: '/chronologies/:uid/imports/:sheet/drop',
    page: '/chronologies/:uid/imports/:sheet',
    can: 'chronology:contribute',
    audit: 'chronology-import.put-away',
    said: 'The spreadsheet is put away. Nothing of it was added.',
    params: ImportParams,
    body: NothingMore,
    explain,
    handle: async (ctx, { params }) => {
      const done = await dropSpreadsheet(ctx, { part: params.uid, uid: params.sheet })
      return done.ok ? ok(backTo(params.uid)) : done
    },
  }),
]

/** An agency's part, its entries and its spreadsheets. */
export const ownPages: readonly Route[] = [...partPages, ...entryPages, ...importPages]
