import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readDocument } from '#platform/files/read-document.ts'
import { pdfOf, plainWord } from '#platform/files/sample/honest-files.ts'
import type { Uid } from '#shared/ids.ts'
import { proposeClaims } from './claims/propose-claims.ts'
import { readStatement } from './statement.ts'
import type { PublishedStatement } from './statement.ts'

const file = readFileSync(
  path.join(import.meta.dirname, 'claims/fixtures/ns-statement-2020-12-21.txt'),
)
const paragraphs = file
  .toString('utf8')
  .trim()
  .split(/\n\s*\n/)

async function statementFrom(name: string, content: Buffer): Promise<PublishedStatement> {
  const read = await readDocument({ name, content })
  if (!read.ok) throw new Error(read.refusal.code)
  let next = 0
  return readStatement(
    read.value.paragraphs,
    () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, '0')}` as Uid,
  )
}

it('the same statement gives the same claims as text, as a Word document and as a PDF', async () => {
  const text = await statementFrom('statement.txt', file)
  const word = await statementFrom('statement.docx', await plainWord(paragraphs))
  const pdf = await statementFrom('statement.pdf', await pdfOf(paragraphs))
  const claims = proposeClaims(text).map(({ kind, words }) => ({ kind, words }))
  for (const other of [word, pdf]) {
    expect(other.publishedOn?.date).toBe('2020-12-21')
    expect(other.title).toBe(text.title)
    expect(proposeClaims(other).map(({ kind, words }) => ({ kind, words }))).toEqual(claims)
  }
})
