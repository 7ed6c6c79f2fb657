import type { DocumentParagraph, ReadDocument } from './document.ts'

const bullet = /^\s*(?:[-*•‣◦▪–—]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)])\s+\S/i

/**
 * Decodes text the way it was most likely written: by its byte order mark, else as UTF-8 if it is
 * that throughout, else as Windows-1252, which old office programs write.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: every byte sequence is valid Windows-1252, so this cannot fail.
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** Whether a line starts an item of a list: a dash, a dot, or a number with a point or bracket. */
export function startsListItem(line: string): boolean {
  return bullet.test(line)
}

/** Plain text as paragraphs: a blank line ends one, lines that were only wrapped are joined, a list keeps its items. */
export function readPlainText(bytes: Uint8Array): ReadDocument {
  const lines = decodeText(bytes).split(/\r\n|[\n\r\f\u2028\u2029]/)
  const paragraphs: DocumentParagraph[] = []
  let open: { text: string; line: number } | undefined
  function close(): void {
    if (open) paragraphs.push(paragraphOf(open.text, open.line))
    open = undefined
  }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || startsListItem(line)) close()
    if (line.trim() === '') continue
    open = open
      ? { text: `${open.text} ${line.trim()}`, line: open.line }
      : { text: line.trim(), line: index + 1 }
  }
  close()
  return { paragraphs, properties: [], images: 0 }
}

function paragraphOf(text: string, line: number): DocumentParagraph {
  return { text, style: startsListItem(text) ? 'list-item' : 'paragraph', line }
}
