import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { fileStore } from './file-store.ts'
import { contentOf, keepFile } from './keep-file.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'heed-keep-'))
const files = fileStore({ folder, key: randomBytes(32) })
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('keeps a file that is what it says it is, under a name without folders', async () => {
  const content = Buffer.from('Minutes of the case review group.\n')
  const kept = await keepFile(files, { name: 'C:\\papers\\minutes.txt', content })
  if (!kept.ok) throw new Error(kept.refusal.code)
  expect(kept.value).toMatchObject({ name: 'minutes.txt', kind: 'txt', bytes: content.byteLength })
  expect(kept.value.read.paragraphs[0]?.text).toContain('Minutes of the case review group.')
  expect(await contentOf(files, kept.value.id)).toEqual(content)
})

it('leaves nothing of a file that is not what it says it is', async () => {
  const kept = await keepFile(files, { name: 'minutes.pdf', content: Buffer.from('not a PDF') })
  expect(kept).toEqual({ ok: false, refusal: { code: 'not-what-it-says', says: 'pdf' } })
  expect(readdirSync(path.join(folder, 'waiting'))).toEqual([])
})

it('refuses an empty file', async () => {
  const kept = await keepFile(files, { name: 'minutes.txt', content: Buffer.alloc(0) })
  expect(kept).toEqual({ ok: false, refusal: { code: 'empty' } })
})
