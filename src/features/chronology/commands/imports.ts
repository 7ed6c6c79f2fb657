import type { ActContext } from '#platform/context.ts'
import { sameVersion } from '#platform/context.ts'
import type { KeptTable } from '#platform/files/read-table.ts'
import { rowsOf } from '#platform/files/read-table.ts'
import { Failure } from '#shared/failure.ts'
import type { Uid, UidOf } from '#shared/ids.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { ChronologyRefusal } from '../explain.ts'
import { plainHead, proposeMapping } from '../import-mapping.ts'
import type { Mapping } from '../import-mapping.ts'
import { readRows } from '../import-rows.ts'
import type { RowsRead } from '../import-rows.ts'
import { listLabels } from '../queries/people.ts'
import { mayWrite } from '../queries/parts.ts'
import { digestOf, importEntries, listKnownDigests } from '../store/entry-rows.ts'
import * as store from '../store/imports.ts'
import type { ImportReport, StoredImport } from '../store/imports.ts'
import { findMapping, lockPart, saveMapping } from '../store/parts.ts'
import type { StoredPart } from '../store/parts.ts'
import { entriesChanged } from './marks.ts'

/** So many of the rows that cannot be taken are named; the rest are counted. */
const namedProblems = 200

async function openPart(ctx: ActContext, uid: Uid): Promise<Result<StoredPart, ChronologyRefusal>> {
  const part = await lockPart(ctx.tx, uid)
  if (!mayWrite(ctx, part.agencyId)) throw new Failure('not-found')
  if (part.status === 'accepted') return no({ code: 'part-is-accepted' })
  return part.status === 'submitted' ? no({ code: 'part-is-sent-in' }) : ok(part)
}

/** Takes a spreadsheet in: nothing becomes an entry before its columns are known and its rows were looked through. */
export async function bringSpreadsheet(
  ctx: ActContext,
  partUid: Uid,
  table: KeptTable,
): Promise<Result<UidOf<'chronology-import'>, ChronologyRefusal>> {
  const part = await openPart(ctx, partUid)
  if (!part.ok) return part
  const before = await findMapping(ctx.tx, part.value.agencyId)
  const mapping = proposeMapping(table.read.rows, before)
  const uid = ctx.newUid<'chronology-import'>()
  await store.insertImport(ctx.tx, part.value, { uid, table, mapping })
  return ok(uid)
}

/** Reads the rows by a mapping; the same file and mapping give the same entries every time. */
function readThem(
  ctx: ActContext,
  rows: readonly (readonly string[])[],
  how: { mapping: Mapping; people: Parameters<typeof readRows>[1]['people']; of: StoredImport },
): RowsRead {
  const { mapping, people, of } = how
  const reading = { order: mapping.order, dateSystem: of.dateSystem, today: ctx.today }
  return readRows(rows, { mapping, reading, people })
}

function reportOf(read: RowsRead, known: ReadonlySet<string>): ImportReport {
  const met = new Set(known)
  let fresh = 0
  for (const { content } of read.entries) {
    const digest = digestOf(content)
    if (!met.has(digest)) fresh += 1
    met.add(digest)
  }
  return {
    fresh,
    repeated: read.entries.length - fresh,
    refused: read.refused,
    empty: read.empty,
    first: read.problems.slice(0, namedProblems),
    problems: read.problems.length,
  }
}

function mustHave(
  mapping: Mapping,
  rows: readonly (readonly string[])[],
): ChronologyRefusal | undefined {
  const heads = (rows[mapping.headRow - 1] ?? []).map(plainHead)
  if (heads.every((head) => head === '')) return { code: 'no-such-head-row' }
  const has = (field: 'happened' | 'event') =>
    heads.includes(plainHead(mapping.heads[field] ?? '')) && mapping.heads[field] !== undefined
  if (!has('happened')) return { code: 'no-head-for', field: 'happened' }
  return has('event') ? undefined : { code: 'no-head-for', field: 'event' }
}

interface AtImport {
  readonly part: Uid
  readonly uid: Uid
}

async function openImport(
  ctx: ActContext,
  at: AtImport,
): Promise<Result<{ part: StoredPart; sheet: StoredImport }, ChronologyRefusal>> {
  const part = await openPart(ctx, at.part)
  if (!part.ok) return part
  const sheet = await store.getImport(ctx.tx, at, true)
  if (sheet.status === 'taken' || sheet.status === 'dropped') return no({ code: 'import-is-over' })
  return ok({ part: part.value, sheet })
}

/** The dry run: says which column is which, looks through all rows and adds none. The mapping is kept for the agency. */
export async function checkSpreadsheet(
  ctx: ActContext,
  at: AtImport,
  mapping: Mapping,
): Promise<Result<true, ChronologyRefusal>> {
  const open = await openImport(ctx, at)
  if (!open.ok) return open
  const { part, sheet } = open.value
  sameVersion(ctx, sheet.version)
  const rows = await rowsOf(ctx.files, sheet.rowsFileId)
  const missing = mustHave(mapping, rows)
  if (missing) return no(missing)
  const people = await listLabels(ctx, part.scopeId)
  const read = readThem(ctx, rows, { mapping, people, of: sheet })
  const report = reportOf(read, await listKnownDigests(ctx.tx, part.id))
  await store.saveCheck(ctx.tx, sheet, { mapping, report })
  await saveMapping(ctx.tx, { agencyId: part.agencyId, mapping, at: ctx.now })
  return ok(true)
}

/**
 * Takes the rows that were looked through. What is in the part already is not added again; rows that cannot be taken are
 * left out only when that was asked for.
 */
export async function takeSpreadsheet(
  ctx: ActContext,
  at: AtImport,
  leaveOut: boolean,
): Promise<Result<true, ChronologyRefusal>> {
  const open = await openImport(ctx, at)
  if (!open.ok) return open
  const { part, sheet } = open.value
  sameVersion(ctx, sheet.version)
  if (sheet.status !== 'checked') return no({ code: 'check-first' })
  const rows = await rowsOf(ctx.files, sheet.rowsFileId)
  const people = await listLabels(ctx, part.scopeId)
  const read = readThem(ctx, rows, { mapping: sheet.mapping, people, of: sheet })
  if (read.refused > 0 && !leaveOut)
    return no({ code: 'rows-cannot-be-taken', count: read.refused })
  const contents = read.entries.map(({ content }) => content)
  const added = await importEntries(ctx.tx, { part, importId: sheet.id }, contents)
  await store.saveOutcome(ctx.tx, sheet, {
    status: 'taken',
    added,
    repeated: contents.length - added,
    leftOut: read.refused,
  })
  if (added > 0) await entriesChanged(ctx, part.chronologyId)
  return ok(true)
}

/** Puts a spreadsheet away of which nothing was taken. */
export async function dropSpreadsheet(
  ctx: ActContext,
  at: AtImport,
): Promise<Result<true, ChronologyRefusal>> {
  const open = await openImport(ctx, at)
  if (!open.ok) return open
  await store.saveOutcome(ctx.tx, open.value.sheet, { status: 'dropped' })
  return ok(true)
}
