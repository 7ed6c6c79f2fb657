import {
  Document,
  Footer,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { writeCsv } from 'hucre/csv'
import { writeXlsx } from 'hucre/xlsx'
import { sayDate } from '#shared/date-words.ts'
import { exportRows } from '../export-rows.ts'
import type { ExportEntry } from '../export-rows.ts'
import { withoutControls } from '../text.ts'
import { sayWhen } from '../when.ts'
import { kindWords } from '../words.ts'

/** A key from labels to names, which only those get who may open the vault and ask for it. */
export type NameKey = readonly { readonly label: string; readonly name: string }[]

/** What stands above a chronology that leaves Heed: neutral words only. */
export interface ExportHead {
  readonly title: string
  /** Who took it out and when, what it is narrowed to, whether there is more. */
  readonly lines: readonly string[]
  readonly names: NameKey
}

/** A workbook of text cells: no formula, no hidden sheet, no link, nothing said of who made it. */
export async function writeSpreadsheet(
  head: ExportHead,
  entries: readonly ExportEntry[],
): Promise<Buffer> {
  const rows = exportRows(entries).map((row) => row.map(withoutControls))
  const about = [[head.title], ...head.lines.map((line) => [line])]
  const content = await writeXlsx({
    sheets: [
      { name: 'Chronology', rows, freezePane: { rows: 1 } },
      { name: 'About', rows: about },
      ...(head.names.length === 0
        ? []
        : [
            {
              name: 'Names',
              rows: [
                ['Label', 'Name'],
                ...head.names.map(({ label, name }) => [label, withoutControls(name)]),
              ],
            },
          ]),
    ],
  })
  return Buffer.from(content)
}

/** The same rows as CSV; what a spreadsheet would take for a formula gets a mark in front. */
export function writeCommas(entries: readonly ExportEntry[]): string {
  return writeCsv(exportRows(entries), { bom: true, quoteStyle: 'all', escapeFormulae: true })
}

const widths = [14, 12, 46, 14, 14]
const heads = ['When it happened', 'Agency', 'What happened', 'Agency knew', 'Written down']

function cell(paragraphs: readonly Paragraph[], at: number): TableCell {
  return new TableCell({
    children: [...paragraphs],
    width: { size: widths[at] ?? 10, type: WidthType.PERCENTAGE },
    margins: { top: 60, bottom: 60, left: 80, right: 80 },
  })
}

const plain = (text: string) =>
  new Paragraph({ children: [new TextRun({ text: withoutControls(text), size: 18 })] })

function labelled(label: string, text: string): Paragraph[] {
  if (text === '') return []
  const runs = [
    new TextRun({ text: `${label}: `, bold: true, size: 18 }),
    new TextRun({ text: withoutControls(text), size: 18 }),
  ]
  return [new Paragraph({ children: runs })]
}

function whatHappened({ content, people, marks }: ExportEntry): Paragraph[] {
  const first = [kindWords[content.kind], ...people].join(' · ')
  return [
    new Paragraph({
      children: [new TextRun({ text: withoutControls(first), italics: true, size: 18 })],
    }),
    plain(content.event),
    ...labelled('Response', content.response),
    ...labelled('Analysis', content.analysis),
    ...labelled('The child', content.childVoice),
    ...labelled('Source', content.source),
    ...(content.goodPractice ? [plain('Good practice')] : []),
    ...(marks.length > 0 ? labelled('Marks', String(marks.length)) : []),
  ]
}

function rowOf(entry: ExportEntry): TableRow {
  const { content, agency } = entry
  const time = content.happenedAt === null ? '' : `, ${content.happenedAt}`
  return new TableRow({
    cantSplit: true,
    children: [
      cell([plain(`${sayWhen(content.happened)}${time}`)], 0),
      cell([plain(agency)], 1),
      cell(whatHappened(entry), 2),
      cell([plain(content.knew === null ? 'Not known' : sayWhen(content.knew))], 3),
      cell([plain(content.recordedOn === null ? 'Not known' : sayDate(content.recordedOn))], 4),
    ],
  })
}

/** A Word document on its side, with heads on every page and page numbers; nothing in its properties says who made it. */
export async function writeWord(
  head: ExportHead,
  entries: readonly ExportEntry[],
): Promise<Buffer> {
  const headRow = new TableRow({
    tableHeader: true,
    children: heads.map((text, at) =>
      cell([new Paragraph({ children: [new TextRun({ text, bold: true, size: 18 })] })], at),
    ),
  })
  const names = head.names.map(({ label, name }) => plain(`${label}: ${name}`))
  const document = new Document({
    title: head.title,
    creator: 'Heed',
    lastModifiedBy: 'Heed',
    styles: { default: { document: { run: { font: 'Arial', size: 20 } } } },
    sections: [
      {
        properties: { page: { size: { orientation: PageOrientation.LANDSCAPE } } },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                children: [
                  new TextRun({
                    children: [
                      `${head.title}, page `,
                      PageNumber.CURRENT,
                      ' of ',
                      PageNumber.TOTAL_PAGES,
                    ],
                  }),
                ],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ text: head.title, heading: HeadingLevel.HEADING_1 }),
          ...head.lines.map((text) => new Paragraph(text)),
          ...(names.length === 0
            ? []
            : [new Paragraph({ text: 'Names', heading: HeadingLevel.HEADING_2 }), ...names]),
          new Table({
            rows: [headRow, ...entries.map(rowOf)],
            layout: TableLayoutType.FIXED,
            width: { size: 100, type: WidthType.PERCENTAGE },
          }),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}
