import type { PlainDate } from '#shared/dates.ts'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { checkTimes, readFacts } from './entry.ts'
import type { EntryRefusal } from './entry.ts'
import { importFields, plainHead } from './import-mapping.ts'
import type { ImportField, Mapping, Rows } from './import-mapping.ts'
import { entryKinds, themes } from './model.ts'
import type { EntryContent, EntryKind, Labelled, Sighting, Theme } from './model.ts'
import { readTime, readWhen } from './read-when.ts'
import type { CellReading } from './read-when.ts'
import type { RowProblem, RowProblemCode } from './row-problems.ts'
import { withoutControls } from './text.ts'
import { between, onDay } from './when.ts'
import type { When } from './when.ts'
import { kindWords, themeWords } from './words.ts'

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

function textProblems(cell: Cell): Omit<RowProblem, 'row'>[] {
  const long = tooLong(cell)
  const missing = cell('event') === '' ? [problem('event', 'missing', '')] : []
  return long ? [...missing, long] : missing
}

type Values<T> = { [K in keyof T]: T[K] extends Result<infer V, unknown> ? V : never }

/** All the fields together, or everything that is wrong with any of them. */
function together<T extends Readonly<Record<string, Field<unknown>>>>(
  fields: T,
): Result<Values<T>, readonly Omit<RowProblem, 'row'>[]> {
  const problems = Object.values(fields).flatMap((one) => (one.ok ? [] : [one.refusal]))
  if (problems.length > 0) return no(problems)
  const values = Object.entries(fields).map(([name, one]) => [name, one.ok ? one.value : undefined])
  // Every field is there and none was refused, so each has the value of its own kind.
  return ok(Object.fromEntries(values) as Values<T>)
}

function contentOf(
  cell: Cell,
  how: { reading: CellReading; labels: ReadonlyMap<string, number> },
): Result<EntryContent, readonly Omit<RowProblem, 'row'>[]> {
  const { reading } = how
  const read = together({
    happened: happenedIn(cell, reading),
    knew: dateIn(cell, 'knew', reading),
    recordedOn: recordedIn(cell, reading),
    happenedAt: timeIn(cell),
    childSeen: sightingIn(cell, 'seen'),
    childHeard: sightingIn(cell, 'heard'),
    goodPractice: flagIn(cell),
    personIds: peopleIn(cell, how.labels),
  })
  const texts = textProblems(cell)
  if (!read.ok) return no([...texts, ...read.refusal])
  if (texts.length > 0) return no(texts)
  const fit = checkTimes(read.value, reading.today)
  if (!fit.ok) {
    const field = fieldOfRefusal[fit.refusal.code]
    return no([problem(field, fit.refusal.code, cell(field))])
  }
  const { kind, said } = kindIn(cell)
  const content = {
    kind,
    event: said === '' ? cell('event') : `${said}: ${cell('event')}`,
    source: cell('source'),
    place: cell('place'),
    reference: cell('reference'),
    childVoice: cell('voice'),
    response: cell('response'),
    analysis: cell('analysis'),
    themes: themesIn(cell),
    facts: readFacts(cell('facts')),
  }
  return ok(inOrder({ ...read.value, ...content }))
}

/** The fields of an entry in one order, whoever made it: its digest is made from them as they stand. */
function inOrder(content: EntryContent): EntryContent {
  return {
    happened: content.happened,
    knew: content.knew,
    recordedOn: content.recordedOn,
    happenedAt: content.happenedAt,
    kind: content.kind,
    event: content.event,
    source: content.source,
    place: content.place,
    reference: content.reference,
    childSeen: content.childSeen,
    childHeard: content.childHeard,
    childVoice: content.childVoice,
    response: content.response,
    analysis: content.analysis,
    goodPractice: content.goodPractice,
    themes: content.themes,
    facts: content.facts,
    personIds: content.personIds,
  }
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

/** The cells of a row that have something in them, by what they hold; each is tidied once, however often it is looked at. */
function cellsOf(
  row: readonly string[],
  places: ReadonlyMap<ImportField, number>,
): Map<ImportField, string> {
  const cells = new Map<ImportField, string>()
  for (const [field, place] of places) {
    const text = withoutControls(row[place] ?? '').trim()
    if (text !== '') cells.set(field, text)
  }
  return cells
}

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
    const cells = cellsOf(row, places)
    const cell: Cell = (field) => cells.get(field) ?? ''
    if (cells.size === 0) {
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
