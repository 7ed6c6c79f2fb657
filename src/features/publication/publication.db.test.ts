import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { testHouse } from '#tests/support/house.ts'
import type { Answer, Somebody, TestAgency, TestPartnership } from '#tests/support/house.ts'
import { plainWord } from '#platform/files/sample/honest-files.ts'
import { asInstant } from '#shared/dates.ts'

const house = await testHouse()
let here: TestPartnership
let council: TestAgency
let police: TestAgency
let manager: Somebody
let inspector: Somebody
let writer: Somebody
let scrutineer: Somebody
let owner: Somebody
let administrator: Somebody
let stranger: Somebody

beforeAll(async () => {
  house.setClock(asInstant('2025-09-12T10:00:00.000Z'))
  here = await house.addPartnership()
  council = await house.addAgency(here, 'Aldermere Council', { partner: 'local-authority' })
  police = await house.addAgency(here, 'Aldermere Police', { partner: 'police' })
  manager = await house.signIn(here, { role: 'business-manager', agency: council })
  inspector = await house.signIn(here, { role: 'delegated-partner', agency: police })
  writer = await house.signIn(here, { role: 'communications', agency: council })
  scrutineer = await house.signIn(here, { role: 'scrutineer', agency: council })
  owner = await house.signIn(here, { role: 'action-owner', agency: police })
  administrator = await house.signIn(here, { role: 'administrator', agency: council })
  stranger = await house.signIn(await house.addPartnership(), { role: 'business-manager' })
})

