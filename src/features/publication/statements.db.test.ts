import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { pdfOf, plainWord } from '#platform/files/sample/honest-files.ts'
import { lockedWord, wordWith, zipOf } from '#platform/files/sample/hostile-files.ts'
import { asInstant } from '#shared/dates.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Answer, Somebody, TestPartnership } from '#tests/support/house.ts'

const house = await testHouse()
let here: TestPartnership
let manager: Somebody
let writer: Somebody
let lead: Somebody
let owner: Somebody
let administrator: Somebody
let stranger: Somebody

beforeAll(async () => {
  house.setClock(asInstant('2025-09-12T10:00:00.000Z'))
  here = await house.addPartnership()
  const council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  manager = await house.signIn(here, { role: 'business-manager', agency: council })
  writer = await house.signIn(here, { role: 'communications', agency: council })
  lead = await house.signIn(here, { role: 'agency-lead', agency: council })
  owner = await house.signIn(here, { role: 'action-owner', agency: council })
  administrator = await house.signIn(here, { role: 'administrator', agency: council })
  stranger = await house.signIn(await house.addPartnership(), { role: 'business-manager' })
})

const fixtures = path.join(import.meta.dirname, 'claims/fixtures')
const published = readFileSync(path.join(fixtures, 'ns-statement-2020-12-21.txt'))
const fern = readFileSync(path.join(fixtures, 'aldermere-fern.txt'), 'utf8')
const where = (answer: Answer) => (answer.location ?? '').split('?')[0] ?? ''

function send(content: Uint8Array, change: Record<string, string> = {}, name = 'statement.txt') {
  return house.upload(manager, '/statements/new', {
    file: { name, content },
    whose: 'other',
    ...change,
  })
}

let serial = 0
/** One of our own statements, under other words each time. */
async function ours(): Promise<string> {
  serial += 1
  const answer = await send(Buffer.from(`${fern}\n\nNote ${serial} for the file.\n`), {
    whose: 'ours',
  })
  expect(answer.status).toBe(303)
  return where(answer)
}

function claimsIn(page: Answer): string[] {
  const found = page.body.matchAll(/href="\/statements\/[0-9a-f-]{36}\/claims\/([0-9a-f-]{36})"/g)
  return [...new Set([...found].map((match) => match[1] ?? ''))]
}

describe('the published statement of 21 December 2020', () => {
  it('is kept with title, publisher, date and at least twelve claims, private, with nothing attached', async () => {
    const answer = await send(published)
    expect(answer.status).toBe(303)
    const page = await house.get(manager, where(answer))
    expect(page.body).toContain('21 December 2020')
    expect(page.body).toContain("Sandwell Children's Safeguarding Partnership")
    expect(claimsIn(page).length).toBeGreaterThanOrEqual(12)
    expect(page.body.replaceAll(/<[^>]+>/g, '')).toContain('any future pregnancy.')
    expect(page.body.match(/Text not held in Heed/g)).toHaveLength(5)
    const became = await house.get(manager, `${where(answer)}/what-became`)
    expect(became.body).toContain('another body’s')
    expect(became.body).not.toContain('Evidence accepted')
    const claims = await house.sql<{ n: number }>(
      `select count(*)::int as n from app.claim c join app.statement s on s.id = c.statement_id where s.uid = $1`,
      [where(answer).split('/').at(-1)],
    )
    expect(claims[0]?.n).toBeGreaterThanOrEqual(12)
  })

  it('is not imported twice', async () => {
    await send(published)
    const again = await send(published, { title: 'Typed by hand' })
    expect(again.status).toBe(422)
    expect(again.body).toContain('in the library already')
    expect(again.body).toContain('Typed by hand')
  })

  it('reads the same from Word and from PDF', async () => {
    const paragraphs = fern.trim().split(/\n\s*\n/)
    const word = await send(await plainWord(paragraphs), {}, 'statement.docx')
    const pdf = await send(await pdfOf(paragraphs), {}, 'statement.pdf')
    const counts = [word, pdf].map(
      async (answer) => claimsIn(await house.get(manager, where(answer))).length,
    )
    const [fromWord, fromPdf] = await Promise.all(counts)
    expect(fromWord).toBeGreaterThanOrEqual(8)
    expect(fromPdf).toBe(fromWord)
  })

  it('can be taken out again as the very file that came in', async () => {
    const at = await ours()
    const file = await house.get(lead, `${at}/file`)
    expect(file.body).toContain('Note')
    expect(file.headers['content-disposition']).toContain('attachment')
  })
})

