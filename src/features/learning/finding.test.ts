import { describe, expect, test } from 'vitest'
import { asPlainDate } from '#shared/dates.ts'
import { adopt, mayQuote, recordFinding } from './finding.ts'
import type { Finding } from './model.ts'
import { council, id, nurse, today } from './test-world.ts'

const finding: Finding = {
  id: id('finding-1'),
  kind: 'good-practice',
  text: 'The ward asked how the family wished their earlier loss to be named',
  underlyingReason: '',
  themes: [],
  agencies: [nurse.agency],
  evidence: [{ kind: 'report-paragraph', place: '4.12' }],
  adoptions: [],
}

const words = 'They knew his name'
const consent = { givenOn: asPlainDate('2026-01-10'), withdrawnOn: null }

describe('a finding', () => {
  test('says something and rests on something', () => {
    expect(recordFinding(finding, today)).toEqual({ ok: true, value: finding })
    expect(recordFinding({ ...finding, text: ' ' }, today)).toEqual({
      ok: false,
      refusal: { code: 'text-required' },
    })
    expect(recordFinding({ ...finding, evidence: [] }, today)).toEqual({
      ok: false,
      refusal: { code: 'evidence-required' },
    })
  })

  test.each([
    ['with their consent', consent, true],
    ['never without consent', null, false],
    ['not before consent was given', { ...consent, givenOn: asPlainDate('2026-03-03') }, false],
    ['not from the day on which consent was taken back', { ...consent, withdrawnOn: today }, false],
    ['until then', { ...consent, withdrawnOn: asPlainDate('2026-03-03') }, true],
  ])('quotes the family %s', (_, given, may) => {
    const evidence = { kind: 'family-words', words, consent: given } as const
    expect(mayQuote(evidence, today)).toBe(may)
    expect(recordFinding({ ...finding, evidence: [evidence] }, today).ok).toBe(may)
  })
})

describe('good practice spreads', () => {
  const adoption = { agency: council.agency, since: today, how: 'In the home visit form' }

  test('to each agency once', () => {
    const adopted = adopt(finding, adoption)
    if (!adopted.ok) throw new Error('good practice may be adopted')
    expect(adopted.value.adoptions).toEqual([adoption])
    expect(adopt(adopted.value, adoption)).toEqual({
      ok: false,
      refusal: { code: 'already-adopted' },
    })
  })

  test.each(['learning-point', 'systemic-finding', 'question'] as const)(
    'a %s does not',
    (kind) => {
      expect(adopt({ ...finding, kind }, adoption)).toEqual({
        ok: false,
        refusal: { code: 'only-good-practice-is-adopted' },
      })
    },
  )
})
