import type { DocumentParagraph } from './document.ts'
import { startsListItem } from './plain-text.ts'

/** A run of letters on a page of a PDF, which knows places but neither lines nor paragraphs. */
export type PdfItem = {
  readonly str: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly fontSize: number
}

/** One line as it stands on a page; `y` grows upwards. */
export type PdfLine = {
  readonly text: string
  readonly page: number
  readonly x: number
  readonly right: number
  readonly y: number
  readonly size: number
}

/** Words that in British English keep their hyphen when a line breaks after them. */
const keepsHyphen =
  /(?:^|[\s(‘'“"])(?:ante|co|cross|deep|ex|face|first|follow|front|full|half|high|inter|long|low|mid|multi|near|non|one|out|part|peri|post|pre|second|self|semi|short|six|three|to|two|well|whole|year|month|week|day|old)-$/i

/** Puts the runs of one page together into lines, with a space where the page shows one. */
export function linesOf(items: readonly PdfItem[], page: number): PdfLine[] {
  const lines: PdfLine[] = []
  for (const item of items) {
    const last = lines.at(-1)
    if (item.str.trim() === '' && !last) continue
    if (last && Math.abs(last.y - item.y) <= Math.max(1, 0.5 * last.size)) {
      lines[lines.length - 1] = extended(last, item)
    } else if (item.str.trim() !== '') {
      lines.push(lineOf(item, page))
    }
  }
  return lines.map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trim() }))
}

function lineOf(item: PdfItem, page: number): PdfLine {
  const { str, x, y, width, fontSize } = item
  return { text: str, page, x, right: x + width, y, size: fontSize }
}

function extended(line: PdfLine, item: PdfItem): PdfLine {
  if (item.str.trim() === '') return { ...line, text: `${line.text} ` }
  const gap = item.x - line.right
  const space = gap > 0.15 * item.fontSize || gap < -item.fontSize ? ' ' : ''
  return {
    ...line,
    text: `${line.text}${space}${item.str}`,
    right: Math.max(line.right, item.x + item.width),
    size: Math.max(line.size, item.fontSize),
  }
}

/** The lines of the text itself, and those that only repeat at the head or foot of the pages. */
export type RunningLines = {
  readonly body: readonly PdfLine[]
  readonly running: readonly string[]
}

/** Takes away page numbers, and what stands at the same height on most pages. */
export function withoutRunningLines(pages: readonly (readonly PdfLine[])[]): RunningLines {
  const counts = new Map<string, number>()
  for (const page of pages) {
    for (const key of new Set(edgesOf(page).map(runningKey))) {
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  const enough = Math.max(2, Math.ceil(pages.length / 2))
  const running = new Set<string>()
  const body = pages.flatMap((page) => {
    const edges = new Set(edgesOf(page))
    return page.filter((line) => {
      if (!edges.has(line)) return true
      if (isPageNumber(line.text)) return false
      if ((counts.get(runningKey(line)) ?? 0) < enough) return true
      running.add(line.text)
      return false
    })
  })
  return { body, running: [...running] }
}

/** Up to two lines at head and foot that stand clear of the text, as a header does and a first line of text does not. */
function edgesOf(page: readonly PdfLine[]): readonly PdfLine[] {
  const fromTop = page.toSorted((a, b) => b.y - a.y)
  return [...clearOf(fromTop), ...clearOf(fromTop.toReversed())]
}

function clearOf(fromEdge: readonly PdfLine[]): readonly PdfLine[] {
  const clear = fromEdge.slice(0, 2).findLastIndex((line, index) => {
    const inner = fromEdge[index + 1]
    return !inner || Math.abs(line.y - inner.y) > 2 * Math.max(line.size, inner.size)
  })
  return fromEdge.slice(0, clear + 1)
}

function runningKey(line: PdfLine): string {
  return `${Math.round(line.y / 3)} ${line.text.replaceAll(/\d+/g, '0')}`
}

function isPageNumber(text: string): boolean {
  return /^(?:page\s*)?[-–|]?\s*\d{1,4}\s*(?:(?:of|\/)\s*\d{1,4})?\s*[-–|]?$/i.test(text)
}

/** Joins lines to paragraphs: a wider gap, another size of letter, a list item or a short last line begins a new one. */
export function paragraphsOf(lines: readonly PdfLine[]): DocumentParagraph[] {
  const step = usualStep(lines)
  const size = median(lines.map((line) => line.size))
  const right = Math.max(0, ...lines.map((line) => line.right))
  const words = new Set(lines.flatMap((line) => line.text.toLowerCase().match(/[\p{L}-]+/gu) ?? []))
  const groups: PdfLine[][] = []
  for (const line of lines) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && continues(last, line, { step, right })) group.push(line)
    else groups.push([line])
  }
  return groups.flatMap((group) => paragraphOf(group, { size, words }))
}

type Layout = { readonly step: number; readonly right: number }

function continues(last: PdfLine, line: PdfLine, layout: Layout): boolean {
  if (startsListItem(line.text) || Math.abs(last.size - line.size) > 0.5) return false
  const ends = /[.!?:]["'”’)]*$/.test(last.text)
  if (last.page !== line.page) return !ends || /^\p{Ll}/u.test(line.text)
  const gap = last.y - line.y
  if (gap > 1.35 * layout.step || gap < 0) return false
  const short = last.right < 0.8 * layout.right
  return !(short && ends && /^["'“‘]?\p{Lu}/u.test(line.text))
}

function usualStep(lines: readonly PdfLine[]): number {
  const gaps = lines.flatMap((line, index) => {
    const last = lines[index - 1]
    const gap = last && last.page === line.page ? last.y - line.y : 0
    return gap > 0 ? [gap] : []
  })
  const sizes = median(lines.map((line) => line.size))
  // A page of one-line paragraphs shows only wide gaps: no line of text stands further than 1.6 times its size.
  return Math.min(median(gaps) || 1.6 * sizes, 1.6 * sizes)
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function paragraphOf(
  group: readonly PdfLine[],
  known: { readonly size: number; readonly words: ReadonlySet<string> },
): DocumentParagraph[] {
  const [first] = group
  if (!first) return []
  const text = group.map((line) => line.text).reduce((all, next) => joined(all, next, known.words))
  const heading = first.size > 1.15 * known.size && text.length < 200
  if (heading) return [{ text, style: 'heading', page: first.page }]
  return [{ text, style: startsListItem(text) ? 'list-item' : 'paragraph', page: first.page }]
}

/** Joins two lines; a word broken at the end of the first is made whole unless it is written with a hyphen. */
export function joined(all: string, next: string, words: ReadonlySet<string>): string {
  if (all.endsWith('\u00ad')) return all.slice(0, -1) + next
  const head = /([\p{L}]+)-$/u.exec(all)?.[1]
  const tail = /^\p{Ll}+/u.exec(next)?.[0]
  if (head === undefined || tail === undefined) return `${all} ${next}`
  if (words.has(`${head}-${tail}`.toLowerCase())) return all + next
  const whole = words.has(`${head}${tail}`.toLowerCase())
  return keepsHyphen.test(all) && !whole ? all + next : all.slice(0, -1) + next
}
