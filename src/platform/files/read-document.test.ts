import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { PropertyPlace } from './document.ts'
import { documentRefusalSentences, explainDocumentRefusal } from './document-refusals.ts'
import { checkFile, readDocument } from './read-document.ts'
import type { CheckedFile } from './read-document.ts'
import { fullWord, onePoint, pdfOf, plainWord } from './sample/honest-files.ts'
import {
  lockedWord,
  smallestWordParts,
  swellingPdf,
  wordWith,
  zipOf,
} from './sample/hostile-files.ts'

async function read(name: string, content: Uint8Array | Readable): Promise<CheckedFile> {
  const result = await readDocument({ name, content })
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

async function refused(name: string, content: Uint8Array | Readable): Promise<unknown> {
  const result = await checkFile({ name, content })
  return result.ok ? 'taken' : result.refusal
}

function words(file: CheckedFile, place: PropertyPlace): string[] {
  return file.properties.filter((one) => one.place === place).map((one) => one.text)
}

describe('plain text', () => {
  it('joins lines that were only wrapped and keeps the items of a list apart', async () => {
    const file = await read(
      'a.txt',
      Buffer.from(
        'One sentence that\r\nwas wrapped.\r\n\r\nA list:\r\n- first\r\n  goes on\r\n- second',
      ),
    )
    expect(file.paragraphs).toEqual([
      { text: 'One sentence that was wrapped.', style: 'paragraph', line: 1 },
      { text: 'A list:', style: 'paragraph', line: 4 },
      { text: '- first goes on', style: 'list-item', line: 5 },
      { text: '- second', style: 'list-item', line: 7 },
    ])
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from('\ufeffRenée’s', 'utf8')],
    ['UTF-16, small end first', Buffer.from('\ufeffRenée’s', 'utf16le')],
    ['UTF-16, big end first', Buffer.from('\ufeffRenée’s', 'utf16le').swap16()],
    ['Windows-1252', Buffer.from([0x52, 0x65, 0x6e, 0xe9, 0x65, 0x92, 0x73])],
  ])('is decoded when it was written as %s', async (_, bytes) => {
    expect((await read('a.txt', bytes)).paragraphs[0]?.text).toBe('Renée’s')
  })
})

describe('a Word document', () => {
  it('gives its text with headings, lists, table cells and footnotes told apart', async () => {
    const file = await read('report.docx', await fullWord())
    expect(file.paragraphs).toEqual([
      { text: 'Heading words', style: 'heading' },
      { text: 'Body words', style: 'paragraph' },
      { text: 'Footnote words', style: 'footnote' },
      { text: 'List words', style: 'list-item' },
      { text: 'Inserted words', style: 'paragraph' },
      { text: 'Cell words', style: 'table-cell' },
    ])
    expect(file.title).toBe('A report with everything')
    expect(file.images).toBe(1)
  })

  it('gives every word that stands outside the text, since each can carry a name', async () => {
    const file = await read('some/folder/report by Ann Other.docx', await fullWord())
    expect(words(file, 'file-name')).toEqual(['report by Ann Other.docx'])
    expect(words(file, 'author')).toEqual(
      expect.arrayContaining([
        'Invented Author',
        'Invented Editor',
        'Comment Author',
        'Tracked Author',
      ]),
    )
    expect(words(file, 'property')).toEqual(
      expect.arrayContaining([
        'Subject words',
        'keyword words',
        'Description words',
        'Custom words',
      ]),
    )
    expect(words(file, 'header')).toEqual(['Header words'])
    expect(words(file, 'footer')).toEqual(['Footer words'])
    expect(words(file, 'comment')).toEqual(['Comment words'])
    expect(words(file, 'tracked-change')).toEqual(['Deleted words'])
    expect(words(file, 'alternative-text')).toEqual(
      expect.arrayContaining(['Alt words', 'Picture title']),
    )
  })
})

