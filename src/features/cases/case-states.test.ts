import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import {
  applyCaseEvent,
  caseActLabels,
  caseActsFrom,
  caseTransition,
  caseTransitions,
  moveCase,
  newCaseLife,
  pauseCase,
  replayCase,
  resumeCase,
} from './case-states.ts'
import type { CaseAct, CaseEvent, CaseFacts, CaseLife } from './case-states.ts'
import { caseNatures } from './model.ts'
import type { Actor, CaseStatus } from './model.ts'

const officer = { principal: 'p1', agency: 'council', post: null } as unknown as Actor
const at = asInstant('2025-09-15T10:00:00.000Z')
const facts: CaseFacts = {
  nature: 'death',
  abuseSuspected: 'yes',
  panelToldCriteriaNotMet: true,
  reviewsStillOpen: 0,
}
const acts = Object.keys(caseActLabels) as CaseAct[]
const statuses = Object.keys(caseTransitions) as CaseStatus[]
const closed: readonly CaseStatus[] = [
  'not-notified',
  'closed-learning-only',
  'closed-after-review',
  'criteria-not-met',
  'closed-notification-only',
]

function step(act: CaseAct, reason: string | null = 'because it is so') {
  return { act, by: officer, at, reason }
}

function lifeAt(status: CaseStatus): CaseLife {
  return { status, pause: null }
}

function factsFor(act: CaseAct): CaseFacts {
  return act === 'close-as-notification-only'
    ? { ...facts, nature: 'looked-after-death', abuseSuspected: 'no' }
    : facts
}

describe('every cell of the table', () => {
  const cells = statuses.flatMap((status) => acts.map((act) => [status, act] as const))

  test.each(cells)('from %s, %s goes where the table says, or nowhere', (status, act) => {
    const cell = caseTransition(status, act)
    const result = moveCase(lifeAt(status), step(act), factsFor(act))
    if (!cell) {
      expect(result).toEqual({ ok: false, refusal: { code: 'not-from-here', status, act } })
      return
    }
    expect(result).toMatchObject({ ok: true, value: { from: status, to: cell.to } })
  })

  const reasoned = cells.filter(
    ([status, act]) => caseTransition(status, act)?.reason === 'required',
  )
  test.each(reasoned)('from %s, %s asks for a reason', (status, act) => {
    for (const reason of [null, '', '   '])
      expect(moveCase(lifeAt(status), step(act, reason), factsFor(act))).toEqual({
        ok: false,
        refusal: { code: 'reason-required' },
      })
  })

  test('the acts offered on a page are the acts of the table', () => {
    for (const status of statuses)
      for (const act of acts)
        expect(caseActsFrom(status).includes(act)).toBe(caseTransition(status, act) !== undefined)
  })
})

describe('what has to be on the record first', () => {
  test('criteria found not met only after the Panel was told', () => {
    const untold = { ...facts, panelToldCriteriaNotMet: false }
    for (const status of ['notified', 'rapid-review'] as const)
      expect(moveCase(lifeAt(status), step('find-criteria-not-met'), untold)).toEqual({
        ok: false,
        refusal: { code: 'panel-not-told' },
      })
  })

  test.each([
    ['death', 'no'],
    ['serious-harm', 'no'],
    ['other', 'no'],
    ['looked-after-death', 'yes'],
    ['looked-after-death', 'not-asked'],
    ['care-leaver-death', 'asked-not-known'],
  ] as const)(
    'a %s with abuse suspected: %s does not end with its notification',
    (nature, abuse) => {
      const result = moveCase(lifeAt('notified'), step('close-as-notification-only'), {
        ...facts,
        nature,
        abuseSuspected: abuse,
      })
      expect(result).toEqual({ ok: false, refusal: { code: 'abuse-not-ruled-out', nature } })
    },
  )

  test('a case is not closed while one of its reviews is open', () => {
    const open = { ...facts, reviewsStillOpen: 2 }
    expect(moveCase(lifeAt('in-review'), step('close-after-review'), open)).toEqual({
      ok: false,
      refusal: { code: 'reviews-still-open', count: 2 },
    })
  })

  test('a notification can be recorded whatever is unknown', () => {
    const nothing: CaseFacts = {
      nature: 'other',
      abuseSuspected: 'not-asked',
      panelToldCriteriaNotMet: false,
      reviewsStillOpen: 0,
    }
    for (const status of ['referred', 'considering'] as const)
      expect(moveCase(lifeAt(status), step('notify', null), nothing).ok).toBe(true)
    expect(moveCase(lifeAt('rapid-review'), step('send-rapid-review', null), nothing).ok).toBe(true)
  })
})

