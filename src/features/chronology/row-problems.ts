import type { EntryRefusal } from './entry.ts'
import { importFieldWords } from './import-mapping.ts'
import type { ImportField } from './import-mapping.ts'

/** Why a row cannot be taken, with the column that it is about and what stands there. */
export interface RowProblem {
  /** The row as the sender sees it, counted from 1. */
  readonly row: number
  readonly field: ImportField
  readonly code: RowProblemCode
  readonly value: string
}

/** The reasons for which a row is not taken. */
export type RowProblemCode =
  | 'missing'
  | 'not-a-date'
  | 'ends-before-it-begins'
  | 'not-a-time'
  | 'nobody-of-that-label'
  | 'not-yes-or-no'
  | 'too-long'
  | EntryRefusal['code']

/** What is said of a row that cannot be taken. */
export function explainRow({ field, code, value }: RowProblem): string {
  const name = importFieldWords[field].toLowerCase()
  const words: Readonly<Record<RowProblemCode, string>> = {
    missing: `There is nothing under “${name}”.`,
    'not-a-date': `“${value}” under “${name}” is not a date that Heed can read.`,
    'ends-before-it-begins': `“${value}” under “${name}” lies before its beginning.`,
    'not-a-time': `“${value}” under “${name}” is not a time of day.`,
    'nobody-of-that-label': `Nobody in this case has the label “${value}”.`,
    'not-yes-or-no': `“${value}” under “${name}” is neither yes nor no.`,
    'too-long': `The text under “${name}” is longer than Heed keeps.`,
    'happens-later': `“${value}” lies in the future.`,
    'recorded-later': `“${value}” under “${name}” lies in the future.`,
    'knew-before-it-happened': `It was known (${value}) before it happened: check the years.`,
    'recorded-before-it-happened': `It was written down (${value}) before it happened: check the years.`,
    'recorded-before-it-was-known': `It was written down (${value}) before the agency knew.`,
  }
  return words[code]
}
