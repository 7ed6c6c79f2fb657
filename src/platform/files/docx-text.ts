import mammoth from 'mammoth'
import type { DocumentParagraph, DocumentProperty, ParagraphStyle } from './document.ts'
import { property } from './document.ts'
import type { OfficeFile } from './zip-check.ts'

/** What we use of the tree that mammoth builds of a Word document. */
type WordNode = {
  readonly type: string
  readonly children?: readonly WordNode[]
  readonly value?: string
  readonly styleName?: string | null
  readonly numbering?: unknown
  readonly altText?: string | null
  readonly noteType?: string
  readonly noteId?: string
  readonly notes?: { readonly resolve: (reference: WordNode) => WordNode | null }
  readonly comments?: readonly WordNode[]
  readonly authorName?: string | null
  readonly body?: readonly WordNode[]
}

/** The words of a Word document in reading order, its comments, and its pictures. */
export type WordText = {
  readonly paragraphs: readonly DocumentParagraph[]
  readonly comments: readonly DocumentProperty[]
  readonly images: number
}

/** Reads the body of a Word document, with lists, table cells and notes told apart. */
export async function readWordText(file: OfficeFile): Promise<WordText> {
  let root: WordNode = { type: 'document' }
  const input = { file: archiveOf(file) }
  // mammoth takes an opened archive under `file` as well (lib/unzip.js); its types name only path and buffer.
  // Given ours, nothing unpacks the file a second time by other rules than those it was checked with.
  await mammoth.convertToHtml(input as unknown as { buffer: Buffer }, {
    externalFileAccess: false,
    transformDocument: (document: WordNode) => {
      root = document
      return { ...document, children: [] }
    },
  })
  const state: Walk = { paragraphs: [], images: 0, root }
  for (const node of root.children ?? []) walk(node, 'paragraph', state)
  return {
    paragraphs: state.paragraphs,
    comments: (root.comments ?? []).flatMap((comment) => commentProperties(comment, root)),
    images: state.images,
  }
}

function archiveOf(file: OfficeFile): unknown {
  const names = new Set(file.names)
  return {
    exists: (name: string) => names.has(name),
    read: (name: string, encoding?: string) => Promise.resolve(readPart(file, name, encoding)),
  }
}

function readPart(file: OfficeFile, name: string, encoding?: string): Uint8Array | string {
  const content = file.read(name) ?? new Uint8Array()
  if (encoding === undefined) return content
  return encoding === 'base64'
    ? Buffer.from(content).toString('base64')
    : new TextDecoder(encoding).decode(content)
}

type Walk = { paragraphs: DocumentParagraph[]; images: number; readonly root: WordNode }

function walk(node: WordNode, style: ParagraphStyle, state: Walk): void {
  if (node.type === 'paragraph') {
    addParagraph(node, style, state)
    return
  }
  const inside = node.type === 'tableCell' ? 'table-cell' : style
  for (const child of node.children ?? []) walk(child, inside, state)
}

function addParagraph(node: WordNode, style: ParagraphStyle, state: Walk): void {
  const text = textOf(node, state).replaceAll(/\s+/g, ' ').trim()
  if (text !== '') state.paragraphs.push({ text, style: styleOf(node, style) })
  for (const reference of notesIn(node)) {
    const note = state.root.notes?.resolve(reference)
    for (const part of note?.body ?? []) walk(part, 'footnote', state)
  }
}

function styleOf(node: WordNode, style: ParagraphStyle): ParagraphStyle {
  if (style !== 'paragraph') return style
  if (/^(?:heading|title|subtitle)/i.test(node.styleName ?? '')) return 'heading'
  return node.numbering ? 'list-item' : 'paragraph'
}

function textOf(node: WordNode, state: Walk): string {
  if (node.type === 'text') return node.value ?? ''
  if (node.type === 'tab' || node.type === 'break') return ' '
  if (node.type === 'image') state.images += 1
  return (node.children ?? []).map((child) => textOf(child, state)).join('')
}

function notesIn(node: WordNode): readonly WordNode[] {
  if (node.type === 'noteReference') return [node]
  return (node.children ?? []).flatMap(notesIn)
}

function commentProperties(comment: WordNode, root: WordNode): DocumentProperty[] {
  const state: Walk = { paragraphs: [], images: 0, root }
  for (const part of comment.body ?? []) walk(part, 'paragraph', state)
  const text = state.paragraphs.map((paragraph) => paragraph.text).join(' ')
  return [...property('comment', text), ...property('author', comment.authorName ?? '')]
}