/** A statement in somebody's session, past every page and command of ours: only the database stands there. */
async function asApp(who: Somebody | undefined, statement: string): Promise<unknown[]> {
  const client = new Client(house.database.connect.app)
  await client.connect()
  try {
    await client.query('begin')
    if (who !== undefined) await client.query(`set local heed.session = '${who.token}'`)
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const where = (answer: Answer) => (answer.location ?? '').split('?')[0] ?? ''

/** Reads a form as somebody has it before their eyes: the version that it carries along. */
async function versionOf(who: Somebody, path: string): Promise<string> {
  const page = await house.get(who, path)
  return /name="_version" value="(\d+)"/.exec(page.body)?.[1] ?? ''
}

async function newCase(): Promise<string> {
  const answer = await house.post(manager, '/cases/new', {
    nature: 'death',
    abuseSuspected: 'yes',
    areaCouncil: council.uid,
    summary: 'A baby was found unresponsive.',
  })
  return where(answer).split('/').at(-1) ?? ''
}

async function intoVault(kase: string, kind: string, value: string): Promise<void> {
  const answer = await house.post(manager, `/cases/${kase}/people/values/new`, { kind, value })
  expect(answer.status).toBe(303)
}

let serial = 0
async function begin(kase?: string): Promise<string> {
  serial += 1
  const answer = await house.post(manager, '/publications/new', {
    case: kase ?? (await newCase()),
    kind: 'full-report',
    title: 'Learning from the review of Child F',
    slug: `review-child-f-${serial}`,
  })
  expect(answer.status).toBe(303)
  return where(answer)
}

const clean =
  '# What we learned\n\nA baby who was ten weeks old died.\n\n| Year | Visits |\n| 2024 | nine |'

async function write(path: string, body: string, change: Record<string, string> = {}) {
  return house.post(writer, `${path}/text`, {
    title: 'Learning from the review of Child F',
    slug: `review-child-f-${serial}`,
    body,
    ...change,
  })
}

/** A publication that two people of two agencies approved. */
async function approved(kase: string, body = clean, change: Record<string, string> = {}) {
  const path = await begin(kase)
  expect((await write(path, body, change)).status).toBe(303)
  expect((await house.post(writer, `${path}/lock`, {})).status).toBe(303)
  expect((await house.post(manager, `${path}/approve`, {})).status).toBe(303)
  expect((await house.post(inspector, `${path}/approve`, {})).status).toBe(303)
  return path
}

async function copies(
  path: string,
): Promise<{ title: string | null; withdrawn_at: string | null }[]> {
  return house.sql('select title, withdrawn_at from pub.review where publication_uid = $1', [
    path.split('/').at(-1),
  ])
}

describe('a publication', () => {
  it('is begun by the business manager, written by communications, and seen by partners', async () => {
    const path = await begin()
    expect((await write(path, clean)).status).toBe(303)
    for (const who of [manager, writer, inspector, scrutineer]) {
      const page = await house.get(who, path)
      expect(page.status).toBe(200)
      expect(page.body).toContain('A baby who was ten weeks old died.')
    }
    expect((await house.get(writer, '/publications')).body).toContain('Child F')
  })

  it('does not exist for those who may not see it, byte for byte', async () => {
    const path = await begin()
    for (const who of [owner, administrator, stranger]) {
      for (const page of [
        '',
        '/text',
        '/check',
        '/document',
        '/withdraw',
        '/recommendations/new',
      ]) {
        const hidden = await house.get(who, `${path}${page}`)
        const missing = await house.get(who, `/publications/${randomUUID()}${page}`)
        expect(hidden.status).toBe(404)
        expect(hidden.body).toBe(missing.body)
      }
      for (const act of ['lock', 'unlock', 'approve', 'take-back', 'publish', 'revise', 'check'])
        expect((await house.post(who, `${path}/${act}`, {})).status).toBe(404)
    }
  })

  it('is not changed by those who only read it', async () => {
    const path = await begin()
    expect((await house.get(scrutineer, `${path}/text`)).status).toBe(404)
    for (const act of ['lock', 'approve', 'publish'])
      expect([403, 404]).toContain((await house.post(scrutineer, `${path}/${act}`, {})).status)
    expect((await house.get(scrutineer, `${path}/check`)).status).toBe(404)
    expect((await house.get(writer, '/publications/new')).status).toBe(404)
  })

  it('closes with its case for whoever has a conflict of interest there', async () => {
    const kase = await newCase()
    const path = await begin(kase)
    const partner = await house.signIn(here, { role: 'delegated-partner', agency: police })
    expect((await house.get(partner, path)).status).toBe(200)
    await house.post(partner, `/cases/${kase}/conflict`, { basis: 'A relative' })
    expect((await house.get(partner, path)).status).toBe(404)
  })

  it('needs a title, a kind and an address of letters and figures', async () => {
    const answer = await house.post(manager, '/publications/new', {
      case: await newCase(),
      title: 'Typed title',
      slug: 'Not / good',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Choose what is published')
    expect(answer.body).toContain('Use small letters')
    expect(answer.body).toContain('Typed title')
  })

  it('is not written while it is locked, nor over somebody else’s change', async () => {
    const path = await begin()
    await write(path, clean)
    const stale = await versionOf(writer, `${path}/text`)
    await write(path, `${clean}\n\nMore.`)
    const over = await write(path, 'mine', { _version: stale })
    expect(over.status).toBe(409)
    expect(over.body).toContain('mine')
    await house.post(writer, `${path}/lock`, {})
    const locked = await write(path, 'other')
    expect(locked.status).toBe(422)
    expect(locked.body).toContain('locked for approval')
    await house.post(writer, `${path}/unlock`, {})
    expect((await write(path, 'other')).status).toBe(303)
  })

  it('is not locked before there is a text', async () => {
    const answer = await house.post(writer, `${await begin()}/lock`, {})
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('There is no text yet')
  })
})

describe('publishing', () => {
  it('makes the approved version public, and the audit knows who did it', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await approved(kase)
    expect((await house.get(inspector, path)).body).toContain('>Publish<')
    expect((await house.get(writer, path)).body).not.toContain('>Publish<')
    const answer = await house.post(inspector, `${path}/publish`, {})
    expect(answer.status).toBe(303)
    expect(await copies(path)).toMatchObject([{ title: 'Learning from the review of Child F' }])
    expect((await house.get(manager, path)).body).toContain('Public')
    const [entry] = (await house.audited('publication.published')).slice(-1)
    expect(entry).toMatchObject({ outcome: 'done', actor: inspector.uid })
    const checks = await house.sql(
      `select outcome, occasion from app.gate_check where publication_id = (select id from app.publication where uid = $1)`,
      [path.split('/').at(-1)],
    )
    expect(checks).toEqual([{ outcome: 'passed', occasion: 'publishing' }])
  })

  it('is refused to two people of one agency, and the text stays locked', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await begin(kase)
    await write(path, clean)
    await house.post(writer, `${path}/lock`, {})
    const second = await house.signIn(here, { role: 'delegated-partner', agency: council })
    await house.post(manager, `${path}/approve`, {})
    await house.post(second, `${path}/approve`, {})
    const answer = await house.post(manager, `${path}/publish`, {})
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('two people of two agencies')
    expect(await copies(path)).toEqual([])
    await house.post(inspector, `${path}/approve`, {})
    expect((await house.post(manager, `${path}/publish`, {})).status).toBe(303)
  })

  it('does not count one person twice, nor a word that was taken back', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await begin(kase)
    await write(path, clean)
    await house.post(writer, `${path}/lock`, {})
    await house.post(manager, `${path}/approve`, {})
    expect((await house.post(manager, `${path}/approve`, {})).body).toContain('already')
    await house.post(inspector, `${path}/approve`, {})
    expect((await house.post(inspector, `${path}/take-back`, {})).status).toBe(303)
    expect((await house.post(manager, `${path}/publish`, {})).status).toBe(422)
    await house.post(inspector, `${path}/approve`, {})
    expect((await house.post(manager, `${path}/publish`, {})).status).toBe(303)
  })

  it('needs the approvals anew when a letter changes', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await approved(kase)
    await house.post(writer, `${path}/unlock`, {})
    await write(path, `${clean}!`)
    await house.post(writer, `${path}/lock`, {})
    const answer = await house.post(manager, `${path}/publish`, {})
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('two people of two agencies')
  })

  it('is refused where the vault holds nothing to look for', async () => {
    const path = await approved(await newCase())
    const answer = await house.post(manager, `${path}/publish`, {})
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('nothing to look for')
    expect(await copies(path)).toEqual([])
  })

  it.each([
    ['body', `${clean}\n\nKathérine  Mac\u200bLeod was seen.`, {}],
    ['heading', `# About katherine macleod\n\n${clean}`, {}],
    ['table', `${clean}\n| 2024 | Katherine MacLeod |`, {}],
    ['alternative text', `${clean}\n\n! Katherine MacLeod in a garden`, {}],
    ['title', clean, { title: 'The death of Katherine MacLeod' }],
    ['address', clean, { slug: 'katherine-macleod' }],
  ])(
    'is refused by a name of the vault in the %s, and the check names the place',
    async (_in, body, change) => {
      const kase = await newCase()
      await intoVault(kase, 'name', 'Katherine MacLeod')
      const path = await approved(kase, body, change)
      const answer = await house.post(inspector, `${path}/publish`, {})
      expect(answer.status).toBe(422)
      expect(answer.body).toContain('the check refuses it (1 place)')
      expect(await copies(path)).toEqual([])
      expect((await house.get(manager, path)).body).toContain('Locked for approval')
      const [entry] = (await house.audited('publication.published')).slice(-1)
      expect(entry).toMatchObject({ outcome: 'refused', reason: 'gate-refuses' })
    },
  )

  it('looks into the vault of every case of the same review, and at ended values too', async () => {
    const kase = await newCase()
    const other = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    await intoVault(other, 'school', 'Thornbeck Primary School')
    await house.sql(
      `with r as (insert into app.case_review
           (partnership_id, scope_id, reference, kind, status, decided_on, case_scope_ids, begun_by)
         select partnership_id, scope_id, 'R2025-90', 'local', 'analysis', '2025-09-01', array[scope_id], 1
         from app.serious_case where uid = $1 returning *)
       insert into app.review_case (partnership_id, scope_id, review_id, case_id)
       select c.partnership_id, c.scope_id, r.id, c.id from r, app.serious_case c where c.uid in ($1, $2)`,
      [kase, other],
    )
    await house.sql(
      `update app.vault_entry set ended_at = now(), end_reason = 'moved' where value = 'Thornbeck Primary School'`,
    )
    const path = await approved(kase, `${clean}\n\nShe went to Thornbeck Primary School.`)
    expect((await house.post(manager, `${path}/publish`, {})).status).toBe(422)
  })

  it('finds a value that was recorded after the approvals', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await approved(kase, `${clean}\n\nBibi was seen.`)
    await intoVault(kase, 'nickname', 'Bibi')
    expect((await house.post(manager, `${path}/publish`, {})).status).toBe(422)
  })
})

