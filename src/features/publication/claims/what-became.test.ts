import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Claim } from './claim-work.ts'
import { evidenceRungs, whatBecame, whatBecameOfAll } from './what-became.ts'
import type { ClaimTies, TiedEvidence } from './what-became.ts'

const none: ClaimTies = { recommendations: [], actions: [], evidence: [] }

function evidence(
  rung: TiedEvidence['rung'],
  acceptance: TiedEvidence['acceptance'],
): TiedEvidence {
  return { id: `${rung} ${acceptance}`, rung, acceptance }
}

describe('what became of what was said', () => {
  it('is evidence accepted only from quality upwards, since having done it shows no effect', () => {
    for (const [index, rung] of evidenceRungs.entries()) {
      const { answer } = whatBecame({ ...none, evidence: [evidence(rung, 'accepted')] })
      expect(answer).toBe(index >= 2 ? 'evidence-accepted' : 'activity-only')
    }
  })

  it('is activity only while nobody else has accepted the evidence', () => {
    const waiting = whatBecame({ ...none, evidence: [evidence('changed-practice', 'waiting')] })
    expect(waiting.answer).toBe('activity-only')
    const said = whatBecame({ ...none, actions: [{ id: 'a', state: 'said-done' }] })
    expect(said).toMatchObject({
      answer: 'activity-only',
      sentence: 'Said to be done. No evidence has been accepted yet.',
    })
  })

  it('falls back when a later check finds that it no longer holds', () => {
    const fell = whatBecame({
      ...none,
      evidence: [evidence('changed-practice', 'no-longer-holds')],
    })
    expect(fell).toMatchObject({ answer: 'activity-only', because: 'no-longer-holds' })
  })

  it('is never worded as if nothing was done when Heed merely knows nothing', () => {
    const tied = whatBecame({ ...none, recommendations: [{ id: 'r' }] })
    for (const answer of [whatBecame(none), tied]) {
      expect(answer.answer).toBe('no-information-held')
      expect(answer.sentence).toMatch(/^No information held in Heed/)
      expect(answer.sentence).toContain('does not mean that nothing was done')
    }
  })

  it('is asked only of claims that were accepted and that somebody can be asked about', () => {
    const claim = (state: string, kind: string) => ({ state, kind }) as Claim
    const claims = [
      claim('accepted', 'done'),
      claim('proposed', 'done'),
      claim('accepted', 'general-knowledge'),
      claim('dropped', 'commitment'),
    ]
    expect(whatBecameOfAll(claims, () => none).map((one) => one.claim)).toEqual([claims[0]])
  })

  it('never gets worse when evidence is accepted', () => {
    const anyEvidence = fc.record({
      id: fc.string(),
      rung: fc.constantFrom(...evidenceRungs),
      acceptance: fc.constantFrom('waiting', 'accepted', 'returned', 'no-longer-holds'),
    }) satisfies fc.Arbitrary<TiedEvidence>
    const order = ['no-information-held', 'activity-only', 'evidence-accepted']
    fc.assert(
      fc.property(fc.array(anyEvidence), fc.constantFrom(...evidenceRungs), (given, rung) => {
        const before = whatBecame({ ...none, evidence: given })
        const after = whatBecame({ ...none, evidence: [...given, evidence(rung, 'accepted')] })
        expect(order.indexOf(after.answer)).toBeGreaterThanOrEqual(order.indexOf(before.answer))
      }),
    )
  })
})
