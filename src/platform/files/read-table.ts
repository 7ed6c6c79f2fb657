import { z } from 'zod'
import { gunzipSync, gzipSync } from 'node:zlib'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import type { Uid } from '#shared/ids.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import type { HandedIn } from './keep-file.ts'
import { contentOf, tidyName } from './keep-file.ts'
import { askReader } from './read-document.ts'
import { ReadTable, tableKinds, TableRefusal } from './table.ts'
import type { TableKind } from './table.ts'

/** A spreadsheet that was taken: as it came, and as it was read. */
export interface KeptTable {
  readonly name: string
  readonly kind: TableKind
  readonly file: StoredFile
  readonly rows: StoredFile
  readonly read: ReadTable
}

const Answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: ReadTable }),
  z.strictObject({ ok: z.literal(false), refusal: TableRefusal }),
])

function kindOf(name: string): TableKind | undefined {
  const extension = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase()
  return tableKinds.find((kind) => kind === extension)
}

/** Reads the rows of a spreadsheet in a process of its own, as every file that somebody hands in is read. */
export async function readTable(file: HandedIn): Promise<Result<ReadTable, TableRefusal>> {
  const kind = kindOf(file.name)
  if (kind === undefined) return no({ code: 'not-a-table' })
  const said = await askReader([kind, 'rows'], file.content)
  if (!said.ok) return no({ code: 'file', refusal: said.refusal })
  const answer = Answer.safeParse(said.value)
  if (!answer.success) return no({ code: 'file', refusal: { code: 'damaged' } })
  return answer.data.ok ? ok(answer.data.value) : no(answer.data.refusal)
}

async function store(
  files: FileStore,
  content: Uint8Array,
): Promise<Result<StoredFile, TableRefusal>> {
  const received = await files.receive(content)
  if (!received.ok) return no({ code: 'file', refusal: received.refusal })
  return ok(await files.keep(received.value))
}

/**
 * Reads a spreadsheet and keeps it, as it came and as it was read, so that its rows can be looked through again without
 * reading the file again. It can take half a minute, so acts call it in `before`; a row that is not written after all leaves
 * orphans, which the sweep removes.
 */
export async function keepTable(
  files: FileStore,
  file: HandedIn,
): Promise<Result<KeptTable, TableRefusal>> {
  const read = await readTable(file)
  if (!read.ok) return read
  const kept = await store(files, file.content)
  if (!kept.ok) return kept
  const rows = await store(files, gzipSync(JSON.stringify(read.value.rows), { level: 1 }))
  if (!rows.ok) return rows
  const kind = kindOf(file.name) ?? 'csv'
  const name = tidyName(file.name)
  return ok({ name, kind, file: kept.value, rows: rows.value, read: read.value })
}

/** The rows of a spreadsheet that was kept. The store gives back nothing that was changed since we wrote it, so their shape is known. */
export async function rowsOf(files: FileStore, id: Uid): Promise<readonly (readonly string[])[]> {
  const text = gunzipSync(await contentOf(files, id)).toString('utf8')
  return JSON.parse(text) as string[][]
}