describe('a file that cannot be taken', () => {
  it.each([
    ['is empty', Buffer.alloc(0), 'a.txt', 'Choose the file|The file is empty'],
    [
      'is not what it says it is',
      Buffer.from('%PDF-1.4'),
      'a.docx',
      'what is in it is something else',
    ],
    ['is locked with a password', lockedWord(), 'a.docx', 'locked with a password'],
    [
      'unpacks to far too much',
      wordWith({ name: 'word/bomb.xml', content: Buffer.alloc(60_000_000) }),
      'a.docx',
      'unpacks to far more',
    ],
    ['is an archive', zipOf([{ name: 'a', content: 'b' }]), 'a.zip', 'Heed accepts PDF, Word'],
  ])(
    'because it %s is refused with a sentence, and what was typed stays',
    async (_why, content, name, says) => {
      const answer = await send(content, { title: 'Typed by hand', publisher: 'A body' }, name)
      expect(answer.status).toBe(422)
      expect(answer.body).toMatch(new RegExp(says))
      expect(answer.body).toContain('Typed by hand')
      expect(answer.body).toContain('A body')
    },
  )

  it('because it is larger than 25 MB is refused', async () => {
    const answer = await send(Buffer.alloc(30_000_000, 'a'), { title: 'Typed by hand' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('larger than 25 MB')
    expect(answer.body).toContain('Typed by hand')
  })

  it('because it does not say who published it asks for that', async () => {
    const answer = await send(Buffer.from('A line\n\nWe have set up a forum for all practices.\n'))
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('does not say who published it')
    const put = await send(Buffer.from('A line\n\nWe have set up a forum for all practices.\n'), {
      publisher: 'Aldermere Trust',
    })
    expect(put.status).toBe(303)
  })
})

describe('the library', () => {
  it('is read by those who may, and exists for nobody else', async () => {
    const at = await ours()
    for (const who of [manager, writer, lead]) {
      expect((await house.get(who, at)).status).toBe(200)
      expect((await house.get(who, '/statements')).body).toContain('Fern')
    }
    for (const who of [owner, administrator, stranger]) {
      const hidden = await house.get(who, at)
      expect(hidden.status).toBe(404)
      expect(hidden.body).toBe((await house.get(who, `/statements/${randomUUID()}`)).body)
      expect((await house.get(who, `${at}/file`)).status).toBe(404)
    }
    expect((await house.get(stranger, '/statements')).body).not.toContain('Fern')
  })

  it('takes nothing in from those who only read it, and reads no file of theirs', async () => {
    expect((await house.get(lead, '/statements/new')).status).toBe(404)
    const file = { name: 'a.txt', content: Buffer.from(fern) }
    for (const who of [lead, owner, administrator]) {
      const answer = await house.upload(who, '/statements/new', { file, whose: 'ours' })
      expect(answer.status).toBe(404)
    }
  })
})

describe('work on claims', () => {
  it('accepts, rewords, drops, brings back and merges, each with its history', async () => {
    const at = await ours()
    const [first = '', second = '', third = ''] = claimsIn(await house.get(manager, at))
    expect((await house.post(writer, `${at}/claims/${first}/accept`, {})).status).toBe(303)
    const reword = { words: 'Our own words for it', kind: 'done' }
    expect((await house.post(manager, `${at}/claims/${first}/reword`, reword)).status).toBe(303)
    expect((await house.post(manager, `${at}/claims/${first}/reword`, reword)).status).toBe(422)
    expect((await house.post(manager, `${at}/claims/${second}/drop`, {})).status).toBe(422)
    expect(
      (await house.post(manager, `${at}/claims/${second}/drop`, { reason: 'No claim' })).status,
    ).toBe(303)
    expect((await house.post(manager, `${at}/claims/${second}/accept`, {})).status).toBe(422)
    expect((await house.post(manager, `${at}/claims/${second}/restore`, {})).status).toBe(303)
    const merge = { into: first, kind: 'done' }
    expect((await house.post(manager, `${at}/claims/${third}/merge`, merge)).status).toBe(303)
    const page = await house.get(manager, `${at}/claims/${first}`)
    for (const words of [
      'Our own words for it',
      'Reworded',
      'Accepted',
      'Took another claim in',
      writer.name,
    ])
      expect(page.body).toContain(words)
    expect((await house.get(manager, `${at}/claims/${third}`)).body).toContain('Merged into')
    expect((await house.get(manager, `${at}/what-became`)).body).toContain('No information held')
  })

  it('adds a claim whose words stand in the paragraph, and no other', async () => {
    const at = await ours()
    const form = await house.get(manager, `${at}/claims/new`)
    const block =
      /value="([0-9a-f-]{36})"[^>]*>\d+\. Today we are publishing/.exec(form.body)?.[1] ?? ''
    const add = (words: string) =>
      house.post(manager, `${at}/claims/new`, { block, words, kind: 'done' })
    expect((await add('Words that do not stand there')).status).toBe(422)
    expect((await add('Today we are publishing')).status).toBe(303)
  })

  it('is not for those who only read, and not on a claim of another statement', async () => {
    const at = await ours()
    const [claim = ''] = claimsIn(await house.get(manager, at))
    const other = await ours()
    expect((await house.post(lead, `${at}/claims/${claim}/accept`, {})).status).not.toBe(303)
    expect((await house.post(stranger, `${at}/claims/${claim}/accept`, {})).status).toBe(404)
    expect((await house.get(manager, `${other}/claims/${claim}`)).status).toBe(404)
    expect((await house.get(lead, `${at}/claims/new`)).status).toBe(404)
    expect(
      (await house.post(lead, `${at}/claims/${claim}/ties`, { to: `action ${randomUUID()}` }))
        .status,
    ).not.toBe(303)
  })

  it('keeps both texts when two people work on one statement', async () => {
    const at = await ours()
    const [claim = ''] = claimsIn(await house.get(manager, at))
    await house.post(manager, `${at}/claims/${claim}/accept`, {})
    const stale = await house.post(writer, `${at}/claims/${claim}/reword`, {
      words: 'Mine',
      kind: 'done',
      _version: '1',
    })
    expect(stale.status).toBe(409)
    expect(stale.body).toContain('Mine')
  })
})

describe('a tie', () => {
  it('binds an accepted claim to a recommendation that is open to the reader, and can be taken away', async () => {
    const at = await ours()
    const [claim = ''] = claimsIn(await house.get(manager, at))
    const [made] = await house.sql<{ uid: string }>(
      `with s as (insert into access.scope (partnership_id, kind) values ($1, 'recommendation') returning *)
       insert into app.recommendation (partnership_id, scope_id, reference, source, text, addressed_to, status, recorded_by)
       select s.partnership_id, s.id, '2025-R90', 'local-review', 'Ask about sleeping.', 'partnership', 'agreed', $2 from s
       returning uid`,
      [here.id, manager.id],
    )
    const to = `recommendation ${made?.uid}`
    const tie = (who: Somebody, sent: string) =>
      house.post(who, `${at}/claims/${claim}/ties`, { to: sent })
    expect((await tie(manager, to)).body).toContain('Accept the claim first')
    await house.post(manager, `${at}/claims/${claim}/accept`, {})
    expect((await tie(manager, 'nonsense')).status).toBe(422)
    expect((await tie(manager, `recommendation ${randomUUID()}`)).status).toBe(422)
    expect((await tie(writer, to)).status).toBe(422)
    expect((await tie(manager, to)).status).toBe(303)
    const page = await house.get(manager, `${at}/claims/${claim}`)
    expect(page.body).toContain('2025-R90: Ask about sleeping.')
    const became = await house.get(manager, `${at}/what-became`)
    expect(became.body).toContain('No information held in Heed beyond the recommendation')
    expect((await house.get(writer, `${at}/claims/${claim}`)).body).not.toContain('2025-R90')
    // Closed to the reader: the words neither tell of it nor deny it, and are those of a claim without a tie.
    const tied = await house.get(writer, `${at}/what-became`)
    expect(tied.body).toContain('No information held that is open to you')
    expect(tied.body).toContain('It does not say that nothing')
    expect(tied.body).not.toMatch(/No information held(?!.{0,80} open to you)/)
    const end = /ties\/([0-9a-f-]{36})\/end/.exec(page.body)?.[1] ?? ''
    expect((await house.post(manager, `${at}/claims/${claim}/ties/${end}/end`, {})).status).toBe(
      303,
    )
    expect((await house.get(writer, `${at}/what-became`)).body).toBe(tied.body)
    expect((await house.post(manager, `${at}/claims/${claim}/ties/${end}/end`, {})).status).toBe(
      422,
    )
  })
})

describe('a statement of another body', () => {
  it('is never tied to anything of ours, not even past the commands', async () => {
    const answer = await send(Buffer.from(`${fern}\n\nAnother body says so.\n`))
    const uid = where(answer).split('/').at(-1)
    await expect(
      house.sql(
        `insert into app.claim_tie (partnership_id, scope_id, statement_id, claim_id, to_kind, to_uid, tied_by)
         select c.partnership_id, c.scope_id, c.statement_id, c.id, 'action', gen_random_uuid(), 1
         from app.claim c join app.statement s on s.id = c.statement_id where s.uid = $1 limit 1`,
        [uid],
      ),
    ).rejects.toThrow(/claim_tie/)
  })
})
