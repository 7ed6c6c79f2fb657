import type { Uid } from './ids.ts'
import { tidySpans } from './prose.ts'
import type { Block, NameOf, PersonToken, Prose, Span } from './prose.ts'

/** Gives a new id each time it is called; ids come from outside the rules. */
export type NewId = () => Uid
/** The person whom a label or a relation in curly brackets means, if anybody. */
export type TokenOf = (words: string) => PersonToken | undefined
/** A block that has no id yet. */
export type Draft = Omit<Block, 'id'>

/**
 * Reads a text that came from elsewhere (a published statement): paragraphs between empty lines, a sentence broken
 * over an empty line joined again, nothing in it taken for a person.
 */
export function proseFromPlainText(text: string, newId: NewId): Prose {
  const drafts = joinBroken(draftsFrom(text, (words) => tidySpans([words])))
  return { blocks: drafts.map((draft) => ({ id: newId(), ...draft })) }
}

/**
 * Reads what somebody typed, without ids: `#` heading, `-` list item, `>` quote, `|` table row, `!` caption,
 * `{Child A}` a person. A backslash takes the meaning away.
 */
export function readTypedText(text: string, tokenOf: TokenOf): readonly Draft[] {
  return draftsFrom(text, (words, keepTabs) => readSpans(words, tokenOf, keepTabs))
}

/** Writes a text as somebody would type it, so that reading it gives the same blocks. */
export function writeTypedText(prose: Prose, nameOf: NameOf): string {
  let text = ''
  let before: Block | undefined
  for (const block of prose.blocks) {
    const together = before?.kind === block.kind && ['list-item', 'table-row'].includes(block.kind)
    text += (before ? (together ? '\n' : '\n\n') : '') + writeBlock(block, nameOf)
    before = block
  }
  return text
}

type Reader = (words: string, keepTabs?: boolean) => readonly Span[]
type Open = { kind: Draft['kind']; level?: number; words: string }
type Opening = {
  readonly kind: Draft['kind']
  /** The first group is what gives the level, if there is one; the last is the words. */
  readonly form: RegExp
  readonly level?: (mark: string) => number
}

const openings: readonly Opening[] = [
  { kind: 'heading', form: /^(#{1,4})\s+(.*)$/, level: (mark) => mark.length },
  { kind: 'list-item', form: /^(\s*)[-*•]\s+(.*)$/, level: depthOf },
  { kind: 'quote', form: /^>\s?(.*)$/ },
  { kind: 'caption', form: /^!\s+(.*)$/ },
  { kind: 'table-row', form: /^\|(.*?)\|?\s*$/ },
]
const lineBreak = /\r\n|[\n\r\u2028\u2029\f]/

function draftsFrom(text: string, read: Reader): Draft[] {
  const opened: Open[] = []
  let open: Open | undefined
  for (const line of text.replace(/^\uFEFF/, '').split(lineBreak)) {
    if (line.trim() === '') {
      open = undefined
      continue
    }
    const begun = beginning(line)
    if (open && goesOnFrom(open, begun)) open.words = joinLines(open.words, begun?.words ?? line)
    else opened.push((open = begun ?? { kind: 'paragraph', words: line.trim() }))
  }
  return opened.flatMap((one) => draftOf(one, read) ?? [])
}

/** Whether a line belongs to the block above it: a heading and a table row are one line, a quote may repeat its mark. */
function goesOnFrom(open: Open, begun: Open | undefined): boolean {
  if (begun) return begun.kind === 'quote' && open.kind === 'quote'
  return open.kind !== 'heading' && open.kind !== 'table-row'
}

function draftOf(open: Open, read: Reader): Draft | undefined {
  const { words, ...rest } = open
  const isRow = open.kind === 'table-row'
  const spans = read(isRow ? cells(words) : words, isRow)
  const isEmpty = spans.every((span) => typeof span === 'string' && span.trim() === '')
  return isEmpty ? undefined : { ...rest, spans }
}

function beginning(line: string): Open | undefined {
  for (const { kind, form, level } of openings) {
    const match = form.exec(line)
    if (match)
      return { kind, ...(level && { level: level(match[1] ?? '') }), words: match.at(-1) ?? '' }
  }
  return undefined
}

function depthOf(indent: string): number {
  return Math.min(3, 1 + Math.floor(indent.replace(/\t/g, '  ').length / 2))
}

// A line that ends in a hyphen was broken inside a word ("co-" / "sleeping").
function joinLines(before: string, line: string): string {
  return /\p{L}-$/u.test(before) ? before + line.trim() : `${before} ${line.trim()}`
}

function cells(words: string): string {
  return words
    .replace(/\t/g, ' ')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim())
    .join('\t')
}

/** Joins a paragraph that stops without an end mark to the next one when that goes on in lower case. */
function joinBroken(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = []
  for (const draft of drafts) {
    const last = joined.at(-1)
    if (last && isBroken(last) && goesOn(draft))
      joined[joined.length - 1] = {
        ...last,
        spans: tidySpans([...last.spans, ' ', ...draft.spans]),
      }
    else joined.push(draft)
  }
  return joined
}

function isBroken(draft: Draft): boolean {
  const last = draft.spans.at(-1)
  return draft.kind === 'paragraph' && typeof last === 'string' && !/[.!?:;…]["'”’)\]]*$/.test(last)
}

function goesOn(draft: Draft): boolean {
  const first = draft.spans[0]
  return draft.kind === 'paragraph' && typeof first === 'string' && /^\p{Ll}/u.test(first)
}

function readSpans(words: string, tokenOf: TokenOf, keepTabs?: boolean): readonly Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of words.matchAll(/\\([\\{}#*•>|!-])|\{([^{}]*)\}/g)) {
    const token = match[2] === undefined ? undefined : tokenOf(match[2].trim())
    spans.push(words.slice(from, match.index), token ?? match[1] ?? match[0])
    from = match.index + match[0].length
  }
  spans.push(words.slice(from))
  return tidySpans(spans, keepTabs)
}

function writeBlock(block: Block, nameOf: NameOf): string {
  const words = block.spans
    .map((span) =>
      typeof span === 'string' ? span.replace(/[\\{]/g, '\\$&') : `{${nameOf(span)}}`,
    )
    .join('')
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level ?? 1)} ${words}`
    case 'list-item':
      return `${'  '.repeat((block.level ?? 1) - 1)}- ${words}`
    case 'quote':
      return `> ${words}`
    case 'caption':
      return `! ${words}`
    case 'table-row':
      return `| ${words.replace(/\|/g, '\\|').replace(/\t/g, ' | ')} |`
    case 'paragraph':
      return words.replace(/^[#*•>|!-]/, '\\$&')
  }
}
