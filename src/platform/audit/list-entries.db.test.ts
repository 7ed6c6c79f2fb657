import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { auditedDatabase, opened, record, type Member } from '#tests/audit/audited.ts'
import { idsDigest } from './ids-digest.ts'
import { seenLine, whoLooked, type SeenEntry, type WhoOptions } from './who-looked.ts'

const { root, app, partnerships, member, scope } = await auditedDatabase()
const [aldermere, brackwater] = partnerships
const auditor = await member(aldermere, 'auditor')
const ann = await member(aldermere)
const bea = await member(brackwater)
const mine = await scope(aldermere)
const person = randomUUID()

async function ask(asker: Member, wanted: Omit<WhoOptions, 'client'> = {}) {
  await app.query(opened(asker.token))
  try {
    return await whoLooked({ client: app, ...wanted })
  } finally {
    await app.query('commit')
  }
}

beforeEach(async () => {
  await record(app, ann.token, {
    event: 'case.shown',
    outcome: 'shown',
    scopeUid: mine.uid,
    people: [person],
  })
})

describe('who looked', () => {
  test('is told to those who may read the audit, newest first, and to nobody else', async () => {
    const [first] = await ask(auditor, { scope: mine.uid })
    expect(first).toMatchObject({ event: 'case.shown', outcome: 'shown', actor: ann.uid })
    expect(first && seenLine(first)).toMatch(/^\d{4}-.* shown case\.shown [0-9a-f-]{36} .*"/)
    await expect(ask(ann)).rejects.toThrow('needs audit:read')
    await expect(ask({ ...ann, token: 'nobody' })).rejects.toThrow('no live session')
  })

  test('can be asked about a person and about somebody who works here', async () => {
    expect((await ask(auditor, { person }))[0]?.actor).toBe(ann.uid)
    const byAnn = await ask(auditor, { actor: ann.uid })
    expect(new Set(byAnn.map(({ actor }) => actor))).toEqual(new Set([ann.uid]))
  })

  test('asking is recorded, with how many entries were shown and which', async () => {
    const seen = await ask(auditor, { scope: mine.uid })
    const { rows } = await root.query(
      `select said from audit.entry where chain = $1 order by seq desc limit 1`,
      [aldermere],
    )
    expect(rows[0].said).toMatchObject({
      event: 'audit.listed',
      actor: auditor.uid,
      scope: mine.uid,
      n: seen.length,
      idsDigest: idsDigest(seen.map(({ hash }) => hash)),
    })
  })

  test('goes through all pages without losing or repeating an entry', async () => {
    for (let n = 0; n < 12; n++)
      await record(app, ann.token, { event: 'case.shown', outcome: 'shown', scopeUid: mine.uid })
    const until = new Date().toISOString()
    const all = await ask(auditor, { actor: ann.uid, until, most: 200 })
    const paged: SeenEntry[] = []
    let page = await ask(auditor, { actor: ann.uid, until, most: 5 })
    for (let before = page.at(-1); before !== undefined; before = page.at(-1)) {
      paged.push(...page)
      page = await ask(auditor, { actor: ann.uid, until, most: 5, before })
    }
    expect(paged.map(({ hash }) => hash)).toEqual(all.map(({ hash }) => hash))
  })

  test('stays inside the partnership, but for its own cases that another one was shown', async () => {
    await record(app, bea.token, { event: 'case.shown', outcome: 'shown', scopeUid: mine.uid })
    await record(app, bea.token, { event: 'home.shown', outcome: 'shown' })
    expect(await ask(auditor, { actor: bea.uid })).toEqual([])
    expect((await ask(auditor, { scope: mine.uid })).some(({ actor }) => actor === bea.uid)).toBe(
      true,
    )
    const theirs = await member(brackwater, 'auditor')
    expect(
      (await ask(theirs, { scope: mine.uid })).every(
        ({ actor }) => actor === bea.uid || actor === theirs.uid,
      ),
    ).toBe(true)
  })
})

describe('what is closed to the reader', () => {
  test('leaves no entry, no gap and no number behind, for a conflict of interest and for a seal', async () => {
    const [conflicted, sealed] = [await scope(aldermere), await scope(aldermere)]
    for (const { uid } of [conflicted, sealed]) {
      await record(app, ann.token, { event: 'case.shown', outcome: 'shown', scopeUid: uid })
      await record(app, ann.token, {
        event: 'case.shown',
        outcome: 'shown',
        object: { type: 'scope', uid },
      })
    }
    const open = await ask(auditor, { actor: ann.uid, most: 200 })
    expect(
      open.filter(
        ({ said }) => said['scope'] === conflicted.uid || said['object'] === conflicted.uid,
      ),
    ).toHaveLength(2)
    await root.query(
      `insert into access.conflict (partnership_id, scope_id, principal_partnership_id, principal_id, kind, state, basis)
       values ($1, $2, $1, $3, 'declared', 'suspected', 'test')`,
      [aldermere, conflicted.id, auditor.id],
    )
    await root.query('update access.scope set sealed = true where id = $1', [sealed.id])
    const closed = await ask(auditor, { actor: ann.uid, most: 200 })
    expect(JSON.stringify(closed)).not.toContain(conflicted.uid)
    expect(JSON.stringify(closed)).not.toContain(sealed.uid)
    expect(closed).toHaveLength(open.length - 4)
    expect(await ask(auditor, { scope: conflicted.uid })).toEqual(
      await ask(auditor, { scope: randomUUID() }),
    )
    for (const { said } of closed) expect(Object.keys(said)).not.toContain('txid')
    for (const row of closed) expect(Object.keys(row)).not.toContain('seq')
  })
})
