import { extractTextItems, getDocumentProxy } from 'unpdf'
import { no, ok } from '#shared/result.ts'
import type { Result } from '#shared/result.ts'
import { property } from './document.ts'
import type { DocumentProperty, ReadDocument } from './document.ts'
import type { DocumentRefusal } from './document-refusals.ts'
import { fileLimits } from './limits.ts'
import { linesOf, paragraphsOf, withoutRunningLines } from './pdf-lines.ts'

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>
type Page = Awaited<ReturnType<Pdf['getPage']>>

/** Reads a PDF: its paragraphs with their pages, and what it says outside its text. */
export async function readPdf(bytes: Uint8Array): Promise<Result<ReadDocument, DocumentRefusal>> {
  const raw = Buffer.from(bytes).toString('latin1')
  const pdf = await openPdf(bytes, raw)
  if (!pdf.ok) return pdf
  const allowed = await checkPdf(pdf.value)
  if (!allowed.ok) return allowed
  const { items } = await extractTextItems(pdf.value)
  const pages = items.map((page, index) => linesOf(page, index + 1))
  const { body, running } = withoutRunningLines(pages)
  const info = await readInfo(pdf.value)
  const around = await readAround(pdf.value)
  const title = info.find((one) => one.place === 'title')?.text
  return ok({
    ...(title === undefined ? {} : { title }),
    paragraphs: paragraphsOf(body),
    properties: [...info, ...running.flatMap((text) => property('header', text)), ...around],
    images: raw.match(/\/Subtype\s*\/Image\b/g)?.length ?? 0,
  })
}

async function openPdf(bytes: Uint8Array, raw: string): Promise<Result<Pdf, DocumentRefusal>> {
  try {
    // pdf.js takes the bytes over, hence the copy; a file that opens with the empty password is open to everybody.
    return ok(await getDocumentProxy(new Uint8Array(bytes), { stopAtErrors: false, verbosity: 0 }))
  } catch (error) {
    const locked = error instanceof Error && error.name === 'PasswordException'
    return no({ code: locked || /\/Encrypt\b/.test(raw) ? 'encrypted' : 'damaged' })
  }
}

async function checkPdf(pdf: Pdf): Promise<Result<null, DocumentRefusal>> {
  if (pdf.numPages > fileLimits.pdfPages) {
    return no({ code: 'too-many-pages', limit: fileLimits.pdfPages })
  }
  const attachments: unknown = await pdf.getAttachments()
  if (attachments && Object.keys(attachments).length > 0) return no({ code: 'holds-other-files' })
  return (await pdf.hasJSActions()) ? no({ code: 'macros' }) : ok(null)
}

async function readInfo(pdf: Pdf): Promise<DocumentProperty[]> {
  const { info, metadata } = await pdf.getMetadata()
  const fields = info as Readonly<Record<string, unknown>>
  function field(name: string): string | undefined {
    const value = fields[name]
    return typeof value === 'string' ? value : undefined
  }
  const custom = fields['Custom']
  const others = custom && typeof custom === 'object' ? Object.values(custom) : []
  return [
    ...property('title', field('Title')),
    ...property('author', field('Author')),
    ...['Subject', 'Keywords', 'Creator', 'Producer'].flatMap((name) =>
      property('property', field(name)),
    ),
    ...others.flatMap((value: unknown) => property('property', String(value))),
    ...xmpProperties(metadata),
  ]
}

function xmpProperties(metadata: unknown): DocumentProperty[] {
  if (!metadata || typeof metadata !== 'object' || !(Symbol.iterator in metadata)) return []
  const entries = [...(metadata as Iterable<[string, unknown]>)]
  return entries.flatMap(([name, value]) => {
    const text = [value].flat().map(String).join(', ')
    return property(name === 'dc:creator' ? 'author' : 'property', text)
  })
}

async function readAround(pdf: Pdf): Promise<DocumentProperty[]> {
  const found: DocumentProperty[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    found.push(...(await annotationsOf(page)), ...alternativeTexts(await page.getStructTree()))
  }
  return found
}

async function annotationsOf(page: Page): Promise<DocumentProperty[]> {
  const annotations: Readonly<Record<string, unknown>>[] = await page.getAnnotations()
  return annotations.flatMap((annotation) => [
    ...property('comment', textIn(annotation['contentsObj'])),
    ...property('author', textIn(annotation['titleObj'])),
    ...property('link', typeof annotation['url'] === 'string' ? annotation['url'] : undefined),
    ...property('property', fieldValue(annotation['fieldValue'])),
  ])
}

function textIn(value: unknown): string | undefined {
  const text = value && typeof value === 'object' && 'str' in value ? value.str : undefined
  return typeof text === 'string' ? text : undefined
}

function fieldValue(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function alternativeTexts(node: unknown): DocumentProperty[] {
  if (!node || typeof node !== 'object') return []
  const own = 'alt' in node && typeof node.alt === 'string' ? node.alt : undefined
  const children: unknown[] =
    'children' in node && Array.isArray(node.children) ? node.children : []
  return [...property('alternative-text', own), ...children.flatMap(alternativeTexts)]
}
