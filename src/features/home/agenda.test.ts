import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, asPlainDate } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { agendaOf, sections } from './agenda.ts'

const today = asPlainDate('2026-03-10')
const item = fc.record({
  key: fc.nat(50).map(String),
  section: fc.constantFrom('to-do' as const, 'to-sign' as const),
  dueOn: fc.option(fc.integer({ min: -60, max: 60 }).map((days) => addDays(today, days))),
})

describe('the agenda of a person', () => {
  it('holds each thing exactly once, whatever waits', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const agenda = agendaOf(items, { today, addDays })
        const shown = sections.flatMap((section) => agenda[section].map((each) => each.key))
        expect(shown.toSorted()).toEqual([...new Set(items.map((each) => each.key))].toSorted())
      }),
    )
  })

  it('calls late only what has a date before today', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const late = agendaOf(items, { today, addDays }).late
        expect(late.every((each) => each.dueOn !== null && each.dueOn < today)).toBe(true)
      }),
    )
  })

  it('shows the earliest date first', () => {
    fc.assert(
      fc.property(fc.array(item), (items) => {
        for (const section of sections) {
          const dates = agendaOf(items, { today, addDays })[section].map(
            (each) => each.dueOn ?? ('9999' as PlainDate),
          )
          expect(dates).toEqual(dates.toSorted())
        }
      }),
    )
  })
})
