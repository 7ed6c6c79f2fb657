import type { CellReading } from './read-when.ts'

/** What a column of an agency's spreadsheet can hold. */
export const importFields = [
  'happened',
  'happenedUntil',
  'time',
  'knew',
  'recorded',
  'kind',
  'event',
  'people',
  'source',
  'place',
  'reference',
  'seen',
  'heard',
  'voice',
  'response',
  'analysis',
  'goodPractice',
  'themes',
  'facts',
] as const
/** What a column can hold. */
export type ImportField = (typeof importFields)[number]

/** What a form calls each of them. */
export const importFieldWords: Readonly<Record<ImportField, string>> = {
  happened: 'When it happened',
  happenedUntil: 'Until when, for a span of days',
  time: 'Time of day',
  knew: 'When the agency knew',
  recorded: 'When it was written down',
  kind: 'Kind of event',
  event: 'What happened',
  people: 'Whom it concerns',
  source: 'Source',
  place: 'Place',
  reference: 'Shared reference',
  seen: 'Child seen',
  heard: 'Child heard',
  voice: 'What the child said or showed',
  response: 'Response or decision',
  analysis: 'Analysis or comment',
  goodPractice: 'Good practice',
  themes: 'Themes',
  facts: 'Named facts',
}

/** Heads that agencies are known to give to each column, as they are when only letters and spaces are left. */
const usualHeads: Readonly<Record<ImportField, readonly string[]>> = {
  happened: [
    'date',
    'date of event',
    'event date',
    'when',
    'when it happened',
    'date of contact',
    'contact date',
    'date from',
    'start date',
  ],
  happenedUntil: ['date to', 'end date', 'until', 'to'],
  time: ['time', 'time of event', 'time of day'],
  knew: [
    'date known',
    'date agency knew',
    'when the agency knew',
    'agency aware',
    'date aware',
    'date informed',
    'date received',
  ],
  recorded: [
    'date recorded',
    'recorded',
    'when it was written down',
    'date of recording',
    'date entered',
    'record date',
  ],
  kind: ['type', 'kind', 'event type', 'type of contact', 'contact type', 'kind of event'],
  event: [
    'event',
    'what happened',
    'significant event',
    'details',
    'description',
    'summary',
    'event details',
    'information',
    'details of event',
    'contact details',
    'summary of event',
  ],
  people: [
    'person',
    'people',
    'who',
    'subject',
    'family member',
    'whom it concerns',
    'child',
    'individual',
    'persons',
  ],
  source: [
    'source',
    'source of information',
    'record',
    'source record',
    'source document',
    'document',
  ],
  place: ['place', 'location', 'where', 'venue'],
  reference: [
    'reference',
    'ref',
    'shared reference',
    'meeting reference',
    'incident number',
    'incident reference',
    'log number',
  ],
  seen: ['child seen', 'seen', 'was the child seen', 'child seen y n', 'child seen yes no'],
  heard: ['child heard', 'heard', 'child spoken to', 'seen alone', 'child seen alone', 'spoken to'],
  voice: [
    'voice of the child',
    'child voice',
    'childs voice',
    'what the child said',
    'what the child said or showed',
    'wishes and feelings',
    'views of the child',
  ],
  response: [
    'response',
    'action',
    'action taken',
    'response or decision',
    'outcome',
    'response decision',
    'actions',
    'agency response',
    'decision',
  ],
  analysis: [
    'analysis',
    'comment',
    'comments',
    'analysis or comment',
    'reflection',
    'comment analysis',
    'author comment',
    'practice comment',
  ],
  goodPractice: ['good practice', 'good practice y n'],
  themes: ['theme', 'themes', 'issue', 'kloe'],
  facts: ['facts', 'named facts', 'measurements'],
}

/** How the columns of an agency's spreadsheets are read. Heads, not places: next time a column may stand elsewhere. */
export interface Mapping {
  /** The row with the heads, counted from 1. */
  readonly headRow: number
  readonly order: CellReading['order']
  readonly heads: Readonly<Partial<Record<ImportField, string>>>
}

/** A head as it is compared: letters only, however it was spaced. */
export function plainHead(head: string): string {
  return head
    .toLowerCase()
    .replaceAll(/[’']/g, '')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** The rows of a spreadsheet as text. */
export type Rows = readonly (readonly string[])[]

function fieldOf(head: string): ImportField | undefined {
  const plain = plainHead(head)
  return importFields.find((field) => usualHeads[field].includes(plain))
}

function knownHeads(row: readonly string[]): number {
  return row.filter((cell) => fieldOf(cell) !== undefined).length
}

/** The row that looks most like a row of heads among the first thirty; titles and notes often stand above it. */
function findHeadRow(rows: Rows): number {
  const first = rows.slice(0, 30)
  const most = Math.max(0, ...first.map(knownHeads))
  const found =
    most > 1
      ? first.findIndex((row) => knownHeads(row) === most)
      : first.findIndex((row) => row.filter((cell) => cell !== '').length > 1)
  return Math.max(0, found) + 1
}

/** A first guess at the columns: as this agency had them last time where the heads are the same, else by the usual heads. */
export function proposeMapping(rows: Rows, before: Mapping | undefined): Mapping {
  const wanted = new Map(
    importFields.flatMap((field) => {
      const head = before?.heads[field]
      return head === undefined ? [] : [[plainHead(head), field] as const]
    }),
  )
  const asBefore = rows
    .slice(0, 30)
    .findIndex((row) => row.filter((cell) => wanted.has(plainHead(cell))).length > 1)
  const headRow = before && asBefore >= 0 ? asBefore + 1 : findHeadRow(rows)
  const heads: Partial<Record<ImportField, string>> = {}
  for (const head of rows[headRow - 1] ?? []) {
    const field = wanted.get(plainHead(head)) ?? fieldOf(head)
    if (field !== undefined && heads[field] === undefined) heads[field] = head
  }
  return { headRow, order: before?.order ?? 'day-first', heads }
}
