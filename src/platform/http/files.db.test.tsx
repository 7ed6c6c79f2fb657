import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { keepFile } from '#platform/files/keep-file.ts'
import { explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import type { DocumentRefusal } from '#platform/files/document-refusals.ts'
import { optionalText, requiredText, UidParams } from '#platform/fields.ts'
import { ok } from '#shared/result.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody } from '#tests/support/house.ts'
import { act, file, page } from './route.ts'
import { largestFile, optionalFile, requiredFile } from './uploads.ts'

let kept = 0
const routes = [
  page({
    path: '/papers',
    can: 'organisation:read',
    audit: { none: 'an empty form' },
    handle: () => Promise.resolve({ title: 'Papers', body: <p>Hand in a paper</p>, about: {} }),
  }),
  act({
    path: '/papers',
    page: '/papers',
    can: 'organisation:manage',
    audit: 'paper.kept',
    said: 'The paper is kept.',
    files: ['paper'],
    body: z.strictObject({ paper: requiredFile('Choose a file') }),
    before: (_apart, { body, files }) => keepFile(files, body.paper),
    explain: (refusal: DocumentRefusal) => [
      { field: 'paper', message: explainDocumentRefusal(refusal) },
    ],
    handle: (_ctx, { before }) => {
      kept += 1
      if (!before.ok) return Promise.resolve(before)
      return Promise.resolve(ok({ to: `/papers/${before.value.id}`, about: {} }))
    },
  }),
  page({
    path: '/letters',
    can: 'organisation:read',
    audit: { none: 'an empty form' },
    handle: (_ctx, { form }) => {
      const body = <p>{JSON.stringify(form.values)}</p>
      return Promise.resolve({ title: 'Letters', body, about: {} })
    },
  }),
  act({
    path: '/letters',
    page: '/letters',
    can: 'organisation:manage',
    audit: 'letter.kept',
    said: 'The letter is kept.',
    files: ['letter'],
    body: z.strictObject({
      title: requiredText('Give the title'),
      letter: optionalFile(),
      note: optionalText(),
    }),
    explain: () => [],
    handle: (_ctx, { body }) => {
      kept += body.letter === undefined ? 0 : 1
      return Promise.resolve(ok({ to: '/letters', about: {} }))
    },
  }),
  file({
    path: '/papers/:uid',
    can: 'organisation:read',
    audit: 'paper.fetched',
    params: UidParams,
    handle: async (_ctx, { params }) => ({
      name: 'paper.txt',
      type: 'text/plain; charset=utf-8',
      content: { kept: params.uid },
      about: { object: { type: 'paper', uid: params.uid } },
    }),
  }),
]

const house = await testHouse({ routes })
let manager: Somebody
let owner: Somebody

beforeAll(async () => {
  const here = await house.addPartnership()
  manager = await house.signIn(here, { role: 'business-manager' })
  owner = await house.signIn(here, { role: 'action-owner' })
})

const paper = { name: 'letter.txt', content: Buffer.from('The trust accepts.\n') }

it('keeps a paper that is handed in, and hands it out again as an attachment', async () => {
  const answer = await house.upload(manager, '/papers', { paper })
  expect(answer.status).toBe(303)
  const got = await house.get(manager, answer.location?.split('?')[0] ?? '')
  expect(got).toMatchObject({ status: 200, body: 'The trust accepts.\n' })
  expect(got.headers['content-disposition']).toContain('attachment')
  expect(await house.audited('paper.fetched')).toHaveLength(1)
})

it('says on the form why a paper is not taken', async () => {
  const wrong = { name: 'letter.pdf', content: Buffer.from('no PDF') }
  const answer = await house.upload(manager, '/papers', { paper: wrong })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('There is a problem')
})

it('says that a file is too large, and gives back what was typed before and behind it', async () => {
  const before = kept
  const large = { name: 'letter.txt', content: Buffer.alloc(largestFile + 1, 'a') }
  const sent = { title: 'Typed before', letter: large, note: 'Typed behind' }
  const answer = await house.upload(manager, '/letters', sent)
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('The file is larger than 25 MB')
  expect(answer.body).toContain('Typed before')
  expect(answer.body).toContain('Typed behind')
  expect(kept).toBe(before)
  const [entry] = (await house.audited('letter.kept')).slice(-1)
  expect(entry).toMatchObject({ outcome: 'refused', reason: 'invalid-input' })
})

it('says every reason at once: the file too large, and what is missing beside it', async () => {
  const large = { name: 'letter.txt', content: Buffer.alloc(largestFile + 1, 'a') }
  const answer = await house.upload(manager, '/letters', { letter: large, note: 'Typed behind' })
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('The file is larger than 25 MB')
  expect(answer.body).toContain('Give the title')
})

it('takes a file of just the size that is allowed, and tells nobody who may not hand one in of any size', async () => {
  const whole = { name: 'letter.txt', content: Buffer.alloc(largestFile, 'a') }
  const form = { title: 'A letter', letter: whole }
  expect((await house.upload(manager, '/letters', form)).body).not.toContain('larger than')
  const large = { name: 'letter.txt', content: Buffer.alloc(largestFile + 1, 'a') }
  const refused = await house.upload(owner, '/letters', { title: 'A letter', letter: large })
  expect(refused.status).toBe(403)
  expect(refused.body).not.toContain('larger than')
})

it.each([
  ['left out altogether', {}],
  ['left empty, as a browser sends it', { letter: { name: '', content: Buffer.alloc(0) } }],
])('does without a file that the form may carry, %s', async (_how, letter) => {
  const sent = { title: 'Without a letter', ...letter }
  expect((await house.upload(manager, '/letters', sent)).status).toBe(303)
})

it('does without a file that the form may carry when it is not sent as a form with files', async () => {
  expect((await house.post(manager, '/letters', { title: 'Without a letter' })).status).toBe(303)
})

it('asks for the file when none was chosen', async () => {
  const answer = await house.upload(manager, '/papers', {})
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('Choose a file')
})

it('takes effect once when the same paper is sent twice, and refuses another under the same key', async () => {
  const before = kept
  const form = { _key: randomUUID(), paper }
  const first = await house.upload(manager, '/papers', form)
  const second = await house.upload(manager, '/papers', form)
  expect(second.location).toBe(first.location)
  const other = { ...form, paper: { ...paper, content: Buffer.from('The trust declines.\n') } }
  expect((await house.upload(manager, '/papers', other)).status).toBe(409)
  expect(kept).toBe(before + 1)
})

it('does not even look at the file of somebody who may not hand one in', async () => {
  const before = kept
  const answer = await house.upload(owner, '/papers', { paper })
  expect(answer.status).toBe(403)
  expect(kept).toBe(before)
})

describe('a form with files', () => {
  it('is refused to whoever has no session before it has arrived', async () => {
    await house.server.listen({ host: '127.0.0.1', port: 0 })
    const address = house.server.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const head = (cookie: string) =>
      [
        'POST /papers HTTP/1.1',
        'host: localhost',
        `cookie: ${cookie}`,
        'content-type: multipart/form-data; boundary=b',
        `content-length: ${largestFile}`,
        '',
        '--b\r\ncontent-disposition: form-data; name="paper"; filename="a.txt"\r\n\r\nThe beginning',
      ].join('\r\n')
    const told = (cookie: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(head(cookie)))
        const done = (text: string) => {
          socket.destroy()
          resolve(text)
        }
        socket.once('data', (data: Buffer) => done(data.toString('utf8').split('\r\n')[0] ?? ''))
        setTimeout(() => done('waits for the rest'), 3000)
      })
    expect(await told('other=1')).toBe('HTTP/1.1 401 Unauthorized')
    expect(await told(`heed=${'a'.repeat(43)}`)).toBe('HTTP/1.1 401 Unauthorized')
    expect(await told(`heed=${manager.token}`)).toBe('waits for the rest')
  })

  it('holds no more beside its files than a form without any', async () => {
    const half = 'a'.repeat(600 * 1024)
    const sent = { title: half, note: half }
    expect((await house.upload(manager, '/letters', sent)).status).toBe(413)
  })
})

