import { describe, expect, it } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import type { Labelled } from './model.ts'
import { importFields, proposeMapping } from './import-mapping.ts'
import type { Mapping } from './import-mapping.ts'
import { readRows } from './import-rows.ts'
import { explainRow } from './row-problems.ts'
import { sayWhen } from './when.ts'

const people = [
  { id: 7, label: 'Child A', part: 'child' },
  { id: 8, label: 'Mother', part: 'mother' },
] as unknown as readonly Labelled[]

const reading = {
  order: 'day-first',
  dateSystem: '1900',
  today: asPlainDate('2026-12-01'),
} as const

const heads = [
  'Date',
  'Details',
  'Who',
  'Date recorded',
  'Date known',
  'Child seen?',
  'Theme',
  'Type',
  'Time',
]

function read(...rows: string[][]) {
  const all = [heads, ...rows]
  return readRows(all, { mapping: proposeMapping(all, undefined), reading, people })
}

/** The codes of what is wrong with one row. */
const codes = (...row: string[]) => read(row).problems.map(({ code }) => code)

describe('the columns of a spreadsheet', () => {
  it('are known by the heads that agencies usually give, below titles and notes', () => {
    const rows = [
      ['Chronology of the trust'],
      [],
      ['Confidential', 'draft'],
      heads,
      ['1/2/2019', 'x'],
    ]
    expect(proposeMapping(rows, undefined)).toEqual({
      headRow: 4,
      order: 'day-first',
      heads: {
        happened: 'Date',
        event: 'Details',
        people: 'Who',
        recorded: 'Date recorded',
        knew: 'Date known',
        seen: 'Child seen?',
        themes: 'Theme',
        kind: 'Type',
        time: 'Time',
      },
    })
  })

  it('are read as this agency had them last time, wherever they stand now', () => {
    const before: Mapping = {
      headRow: 1,
      order: 'month-first',
      heads: { happened: 'Datum', event: 'Free text' },
    }
    const rows = [['note'], ['Free text', 'Ref', 'Datum'], ['It happened', 'R1', '03/25/2019']]
    const mapping = proposeMapping(rows, before)
    expect(mapping).toEqual({
      headRow: 2,
      order: 'month-first',
      heads: { happened: 'Datum', event: 'Free text', reference: 'Ref' },
    })
    const { entries } = readRows(rows, {
      mapping,
      reading: { ...reading, order: mapping.order },
      people,
    })
    expect(entries.map(({ content }) => [sayWhen(content.happened), content.event])).toEqual([
      ['25 March 2019', 'It happened'],
    ])
  })
})

describe('the rows of a spreadsheet', () => {
  it('are taken in whatever order they come', () => {
    const { entries, problems } = read(
      [
        '05/03/2019',
        'Later',
        'Child A; mother',
        '6/3/2019',
        '',
        'Y',
        'Neglect; safer sleep',
        'Home visit',
        '9.30',
      ],
      [],
      ['about February 2019', 'Earlier', '', '', '', 'n/a', '', 'Panel', ''],
      ['43529', 'By number', '', '', '', '', '', '', ''],
      ['2019-03-05 14:20', 'With its time', '', '', '', '', '', '', ''],
    )
    expect(problems).toEqual([])
    expect(
      entries.map(({ row, content: c }) => [
        row,
        sayWhen(c.happened),
        c.happenedAt,
        c.event,
        c.kind,
        c.childSeen,
      ]),
    ).toEqual([
      [2, '5 March 2019', '09:30', 'Later', 'home-visit', 'yes'],
      [4, 'about February 2019', null, 'Panel: Earlier', 'other', 'not-expected'],
      [5, '5 March 2019', null, 'By number', 'other', 'not-recorded'],
      [6, '5 March 2019', '14:20', 'With its time', 'other', 'not-recorded'],
    ])
    expect(entries[0]?.content.personIds).toEqual([7, 8])
    expect(entries[0]?.content.themes).toEqual(['neglect', 'safer-sleep'])
  })

  it('that cannot be taken are told, each with its reason', () => {
    expect(codes('', 'x')).toEqual(['missing'])
    expect(codes('1/2/2019', '')).toEqual(['missing'])
    expect(codes('soon', 'x')).toEqual(['not-a-date'])
    expect(codes('1/2/2019', 'x', 'Ella')).toEqual(['nobody-of-that-label'])
    expect(codes('1/2/2019', 'x', '', 'March 2019')).toEqual(['not-a-date'])
    expect(codes('1/2/2019', 'x', '', '31/1/2019')).toEqual(['recorded-before-it-happened'])
    expect(codes('1/2/2019', 'x', '', '', '31/1/2019')).toEqual(['knew-before-it-happened'])
    expect(codes('1/2/2019', 'x', '', '2/2/2019', '3/2/2019')).toEqual([
      'recorded-before-it-was-known',
    ])
    expect(codes('1/2/2030', 'x')).toEqual(['happens-later'])
    expect(codes('1/2/2019', 'x', '', '', '', 'perhaps')).toEqual(['not-yes-or-no'])
    expect(codes('1/2/2019', 'x'.repeat(8001))).toEqual(['too-long'])
    expect(codes('1/2/2019', 'x', '', '', '', '', '', '', 'late')).toEqual(['not-a-time'])
    expect(codes('soon', '', 'Ella')).toEqual(['missing', 'not-a-date', 'nobody-of-that-label'])
  })

  it('are explained in sentences, with the row that the sender sees', () => {
    const { problems, refused } = read(['1/2/2019', 'fine'], ['soon', 'x', 'Ella'])
    expect(refused).toBe(1)
    expect(problems.map((one) => [one.row, explainRow(one)])).toEqual([
      [3, '“soon” under “when it happened” is not a date that Heed can read.'],
      [3, 'Nobody in this case has the label “Ella”.'],
    ])
  })

  it('keep a formula as the text that it is', () => {
    const { entries } = read(['1/2/2019', '=HYPERLINK("http://invented.example")'])
    expect(entries[0]?.content.event).toBe('=HYPERLINK("http://invented.example")')
  })

  it('have a column for all that can be mapped', () => {
    const all = [importFields.map(String), importFields.map(() => '')]
    const mapping = {
      headRow: 1,
      order: 'day-first',
      heads: Object.fromEntries(importFields.map((f) => [f, f])),
    } as const
    expect(readRows(all, { mapping, reading, people })).toEqual({
      entries: [],
      problems: [],
      refused: 0,
      empty: 1,
    })
  })
})
