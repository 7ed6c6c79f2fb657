import { writeFileSync } from 'node:fs'
import { exitCodes } from '#platform/audit/verify/finding.ts'
import { documentRefusalSentences } from '#platform/files/document-refusals.ts'
import { LifecycleRefusal, lifecycleCodes } from '#platform/lifecycle-errors.ts'
import { failures } from '#shared/failure.ts'

/** The page that is made of the lists in the code. */
export const errorPage = 'docs/errors.md'

function failureLines(): string[] {
  return Object.entries(failures).map(
    ([code, { status, says }]) => `- \`${code}\` (${status}): ${says}`,
  )
}

/** What varies in a sentence is written as a word in capitals. */
function lifecycleLines(): string[] {
  return lifecycleCodes.map((code) => {
    const { exit, message } = new LifecycleRefusal(code, { folder: 'FOLDER', detail: 'DETAIL' })
    return `- \`${code}\` (exit code ${exit}): ${message}`
  })
}

function documentLines(): string[] {
  return Object.entries(documentRefusalSentences).map(
    ([code, says]) =>
      `- \`${code}\`: ${says.replaceAll(/\{(\w+)\}/g, (_all, fact: string) => fact.toUpperCase())}`,
  )
}

function auditLines(): string[] {
  return Object.entries(exitCodes).map(([code, means]) => `- exit code ${code}: ${means}`)
}

/** The whole page, from the lists that the code itself runs on. */
export function errorList(): string {
  return [
    '# Errors',
    '',
    '<!-- Made by `node tools/error-list.ts` from the lists in the code; a test fails when it is stale. -->',
    '',
    'Four kinds of error, and nothing else. What is typed wrongly is said beside its field (422 on a page, 400 in JSON). What the rules refuse is said in words on the same page (422 in both). What follows are the known failures, and the reasons for which Heed takes no file or does not start. Everything else is a fault: status 500 with a reference, under which the log says where it happened.',
    '',
    '## Known failures of a request',
    '',
    'The code stands in the JSON answer as `code`; a page says the sentence. What is not open to somebody answers `not-found`, the same as what does not exist.',
    '',
    ...failureLines(),
    '',
    '## Reasons for not taking a file',
    '',
    ...documentLines(),
    '',
    '## Reasons for not starting, and for not going on',
    '',
    'A command or a server ends with the exit code and this one sentence. A command that was typed wrongly ends with 64.',
    '',
    ...lifecycleLines(),
    '',
    '## What the verifier of the audit answers',
    '',
    '`docs/how-to/verify-the-audit.md` says what to do.',
    '',
    ...auditLines(),
    '',
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) writeFileSync(errorPage, errorList())