describe('a PDF', () => {
  const long =
    'The partnership asked an independent reviewer to look at how agencies had worked together with the family, and this paragraph is long enough to run over several lines of a small page so that it must be joined again.'

  it('gives whole paragraphs with their pages, without page numbers and running headers', async () => {
    const paragraphs = Array.from({ length: 12 }, (_, index) => `Paragraph ${index + 1}. ${long}`)
    const info = { Title: 'PDF title', Author: 'PDF Author', Subject: 'PDF subject' }
    const file = await read('a.pdf', await pdfOf(paragraphs, { info, header: 'Running header' }))
    expect(file.paragraphs.map((one) => one.text)).toEqual(paragraphs)
    expect(file.paragraphs.at(-1)?.page).toBeGreaterThan(1)
    expect(file.title).toBe('PDF title')
    expect(words(file, 'author')).toContain('PDF Author')
    expect(words(file, 'property')).toContain('PDF subject')
    expect(words(file, 'header')).toEqual(['Running header'])
  })

  it('is refused when it was locked with a password', async () => {
    const locked = await pdfOf(['Secret.'], { password: 'open sesame' })
    expect(await refused('a.pdf', locked)).toEqual({ code: 'encrypted' })
  })

  it('is refused when it names an encryption that nobody knows', async () => {
    const pdf = (await pdfOf(['Words.'])).toString('latin1')
    const broken = pdf.replace('/Root', '/Encrypt << /Filter /Unknown /V 9 >> /Root')
    expect(await refused('a.pdf', Buffer.from(broken, 'latin1'))).toEqual({ code: 'encrypted' })
  })

  it('is refused when another file hangs on it', async () => {
    const pdf = await pdfOf(['Words.'], { attached: 'list-of-names.txt' })
    expect(await refused('a.pdf', pdf)).toEqual({ code: 'holds-other-files' })
  })

  it('is refused when the second half of it is missing', async () => {
    const pdf = await pdfOf(['Words.'])
    const half = pdf.subarray(0, Math.floor(pdf.byteLength / 4))
    expect(await refused('a.pdf', half)).toEqual({ code: 'damaged' })
  })

  it('says so when it holds no text, as a scan does', async () => {
    const result = await readDocument({ name: 'a.pdf', content: await pdfOf([]) })
    expect(result).toEqual({ ok: false, refusal: { code: 'no-text' } })
  })
})

