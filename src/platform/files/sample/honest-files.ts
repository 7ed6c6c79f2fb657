import {
  CommentRangeEnd,
  CommentRangeStart,
  CommentReference,
  DeletedTextRun,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  HeadingLevel,
  ImageRun,
  InsertedTextRun,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import PDFDocument from 'pdfkit'

/** The smallest picture there is: one point. */
export const onePoint = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** A Word document with words in every place where words can stand. */
export function fullWord(): Promise<Buffer> {
  const changed = { id: 7, author: 'Tracked Author', date: '2024-01-05T10:00:00Z' }
  return Packer.toBuffer(
    new Document({
      title: 'A report with everything',
      creator: 'Invented Author',
      lastModifiedBy: 'Invented Editor',
      subject: 'Subject words',
      keywords: 'keyword words',
      description: 'Description words',
      customProperties: [{ name: 'Case', value: 'Custom words' }],
      comments: {
        children: [{ id: 0, author: 'Comment Author', children: [new Paragraph('Comment words')] }],
      },
      footnotes: { 1: { children: [new Paragraph('Footnote words')] } },
      numbering: {
        config: [{ reference: 'list', levels: [{ level: 0, format: 'bullet', text: '•' }] }],
      },
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph('Header words')] }) },
          footers: { default: new Footer({ children: [new Paragraph('Footer words')] }) },
          children: [
            new Paragraph({ text: 'Heading words', heading: HeadingLevel.HEADING_1 }),
            new Paragraph({
              children: [
                new CommentRangeStart(0),
                new TextRun('Body words'),
                new CommentRangeEnd(0),
                new TextRun({ children: [new CommentReference(0)] }),
                new FootnoteReferenceRun(1),
              ],
            }),
            new Paragraph({ text: 'List words', numbering: { reference: 'list', level: 0 } }),
            new Paragraph({
              children: [
                new InsertedTextRun({ text: 'Inserted words', ...changed }),
                new DeletedTextRun({ text: 'Deleted words', ...changed, id: 8 }),
              ],
            }),
            new Table({
              rows: [
                new TableRow({
                  children: [new TableCell({ children: [new Paragraph('Cell words')] })],
                }),
              ],
            }),
            new Paragraph({
              children: [
                new ImageRun({
                  type: 'png',
                  data: onePoint,
                  transformation: { width: 10, height: 10 },
                  altText: { name: 'picture', title: 'Picture title', description: 'Alt words' },
                }),
              ],
            }),
          ],
        },
      ],
    }),
  )
}

/** A Word document of plain paragraphs. */
export function plainWord(paragraphs: readonly string[]): Promise<Buffer> {
  return Packer.toBuffer(
    new Document({
      sections: [{ children: paragraphs.map((text) => new Paragraph(text)) }],
    }),
  )
}

/** A PDF of paragraphs with the document's own facts; a password locks it. */
export function pdfOf(
  paragraphs: readonly string[],
  options: {
    readonly info?: Record<string, string>
    readonly password?: string
    readonly header?: string
    readonly attached?: string
  } = {},
): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A5',
    ...(options.info ? { info: options.info } : {}),
    ...(options.password ? { userPassword: options.password } : {}),
    bufferPages: true,
  })
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  for (const text of paragraphs) pdf.fontSize(11).text(text, { paragraphGap: 10 })
  if (options.attached) pdf.file(Buffer.from('attached'), { name: options.attached })
  numberPages(pdf, options.header)
  pdf.end()
  return new Promise((done) => pdf.on('end', () => done(Buffer.concat(chunks))))
}

function numberPages(pdf: PDFDocument, header: string | undefined): void {
  const { start, count } = pdf.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page)
    pdf.page.margins = { top: 0, bottom: 0, left: 0, right: 0 }
    if (header !== undefined) pdf.fontSize(8).text(header, 72, 30, { lineBreak: false })
    pdf.fontSize(8).text(`Page ${page + 1} of ${count}`, 72, 560, { lineBreak: false })
  }
}
