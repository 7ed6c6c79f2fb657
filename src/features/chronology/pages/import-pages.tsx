import type { ReadContext } from '#platform/context.ts'
import { UidParams } from '#platform/fields.ts'
import { keepTable, rowsOf } from '#platform/files/read-table.ts'
import { explainTableRefusal } from '#platform/files/table.ts'
import type { TableRefusal } from '#platform/files/table.ts'
import { act, page } from '#platform/http/route.ts'
import type { Route } from '#platform/http/route.ts'
import { no, ok } from '#shared/result.ts'
import {
  bringSpreadsheet,
  checkSpreadsheet,
  dropSpreadsheet,
  takeSpreadsheet,
} from '../commands/imports.ts'
import { explain } from '../explain.ts'
import type { ChronologyRefusal, Sentence } from '../explain.ts'
import { importFields } from '../import-mapping.ts'
import type { Mapping } from '../import-mapping.ts'
import { paths } from '../paths.ts'
import { getWritablePart } from '../queries/parts.ts'
import { ImportParams, MappingForm, NothingMore, TakeForm, UploadForm } from '../schemas.ts'
import { getImport } from '../store/imports.ts'
import type { StoredImport } from '../store/imports.ts'
import { ImportPage, UploadForm as UploadFields } from '../views/import-pages.tsx'
import { partFrame, withKnown } from './frame.ts'
import { backTo, isOver, sayImport } from './say-import.ts'

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

/** A spreadsheet on its way into a part. */
export const importPages: readonly Route[] = [
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
