import { isUid } from './ids.ts'
import type { Uid } from './ids.ts'

/** A person named in a text: shown by label ("Child A") or by relation ("the mother"), never by name. */
export type PersonToken = { readonly person: Uid; readonly form?: 'label' | 'relation' }
/** A stretch of text, or a person. */
export type Span = string | PersonToken
/** What a block is on the page. The cells of a table row are kept apart by tabs. */
export type BlockKind = (typeof blockKinds)[number]
/** One block of a text. Claims, comments and findings point at its id, which stays when the words change. */
export type Block = {
  readonly id: Uid
  readonly kind: BlockKind
  /** Headings 1 to 4, list items 1 to 3. */
  readonly level?: number
  readonly spans: readonly Span[]
}
/** A text as blocks in their order. */
export type Prose = { readonly blocks: readonly Block[] }
/** How a person is to be called in this rendering. */
export type NameOf = (token: PersonToken) => string
/** A rendering as one string, with the place of each block in it. */
export type RenderedProse = { readonly text: string; readonly places: readonly BlockPlace[] }
/** Where the words of a block stand in a rendering; `end` is exclusive. */
export type BlockPlace = { readonly block: Uid; readonly start: number; readonly end: number }

/** The kinds of block that a text may hold. */
export const blockKinds = [
  'heading',
  'paragraph',
  'list-item',
  'quote',
  'table-row',
  'caption',
] as const

const deepest: Partial<Record<BlockKind, number>> = { heading: 4, 'list-item': 3 }

/** A text without a word. */
export const emptyProse: Prose = { blocks: [] }

/** Reads a text from stored JSON; gives nothing when a block is malformed or two blocks share an id. */
export function parseProse(value: unknown): Prose | undefined {
  if (!isRecord(value) || !Array.isArray(value['blocks'])) return undefined
  const blocks: Block[] = []
  const seen = new Set<string>()
  for (const item of value['blocks'] as unknown[]) {
    const block = parseBlock(item)
    if (!block || seen.has(block.id)) return undefined
    seen.add(block.id)
    blocks.push(block)
  }
  return { blocks }
}

/** The text as one string, blocks separated by an empty line, with the place of each block. */
export function renderProse(prose: Prose, nameOf: NameOf): RenderedProse {
  const places: BlockPlace[] = []
  let text = ''
  for (const block of prose.blocks) {
    if (text !== '') text += '\n\n'
    const start = text.length
    text += blockText(block, nameOf)
    places.push({ block: block.id, start, end: text.length })
  }
  return { text, places }
}

/** The text as one string, blocks separated by an empty line. */
export function plainText(prose: Prose, nameOf: NameOf): string {
  return renderProse(prose, nameOf).text
}

/** The words of one block. */
export function blockText(block: Block, nameOf: NameOf): string {
  return block.spans.map((span) => (typeof span === 'string' ? span : nameOf(span))).join('')
}

/** The block that holds this offset of a rendering; the gap after a block belongs to that block. */
export function blockAt(rendered: RenderedProse, offset: number): BlockPlace | undefined {
  let [low, high] = [0, rendered.places.length - 1]
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((rendered.places[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return offset < 0 || offset > rendered.text.length ? undefined : rendered.places[low]
}

/** Everybody whom the text names, each once, in the order of first mention. */
export function peopleIn(prose: Prose): readonly Uid[] {
  const people = new Set<Uid>()
  for (const block of prose.blocks)
    for (const span of block.spans) if (typeof span !== 'string') people.add(span.person)
  return [...people]
}

/** Spans in their one normal form: neighbouring text joined, nothing empty, white space single and none at the ends. */
export function tidySpans(spans: readonly Span[], keepTabs = false): readonly Span[] {
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (typeof span === 'string' && typeof last === 'string')
      joined[joined.length - 1] = last + span
    else joined.push(span)
  }
  const tidy = joined.map((span, place) =>
    typeof span === 'string'
      ? tidyText(span, { keepTabs, first: place === 0, last: place === joined.length - 1 })
      : span,
  )
  return tidy.filter((span) => span !== '')
}

function tidyText(text: string, at: { keepTabs: boolean; first: boolean; last: boolean }): string {
  let tidy = at.keepTabs
    ? text.replace(/ *\t */g, '\t').replace(/[^\S\t]+/g, ' ')
    : text.replace(/\s+/g, ' ')
  if (at.first) tidy = tidy.replace(/^ +/, '')
  return at.last ? tidy.replace(/ +$/, '') : tidy
}

function parseBlock(value: unknown): Block | undefined {
  if (!isRecord(value)) return undefined
  const { id, kind, level, spans } = value
  const known = blockKinds.find((one) => one === kind)
  if (!isUid(id) || !known || !Array.isArray(spans) || !isLevel(level, known)) return undefined
  const read = (spans as unknown[]).map(parseSpan)
  if (read.includes(undefined)) return undefined
  const block = { id, kind: known, spans: read.filter((span) => span !== undefined) }
  return typeof level === 'number' ? { ...block, level } : block
}

function isLevel(level: unknown, kind: BlockKind): boolean {
  if (level === undefined) return true
  return Number.isInteger(level) && Number(level) >= 1 && Number(level) <= (deepest[kind] ?? 0)
}

function parseSpan(value: unknown): Span | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value
  if (!isRecord(value) || !isUid(value['person'])) return undefined
  const form = value['form']
  if (form === undefined) return { person: value['person'] }
  return form === 'label' || form === 'relation' ? { person: value['person'], form } : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
