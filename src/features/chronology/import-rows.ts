import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { checkTimes, readFacts } from './entry.ts'
import type { EntryRefusal } from './entry.ts'
import { entryKinds, themes } from './model.ts'
import type { EntryContent, EntryKind, Labelled, Sighting, Theme } from './model.ts'
import { between, onDay, readTime, readWhen } from './when.ts'
import type { CellReading, When } from './when.ts'
import { kindWords, themeWords } from './words.ts'

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

type Rows = readonly (readonly string[])[]

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

/** Why a row cannot be taken, with the column that it is about and what stands there. */
export interface RowProblem {
  /** The row as the sender sees it, counted from 1. */
  readonly row: number
  readonly field: ImportField
  readonly code: RowProblemCode
  readonly value: string
}

/** The reasons for which a row is not taken. */
export type RowProblemCode =
  | 'missing'
  | 'not-a-date'
  | 'ends-before-it-begins'
  | 'not-a-time'
  | 'nobody-of-that-label'
  | 'not-yes-or-no'
  | 'too-long'
  | EntryRefusal['code']

/** One row that can be taken. */
export interface RowEntry {
  readonly row: number
  readonly content: EntryContent
}

/** What came of looking through all rows. */
export interface RowsRead {
  readonly entries: readonly RowEntry[]
  readonly problems: readonly RowProblem[]
  /** How many rows have a problem. */
  readonly refused: number
  /** How many rows have nothing in them. */
  readonly empty: number
}

/** What rows are read by. */
export interface RowsHow {
  readonly mapping: Mapping
  readonly reading: CellReading
  readonly people: readonly Labelled[]
}

type Cell = (field: ImportField) => string
type Field<T> = Result<T, Omit<RowProblem, 'row'>>

function problem(field: ImportField, code: RowProblemCode, value: string): Omit<RowProblem, 'row'> {
  return { field, code, value: value.slice(0, 80) }
}

function dateIn(cell: Cell, field: 'knew' | 'happened', reading: CellReading): Field<When | null> {
  const text = cell(field)
  if (text === '' || /^(?:unknown|not known|n\/?k)$/i.test(text)) return ok(null)
  const when = readWhen(text, reading)
  return when ? ok(when) : no(problem(field, 'not-a-date', text))
}

function happenedIn(cell: Cell, reading: CellReading): Field<When> {
  const from = dateIn(cell, 'happened', reading)
  if (!from.ok) return from
  if (from.value === null) return no(problem('happened', 'missing', ''))
  const until = cell('happenedUntil')
  if (until === '') return ok(from.value)
  const to = readWhen(until, reading)
  if (!to) return no(problem('happenedUntil', 'not-a-date', until))
  const first = from.value.first
  const whole = to.last === first ? onDay(first) : between(first, to.last)
  return whole ? ok(whole) : no(problem('happenedUntil', 'ends-before-it-begins', until))
}

function recordedIn(cell: Cell, reading: CellReading): Field<PlainDate | null> {
  const text = cell('recorded')
  if (text === '') return ok(null)
  const when = readWhen(text, reading)
  return when && when.kind === 'day' ? ok(when.named) : no(problem('recorded', 'not-a-date', text))
}

function timeIn(cell: Cell): Field<string | null> {
  const text = cell('time')
  if (text === '') return ok(readTime(withTime(cell('happened'))) ?? null)
  const time = readTime(text)
  return time === undefined ? no(problem('time', 'not-a-time', text)) : ok(time)
}

/** Only a date that carries a time gives one: "5.30" in a date would else be half past five. */
function withTime(text: string): string {
  return /\d[ T]\d{1,2}[:.]\d{2}(?::\d{2})?$/.test(text) ? text : ''
}

const yes = /^(?:y|yes|true|x|1|✓|seen|heard)$/i
const notDone = /^(?:n|no|false|0|not seen|not heard)$/i
const notExpected = /^(?:n\/?a|not applicable|not to be expected|not expected)$/i
const notRecorded = /^(?:|-|unknown|not known|not recorded|n\/?k|\?)$/i

