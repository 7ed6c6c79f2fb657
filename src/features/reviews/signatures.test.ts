import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { statutoryPartners } from '#features/cases/model.ts'
import type { Actor, StatutoryPartner } from '#features/cases/model.ts'
import type { PartnerSignature } from './model.ts'
import { dissents, missingSignatures, sign, standingSignatures } from './signatures.ts'

const at = asInstant('2025-10-01T09:00:00.000Z')
const signer = { principal: 'p1', agency: 'a1', post: null } as unknown as Actor

function signature(
  partner: StatutoryPartner,
  more: Partial<PartnerSignature> = {},
): PartnerSignature {
  return { partner, view: 'agrees', reasons: '', by: signer, at, draft: 1, ...more }
}

describe('a partner’s signature', () => {
  test('is given by that partner only', () => {
    const signing = { signature: signature('police'), mayFor: null, currentDraft: 1 }
    const refusal = { code: 'not-this-partner', partner: 'police' }
    expect(sign([], signing)).toEqual({ ok: false, refusal })
    expect(sign([], { ...signing, mayFor: 'local-authority' })).toEqual({ ok: false, refusal })
    expect(sign([], { ...signing, mayFor: 'police' })).toMatchObject({ ok: true })
  })

  test('is given under the draft on the table', () => {
    const signing = { signature: signature('police'), mayFor: 'police', currentDraft: 2 } as const
    expect(sign([], signing)).toEqual({ ok: false, refusal: { code: 'other-draft', current: 2 } })
  })

  test('is not overwritten by a second one', () => {
    const first = [signature('police')]
    const again = { signature: signature('police'), mayFor: 'police', currentDraft: 1 } as const
    expect(sign(first, again)).toEqual({
      ok: false,
      refusal: { code: 'already-signed', partner: 'police' },
    })
  })

  test('may be a dissent, with reasons, and then counts as signed', () => {
    const dissent = signature('police', { view: 'dissents', reasons: ' ' })
    const signing = { signature: dissent, mayFor: 'police', currentDraft: 1 } as const
    expect(sign([], signing)).toEqual({ ok: false, refusal: { code: 'dissent-needs-reasons' } })
    const reasoned = { ...dissent, reasons: 'A review is needed' }
    const signed = sign([], { ...signing, signature: reasoned })
    expect(signed).toEqual({ ok: true, value: [reasoned] })
    expect(missingSignatures([reasoned], 1)).not.toContain('police')
    expect(dissents([reasoned], 1)).toEqual([reasoned])
  })

  test('of an earlier draft is kept and does not count for the next', () => {
    const old = statutoryPartners.map((partner) => signature(partner))
    expect(missingSignatures(old, 1)).toEqual([])
    expect(missingSignatures(old, 2)).toEqual([...statutoryPartners])
  })
})

test('whatever is tried, each partner stands once under a draft and is either signed or missing', () => {
  const attempt = fc.record({
    partner: fc.constantFrom(...statutoryPartners),
    mayFor: fc.constantFrom(...statutoryPartners, null),
    view: fc.constantFrom('agrees' as const, 'dissents' as const),
    reasons: fc.constantFrom('', 'Reasons'),
    draft: fc.integer({ min: 1, max: 3 }),
    currentDraft: fc.integer({ min: 1, max: 3 }),
  })
  fc.assert(
    fc.property(fc.array(attempt, { maxLength: 25 }), (attempts) => {
      let signatures: readonly PartnerSignature[] = []
      for (const { partner, mayFor, currentDraft, ...more } of attempts) {
        const result = sign(signatures, {
          signature: signature(partner, more),
          mayFor,
          currentDraft,
        })
        if (result.ok) {
          expect(result.value.slice(0, -1)).toEqual(signatures)
          signatures = result.value
        }
      }
      for (const draft of [1, 2, 3]) {
        const standing = standingSignatures(signatures, draft).map(({ partner }) => partner)
        expect(new Set(standing).size).toBe(standing.length)
        expect([...standing, ...missingSignatures(signatures, draft)].toSorted()).toEqual(
          [...statutoryPartners].toSorted(),
        )
      }
      expect(signatures.every(({ view, reasons }) => view === 'agrees' || reasons !== '')).toBe(
        true,
      )
    }),
  )
})
