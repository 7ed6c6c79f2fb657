import { expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import type { Actor } from '#features/cases/model.ts'
import { delaysToTell, endDelay, openDelays, recordDelay } from './delays.ts'
import type { Delay } from './model.ts'

const delay: Delay = {
  because: 'criminal',
  reason: 'Trial in April',
  foreseenOn: asPlainDate('2025-12-01'),
  recordedBy: { principal: 'p1', agency: 'a1', post: null } as unknown as Actor,
  panelToldOn: null,
  endedOn: null,
}

test('a delay needs its reason', () => {
  expect(recordDelay([], { ...delay, reason: '' })).toEqual({
    ok: false,
    refusal: { code: 'reason-required' },
  })
  expect(recordDelay([], delay)).toEqual({ ok: true, value: [delay] })
})

test('a delay ends once, not before it began, and stays on record', () => {
  const on = asPlainDate('2026-04-30')
  const ended = endDelay([delay], 0, on)
  expect(ended).toEqual({ ok: true, value: [{ ...delay, endedOn: on }] })
  expect(openDelays([{ ...delay, endedOn: on }])).toEqual([])
  expect(endDelay([{ ...delay, endedOn: on }], 0, on)).toMatchObject({
    refusal: { code: 'already-ended' },
  })
  expect(endDelay([delay], 1, on)).toMatchObject({ refusal: { code: 'no-such-delay' } })
  expect(endDelay([delay], 0, asPlainDate('2025-11-30'))).toMatchObject({
    refusal: { code: 'ends-before-it-began' },
  })
})

test('the Panel is told of each delay that lasts', () => {
  const told = { ...delay, panelToldOn: asPlainDate('2025-12-03') }
  expect(delaysToTell([delay, told])).toEqual([delay])
})
