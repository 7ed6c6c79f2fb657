import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documentRefusalSentences } from '#platform/files/document-refusals.ts'
import { lifecycleCodes } from '#platform/lifecycle-errors.ts'
import { failures } from '#shared/failure.ts'
import { errorList, errorPage } from './error-list.ts'

it('the page of errors is that of the lists in the code (if not: node tools/error-list.ts)', () => {
  expect(readFileSync(errorPage, 'utf8')).toBe(errorList())
})

it('it names each failure, each reason for not taking a file and each for not starting', () => {
  const page = errorList()
  const codes = [
    ...Object.keys(failures),
    ...Object.keys(documentRefusalSentences),
    ...lifecycleCodes,
  ]
  expect(codes.filter((code) => !page.includes(`- \`${code}\``))).toEqual([])
  expect(page).not.toMatch(/undefined|\{/)
})