function sightingIn(cell: Cell, field: 'seen' | 'heard'): Field<Sighting> {
  const text = cell(field)
  if (notRecorded.test(text)) return ok('not-recorded')
  if (notExpected.test(text)) return ok('not-expected')
  if (yes.test(text)) return ok('yes')
  return notDone.test(text) ? ok('no') : no(problem(field, 'not-yes-or-no', text))
}

function flagIn(cell: Cell): Field<boolean> {
  const text = cell('goodPractice')
  if (yes.test(text)) return ok(true)
  return notDone.test(text) || notRecorded.test(text)
    ? ok(false)
    : no(problem('goodPractice', 'not-yes-or-no', text))
}

function peopleIn(cell: Cell, people: ReadonlyMap<string, number>): Field<number[]> {
  const named = cell('people')
    .split(/[;,\n/&]|\band\b/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const found = named.map((label) => people.get(label.toLowerCase()))
  const unknown = named.find((_label, at) => found[at] === undefined)
  if (unknown !== undefined) return no(problem('people', 'nobody-of-that-label', unknown))
  return ok([...new Set(found.filter((id) => id !== undefined))].toSorted((a, b) => a - b))
}

/** A kind in our own words or by its code; any other word is kept in front of what happened, so that nothing is lost. */
function kindIn(cell: Cell): { kind: EntryKind; said: string } {
  const text = cell('kind')
  const plain = plainHead(text)
  const kind = entryKinds.find(
    (one) => plainHead(kindWords[one]) === plain || plainHead(one) === plain,
  )
  return kind ? { kind, said: '' } : { kind: 'other', said: text }
}

function themesIn(cell: Cell): Theme[] {
  const named = cell('themes')
    .split(/[;,\n/]/)
    .map(plainHead)
  return themes.filter((theme) =>
    named.some((name) => name === plainHead(theme) || name === plainHead(themeWords[theme])),
  )
}

const longest: Readonly<Partial<Record<ImportField, number>>> = {
  event: 8000,
  source: 400,
  place: 200,
  reference: 100,
  voice: 4000,
  response: 4000,
  analysis: 4000,
}

function tooLong(cell: Cell): Omit<RowProblem, 'row'> | undefined {
  const field = importFields.find((one) => cell(one).length > (longest[one] ?? 400))
  return field && problem(field, 'too-long', cell(field))
}

const fieldOfRefusal: Readonly<Record<EntryRefusal['code'], ImportField>> = {
  'happens-later': 'happened',
  'knew-before-it-happened': 'knew',
  'recorded-before-it-happened': 'recorded',
  'recorded-before-it-was-known': 'recorded',
  'recorded-later': 'recorded',
}

function contentOf(
  cell: Cell,
  how: { reading: CellReading; labels: ReadonlyMap<string, number> },
): Result<EntryContent, readonly Omit<RowProblem, 'row'>[]> {
  const { reading } = how
  const { kind, said } = kindIn(cell)
  const event = said === '' ? cell('event') : `${said}: ${cell('event')}`
  const happened = happenedIn(cell, reading)
  const knew = dateIn(cell, 'knew', reading)
  const recordedOn = recordedIn(cell, reading)
  const happenedAt = timeIn(cell)
  const childSeen = sightingIn(cell, 'seen')
  const childHeard = sightingIn(cell, 'heard')
  const goodPractice = flagIn(cell)
  const personIds = peopleIn(cell, how.labels)
  const long = tooLong(cell)
  const missing = cell('event') === '' ? [problem('event', 'missing', '')] : []
  const all = [
    happened,
    knew,
    recordedOn,
    happenedAt,
    childSeen,
    childHeard,
    goodPractice,
    personIds,
  ]
  const problems = [
    ...missing,
    ...(long ? [long] : []),
    ...all.flatMap((one) => (one.ok ? [] : [one.refusal])),
  ]
  if (
    problems.length > 0 ||
    !happened.ok ||
    !knew.ok ||
    !recordedOn.ok ||
    !happenedAt.ok ||
    !childSeen.ok ||
    !childHeard.ok ||
    !goodPractice.ok ||
    !personIds.ok
  )
    return no(problems)
  const times = { happened: happened.value, knew: knew.value, recordedOn: recordedOn.value }
  const fit = checkTimes(times, reading.today)
  if (!fit.ok) {
    const field = fieldOfRefusal[fit.refusal.code]
    return no([problem(field, fit.refusal.code, cell(field))])
  }
  return ok({
    ...times,
    happenedAt: happenedAt.value,
    kind,
    event,
    source: cell('source'),
    place: cell('place'),
    reference: cell('reference'),
    childSeen: childSeen.value,
    childHeard: childHeard.value,
    childVoice: cell('voice'),
    response: cell('response'),
    analysis: cell('analysis'),
    goodPractice: goodPractice.value,
    themes: themesIn(cell),
    facts: readFacts(cell('facts')),
    personIds: personIds.value,
  })
}

/** Where each field stands in the rows, by the heads of the mapping. */
function placesOf(rows: Rows, mapping: Mapping): Map<ImportField, number> {
  const heads = (rows[mapping.headRow - 1] ?? []).map(plainHead)
  return new Map(
    importFields.flatMap((field) => {
      const head = mapping.heads[field]
      const place = head === undefined ? -1 : heads.indexOf(plainHead(head))
      return place < 0 ? [] : [[field, place] as const]
    }),
  )
}

/** Letters that no text of ours holds: the control characters, but for new lines and tabs. */
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g

/**
 * Looks through the rows of a spreadsheet: what can be taken, in whatever order the rows come, and what cannot and why.
 * Nothing is guessed: a date that is none, a label that nobody has and a time that lies before its event are told.
 */
export function readRows(rows: Rows, how: RowsHow): RowsRead {
  const places = placesOf(rows, how.mapping)
  const labels = new Map(how.people.map(({ id, label }) => [label.toLowerCase(), id]))
  const entries: RowEntry[] = []
  const problems: RowProblem[] = []
  let refused = 0
  let empty = 0
  for (let at = how.mapping.headRow; at < rows.length; at++) {
    const row = rows[at] ?? []
    const cell: Cell = (field) => {
      const place = places.get(field)
      return place === undefined ? '' : (row[place] ?? '').replaceAll(control, '').trim()
    }
    if (![...places.keys()].some((field) => cell(field) !== '')) {
      empty += 1
      continue
    }
    const read = contentOf(cell, { reading: how.reading, labels })
    if (read.ok) entries.push({ row: at + 1, content: read.value })
    else {
      refused += 1
      problems.push(...read.refusal.map((one) => ({ ...one, row: at + 1 })))
    }
  }
  return { entries, problems, refused, empty }
}

/** What is said of a row that cannot be taken. */
export function explainRow({ field, code, value }: RowProblem): string {
  const name = importFieldWords[field].toLowerCase()
  const words: Readonly<Record<RowProblemCode, string>> = {
    missing: `There is nothing under “${name}”.`,
    'not-a-date': `“${value}” under “${name}” is not a date that Heed can read.`,
    'ends-before-it-begins': `“${value}” under “${name}” lies before its beginning.`,
    'not-a-time': `“${value}” under “${name}” is not a time of day.`,
    'nobody-of-that-label': `Nobody in this case has the label “${value}”.`,
    'not-yes-or-no': `“${value}” under “${name}” is neither yes nor no.`,
    'too-long': `The text under “${name}” is longer than Heed keeps.`,
    'happens-later': `“${value}” lies in the future.`,
    'recorded-later': `“${value}” under “${name}” lies in the future.`,
    'knew-before-it-happened': `It was known (${value}) before it happened: check the years.`,
    'recorded-before-it-happened': `It was written down (${value}) before it happened: check the years.`,
    'recorded-before-it-was-known': `It was written down (${value}) before the agency knew.`,
  }
  return words[code]
}
