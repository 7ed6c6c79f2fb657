import { z } from 'zod'
import { DocumentRefusal, explainDocumentRefusal } from './document-refusals.ts'

/** The kinds of file whose rows Heed reads. */
export const tableKinds = ['xlsx', 'csv'] as const
/** A kind of file whose rows Heed reads. */
export type TableKind = (typeof tableKinds)[number]

/**
 * What a table may be, our own choice: the longest chronology that we have heard of is some thousand rows, and a workbook of
 * 50,000 rows must be taken or refused in words, not left to use up the memory.
 */
export const tableLimits = {
  /** Rows of the sheet, heads included. */
  rows: 50_001,
  /** Cells of a row. */
  columns: 60,
  /** Letters of one cell. */
  cellCharacters: 32_767,
  /** Letters of all cells: together with their quotation marks they must pass as one kept file. */
  characters: 15_000_000,
} as const

/** The rows of the first sheet that has any, every cell as text: a date as `2019-03-05`, a number as it stands. */
export const ReadTable = z.strictObject({
  sheet: z.string(),
  /** Names of other sheets with content, which are not read. */
  otherSheets: z.array(z.string()),
  rows: z.array(z.array(z.string())),
  /** How many cells were formulas: what they last showed is taken, nothing is worked out. */
  formulas: z.int().nonnegative(),
  dateSystem: z.enum(['1900', '1904']),
})
/** The rows of a sheet. */
export type ReadTable = z.infer<typeof ReadTable>

/** Why a table is not taken. */
export const TableRefusal = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.enum(['too-many-rows', 'too-many-columns', 'cell-too-long']),
    limit: z.int(),
  }),
  z.strictObject({ code: z.enum(['no-rows', 'not-a-table', 'too-much-text']) }),
  z.strictObject({ code: z.literal('file'), refusal: DocumentRefusal }),
])
/** Why a table is not taken. */
export type TableRefusal = z.infer<typeof TableRefusal>

const sentences: Readonly<Record<Exclude<TableRefusal['code'], 'file'>, string>> = {
  'too-many-rows': 'The sheet has more than {limit} rows: split it and add the parts.',
  'too-many-columns':
    'The sheet has more than {limit} columns: take out those that are not needed.',
  'cell-too-long': 'A cell has more than {limit} characters: split its text.',
  'no-rows': 'Heed found no rows in the file: choose the file that has the chronology in it.',
  'not-a-table':
    'Heed reads spreadsheets saved as Excel (.xlsx) or CSV (.csv): save it as one of these.',
  'too-much-text': 'The sheet has more text than Heed reads at once: split it and add the parts.',
}

/** Says in one sentence why a table is not taken, and what to do. */
export function explainTableRefusal(refusal: TableRefusal): string {
  if (refusal.code === 'file') return explainDocumentRefusal(refusal.refusal)
  const limit = 'limit' in refusal ? refusal.limit.toLocaleString('en-GB') : ''
  return sentences[refusal.code].replace('{limit}', limit)
}
