import { writeXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { readTable } from './read-table.ts'
import { explainTableRefusal, tableLimits } from './table.ts'
import { zipOf } from './sample/hostile-files.ts'

const csv = (text: string | Uint8Array) => ({ name: 'part.csv', content: Buffer.from(text) })

async function rowsIn(file: { name: string; content: Buffer }) {
  const read = await readTable(file)
  return read.ok ? read.value.rows : read.refusal
}

const lines = 'Date,What happened\n05/03/2019,"Café visit, £5, “no reply”"\n'
const wanted = [
  ['Date', 'What happened'],
  ['05/03/2019', 'Café visit, £5, “no reply”'],
]

function utf16(text: string, bigEndian: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from(mark ? `\uFEFF${text}` : text, 'utf16le')
  return bigEndian ? bytes.swap16() : bytes
}

/** Windows-1252 keeps these letters where Unicode has control characters. */
function windows1252(text: string): Buffer {
  const special = new Map([
    ['“', 0x93],
    ['”', 0x94],
  ])
  return Buffer.from(Array.from(text, (letter) => special.get(letter) ?? letter.charCodeAt(0)))
}

describe('a CSV file', () => {
  it.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${lines}`)],
    ['UTF-16, little end first', utf16(lines, false, true)],
    ['UTF-16, big end first', utf16(lines, true, true)],
    ['UTF-16 without its mark', utf16(lines, false, false)],
    ['UTF-16, big end first, without its mark', utf16(lines, true, false)],
    ['Windows-1252', windows1252(lines)],
    ['old line ends', Buffer.from(lines.replaceAll('\n', '\r\n'))],
    ['semicolons', Buffer.from('Date;What happened\n05/03/2019;"Café visit, £5, “no reply”"')],
    ['tabs', Buffer.from('Date\tWhat happened\n05/03/2019\tCafé visit, £5, “no reply”')],
    ['the mark that Excel names', Buffer.from(`sep=,\n${lines}`)],
  ])('is read in %s', async (_name, content) => {
    expect(await rowsIn({ name: 'part.CSV', content })).toEqual(wanted)
  })

  it('keeps line ends inside a cell, and formulas as the text that they are', async () => {
    expect(await rowsIn(csv('A,B\n"one\ntwo",=1+1\n'))).toEqual([
      ['A', 'B'],
      ['one\ntwo', '=1+1'],
    ])
  })

  it('keeps the numbers of its rows where lines between are empty', async () => {
    expect(await rowsIn(csv('Title\n\nA,B\n,\n1,2\n'))).toEqual([
      ['Title'],
      [],
      ['A', 'B'],
      [],
      ['1', '2'],
    ])
  })

  it.each([
    ['nothing', '', 'empty'],
    ['only empty rows', '\n,,\n\n', 'no-rows'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'not-a-table'],
    ['a program', Buffer.from([0x4d, 0x5a, 0x90, 0, 1]), 'not-a-table'],
    [
      'too many columns',
      Array(tableLimits.columns + 1)
        .fill('x')
        .join(),
      'too-many-columns',
    ],
    ['a cell without end', 'x'.repeat(tableLimits.cellCharacters + 1), 'cell-too-long'],
    ['too many rows', 'a,b\n'.repeat(tableLimits.rows + 1), 'too-many-rows'],
  ])('that is %s is refused in words', async (_name, content, code) => {
    const read = await readTable(csv(content))
    if (read.ok) throw new Error('it was taken')
    const { refusal } = read
    expect(refusal.code === 'file' ? refusal.refusal.code : refusal.code).toBe(code)
    expect(explainTableRefusal(refusal)).toMatch(/^[A-Z].*\.$/)
  })
})

const types = (overrides: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`

/** A workbook of one sheet, written by hand so that a test can put anything into it. */
function workbook(sheetData: string, properties = ''): { name: string; content: Buffer } {
  const part = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const relations = (inner: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inner}</Relationships>`
  return {
    name: 'part.xlsx',
    content: zipOf([
      {
        name: '[Content_Types].xml',
        content: types(
          `<Override PartName="/xl/workbook.xml" ContentType="${part}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${part}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${part}.styles+xml"/>`,
        ),
      },
      {
        name: '_rels/.rels',
        content: relations(
          `<Relationship Id="r1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/>`,
        ),
      },
      {
        name: 'xl/workbook.xml',
        content: `<workbook ${space} xmlns:r="${relation}">${properties}<sheets><sheet name="Part" sheetId="1" r:id="r1"/></sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        content: relations(
          `<Relationship Id="r1" Type="${relation}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${relation}/styles" Target="styles.xml"/>`,
        ),
      },
      {
        name: 'xl/styles.xml',
        content: `<styleSheet ${space}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
      },
      {
        name: 'xl/worksheets/sheet1.xml',
        content: `<worksheet ${space}><sheetData>${sheetData}</sheetData></worksheet>`,
      },
    ]),
  }
}

