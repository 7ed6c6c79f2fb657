import { z } from 'zod'

/** What kind of place a paragraph has in its document. */
export const ParagraphStyle = z.enum([
  'heading',
  'paragraph',
  'list-item',
  'table-cell',
  'footnote',
])
/** What kind of place a paragraph has in its document. */
export type ParagraphStyle = z.infer<typeof ParagraphStyle>

/** One paragraph as a reader sees it, with the page (PDF) or line (plain text) that it begins on. */
export const DocumentParagraph = z.strictObject({
  text: z.string(),
  style: ParagraphStyle,
  page: z.int().positive().optional(),
  line: z.int().positive().optional(),
})
/** One paragraph as a reader sees it, with the page (PDF) or line (plain text) that it begins on. */
export type DocumentParagraph = z.infer<typeof DocumentParagraph>

/** Where words can stand in a file besides its text: each of them can carry a name onto a public page. */
export const PropertyPlace = z.enum([
  'file-name',
  'title',
  'author',
  'property',
  'comment',
  'header',
  'footer',
  'alternative-text',
  'tracked-change',
  'link',
  'drawing',
])
/** Where words can stand in a file besides its text. */
export type PropertyPlace = z.infer<typeof PropertyPlace>

/** Words that stand in a file outside its text. */
export const DocumentProperty = z.strictObject({ place: PropertyPlace, text: z.string() })
/** Words that stand in a file outside its text. */
export type DocumentProperty = z.infer<typeof DocumentProperty>

/** All that Heed read of a file: the words of its text, the words around it, and how many pictures it could not read. */
export const ReadDocument = z.strictObject({
  title: z.string().optional(),
  paragraphs: z.array(DocumentParagraph),
  properties: z.array(DocumentProperty),
  images: z.int().nonnegative(),
})
/** All that Heed read of a file. */
export type ReadDocument = z.infer<typeof ReadDocument>

/** Words outside the text as a property, unless there are none. */
export function property(place: PropertyPlace, text: string | undefined): DocumentProperty[] {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? [] : [{ place, text: trimmed }]
}
