import { detectDelimiter, streamCsvRows } from 'hucre/csv'
import { streamXlsxRows } from 'hucre/xlsx'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { signatureOf } from './file-kind.ts'
import { fileLimits } from './limits.ts'
import { tableLimits } from './table.ts'
import type { ReadTable, TableKind, TableRefusal } from './table.ts'
import { checkOfficeFile } from './zip-check.ts'
import type { OfficeFile } from './zip-check.ts'

type Read = Promise<Result<ReadTable, TableRefusal>>

/** Reads the rows of a spreadsheet. Runs only in the reading process. */
export async function readTableRows(bytes: Uint8Array, kind: TableKind): Read {
  if (bytes.byteLength === 0) return no({ code: 'file', refusal: { code: 'empty' } })
  return kind === 'csv' ? readCsv(bytes) : readWorkbook(bytes)
}

/** Whether the second byte of most letters is zero, which is how UTF-16 writes Latin text, with its mark or without. */
function zerosAt(bytes: Uint8Array, parity: 0 | 1): boolean {
  const looked = Math.min(bytes.byteLength, 400)
  let zeros = 0
  for (let at = parity; at < looked; at += 2) if (bytes[at] === 0) zeros += 1
  return zeros > looked / 5
}

/**
 * Decodes a CSV file the way it was most likely written: UTF-16 by its mark or by its zeros, UTF-8 if it is that throughout,
 * else Windows-1252, which Excel writes on older machines.
 */
function decodeCsv(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  if (zerosAt(bytes, 1)) return new TextDecoder('utf-16le').decode(bytes)
  if (zerosAt(bytes, 0)) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Every sequence of bytes is valid Windows-1252, so this cannot fail.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Excel may say in the first line which mark parts the cells. */
const separatorLine = /^sep=(.)\r?\n/

function readCsv(bytes: Uint8Array): Result<ReadTable, TableRefusal> {
  if (signatureOf(bytes) !== 'other') return no({ code: 'not-a-table' })
  const text = decodeCsv(bytes)
  if (text.includes('\u0000')) return no({ code: 'not-a-table' })
  const told = separatorLine.exec(text)
  const body = told ? text.slice(told[0].length) : text
  const delimiter = told?.[1] ?? detectDelimiter(body.slice(0, 65_536))
  const gathered = gatherer()
  for (const row of streamCsvRows(body, { delimiter })) {
    const refusal = gathered.add(Array.isArray(row) ? row : Object.values(row))
    if (refusal) return no(refusal)
  }
  return gathered.table({ sheet: '', otherSheets: [], formulas: 0, dateSystem: '1900' })
}

async function readWorkbook(bytes: Uint8Array): Read {
  const file = checkOfficeFile(bytes, 'xlsx')
  if (!file.ok) return no({ code: 'file', refusal: file.refusal })
  const workbook = file.value.text('xl/workbook.xml') ?? ''
  const dateSystem = /<workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(workbook) ? '1904' : '1900'
  const sheets = sheetsOf(file.value, workbook)
  for (const [n, sheet] of sheets.entries()) {
    const gathered = await rowsOfSheet(bytes, sheet)
    if (!gathered.ok) return gathered
    if (gathered.value.isEmpty()) continue
    const otherSheets = sheets.slice(n + 1).map(({ name }) => name)
    const formulas = countFormulas(file.value.text(sheet.part) ?? '')
    return gathered.value.table({ sheet: sheet.name, otherSheets, formulas, dateSystem })
  }
  return no({ code: 'no-rows' })
}

type Gathered = ReturnType<typeof gatherer>

async function rowsOfSheet(
  bytes: Uint8Array,
  sheet: Sheet,
): Promise<Result<Gathered, TableRefusal>> {
  const gathered = gatherer()
  try {
    for await (const { index, values } of streamXlsxRows(bytes, { sheet: sheet.place })) {
      const refusal = gathered.add(values, index)
      if (refusal) return no(refusal)
    }
  } catch {
    // The archive is sound, but what is in it is not a sheet; why exactly is of no use to the reader.
    return no({ code: 'file', refusal: { code: 'damaged' } })
  }
  return ok(gathered)
}

interface Sheet {
  readonly name: string
  readonly place: number
  readonly part: string
}

/** The sheets that a reader sees, in their order; a hidden one is never read by chance. */
function sheetsOf(file: OfficeFile, workbook: string): Sheet[] {
  const targets = new Map<string, string>()
  const relations = file.text('xl/_rels/workbook.xml.rels') ?? ''
  for (const [tag] of relations.matchAll(/<Relationship\b[^>]*>/g))
    targets.set(attributeIn(tag, 'Id'), attributeIn(tag, 'Target'))
  return [...workbook.matchAll(/<sheet\b[^>]*>/g)].flatMap(([tag], place) => {
    if (/\bstate="(?:hidden|veryHidden)"/.test(tag)) return []
    const target = targets.get(attributeIn(tag, 'r:id')) ?? ''
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    return [{ name: attributeIn(tag, 'name'), place, part }]
  })
}

function attributeIn(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function countFormulas(xml: string): number {
  let count = 0
  for (let at = xml.indexOf('<f'); at >= 0; at = xml.indexOf('<f', at + 2))
    if (/[\s>/]/.test(xml[at + 2] ?? '')) count += 1
  return count
}

const pad = (value: number) => String(value).padStart(2, '0')

/** A cell as text. Excel keeps a time of day as a date on the day from which it counts. */
function cellText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (!(value instanceof Date)) return ''
  if (Number.isNaN(value.getTime())) return ''
  const day = value.toISOString().slice(0, 10)
  const time = `${pad(value.getUTCHours())}:${pad(value.getUTCMinutes())}`
  if (day <= '1900-01-01' || day === '1904-01-01') return time
  return time === '00:00' ? day : `${day} ${time}`
}

/** Gathers rows as text and stops at the first limit. Rows before the first with content are left out, empty ones between are kept. */
function gatherer() {
  const rows: string[][] = []
  let characters = 0
  let filled = 0
  let met = -1

  function add(values: readonly unknown[], index = met + 1): TableRefusal | undefined {
    met = index
    const row = values.map(cellText)
    while (row.length > 0 && row.at(-1) === '') row.pop()
    if (row.length > tableLimits.columns)
      return { code: 'too-many-columns', limit: tableLimits.columns }
    const longest = row.reduce((most, cell) => Math.max(most, cell.length), 0)
    if (longest > tableLimits.cellCharacters)
      return { code: 'cell-too-long', limit: tableLimits.cellCharacters }
    if (row.length === 0) return undefined
    if (index >= tableLimits.rows) return { code: 'too-many-rows', limit: tableLimits.rows - 1 }
    characters += row.reduce((sum, cell) => sum + cell.length, 0)
    if (characters > Math.min(tableLimits.characters, 3 * fileLimits.textCharacters))
      return { code: 'too-much-text' }
    // Rows keep their numbers, so that an error names the row that the sender sees.
    while (rows.length < index) rows.push([])
    rows.push(row)
    filled += 1
    return undefined
  }

  function table(about: Omit<ReadTable, 'rows'>): Result<ReadTable, TableRefusal> {
    return filled === 0 ? no({ code: 'no-rows' }) : ok({ ...about, rows })
  }

  return { add, table, isEmpty: () => filled === 0 }
}
