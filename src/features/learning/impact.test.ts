import { describe, expect, test } from 'vitest'
import { impactScale, judgeImpact } from './impact.ts'
import type { ImpactGuard } from './impact.ts'
import type { EvidenceLevel, Impact } from './model.ts'
import { stakesOf } from './stake.ts'
import { colleague, holders, nurse, officer } from './test-world.ts'

const steps = Object.entries(impactScale) as [Impact, ImpactGuard][]
const levels: readonly (EvidenceLevel | null)[] = [null, 0, 1, 2, 3, 4]
const facts = { holders, acceptedLevel: 4, checkHeld: true } as const

describe('every step of the impact scale', () => {
  const cells = steps.flatMap(([to, guard]) =>
    levels.flatMap((level) => [true, false].map((held) => ({ to, guard, level, held }))),
  )

  test.each(cells)('$to on evidence of level $level, check held: $held', (cell) => {
    const { to, guard, level, held } = cell
    const result = judgeImpact(
      { to, by: officer, reasons: 'Looked' },
      { holders, acceptedLevel: level, checkHeld: held },
    )
    const isCarried = guard.level === null || (level !== null && level >= guard.level)
    if (!isCarried)
      expect(result).toEqual({
        ok: false,
        refusal: { code: 'evidence-too-low', needed: guard.level, accepted: level },
      })
    else if (guard.heldCheck && !held)
      expect(result).toEqual({ ok: false, refusal: { code: 'no-check-held' } })
    else expect(result).toEqual({ ok: true, value: to })
  })

  test.each(steps.map(([to]) => to))(
    '%s is never judged by the owner’s side, nor without reasons',
    (to) => {
      for (const by of [nurse, colleague])
        expect(judgeImpact({ to, by, reasons: 'Looked' }, facts)).toEqual({
          ok: false,
          refusal: { code: 'judge-has-a-stake', stakes: stakesOf(by, holders) },
        })
      expect(judgeImpact({ to, by: officer, reasons: '' }, facts)).toEqual({
        ok: false,
        refusal: { code: 'reasons-required' },
      })
    },
  )
})