describe('the check', () => {
  async function withQuestions(): Promise<string> {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Will Brightmore')
    await intoVault(kase, 'address', '12 Elmstead Road, Aldermere')
    return approved(kase, `${clean}\n\nPartners will meet. The baby was 12 weeks old.`)
  }

  function questionsIn(page: string): string[] {
    return [
      ...page.matchAll(
        /name="questions"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="questions"/g,
      ),
    ].map((match) => match[1] ?? match[2] ?? '')
  }

  it('asks about a child called Will and the house number 12, and blocks until a named person answers', async () => {
    const path = await withQuestions()
    const refused = await house.post(inspector, `${path}/publish`, {})
    expect(refused.body).toContain('2 questions of the check must be answered')
    const page = await house.get(manager, `${path}/check`)
    const questions = questionsIn(page.body)
    expect(questions).toHaveLength(2)
    const bare = await house.post(manager, `${path}/check/answer`, {
      questions,
      verdict: 'harmless',
    })
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('Give the reason')
    const form = { questions, verdict: 'harmless', reason: 'A verb, and weeks of age' }
    expect((await house.post(inspector, `${path}/check/answer`, form)).status).not.toBe(303)
    expect((await house.post(manager, `${path}/check/answer`, form)).status).toBe(303)
    const answered = await house.get(manager, `${path}/check`)
    expect(answered.body).toContain('A verb, and weeks of age')
    expect(answered.body).toContain(manager.name)
    expect((await house.post(inspector, `${path}/publish`, {})).status).toBe(303)
  })

  it('asks again about a text that changed, though it was answered before', async () => {
    const path = await withQuestions()
    const questions = questionsIn((await house.get(manager, `${path}/check`)).body)
    await house.post(manager, `${path}/check/answer`, {
      questions,
      verdict: 'harmless',
      reason: 'r',
    })
    await house.post(writer, `${path}/unlock`, {})
    await write(path, `${clean}\n\nPartners will meet soon. The baby was 12 weeks old.`)
    expect(questionsIn((await house.get(manager, `${path}/check`)).body)).toHaveLength(2)
    const stale = await house.post(manager, `${path}/check/answer`, {
      questions,
      verdict: 'harmless',
      reason: 'r',
    })
    expect(stale.status).toBe(422)
    expect(stale.body).toContain('A question has changed')
  })

  it('shows values to those cleared for the vault, and to others the place without the value', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine Lee MacLeod')
    const path = await approved(kase, `${clean}\n\nMs Macleod was seen.`)
    const cleared = await house.get(manager, `${path}/check`)
    expect(cleared.body).toContain('Katherine Lee MacLeod')
    for (const who of [inspector, writer]) {
      const page = await house.get(who, `${path}/check`)
      expect(page.status).toBe(200)
      expect(page.body).toContain('Paragraph 2, characters 4 to 10')
      expect(page.body).not.toContain('Katherine')
    }
    const entries = (await house.audited('publication-check.viewed')).slice(-3)
    expect(entries[0]).toMatchObject({ actor: manager.uid, fields: ['name'] })
    expect(entries[1]?.fields ?? []).toEqual([])
  })

  it('keeps a run without any value', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await approved(kase, `${clean}\n\nMs MacLeod was seen.`)
    expect((await house.post(writer, `${path}/check`, {})).status).toBe(303)
    const [kept] = await house.sql<{ found: unknown; outcome: string }>(
      'select found, outcome from app.gate_check order by id desc limit 1',
    )
    expect(kept?.outcome).toBe('refused')
    expect(JSON.stringify(kept?.found)).not.toContain('Leod')
  })

  it('does not give its values to anybody who asks the database in their own session', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const uid = (await begin(kase)).split('/').at(-1) ?? ''
    const asked = (secret: string) => `select * from app.gate_values('${uid}', ${secret})`
    for (const who of [scrutineer, owner, administrator, stranger, undefined]) {
      await expect(asApp(who, asked(`'${house.house.gateSecret}'`))).rejects.toThrow()
    }
    // Nor to those who prepare and approve: only the process that checks for them knows the secret.
    for (const who of [manager, writer, inspector]) {
      for (const secret of [`''`, `'a guess'`, 'null'])
        await expect(asApp(who, asked(secret))).rejects.toThrow('only the gate is given values')
      expect(await asApp(who, asked(`'${house.house.gateSecret}'`))).toHaveLength(1)
    }
  })

  it('is given nothing while the installation has no secret for it', async () => {
    const path = await begin()
    const uid = path.split('/').at(-1) ?? ''
    await house.sql('update access.installation set gate_digest = null')
    try {
      for (const secret of [`'${house.house.gateSecret}'`, `''`])
        await expect(
          asApp(manager, `select * from app.gate_values('${uid}', ${secret})`),
        ).rejects.toThrow('only the gate is given values')
    } finally {
      await house.sql(
        `update access.installation set gate_digest = sha256(convert_to($1, 'UTF8'))`,
        [house.house.gateSecret],
      )
    }
  })

  it('lets no page, act or interface of ours say a value to somebody who may not read the vault', async () => {
    const kase = await newCase()
    const secrets = ['Katherine Lee MacLeod', '2019-03-05', '12 Elmstead Road, Aldermere', 'Bibi']
    await intoVault(kase, 'name', 'Katherine Lee MacLeod')
    await intoVault(kase, 'birth-date', '2019-03-05')
    await intoVault(kase, 'address', '12 Elmstead Road, Aldermere')
    await intoVault(kase, 'nickname', 'Bibi')
    const path = await approved(
      kase,
      `${clean}\n\nMs Macleod was seen on 5 March 2019. The baby was 12 weeks old.`,
    )
    const uid = path.split('/').at(-1) ?? ''
    const reading = house.house.routes.filter((route) => route.method === 'GET')
    expect(reading.length).toBeGreaterThan(50)
    const said: string[] = []
    const listen = (what: string, body: string) => {
      for (const secret of secrets) if (body.includes(secret)) said.push(`${what}: ${secret}`)
    }
    for (const who of [writer, inspector]) {
      for (const { path: pattern } of reading) {
        for (const id of [uid, kase]) {
          const url = pattern.replaceAll(/:[a-zA-Z]+/g, id)
          listen(url, (await house.get(who, url)).body)
        }
      }
      for (const act of ['publish', 'check', 'check/answer', 'lock', 'approve', 'text'])
        listen(act, (await house.post(who, `${path}/${act}`, {})).body)
    }
    expect(said).toEqual([])
    // The control: whoever is cleared for the vault is told which value it is.
    expect((await house.get(manager, `${path}/check`)).body).toContain('Katherine Lee MacLeod')
  })
})

