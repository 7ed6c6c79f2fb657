import { randomUUID } from 'node:crypto'
import { writeXlsx, readXlsx } from 'hucre/xlsx'
import { parseCsv } from 'hucre/csv'
import { beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '#platform/files/read-document.ts'
import { checkFile } from '#platform/files/read-document.ts'
import { readZip, inflate } from '#platform/files/zip.ts'
import {
  addEntry,
  chronologyWorld,
  dateFields,
  done,
  entryForm,
  pathOf,
  versionOf,
} from './test-world.ts'

const world = await chronologyWorld()
const { house, manager, reviewer, lead, officer, stranger, casePath, trustPart, child } = world
const merged = `${casePath}/chronology`

const uidOf = (path: string) => path.split('/').at(-1) ?? ''
const entries = async () =>
  (await house.sql<{ n: number }>('select count(*)::int as n from app.chronology_entry'))[0]?.n ?? 0

const heads = 'Date,Details,Who,Date recorded,Date known,Child seen\r\n'
const rows = [
  '20/03/2019,"Weighed, 4.1 kg",Child A,21/03/2019,20/03/2019,yes',
  '05/03/2019,Seen at home,Child A; Mother,06/03/2019,05/03/2019,no',
  'about January 2019,=HYPERLINK("http://invented.example"),,,,',
  '43500,By its number,,,,',
]
const csv = (lines: readonly string[]) => ({
  name: 'our chronology.csv',
  content: Buffer.from(`${heads}${lines.join('\r\n')}\r\n`),
})

/** Hands a spreadsheet in; answers the address of its page. */
async function bring(file: { name: string; content: Uint8Array }, who = lead) {
  const answer = await house.upload(who, `${trustPart}/import`, { file, _key: randomUUID() })
  expect(answer.status).toBe(303)
  return pathOf(answer)
}

const mapping = {
  headRow: '1',
  order: 'day-first',
  happened: 'Date',
  event: 'Details',
  people: 'Who',
  recorded: 'Date recorded',
  knew: 'Date known',
  seen: 'Child seen',
}

async function act(path: string, form: Record<string, string>, who = lead) {
  const sheet = path.replace(/\/(?:take|drop)$/, '')
  const _version = await versionOf(world, 'chronology_import', uidOf(sheet))
  return house.post(who, path, { ...form, _version, _key: randomUUID() })
}

describe('a spreadsheet', () => {
  it('is looked through before anything is added, then added once, and again adds nothing', async () => {
    const path = await bring(csv(rows))
    expect(await entries()).toBe(0)
    const early = await act(`${path}/take`, {})
    expect([early.status, early.body.includes('Look through the rows first')]).toEqual([422, true])
    const page = await house.get(lead, path)
    expect(page.body).toContain('<option value="Details" selected')
    await done(act(path, mapping))
    const checked = await house.get(lead, path)
    expect(checked.body).toContain('4 rows')
    expect(await entries()).toBe(0)
    await done(act(`${path}/take`, {}))
    expect(await entries()).toBe(4)
    const part = await house.get(lead, trustPart)
    const order = ['about January 2019', '4 February 2019', '5 March 2019', '20 March 2019']
    const places = order.map((said) => part.body.indexOf(`>${said}<`))
    expect(places.every((place, at) => place > (places[at - 1] ?? 0))).toBe(true)

    const again = await bring(csv(rows))
    await done(act(again, mapping))
    expect((await house.get(lead, again)).body).toContain('4 rows; they are not added again')
    await done(act(`${again}/take`, {}))
    expect(await entries()).toBe(4)
    expect((await act(`${again}/take`, {})).status).toBe(422)
    expect((await house.get(lead, trustPart)).body).toContain('4 rows were there already')
  })

  it('tells row by row what cannot be taken, and takes the rest only when that is asked for', async () => {
    const wrong = [
      '01/05/2019,Fine,,,,',
      'soon,Not a date,,,,',
      '02/05/2019,Nobody,Ella,,,',
      '03/05/2019,Written too early,,01/05/2018,,',
    ]
    const path = await bring(csv(wrong))
    await done(act(path, mapping))
    const page = await house.get(lead, path)
    expect(page.body).toContain('“soon” under “when it happened” is not a date that Heed can read.')
    expect(page.body).toContain('Nobody in this case has the label “Ella”.')
    expect(page.body).toContain('check the years')
    const before = await entries()
    const refused = await act(`${path}/take`, {})
    expect([refused.status, refused.body.includes('3 rows cannot be taken')]).toEqual([422, true])
    expect(await entries()).toBe(before)
    await done(act(`${path}/take`, { leaveOut: 'yes' }))
    expect(await entries()).toBe(before + 1)
  })

  it('is read as this agency had its columns the last time', async () => {
    const own = {
      name: 'odd.csv',
      content: Buffer.from('Datum,Was\n01/06/2019,Under other heads\n'),
    }
    const first = await bring(own)
    await done(act(first, { headRow: '1', order: 'day-first', happened: 'Datum', event: 'Was' }))
    await done(act(`${first}/drop`, {}))
    const second = await bring(own)
    expect((await house.get(lead, second)).body).toContain('<option value="Datum" selected')
    await done(act(`${second}/drop`, {}))
  })

  it('needs a column for when and one for what, and a row of heads', async () => {
    const path = await bring(csv(rows))
    const without = await act(path, { ...mapping, event: '' })
    expect([without.status, without.body.includes('Choose the column')]).toEqual([422, true])
    const nowhere = await act(path, { ...mapping, headRow: '99' })
    expect([nowhere.status, nowhere.body.includes('no such row')]).toEqual([422, true])
    await done(act(`${path}/drop`, {}))
  })

  it('is not read for whoever may not write there, and refused in words where it is none', async () => {
    for (const who of [officer, reviewer, stranger]) {
      const answer = await house.upload(who, `${trustPart}/import`, { file: csv(rows) })
      expect(answer.status).toBe(404)
    }
    const file = { name: 'picture.xlsx', content: Buffer.from('nothing of the kind') }
    const answer = await house.upload(lead, `${trustPart}/import`, { file, _key: randomUUID() })
    expect([answer.status, answer.body.includes('damaged')]).toEqual([422, true])
    const none = await house.post(lead, `${trustPart}/import`, { _key: randomUUID() })
    expect([none.status, none.body.includes('Choose the spreadsheet')]).toEqual([422, true])
  })

  it('of Excel is read the same, and is brought on behalf of an agency by the business manager', async () => {
    const before = await entries()
    const content = await writeXlsx({
      sheets: [
        {
          name: 'Sheet1',
          rows: [
            ['Fernbank Trust, draft'],
            [],
            ['Date', 'Details', 'Who'],
            [new Date(Date.UTC(2019, 6, 1)), 'From Excel', 'Child A'],
          ],
        },
      ],
    })
    const path = await bring({ name: 'part.xlsx', content }, manager)
    await done(
      act(
        path,
        { headRow: '3', order: 'day-first', happened: 'Date', event: 'Details', people: 'Who' },
        manager,
      ),
    )
    await done(act(`${path}/take`, {}, manager))
    expect(await entries()).toBe(before + 1)
  })
})

const named = 'Morwenna Tarrant told the nurse that Elowen had not fed.'
async function download(path: string, who = manager): Promise<Buffer> {
  const reply = await house.server.inject({
    method: 'GET',
    url: path,
    headers: { cookie: `heed=${who.token}` },
  })
  expect(reply.statusCode).toBe(200)
  expect(String(reply.headers['content-disposition'])).toMatch(
    /^attachment; filename="chronology-\d{4}-\d{2}\.\w+"$/,
  )
  return reply.rawPayload
}

/** Every part of an office file as text. */
function partsOf(content: Buffer): string {
  const zip = readZip(content)
  if (!zip.ok) throw new Error('not an office file')
  return zip.value
    .map((entry) => {
      const inflated = inflate(entry, 100_000_000)
      return inflated.ok ? Buffer.from(inflated.value).toString('utf8') : ''
    })
    .join('\n')
}

describe('a chronology that is taken out', () => {
  beforeAll(async () => {
    await addEntry(
      world,
      { who: lead, part: trustPart },
      entryForm('2019-08-01', {
        event: named,
        people: [child],
        response: '=cmd|calc',
        ...dateFields('recordedOn', '2019-08-02'),
      }),
    )
  })

  it('as a workbook has labels and no name, formula, hidden sheet or link anywhere in it', async () => {
    const content = await download(`${merged}/spreadsheet`)
    const all = partsOf(content)
    expect(all).not.toMatch(/Tarrant|Elowen|Morwenna/)
    expect(all).not.toMatch(/<f[\s>]|state="(?:very)?[hH]idden"|TargetMode="External"/)
    const book = await readXlsx(content)
    const sheet = book.sheets[0]?.rows ?? []
    const found = sheet.find((row) => String(row[14]).includes('=cmd|calc'))
    expect(String(found?.[6])).toBe('Mother told the nurse that Child A had not fed.')
    const checked = await checkFile({ name: 'chronology.xlsx', content })
    expect(
      checked.ok && checked.value.properties.filter(({ place }) => place === 'author'),
    ).toEqual([])
  })

  it('has the key to the names only for whoever may open the vault and asks for it', async () => {
    const content = await download(`${merged}/spreadsheet?names=yes`)
    const book = await readXlsx(content)
    expect(book.sheets.map(({ name }) => name)).toEqual(['Chronology', 'About', 'Names'])
    expect(book.sheets[2]?.rows.flat()).toContain('Elowen Tarrant')
    const [row] = (await house.audited('chronology.exported')).slice(-1)
    expect([row?.fields, row?.people?.length]).toEqual([['name'], 2])
    // The reviewer reads and takes nothing out.
    for (const who of [reviewer, lead, stranger])
      expect((await house.get(who, `${merged}/spreadsheet?names=yes`)).status).toBe(404)
  })

  it('as CSV has nothing that a spreadsheet would take for a formula, and can be read back', async () => {
    const text = (await download(`${merged}/csv`)).toString('utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    const back = parseCsv(text)
    const cells = back.flat().map(String)
    expect(cells.some((cell) => cell === "'=cmd|calc")).toBe(true)
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
    expect(text).not.toMatch(/Tarrant/)
  })

  it('as a Word document has labels and no name', async () => {
    const content = await download(`${merged}/word`)
    expect(partsOf(content)).not.toMatch(/Tarrant|Elowen|Morwenna/)
    const read = await readDocument({ name: 'chronology.docx', content })
    const words = read.ok ? read.value.paragraphs.map(({ text }) => text).join('\n') : ''
    expect(words).toContain('Mother told the nurse that Child A had not fed.')
    expect(words).toContain('When it happened')
  })

  it('on paper has labels, for whoever reads it', async () => {
    for (const who of [manager, reviewer]) {
      const page = await house.get(who, `${merged}/print`)
      expect(page.body).toContain('Mother told the nurse')
      expect(page.body).not.toContain('Tarrant')
    }
  })
})

describe('the merged view', () => {
  const count = async (query: string) => {
    const page = await house.get(manager, `${merged}?${query}`)
    expect(page.status).toBe(200)
    return Number(/Showing (\d+) entr/.exec(page.body)?.[1] ?? 0)
  }

  it('is narrowed by agency, person, kind, time and what stands out', async () => {
    const all = await entries()
    expect(await count('')).toBe(all)
    expect(await count(`agency=${world.trust.uid}`)).toBe(all)
    expect(await count(`agency=${world.police.uid}`)).toBe(0)
    expect(await count(`person=${world.mother}`)).toBe(1)
    expect(await count('only=child-seen')).toBe(1)
    expect(await count('only=child-not-seen')).toBe(1)
    expect(await count('from=2019-08-01&to=2019-08-01')).toBe(1)
    // What can have happened in January belongs to January.
    expect(await count('to=2019-01-10')).toBe(1)
    expect(await count('kind=meeting&theme=neglect')).toBe(0)
    expect(await count('agency=nonsense&sort=nonsense&after=nonsense')).toBe(all)
  })

  it('is paged by key, each entry once and in order', async () => {
    const lines = Array.from({ length: 120 }, (_, n) => `2018-0${(n % 9) + 1}-11,Entry ${n},,,,`)
    const path = await bring(csv(lines))
    await done(act(path, mapping))
    await done(act(`${path}/take`, {}))
    for (const sort of ['time', 'agency']) {
      const seen: string[] = []
      let next: string | undefined = `${merged}?sort=${sort}`
      while (next !== undefined) {
        const page = await house.get(manager, next)
        seen.push(
          ...[
            ...page.body.matchAll(/<a class="govuk-link" href="\/chronology-entries\/([^"]+)"/g),
          ].map((m) => m[1] ?? ''),
        )
        next = /href="([^"]*after=[^"]*)"[^>]*rel="next"/
          .exec(page.body)?.[1]
          ?.replaceAll('&amp;', '&')
      }
      expect(seen.length).toBe(await entries())
      expect(new Set(seen).size).toBe(seen.length)
    }
  })

  it('is drawn in lanes, and the table says the same', async () => {
    const page = await house.get(manager, `${merged}/lanes`)
    const circles = [...page.body.matchAll(/aria-label="Fernbank Trust, [^"]*: (\d+)"/g)]
    expect(circles.reduce((sum, [, n]) => sum + Number(n), 0)).toBe(await entries())
    expect(page.body).toContain('The same as a table')
  })
})