describe('a workbook', () => {
  it('gives dates as days, times as times, and text as it stands', async () => {
    const content = await writeXlsx({
      sheets: [
        { name: 'Hidden', hidden: true, rows: [['secret']] },
        { name: 'Empty', rows: [] },
        {
          name: 'Part',
          rows: [
            ['Date', 'Time', 'Words', 'Number'],
            [new Date(Date.UTC(2019, 2, 5)), new Date(Date.UTC(2019, 2, 5, 14, 20)), '=1+1', 4.1],
          ],
        },
        { name: 'More', rows: [['more']] },
      ],
    })
    const read = await readTable({ name: 'part.xlsx', content: Buffer.from(content) })
    expect(read.ok && read.value).toEqual({
      sheet: 'Part',
      otherSheets: ['More'],
      rows: [
        ['Date', 'Time', 'Words', 'Number'],
        ['2019-03-05', '2019-03-05 14:20', '=1+1', '4.1'],
      ],
      formulas: 0,
      dateSystem: '1900',
    })
  })

  it('has its days counted from 1904 where it says so', async () => {
    const row = '<row r="1"><c r="A1" s="1"><v>42067</v></c><c r="B1"><v>42067</v></c></row>'
    const read = await readTable(workbook(row, '<workbookPr date1904="1"/>'))
    expect(read.ok && [read.value.rows, read.value.dateSystem]).toEqual([
      [['2019-03-05', '42067']],
      '1904',
    ])
    const usual = await readTable(workbook(row))
    expect(usual.ok && usual.value.rows).toEqual([['2015-03-04', '42067']])
  })

  it('has no formula worked out: what a cell last showed is taken, and the formulas are counted', async () => {
    const read = await readTable(
      workbook(
        '<row r="1"><c r="A1" t="str"><f>HYPERLINK("http://invented.example","x")</f><v>shown</v></c><c r="B1"><f>1+1</f></c><c r="C1" t="inlineStr"><is><t>kept</t></is></c></row>',
      ),
    )
    expect(read.ok && [read.value.rows, read.value.formulas]).toEqual([[['shown', '', 'kept']], 2])
  })

  it('keeps the numbers of its rows where rows between are missing', async () => {
    const cell = (at: string) => `<c r="${at}" t="inlineStr"><is><t>${at}</t></is></c>`
    const read = await readTable(
      workbook(`<row r="2">${cell('A2')}</row><row r="5">${cell('A5')}</row>`),
    )
    expect(read.ok && read.value.rows).toEqual([[], ['A2'], [], [], ['A5']])
  })

  it.each([
    ['a CSV by another name', Buffer.from(lines), 'damaged'],
    ['an archive of something else', zipOf([{ name: 'a.txt', content: 'x' }]), 'not-what-it-says'],
    [
      'a bomb',
      zipOf([
        { name: '[Content_Types].xml', content: types('') },
        { name: 'xl/worksheets/sheet1.xml', content: 'x'.repeat(20_000_000) },
      ]),
      'zip-bomb',
    ],
  ])('that is %s is refused', async (_name, content, code) => {
    const read = await readTable({ name: 'part.xlsx', content })
    expect(!read.ok && read.refusal).toMatchObject({ code: 'file', refusal: { code } })
  })

  it('of a kind that Heed does not read is refused', async () => {
    expect(await rowsIn({ name: 'part.xls', content: Buffer.from('x') })).toEqual({
      code: 'not-a-table',
    })
  })
})
