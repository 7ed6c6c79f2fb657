import { describe, expect, it } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { byUrgency } from './urgency.ts'
import type { Pressing } from './urgency.ts'

const on = (due: string) => ({ due: asPlainDate(due) })

describe('the order of cases in the position', () => {
  it('has the late ones first, then the next dates, then those without one, each by reference', () => {
    const cases: Pressing[] = [
      { reference: '2026-01', late: 0, next: undefined },
      { reference: '2026-02', late: 0, next: on('2026-12-04') },
      { reference: '2026-03', late: 0, next: { due: null } },
      { reference: '2026-04', late: 2, next: on('2026-12-24') },
      { reference: '2026-05', late: 1, next: on('2026-11-23') },
      { reference: '2025-06', late: 0, next: on('2026-12-04') },
      { reference: '2026-07', late: 0, next: on('2026-12-01') },
    ]
    expect(cases.toSorted(byUrgency).map(({ reference }) => reference)).toEqual([
      '2026-05',
      '2026-04',
      '2026-07',
      '2025-06',
      '2026-02',
      '2026-01',
      '2026-03',
    ])
  })
})
