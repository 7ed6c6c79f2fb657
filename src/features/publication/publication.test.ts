import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { idOf } from '#shared/ids.ts'
import type { Uid } from '#shared/ids.ts'
import type { Approval, Publication } from './model.ts'
import {
  approvedByTwo,
  lockText,
  mayApprove,
  publicationTransitions,
  publishText,
  reviseText,
  unlockText,
  withdrawCopy,
} from './publication.ts'

const uid = '00000000-0000-4000-8000-000000000001' as Uid
const at = asInstant('2025-01-01T00:00:00Z')

function publication(change: Partial<Publication> = {}): Publication {
  return {
    id: 1,
    uid: idOf(uid),
    scopeId: 2,
    caseScopeId: 1,
    caseUid: uid,
    kind: 'full-report',
    state: 'draft',
    copy: 'none',
    textVersion: 3,
    publishedVersion: null,
    firstPublishedAt: null,
    publishedAt: null,
    withdrawnAt: null,
    withdrawReason: null,
    version: 1,
    ...change,
  }
}

const text = {
  textVersion: 3,
  title: 't',
  slug: 's',
  body: { blocks: [{ id: uid, kind: 'paragraph' as const, spans: ['words'] }] },
  recommendations: [],
  documentId: null,
}

const approval = (by: number, agencyId: number, change: Partial<Approval> = {}): Approval => ({
  textVersion: 3,
  by,
  byName: 'A',
  agencyId,
  agencyName: 'B',
  at,
  takenBackAt: null,
  ...change,
})

describe('approval', () => {
  it('needs two people of two agencies', () => {
    expect(approvedByTwo([approval(1, 1), approval(2, 2)], 3).ok).toBe(true)
    expect(approvedByTwo([approval(1, 1), approval(2, 1)], 3).ok).toBe(false)
    expect(approvedByTwo([approval(1, 1), approval(1, 2)], 3).ok).toBe(false)
  })

  it('counts only for the version that it was given for, and while it is not taken back', () => {
    expect(approvedByTwo([approval(1, 1), approval(2, 2, { textVersion: 2 })], 3).ok).toBe(false)
    expect(approvedByTwo([approval(1, 1), approval(2, 2, { takenBackAt: at })], 3).ok).toBe(false)
  })

  it('is given to a locked text by somebody with an agency, once', () => {
    const locked = publication({ state: 'locked' })
    const code = (given: Publication, words: readonly Approval[], agencyId?: number) => {
      const result = mayApprove(given, words, { principalId: 1, agencyId })
      return result.ok ? 'may' : result.refusal.code
    }
    expect(code(locked, [], 1)).toBe('may')
    expect(code(locked, [])).toBe('no-agency')
    expect(code(locked, [approval(1, 1)], 1)).toBe('approved-already')
    expect(code(publication(), [], 1)).toBe('not-in-this-state')
  })
})

const steps = {
  lock: (one: Publication) => lockText(one, text),
  unlock: unlockText,
  publish: publishText,
  revise: reviseText,
  withdraw: withdrawCopy,
} as const
type Step = keyof typeof steps

describe('whatever is done to a publication', () => {
  const acts = fc.array(fc.constantFrom(...(Object.keys(steps) as Step[])), { maxLength: 20 })

  it('only what the table allows happens, and a copy is live only after a locked text went out', () => {
    fc.assert(
      fc.property(acts, (list) => {
        let now = publication()
        let wentOut = false
        for (const act of list) {
          const result = steps[act](now)
          if (!result.ok) continue
          if (act === 'publish') expect(now.state).toBe('locked')
          if (act !== 'withdraw')
            expect(Object.keys(publicationTransitions[now.state])).toContain(act)
          wentOut ||= act === 'publish'
          now = result.value
          expect(now.copy !== 'none').toBe(wentOut)
        }
      }),
    )
  })

  it('an empty text is not locked', () => {
    expect(lockText(publication(), { ...text, body: { blocks: [] } })).toMatchObject({
      refusal: { code: 'nothing-to-publish' },
    })
  })
})
