import { monthNames } from '#shared/date-words.ts'
import { plainDateFromParts, weekday } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Block, BlockKind, Prose } from '#shared/prose.ts'

/** A paragraph as the document reader gives it; only its words and kind matter here. */
export type GivenParagraph = { readonly text: string; readonly style: string }

/** A date that stands in the text, with the words that say it. */
export type FoundDate = {
  readonly date: PlainDate
  readonly blockId: Uid
  readonly words: string
  /** The text names a day of the week, and it was another one: somebody must look. */
  readonly weekdayDiffers: boolean
}

/** Who speaks in a statement, in its own words. A name in a published text makes nobody a user or a person of a case. */
export type Speaker = { readonly words: string; readonly blockId: Uid }

/** A published statement kept paragraph by paragraph, with what it says about itself. Nothing is added to it. */
export type PublishedStatement = {
  readonly title?: string
  readonly publisher?: string
  readonly publishedOn?: FoundDate
  readonly speakers: readonly Speaker[]
  readonly text: Prose
  /** The blocks that say what the document is: title, publisher, date. They make no claims. */
  readonly head: readonly Uid[]
}

const styleOf: Readonly<Record<string, BlockKind>> = {
  heading: 'heading',
  'list-item': 'list-item',
  'table-cell': 'table-row',
}
const headLength = 6

/** Reads a published statement: joins a sentence that a blank line broke, and finds title, publisher, date and speakers. */
export function readStatement(
  paragraphs: readonly GivenParagraph[],
  newId: () => Uid,
): PublishedStatement {
  const blocks = joinBroken(paragraphs).map(({ text, style }) => blockOf(text, style, newId()))
  const first = blocks.slice(0, headLength)
  const publishedOn = publicationDate(blocks)
  const publisher = firstFound(first, (block) => publisherIn(wordsOf(block)))
  const title = beforeSentences(first).find((block) => isTitle(block, publisher?.found))
  const head = [
    publishedOn?.isLine ? publishedOn.found.blockId : undefined,
    title?.id,
    nameLine(first),
  ]
  return {
    ...(title && { title: wordsOf(title) }),
    ...(publisher && { publisher: publisher.found }),
    ...(publishedOn && { publishedOn: publishedOn.found }),
    speakers: blocks.flatMap(speakerIn),
    text: { blocks },
    head: head.filter((id) => id !== undefined),
  }
}

/** The words of a block of a statement: imported text names nobody by token. */
export function wordsOf(block: Block): string {
  return block.spans.filter((span) => typeof span === 'string').join('')
}

function blockOf(text: string, style: string, id: Uid): Block {
  const words = text.replaceAll(/\s+/g, ' ').trim()
  const kind = styleOf[style] ?? (isShortLine(words) ? 'heading' : 'paragraph')
  return { id, kind, spans: [kind === 'list-item' ? words.replace(/^[-*•‣◦▪–—]\s+/, '') : words] }
}

/** A short line without an end mark heads what follows, in a text that knows no styles. */
function isShortLine(words: string): boolean {
  return words.length <= 80 && !/[.!?:;,…]["'”’)\]]*$/.test(words) && !/^["“]/.test(words)
}

/** A paragraph that ends without an end mark, and is no heading, goes on in one that begins in lower case. */
function joinBroken(paragraphs: readonly GivenParagraph[]): GivenParagraph[] {
  const joined: GivenParagraph[] = []
  for (const paragraph of paragraphs) {
    const last = joined.at(-1)
    if (last && isBroken(last, paragraph)) {
      joined[joined.length - 1] = { ...last, text: `${last.text.trim()} ${paragraph.text.trim()}` }
    } else if (paragraph.text.trim() !== '') joined.push(paragraph)
  }
  return joined
}

