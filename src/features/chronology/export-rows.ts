import { sayDate } from '#shared/date-words.ts'
import type { EntryContent } from './model.ts'
import { sayWhen } from './when.ts'
import { heardWords, kindWords, seenWords, themeWords } from './words.ts'
import { isMarkRule, markRules } from './mark-rules.ts'

/** An entry as files have it: people under their labels. */
export interface ExportEntry {
  readonly agency: string
  readonly content: EntryContent
  readonly people: readonly string[]
  readonly episode: string | null
  readonly marks: readonly string[]
}

type Column = readonly [head: string, cell: (entry: ExportEntry) => string]

/**
 * The columns of a chronology that leaves Heed. A file that is brought back as a spreadsheet finds the same heads. Dates come
 * twice: as agencies said them, and as the first and last day that they can mean, so that a spreadsheet sorts them.
 */
const exportColumns: readonly Column[] = [
  ['Date', ({ content }) => sayWhen(content.happened)],
  ['First possible day', ({ content }) => content.happened.first],
  ['Last possible day', ({ content }) => content.happened.last],
  ['Time', ({ content }) => content.happenedAt ?? ''],
  ['Agency', ({ agency }) => agency],
  ['Kind', ({ content }) => kindWords[content.kind]],
  ['Event', ({ content }) => content.event],
  ['People', ({ people }) => people.join('; ')],
  ['Source', ({ content }) => content.source],
  ['Place', ({ content }) => content.place],
  ['Reference', ({ content }) => content.reference],
  ['Child seen', ({ content }) => sightingWord(content.childSeen, seenWords)],
  ['Child heard', ({ content }) => sightingWord(content.childHeard, heardWords)],
  ['Voice of the child', ({ content }) => content.childVoice],
  ['Response', ({ content }) => content.response],
  ['Analysis', ({ content }) => content.analysis],
  ['Good practice', ({ content }) => (content.goodPractice ? 'Yes' : '')],
  ['Themes', ({ content }) => content.themes.map((theme) => themeWords[theme]).join('; ')],
  [
    'Facts',
    ({ content }) => content.facts.map(({ name, value }) => `${name}: ${value}`).join('; '),
  ],
  ['Date known', ({ content }) => (content.knew === null ? '' : sayWhen(content.knew))],
  [
    'Date recorded',
    ({ content }) => (content.recordedOn === null ? '' : sayDate(content.recordedOn)),
  ],
  ['Key practice episode', ({ episode }) => episode ?? ''],
  ['Marks', ({ marks }) => marks.map(ruleTitle).join('; ')],
]

function sightingWord<T extends string>(value: T, words: Readonly<Record<T, string>>): string {
  const plain: Readonly<Record<string, string>> = { yes: 'Yes', no: 'No', 'not-recorded': '' }
  return plain[value] ?? words[value]
}

function ruleTitle(rule: string): string {
  return isMarkRule(rule) ? markRules[rule].title : rule
}

/** The rows of a file, heads first. */
export function exportRows(entries: readonly ExportEntry[]): string[][] {
  return [
    exportColumns.map(([head]) => head),
    ...entries.map((entry) => exportColumns.map(([, cell]) => cell(entry))),
  ]
}
