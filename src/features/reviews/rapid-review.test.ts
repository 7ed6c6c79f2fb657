import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asInstant, asPlainDate } from '#shared/dates.ts'
import { statutoryPartners } from '#features/cases/model.ts'
import type { Actor } from '#features/cases/model.ts'
import { reviewCriteria } from './model.ts'
import type { PartnerSignature, RapidReviewContent, RapidReviewStatus } from './model.ts'
import {
  applyRapidReviewEvent,
  checkSending,
  moveRapidReview,
  newRapidReviewLife,
  rapidReviewActLabels,
  rapidReviewActsFrom,
  rapidReviewTransition,
  rapidReviewTransitions,
  replayRapidReview,
  sendGuards,
} from './rapid-review.ts'
import type { RapidReviewAct, RapidReviewEvent, SendGuard } from './rapid-review.ts'

const at = asInstant('2025-10-06T09:00:00.000Z')
const manager = { principal: 'p1', agency: 'a1', post: null } as unknown as Actor
const acts = Object.keys(rapidReviewActLabels) as RapidReviewAct[]
const statuses = Object.keys(rapidReviewTransitions) as RapidReviewStatus[]
const sendable = ['gathering', 'drafting', 'partners-review', 'signed'] as const

const signatures: readonly PartnerSignature[] = statutoryPartners.map((partner) => ({
  partner,
  view: 'agrees',
  reasons: '',
  by: manager,
  at,
  draft: 1,
}))

const content: RapidReviewContent = {
  draft: 1,
  decision: {
    outcome: 'review',
    reasons: 'The same gap was found in 2020',
    criteria: reviewCriteria.map((criterion) => ({
      criterion,
      answer: 'no',
      reasons: 'Looked at',
    })),
    viewOnNational: '',
    decidedOn: asPlainDate('2025-10-03'),
    decidedBy: manager,
  },
  equality: { answer: 'no', text: 'Not explored: ethnicity was not recorded by any agency' },
  immediateSafety: { answer: 'yes', text: 'The siblings are safe with their grandparents' },
  earlierLearning: { answer: 'yes', text: 'Two reviews since 2018' },
  signatures,
}

const without: Readonly<Record<SendGuard, RapidReviewContent>> = {
  'decision-with-reasons': { ...content, decision: null },
  'equality-answered': { ...content, equality: null },
  'immediate-safety-answered': { ...content, immediateSafety: null },
  'earlier-learning-answered': { ...content, earlierLearning: null },
  'three-signatures': { ...content, signatures: signatures.slice(1) },
}

function step(act: RapidReviewAct, reason: string | null = 'a reason') {
  return { act, by: manager, at, reason }
}

function life(status: RapidReviewStatus) {
  return { status, draft: 1 }
}

describe('every cell of the table', () => {
  const cells = statuses.flatMap((status) => acts.map((act) => [status, act] as const))

  test.each(cells)('from %s, %s goes where the table says, or nowhere', (status, act) => {
    const cell = rapidReviewTransition(status, act)
    const result = moveRapidReview(life(status), step(act), content)
    expect(rapidReviewActsFrom(status).includes(act)).toBe(cell !== undefined)
    if (!cell) {
      expect(result).toEqual({ ok: false, refusal: { code: 'not-from-here', status, act } })
      return
    }
    expect(result).toMatchObject({ ok: true, value: { from: status, to: cell.to } })
    if (cell.reason === 'required')
      expect(moveRapidReview(life(status), step(act, ' '), content)).toEqual({
        ok: false,
        refusal: { code: 'reason-required' },
      })
  })
})

describe('sending to the Panel', () => {
  test.each(sendable)('from %s a missing signature is recorded and does not stop it', (status) => {
    const sent = moveRapidReview(life(status), step('send'), { ...content, signatures: [] })
    expect(sent).toMatchObject({
      ok: true,
      value: { to: 'sent', unsigned: [...statutoryPartners] },
    })
  })

  test.each(Object.entries(sendGuards) as [SendGuard, 'block' | 'chase'][])(
    'without %s it is a matter to %s',
    (guard, kind) => {
      const check = checkSending(without[guard])
      expect(check.blocks).toEqual(kind === 'block' ? [guard] : [])
      expect(check.chases).toEqual(kind === 'chase' ? [guard] : [])
      const result = moveRapidReview(life('drafting'), step('send'), without[guard])
      if (kind === 'chase') expect(result.ok).toBe(true)
      else
        expect(result).toEqual({
          ok: false,
          refusal: { code: 'not-fit-to-send', guards: [guard] },
        })
    },
  )

  test('a blank answer is no answer, and “not explored, because” is one', () => {
    const blank = { ...content, equality: { answer: 'yes', text: '  ' } } as const
    expect(checkSending(blank).blocks).toEqual(['equality-answered'])
    expect(checkSending(content).blocks).toEqual([])
  })

  test('a decision with a criterion left out is not a decision', () => {
    const decision = content.decision && { ...content.decision, criteria: [] }
    expect(checkSending({ ...content, decision }).blocks).toEqual(['decision-with-reasons'])
  })

  test('dissent is shown and stops nothing', () => {
    const dissent = { ...signatures[0], view: 'dissents', reasons: 'A review is needed' }
    const dissenting = {
      ...content,
      signatures: [dissent as PartnerSignature, ...signatures.slice(1)],
    }
    expect(checkSending(dissenting)).toMatchObject({ chases: [], dissents: [dissent] })
    expect(moveRapidReview(life('signed'), step('send'), dissenting).ok).toBe(true)
  })
})

test('a review is called signed only with all three signatures', () => {
  const two = { ...content, signatures: signatures.slice(0, 2) }
  expect(moveRapidReview(life('partners-review'), step('complete-signing'), two)).toEqual({
    ok: false,
    refusal: { code: 'signatures-missing', partners: ['police'] },
  })
})

test('going back to draft begins a draft that asks for new signatures', () => {
  const back = moveRapidReview(life('signed'), step('return-to-draft'), content)
  expect(back).toMatchObject({ ok: true, value: { to: 'drafting', draft: 2 } })
  expect(checkSending({ ...content, draft: 2 }).missingSignatures).toEqual([...statutoryPartners])
})

test('any life replays from its history, and what was sent had every answer of its own', () => {
  const wish = fc.record({
    act: fc.constantFrom(...acts),
    reason: fc.constantFrom(null, 'a reason'),
    lacks: fc.constantFrom(undefined, ...(Object.keys(sendGuards) as SendGuard[])),
  })
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
      let now = newRapidReviewLife
      const history: RapidReviewEvent[] = []
      for (const { act, reason, lacks } of wishes) {
        const facts = lacks ? without[lacks] : content
        const moved = moveRapidReview(now, step(act, reason), facts)
        if (!moved.ok) continue
        if (act === 'send') expect(checkSending(facts).blocks).toEqual([])
        history.push(moved.value)
        now = applyRapidReviewEvent(now, moved.value)
      }
      expect(replayRapidReview(history)).toEqual(now)
    }),
  )
})