describe('a document', () => {
  async function withDocument(
    name: string,
    content: Buffer,
  ): Promise<{ path: string; answer: Answer }> {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await begin(kase)
    await write(path, clean)
    return {
      path,
      answer: await house.upload(manager, `${path}/document`, { document: { name, content } }),
    }
  }

  it('without identifiers goes out with the page', async () => {
    const { path, answer } = await withDocument('report.txt', Buffer.from('What we learned.\n'))
    expect(answer.status).toBe(303)
    for (const [who, act] of [
      [writer, 'lock'],
      [manager, 'approve'],
      [inspector, 'approve'],
      [manager, 'publish'],
    ] as const)
      expect((await house.post(who, `${path}/${act}`, {})).status).toBe(303)
  })

  it('is searched in its name and its text', async () => {
    const named = await withDocument('Katherine_MacLeod report.txt', Buffer.from('Words.\n'))
    expect((await house.get(manager, `${named.path}/check`)).body).toContain('File name')
    const said = await withDocument('report.docx', await plainWord(['Katherine MacLeod was seen.']))
    expect((await house.get(manager, `${said.path}/check`)).body).toContain(
      'Paragraph of the file 1',
    )
  })

  it('that is a PDF or not what it says is refused with a sentence', async () => {
    const pdf = await withDocument('report.docx', Buffer.from('%PDF-1.4 not word'))
    expect(pdf.answer.status).toBe(422)
    expect(pdf.answer.body).toContain('what is in it is something else')
    const none = await house.post(manager, `${pdf.path}/document`, {})
    expect(none.status).toBe(422)
    expect(none.body).toContain('Choose the document')
  })

  it('can be taken off again', async () => {
    const { path } = await withDocument('report.txt', Buffer.from('What we learned.\n'))
    expect((await house.post(writer, `${path}/document/remove`, {})).status).toBe(303)
    expect((await house.post(writer, `${path}/document/remove`, {})).status).toBe(422)
  })
})