function isBroken(last: GivenParagraph, next: GivenParagraph): boolean {
  if (last.style !== 'paragraph' || next.style !== 'paragraph') return false
  const isOpen = !/[.!?:;…]["'”’)\]]*$/.test(last.text.trim())
  return isOpen && /^["“'‘]?\p{Ll}/u.test(next.text.trim())
}

const dayMonthYear = new RegExp(
  `(?:\\b(monday|tuesday|wednesday|thursday|friday|saturday|sunday),?\\s+)?\\b(\\d{1,2})(?:st|nd|rd|th)?\\s+(?:of\\s+)?(${monthNames.join('|')}),?\\s+(\\d{4})\\b`,
  'i',
)
const inNumbers = /\b(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b/
const saysPublished = /\b(?:publi(?:cation|shed|cally)|date|issued|released|embargo(?:ed)?)\b/i
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

type DateLine = { readonly found: FoundDate; readonly isLine: boolean }

/** The line that says when: first one that speaks of publication, then one at the head that is nothing but a date. */
function publicationDate(blocks: readonly Block[]): DateLine | undefined {
  const dated = blocks.flatMap((block, index) => {
    const found = dateIn(block)
    if (!found) return []
    const rest = wordsOf(block)
      .replace(found.words, '')
      .replaceAll(/[^\p{L}]/gu, '')
    const isShort = wordsOf(block).length <= 80
    const says = isShort && saysPublished.test(wordsOf(block))
    const isBare = rest === '' && index < headLength
    return says || isBare ? [{ found, isLine: true, says }] : []
  })
  return dated.find((one) => one.says) ?? dated[0]
}

function dateIn(block: Block): FoundDate | undefined {
  const text = wordsOf(block)
  const long = dayMonthYear.exec(text)
  const short = inNumbers.exec(text)
  if (long)
    return foundDate(
      block.id,
      { words: long[0], parts: [long[2], monthOf(long[3]), long[4]] },
      long[1],
    )
  return short
    ? foundDate(block.id, { words: short[0], parts: [short[1], short[2], short[3]] })
    : undefined
}

function monthOf(name = ''): string {
  return String(1 + monthNames.findIndex((month) => month.toLowerCase() === name.toLowerCase()))
}

function foundDate(
  blockId: Uid,
  written: { readonly words: string; readonly parts: readonly (string | undefined)[] },
  day?: string,
): FoundDate | undefined {
  const [dayOfMonth, month, year] = written.parts.map(Number)
  const date = plainDateFromParts(dayOfMonth ?? 0, month ?? 0, year ?? 0)
  if (!date) return undefined
  const said = day === undefined ? undefined : weekdays.indexOf(day.toLowerCase()) + 1
  return {
    date,
    blockId,
    words: written.words,
    weekdayDiffers: said !== undefined && said !== weekday(date),
  }
}

const bodyNoun =
  '(?:Partnership|Board|Trust|Council|Constabulary|Police|Panel|Committee|Commission|Authority|Service|Agency|Association|Group|Society|Department|Foundation)'
const joining = '(?:of|and|for|the|&)'
const name = `\\p{Lu}[\\p{L}'’.-]*(?:\\s+(?:${joining}\\s+)*\\p{Lu}[\\p{L}'’.-]*)*`
const publisherForm = new RegExp(`(${name}\\s+${bodyNoun})\\b`, 'u')

function publisherIn(text: string): string | undefined {
  const shouted = text === text.toUpperCase() && new RegExp(`\\b${bodyNoun}\\b`, 'i').test(text)
  if (shouted) return text
  const found = publisherForm.exec(text)?.[1]
  return found?.replace(/^(?:Statement|Press|Release|From|The)\s+(?:from\s+)?/i, '')
}

function firstFound<T>(
  blocks: readonly Block[],
  find: (block: Block) => T | undefined,
): { readonly found: T; readonly block: Block } | undefined {
  for (const block of blocks) {
    const found = find(block)
    if (found !== undefined) return { found, block }
  }
  return undefined
}

/** The lines at the head of a text, up to its first sentence or list. */
function beforeSentences(blocks: readonly Block[]): readonly Block[] {
  const end = blocks.findIndex((block) => block.kind === 'list-item' || isSentence(block))
  return end < 0 ? blocks : blocks.slice(0, end)
}

function isSentence(block: Block): boolean {
  return /[.!?:]["”’']?$/.test(wordsOf(block)) && block.kind !== 'heading'
}

function isTitle(block: Block, publisher: string | undefined): boolean {
  const text = wordsOf(block)
  return text.length <= 200 && text !== publisher && !isDateLine(block)
}

function isDateLine(block: Block): boolean {
  const found = dateIn(block)
  const words =
    wordsOf(block)
      .replace(found?.words ?? '', '')
      .match(/\p{L}+/gu) ?? []
  return (
    found !== undefined &&
    (words.length === 0 || (words.length <= 5 && saysPublished.test(wordsOf(block))))
  )
}

function nameLine(first: readonly Block[]): Uid | undefined {
  return first.find((block) => publisherIn(wordsOf(block)) === wordsOf(block))?.id
}

const speaking =
  /^(.{3,200}?),?\s+(?:said|says|added|commented|explained|continued)(?:\s+(?:in|at|on|to)\s[^:.]{1,60})?\s*:\s*["“]?/u

/** "Ann Other, Chair of the Partnership, said: …": who speaks, up to the verb. */
export function speakerIn(block: Block): Speaker[] {
  const words = speaking.exec(wordsOf(block))?.[1]
  return words === undefined || /[.!?]\s/.test(words) ? [] : [{ words, blockId: block.id }]
}