describe('a file that is kept and does not open', () => {
  const keep = async () => {
    const answer = await house.upload(manager, '/papers', { paper })
    const at = answer.location?.split('?')[0] ?? ''
    const uid = at.split('/').at(-1) ?? ''
    return { at, uid, stored: join(house.filesFolder, uid.slice(0, 2), uid) }
  }

  it.each([
    ['its key is another one', (file: string) => spoil(file, 20)],
    ['it was changed on disk', (file: string) => spoil(file, -1)],
    ['it was cut off', (file: string) => truncateSync(file, 30)],
    ['it is gone', (file: string) => rmSync(file)],
  ])('is answered calmly and recorded with its record: %s', async (_how, damage) => {
    const { at, uid, stored } = await keep()
    damage(stored)
    const before = (await house.audited('paper.fetched')).length
    const answer = await house.get(manager, at)
    expect(answer.status).toBe(503)
    expect(answer.body).toContain('The file cannot be opened')
    expect(answer.body).toContain('Tell your administrator')
    expect(answer.body).not.toContain('The trust accepts')
    expect(answer.headers['content-disposition']).toBeUndefined()
    const after = await house.audited('paper.fetched')
    expect(after).toHaveLength(before + 1)
    expect(after.at(-1)).toMatchObject({
      outcome: 'failed',
      reason: 'file-unreadable',
      object: uid,
      actor: manager.uid,
    })
  })
})

/** Turns one byte of a file; the first 40 are its mark and its salt, so that another key comes of it. */
function spoil(file: string, at: number): void {
  const bytes = readFileSync(file)
  const place = at < 0 ? bytes.byteLength + at : at
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
  writeFileSync(file, bytes)
}