describe('recommendations on the page', () => {
  it('are added with an honest word, read by the check, and taken off', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await begin(kase)
    const form = {
      words: 'Teach it, as Ms MacLeod asked.',
      addressee: 'Aldermere Trust',
      state: 'said-done-evidence-not-accepted',
      'stateOn-day': '1',
      'stateOn-month': '9',
      'stateOn-year': '2025',
    }
    expect((await house.post(writer, `${path}/recommendations/new`, form)).status).toBe(303)
    const page = await house.get(writer, path)
    expect(page.body).toContain('Said done, evidence not yet accepted')
    expect((await house.get(manager, `${path}/check`)).body).toContain('Recommendation 1')
    const item = /recommendations\/([0-9a-f-]{36})\/remove/.exec(page.body)?.[1] ?? ''
    expect((await house.post(writer, `${path}/recommendations/${item}/remove`, {})).status).toBe(
      303,
    )
    expect(
      (await house.post(writer, `${path}/recommendations/${randomUUID()}/remove`, {})).status,
    ).toBe(422)
    const bad = await house.post(writer, `${path}/recommendations/new`, { ...form, addressee: '' })
    expect(bad.status).toBe(422)
  })
})

describe('what happened next', () => {
  it('comes from the learning record with its words, and is brought up to date on the public page', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await begin(kase)
    await write(path, clean)
    const none = await house.get(manager, `${path}/recommendations/bring`)
    expect(none.body).toContain('No recommendation of this case is open to you')
    const [made] = await house.sql<{ uid: string }>(
      `with s as (
         insert into access.scope (partnership_id, kind, parent_id)
         select partnership_id, 'recommendation', scope_id from app.serious_case where uid = $1 returning *)
       insert into app.recommendation (partnership_id, scope_id, reference, number, case_id, source, text, addressed_to, status, recorded_by)
       select s.partnership_id, s.id, '2025-R90', '1', c.id, 'local-review', 'Ask about sleeping.', 'partnership', 'agreed', $2
       from s, app.serious_case c where c.uid = $1 returning uid`,
      [kase, manager.id],
    )
    const uid = made?.uid ?? ''
    const bring = (who: Somebody, chosen: string) =>
      house.post(who, `${path}/recommendations/bring`, { chosen })
    expect((await bring(manager, '')).status).toBe(422)
    expect((await bring(manager, randomUUID())).status).toBe(404)
    expect((await bring(writer, uid)).status).toBe(404)
    expect((await bring(manager, uid)).status).toBe(303)
    expect((await bring(manager, uid)).status).toBe(422)
    const page = await house.get(manager, path)
    expect(page.body).toContain('Ask about sleeping.')
    expect(page.body).toContain('Accepted, not yet started')
    for (const [who, act] of [
      [writer, 'lock'],
      [manager, 'approve'],
      [inspector, 'approve'],
      [manager, 'publish'],
    ] as const)
      expect((await house.post(who, `${path}/${act}`, {})).status).toBe(303)
    await house.sql(`update app.recommendation set status = 'delivered' where uid = $1`, [uid])
    expect((await house.post(manager, `${path}/refresh`, {})).status).toBe(303)
    const [copy] = await house.sql(
      'select state from pub.recommendation where recommendation_uid = $1',
      [uid],
    )
    expect(copy).toEqual({ state: 'said-done-evidence-not-accepted' })
    expect((await house.post(scrutineer, `${path}/refresh`, {})).status).not.toBe(303)
  })
})

