import type { Instant } from '#shared/dates.ts'
import { compile, find } from '#shared/text-matcher.ts'
import type { CompiledCase, Hit, Why } from '#shared/text-matcher.ts'
import { gateFile } from './case-file.ts'
import type { GateFile, GateValue } from './case-file.ts'
import { cellAt, placesOf } from './places.ts'
import type { Checked, Place } from './places.ts'

/** Why the gate stops at a place: a value found, one that may be, hidden words, an author's name, pictures that no program reads. */
export type FindingReason = Why | 'hidden-words' | 'author-named' | 'pictures' | 'over-two-blocks'

/** Something that the gate found, named by its place. */
export interface GateFinding {
  readonly place: Place
  readonly start: number
  readonly end: number
  readonly cell?: number
  readonly reason: FindingReason
  /** Which values of the vault it is or may be, never the values; empty where the question is about a picture or an author. */
  readonly values: readonly Pick<GateValue, 'id'>[]
  /** SHA-256 of the place and its text: an answer holds for this text only. */
  readonly digest: string
}

/** What a named person answered to a question. */
export interface GateAnswer {
  readonly digest: string
  readonly start: number
  readonly end: number
  readonly valueId: number | null
  readonly verdict: 'harmless' | 'must-change'
  readonly reason: string
  readonly by: string
  readonly at: Instant
}

/** A question with what was answered. */
export interface AnsweredFinding {
  readonly finding: GateFinding
  readonly answer: GateAnswer
}

/** What the gate says of one version of a publication. */
export interface GateResult {
  /** `cannot-check`: the vault holds nothing to look for, so nothing is known. */
  readonly outcome: 'passed' | 'asks' | 'refused' | 'cannot-check'
  readonly valuesSought: number
  readonly placesRead: number
  /** Values found, and hidden words: they must go. */
  readonly exact: readonly GateFinding[]
  readonly open: readonly GateFinding[]
  readonly answered: readonly AnsweredFinding[]
}

/** Gives the SHA-256 of a text; it comes from outside the rules. */
export type Digest = (text: string) => string

/** Looks for every value of the vault in every place of a publication. */
export function runGate(
  checked: Checked,
  known: { readonly values: readonly GateValue[]; readonly answers: readonly GateAnswer[] },
  digest: Digest,
): GateResult {
  const places = placesOf(checked)
  const file = gateFile(known.values)
  const compiled = compile(file.entries)
  const digestOf = (place: Place) => digest(`${place.kind}\n${place.text}`)
  const found = places.flatMap((place) => findingsIn({ compiled, file, digestOf }, place))
  const exact = [
    ...found.filter((one) => one.exact),
    ...acrossBlocks({ compiled, file, digestOf }, places),
    ...hiddenWords(places, digestOf),
  ]
  const questions = [
    ...found.filter((one) => !one.exact),
    ...authors(places, digestOf),
    ...pictures(checked, digest),
  ]
  const judged = questions.map((finding) => ({ finding, answer: answerTo(finding, known.answers) }))
  const open = judged.filter((one) => one.answer === undefined).map((one) => one.finding)
  const answered = judged.flatMap(({ finding, answer }) => (answer ? [{ finding, answer }] : []))
  const mustChange = answered.some(({ answer }) => answer.verdict === 'must-change')
  return {
    outcome: outcomeOf({
      nothingKnown: known.values.length === 0,
      refused: exact.length > 0 || mustChange,
      asks: open.length > 0,
    }),
    valuesSought: known.values.length,
    placesRead: places.length,
    exact,
    open,
    answered,
  }
}

function outcomeOf(is: {
  nothingKnown: boolean
  refused: boolean
  asks: boolean
}): GateResult['outcome'] {
  if (is.nothingKnown) return 'cannot-check'
  if (is.refused) return 'refused'
  return is.asks ? 'asks' : 'passed'
}

interface Search {
  readonly compiled: CompiledCase
  readonly file: GateFile
  readonly digestOf: (place: Place) => string
}