describe('a pause for proceedings', () => {
  const pause = { since: at, by: officer, because: 'criminal', reason: 'Charge expected' } as const

  test('is recorded once, with its reason, and ended with one', () => {
    const paused = pauseCase(newCaseLife, pause)
    expect(paused).toEqual({ ok: true, value: { kind: 'paused', pause } })
    const life = { status: 'notified', pause } as const
    expect(pauseCase(life, pause)).toEqual({ ok: false, refusal: { code: 'already-paused' } })
    expect(pauseCase(newCaseLife, { ...pause, reason: ' ' })).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    const end = { by: officer, at, reason: 'No charge' }
    expect(resumeCase(life, end)).toEqual({ ok: true, value: { kind: 'resumed', ...end } })
    expect(resumeCase(life, { ...end, reason: '' })).toMatchObject({ ok: false })
    expect(resumeCase(newCaseLife, end)).toEqual({ ok: false, refusal: { code: 'not-paused' } })
  })

  test('changes no answer of the table', () => {
    for (const status of statuses)
      for (const act of acts)
        expect(moveCase({ status, pause }, step(act), factsFor(act))).toEqual(
          moveCase(lifeAt(status), step(act), factsFor(act)),
        )
  })
})

describe('any life that the rules allow', () => {
  type Wish =
    | {
        readonly kind: 'move'
        readonly act: CaseAct
        readonly reason: string | null
        readonly facts: CaseFacts
      }
    | { readonly kind: 'pause' }
    | { readonly kind: 'resume' }

  const wish: fc.Arbitrary<Wish> = fc.oneof(
    fc.record({
      kind: fc.constant('move' as const),
      act: fc.constantFrom(...acts),
      reason: fc.constantFrom(null, 'a reason'),
      facts: fc.record({
        nature: fc.constantFrom(...caseNatures),
        abuseSuspected: fc.constantFrom('yes' as const, 'no' as const, 'not-asked' as const),
        panelToldCriteriaNotMet: fc.boolean(),
        reviewsStillOpen: fc.nat(1),
      }),
    }),
    fc.constant({ kind: 'pause' } as const),
    fc.constant({ kind: 'resume' } as const),
  )

  function decide(life: CaseLife, wanted: Wish) {
    const reason = 'Proceedings'
    if (wanted.kind === 'pause')
      return pauseCase(life, { since: at, by: officer, because: 'inquest', reason })
    if (wanted.kind === 'resume') return resumeCase(life, { by: officer, at, reason })
    return moveCase(life, step(wanted.act, wanted.reason), wanted.facts)
  }

  test('replays from its history to the present, and leaves a closed state only by a reasoned reopening', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 30 }), (wishes) => {
        let life = newCaseLife
        const history: CaseEvent[] = []
        for (const wanted of wishes) {
          const decided = decide(life, wanted)
          if (!decided.ok) continue
          const event = decided.value
          if (event.kind === 'moved' && closed.includes(event.from)) {
            expect(event.act).toBe('reopen')
            expect(event.reason?.trim()).toBeTruthy()
          }
          history.push(event)
          life = applyCaseEvent(life, event)
        }
        expect(replayCase(history)).toEqual(life)
      }),
    )
  })

  test('can be reached: every status lies on some path from the beginning', () => {
    const seen = new Set<CaseStatus>(['referred'])
    for (const status of seen)
      for (const act of caseActsFrom(status)) {
        const cell = caseTransition(status, act)
        if (cell) seen.add(cell.to)
      }
    expect([...seen].toSorted()).toEqual(statuses.toSorted())
  })
})
