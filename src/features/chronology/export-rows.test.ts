import { describe, expect, it } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { exportRows } from './export-rows.ts'
import { proposeMapping } from './import-mapping.ts'
import { readRows } from './import-rows.ts'
import type { EntryContent, Labelled } from './model.ts'
import { inMonth, onDay } from './when.ts'

const content: EntryContent = {
  happened: inMonth(asPlainDate('2019-03-01'), true),
  happenedAt: null,
  knew: onDay(asPlainDate('2019-04-20')),
  recordedOn: asPlainDate('2019-04-21'),
  kind: 'home-visit',
  event: 'Seen at home.',
  source: 'Record 4',
  place: 'Home',
  reference: 'SM 4',
  childSeen: 'yes',
  childHeard: 'not-recorded',
  childVoice: 'Settled.',
  response: 'A second visit was agreed.',
  analysis: '',
  goodPractice: true,
  themes: ['neglect', 'fathers'],
  facts: [{ name: 'Weight', value: '4.1 kg' }],
  personIds: [7],
}

describe('the rows of a file', () => {
  it('say the same again when they are brought back as a spreadsheet', () => {
    const entry = {
      agency: 'Trust',
      content,
      people: ['Child A'],
      episode: null,
      marks: ['gap-all'],
    }
    const rows = exportRows([entry])
    const people = [{ id: 7, label: 'Child A', part: 'child' }] as unknown as readonly Labelled[]
    const read = readRows(rows, {
      mapping: proposeMapping(rows, undefined),
      reading: { order: 'day-first', dateSystem: '1900', today: asPlainDate('2026-12-01') },
      people,
    })
    expect(read.problems).toEqual([])
    expect(read.entries[0]?.content).toEqual({ ...content, themes: ['fathers', 'neglect'] })
  })
})