/** The finds of one place; several values on the same words are one finding, exact as soon as one of them is. */
function findingsIn(
  { compiled, file, digestOf }: Search,
  place: Place,
): (GateFinding & { readonly exact: boolean })[] {
  const hits = find(compiled, place.text)
  if (hits.length === 0) return []
  const digest = digestOf(place)
  const together = Map.groupBy(hits, (hit) => `${hit.start} ${hit.end}`)
  return [...together.values()].flatMap((same) => {
    const [first] = same
    if (first === undefined) return []
    const cell = cellAt(place, first.start)
    return {
      place,
      start: first.start,
      end: first.end,
      ...(cell !== undefined && { cell }),
      reason: first.why,
      values: valuesOf(file, same),
      digest,
      exact: same.some((hit) => hit.certainty === 'exact'),
    }
  })
}

/** The values themselves stay behind: what the gate answers is shown to people who may not read the vault. */
function valuesOf(file: GateFile, hits: readonly Hit[]): GateFinding['values'] {
  const ids = hits.flatMap((hit) => file.valueOf.get(hit.entry)?.id ?? [])
  return [...new Set(ids)].map((id) => ({ id }))
}

/** A value that begins in one block and ends in the next one, which a reader of the page sees in one glance. */
function acrossBlocks(
  { compiled, file, digestOf }: Search,
  places: readonly Place[],
): GateFinding[] {
  const blocks = places.filter((place) => place.block !== undefined)
  const starts: number[] = []
  let text = ''
  for (const block of blocks) {
    starts.push(text.length)
    text += `${block.text}\n`
  }
  return find(compiled, text).flatMap((hit) => {
    const at = starts.findLastIndex((start) => start <= hit.start)
    const place = blocks[at]
    const from = starts[at] ?? 0
    if (hit.certainty !== 'exact' || !place || hit.end <= from + place.text.length) return []
    return {
      place,
      start: hit.start - from,
      end: place.text.length,
      reason: 'over-two-blocks' as const,
      values: valuesOf(file, [hit]),
      digest: digestOf(place),
    }
  })
}

const hidden: ReadonlySet<string> = new Set(['file-comment', 'file-tracked-change'])

function whole(place: Place, reason: FindingReason, digest: string): GateFinding {
  return { place, start: 0, end: place.text.length, reason, values: [], digest }
}

/** Comments and tracked changes do not go out at all, whatever they say. */
function hiddenWords(places: readonly Place[], digestOf: Search['digestOf']): GateFinding[] {
  return places
    .filter((place) => hidden.has(place.kind))
    .map((place) => whole(place, 'hidden-words', digestOf(place)))
}

/** The name of whoever wrote a file is a person's name, of the case or not. */
function authors(places: readonly Place[], digestOf: Search['digestOf']): GateFinding[] {
  return places
    .filter((place) => place.kind === 'file-author')
    .map((place) => whole(place, 'author-named', digestOf(place)))
}

/** A picture may show a name: somebody has to look at this very file. */
function pictures({ document }: Checked, digest: Digest): GateFinding[] {
  if (document === undefined || document.images === 0) return []
  const place = { kind: 'file-pictures', number: document.images, text: document.sha256 }
  return [{ ...whole(place, 'pictures', digest(`file-pictures\n${document.sha256}`)), end: 0 }]
}

/** The answer that holds: for this text and these offsets, for each of the values; the last word counts. */
function answerTo(finding: GateFinding, answers: readonly GateAnswer[]): GateAnswer | undefined {
  const here = answers.filter(
    (one) =>
      one.digest === finding.digest && one.start === finding.start && one.end === finding.end,
  )
  const ids = finding.values.length === 0 ? [null] : finding.values.map((value) => value.id)
  const each = ids.map((id) => here.findLast((one) => one.valueId === id))
  if (each.includes(undefined)) return undefined
  return each.find((one) => one?.verdict === 'must-change') ?? each[0]
}