describe('a file that is not taken', () => {
  it('is one with nothing in it', async () => {
    for (const name of ['a.txt', 'a.pdf', 'a.docx', 'a.png']) {
      expect(await refused(name, Buffer.alloc(0))).toEqual({ code: 'empty' })
    }
  })

  it('is one that is not what its name says', async () => {
    const word = await plainWord(['Words.'])
    const pdf = await pdfOf(['Words.'])
    const says = (kind: string) => ({ code: 'not-what-it-says', says: kind })
    expect(await refused('a.pdf', word)).toEqual(says('pdf'))
    expect(await refused('a.docx', pdf)).toEqual(says('docx'))
    expect(await refused('a.xlsx', word)).toEqual(says('xlsx'))
    expect(await refused('a.txt', pdf)).toEqual(says('txt'))
    expect(await refused('a.png', Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toEqual(says('png'))
    expect(await refused('a.txt', Buffer.from('text\0with a zero'))).toEqual(says('txt'))
  })

  it('is one of a kind that Heed does not know', async () => {
    for (const name of ['a.exe', 'a.docm', 'a.doc', 'a.svg', 'a', '.txt.html']) {
      expect(await refused(name, Buffer.from('words'))).toEqual({ code: 'unsupported' })
    }
  })

  it('is a picture where a text is asked for', async () => {
    const result = await readDocument({ name: 'a.png', content: onePoint })
    expect(result).toEqual({ ok: false, refusal: { code: 'unsupported' } })
    expect(await refused('a.png', onePoint)).toBe('taken')
  })

  it('is one whose first bytes are right and whose rest is noise', async () => {
    const noise = Buffer.alloc(4_000, 0x41)
    expect(await refused('a.docx', Buffer.concat([Buffer.from('PK\u0003\u0004'), noise]))).toEqual({
      code: 'damaged',
    })
    expect(await refused('a.pdf', Buffer.concat([Buffer.from('%PDF-1.7\n'), noise]))).toEqual({
      code: 'damaged',
    })
  })

  it('is a Word document cut off in the middle', async () => {
    const word = await plainWord(['Words.'])
    expect(await refused('a.docx', word.subarray(0, word.byteLength / 2))).toEqual({
      code: 'damaged',
    })
  })

  it('is a Word document locked with a password', async () => {
    expect(await refused('a.docx', lockedWord())).toEqual({ code: 'encrypted' })
    const parts = smallestWordParts().map((entry) => ({ ...entry, locked: true }))
    expect(await refused('a.docx', zipOf(parts))).toEqual({ code: 'encrypted' })
  })

  it('is one that unpacks to far more than it shows', async () => {
    const bomb = { name: 'word/media/a.png', content: Buffer.alloc(60_000_000) }
    expect(await refused('a.docx', wordWith(bomb))).toEqual({ code: 'zip-bomb' })
    expect(await refused('a.docx', wordWith({ ...bomb, claims: 10 }))).toEqual({ code: 'zip-bomb' })
    const claims = { name: 'word/media/a.bin', content: 'x', claims: 4_000_000_000 }
    expect(await refused('a.docx', wordWith(claims))).toEqual({ code: 'zip-bomb' })
  })

  it('is a PDF that swells until its own process runs out of memory, and the server does not notice', async () => {
    expect(await refused('a.pdf', swellingPdf(250))).toEqual({ code: 'too-hard-to-read' })
    expect(await refused('a.txt', Buffer.from('words'))).toBe('taken')
  })

  it('is one of 200 MB, refused before it has all arrived', async () => {
    let sent = 0
    async function* stream(): AsyncGenerator<Buffer> {
      const part = Buffer.alloc(1_000_000, 0x61)
      for (; sent < 200; sent++) yield part
    }
    expect(await refused('a.txt', Readable.from(stream()))).toEqual({
      code: 'too-large',
      limitBytes: 25_000_000,
    })
    expect(sent).toBeLessThan(60)
  })

  it('is one made of too many parts', async () => {
    const parts = Array.from({ length: 2_001 }, (_, index) => ({
      name: `word/p${index}.txt`,
      content: '',
    }))
    expect(await refused('a.docx', wordWith(...parts))).toEqual({
      code: 'too-many-entries',
      limit: 2_000,
    })
  })

  it('is one with program code in it', async () => {
    const macro = { name: 'word/vbaProject.bin', content: 'code' }
    expect(await refused('a.docx', wordWith(macro))).toEqual({ code: 'macros' })
  })

  it('is one with a file inside it', async () => {
    const inner = zipOf(smallestWordParts())
    const nested = { name: 'word/embeddings/inner.docx', content: inner }
    expect(await refused('a.docx', wordWith(nested))).toEqual({ code: 'holds-other-files' })
    const renamed = { name: 'word/media/image1.png', content: inner }
    expect(await refused('a.docx', wordWith(renamed))).toEqual({ code: 'holds-other-files' })
    const ole = { name: 'word/embeddings/oleObject1.bin', content: lockedWord() }
    expect(await refused('a.docx', wordWith(ole))).toEqual({ code: 'holds-other-files' })
  })

  it('is one that fetches a part of itself from elsewhere, but a link to press is harmless', async () => {
    function relationship(type: string): Buffer {
      return wordWith({
        name: 'word/_rels/document.xml.rels',
        content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="https://example.org/x" TargetMode="External"/></Relationships>`,
      })
    }
    expect(await refused('a.docx', relationship('attachedTemplate'))).toEqual({
      code: 'points-outside',
    })
    expect(await refused('a.docx', relationship('image'))).toEqual({ code: 'points-outside' })
    expect(await refused('a.docx', relationship('hyperlink'))).toBe('taken')
  })

  it('is one with names that lead out of it, or links between its parts', async () => {
    for (const name of ['../x.xml', '/etc/x', 'word/../../x', 'c:/x', 'word\\x', './x']) {
      expect(await refused('a.docx', wordWith({ name, content: '' }))).toEqual({
        code: 'unsafe-names',
      })
    }
    const link = { name: 'word/x', content: '/etc/passwd', unixMode: 0o120777 }
    expect(await refused('a.docx', wordWith(link))).toEqual({ code: 'unsafe-names' })
  })

  it('is one that two readers would understand differently', async () => {
    const twice = wordWith({ name: 'a.xml', content: '<a/>' }, { name: 'A.xml', content: '<b/>' })
    expect(await refused('a.docx', twice)).toEqual({ code: 'damaged' })
    const renamed = wordWith({ name: 'a.xml', content: '<a/>', localName: 'b.xml' })
    expect(await refused('a.docx', renamed)).toEqual({ code: 'damaged' })
    const before = Buffer.concat([Buffer.from('PK\u0003\u0004'), zipOf(smallestWordParts())])
    expect(await refused('a.docx', before)).toEqual({ code: 'damaged' })
  })

  it('is one that declares a document type, the way in of entity attacks', async () => {
    const xml = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document/>'
    expect(await refused('a.docx', wordWith({ name: 'word/document.xml', content: xml }))).toEqual({
      code: 'damaged',
    })
  })

  it('is a picture of more than forty million points', async () => {
    const huge = Buffer.from(onePoint)
    huge.writeUInt32BE(10_000, 16)
    huge.writeUInt32BE(5_000, 20)
    expect(await refused('a.png', huge)).toEqual({
      code: 'image-too-large',
      limitPixels: 40_000_000,
    })
  })
})

describe('the sentences of refusal', () => {
  it('are finished sentences with their facts filled in', () => {
    expect(explainDocumentRefusal({ code: 'too-large', limitBytes: 25_000_000 })).toBe(
      'The file is larger than 25 MB, which is the most that Heed accepts.',
    )
    expect(explainDocumentRefusal({ code: 'not-what-it-says', says: 'docx' })).toBe(
      'The file is named as a Word document (.docx), but what is in it is something else.',
    )
    for (const sentence of Object.values(documentRefusalSentences)) {
      expect(sentence).toMatch(/^[A-Z].*\.$/)
    }
  })
})
