import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { contentOf, keepFile } from '#platform/files/keep-file.ts'
import { explainDocumentRefusal } from '#platform/files/document-refusals.ts'
import type { DocumentRefusal } from '#platform/files/document-refusals.ts'
import { UidParams } from '#platform/fields.ts'
import { ok } from '#shared/result.ts'
import { testHouse } from '#tests/support/house.ts'
import type { Somebody } from '#tests/support/house.ts'
import { act, file, page } from './route.ts'
import { requiredFile } from './uploads.ts'

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
  file({
    path: '/papers/:uid',
    can: 'organisation:read',
    audit: 'paper.fetched',
    params: UidParams,
    handle: async (ctx, { params }) => ({
      name: 'paper.txt',
      type: 'text/plain; charset=utf-8',
      content: await contentOf(ctx.files, params.uid),
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