describe('taking down', () => {
  it('is for those who may, with a reason, and the content is gone with the commit', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await approved(kase)
    await house.post(manager, `${path}/publish`, {})
    expect((await house.get(writer, `${path}/withdraw`)).status).toBe(404)
    expect((await house.post(inspector, `${path}/withdraw`, {})).status).toBe(422)
    expect(
      (await house.post(inspector, `${path}/withdraw`, { reason: 'A court order' })).status,
    ).toBe(303)
    const [copy] = await copies(path)
    expect(copy?.title).toBeNull()
    expect(copy?.withdrawn_at).not.toBeNull()
    const blocks = await house.sql(
      'select b.* from pub.block b join pub.review r on r.id = b.review_id where r.publication_uid = $1',
      [path.split('/').at(-1)],
    )
    expect(blocks).toEqual([])
    expect((await house.post(inspector, `${path}/withdraw`, { reason: 'again' })).status).toBe(422)
  })

  it('leaves the public copy in place while a correction is written', async () => {
    const kase = await newCase()
    await intoVault(kase, 'name', 'Katherine MacLeod')
    const path = await approved(kase)
    await house.post(manager, `${path}/publish`, {})
    expect((await house.post(writer, `${path}/revise`, {})).status).toBe(303)
    await write(path, 'Another text')
    expect((await copies(path))[0]?.title).toBe('Learning from the review of Child F')
    expect((await house.get(manager, path)).body).toContain('an earlier version is public')
  })
})
