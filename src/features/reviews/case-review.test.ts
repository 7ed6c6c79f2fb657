import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { englandAndWales } from '#shared/bank-holidays.ts'
import { asInstant, asPlainDate } from '#shared/dates.ts'
import { statutoryPartners } from '#features/cases/model.ts'
import type { Actor, PrincipalId } from '#features/cases/model.ts'
import { unmetNeeds } from './case-review-guards.ts'
import type { CaseReviewFacts, CaseReviewNeed, GuardRefusal } from './case-review-guards.ts'
import {
  applyCaseReviewEvent,
  caseReviewActLabels,
  caseReviewActsFrom,
  caseReviewTransition,
  caseReviewTransitions,
  isCaseReviewEnded,
  moveCaseReview,
  newCaseReviewLife,
  replayCaseReview,
} from './case-review.ts'
import type { CaseReviewAct, CaseReviewEvent } from './case-review.ts'
import type { CaseReviewStatus } from './model.ts'

const at = asInstant('2026-05-18T09:00:00.000Z')
const manager = { principal: 'p1', agency: 'a1', post: null } as unknown as Actor
const acts = Object.keys(caseReviewActLabels) as CaseReviewAct[]
const statuses = Object.keys(caseReviewTransitions) as CaseReviewStatus[]
const readers = ['reader-1', 'reader-2'] as unknown as PrincipalId[]

const facts: CaseReviewFacts = {
  reviewer: {
    name: 'Invented Reviewer',
    conflictDeclaration: 'None',
    declaredOn: asPlainDate('2025-10-20'),
  },
  publishOn: asPlainDate('2026-06-15'),
  copySentOn: asPlainDate('2026-06-04'),
  publishedOn: asPlainDate('2026-06-15'),
  panelToldOfWithholdingOn: asPlainDate('2026-06-01'),
  restrictions: [],
  anonymisation: { draft: 1, openBlockers: 0, clearedBy: readers },
  signatures: statutoryPartners.map((partner) => ({
    partner,
    view: 'agrees',
    reasons: '',
    by: manager,
    at,
    draft: 1,
  })),
  prepublication: { workingDays: 7, clearDays: false, holidays: englandAndWales },
}

// A day on which the act is possible when everything else is in place.
const days: Partial<Record<CaseReviewAct, string>> = {
  'send-prepublication': '2026-06-04',
  archive: '2027-06-15',
}

function step(act: CaseReviewAct, more: { on?: string; reason?: string | null } = {}) {
  const on = asPlainDate(more.on ?? days[act] ?? '2026-06-15')
  return { act, by: manager, at, on, reason: more.reason === undefined ? 'a reason' : more.reason }
}

function life(status: CaseReviewStatus) {
  return { status, draft: 1 }
}

describe('every cell of the table', () => {
  const cells = statuses.flatMap((status) => acts.map((act) => [status, act] as const))

  test.each(cells)('from %s, %s goes where the table says, or nowhere', (status, act) => {
    const cell = caseReviewTransition(status, act)
    const result = moveCaseReview(life(status), step(act), facts)
    expect(caseReviewActsFrom(status).includes(act)).toBe(cell !== undefined)
    if (!cell) {
      expect(result).toEqual({ ok: false, refusal: { code: 'not-from-here', status, act } })
      return
    }
    expect(result).toMatchObject({ ok: true, value: { from: status, to: cell.to } })
    if (cell.reason === 'required')
      expect(moveCaseReview(life(status), step(act, { reason: null }), facts)).toEqual({
        ok: false,
        refusal: { code: 'reason-required' },
      })
  })
})

const publishOn = asPlainDate('2026-06-15')
// need, what is missing, the refusal that names it, and the day of asking when it is not the day of publication
const gaps: readonly [CaseReviewNeed, Partial<CaseReviewFacts>, GuardRefusal, string?][] = [
  ['reviewer-declared', { reviewer: null }, { code: 'reviewer-not-named' }],
  [
    'reviewer-declared',
    { reviewer: { name: 'R', conflictDeclaration: ' ', declaredOn: publishOn } },
    { code: 'reviewer-conflict-not-declared' },
  ],
  ['anonymised', { anonymisation: null }, { code: 'anonymisation-not-done' }],
  [
    'anonymised',
    { anonymisation: { draft: 2, openBlockers: 0, clearedBy: readers } },
    { code: 'anonymisation-not-done' },
  ],
  [
    'anonymised',
    { anonymisation: { draft: 1, openBlockers: 3, clearedBy: readers } },
    { code: 'anonymisation-blocked', blockers: 3 },
  ],
  [
    'anonymised',
    {
      anonymisation: {
        draft: 1,
        openBlockers: 0,
        clearedBy: [...readers.slice(0, 1), ...readers.slice(0, 1)],
      },
    },
    { code: 'second-reader-needed' },
  ],
  ['publication-day-kept', { publishOn: null }, { code: 'no-publication-day' }],
  [
    'publication-day-kept',
    {},
    {
      code: 'too-soon-for-the-copy',
      copyBy: asPlainDate('2026-06-04'),
      earliest: asPlainDate('2026-06-16'),
    },
    '2026-06-05',
  ],
  ['copy-sent-in-time', { publishOn: null }, { code: 'no-publication-day' }],
  ['copy-sent-in-time', { copySentOn: null }, { code: 'copy-not-sent' }],
  [
    'copy-sent-in-time',
    { copySentOn: asPlainDate('2026-06-05') },
    {
      code: 'too-soon-for-the-copy',
      copyBy: asPlainDate('2026-06-04'),
      earliest: asPlainDate('2026-06-16'),
    },
  ],
  ['publication-day-reached', { publishOn: null }, { code: 'no-publication-day' }],
  ['publication-day-reached', {}, { code: 'publication-day-not-reached', publishOn }, '2026-06-14'],
  [
    'no-legal-restriction',
    { restrictions: [{ text: 'Order', until: null, liftedOn: null }] },
    { code: 'legal-restriction', count: 1 },
  ],
  [
    'no-legal-restriction',
    { restrictions: [{ text: 'Order', until: publishOn, liftedOn: null }] },
    { code: 'legal-restriction', count: 1 },
  ],
  [
    'partners-signed',
    { signatures: facts.signatures.slice(1) },
    { code: 'signatures-missing', partners: ['local-authority'] },
  ],
  ['panel-told-of-withholding', { panelToldOfWithholdingOn: null }, { code: 'panel-not-told' }],
  ['public-for-a-year', { publishedOn: null }, { code: 'not-published' }],
  [
    'public-for-a-year',
    {},
    { code: 'not-public-for-a-year', until: asPlainDate('2027-06-15') },
    '2027-06-14',
  ],
]

describe('each guard', () => {
  test.each(gaps)('%s says no to %o with %o', (need, gap, refusal, on = '2026-06-15') => {
    const moment = { today: asPlainDate(on), draft: 1 }
    expect(unmetNeeds([need], { ...facts, ...gap }, moment)).toEqual([{ need, refusal }])
  })

  const guarded = statuses
    .flatMap((status) => caseReviewActsFrom(status).map((act) => ({ status, act })))
    .flatMap(({ status, act }) =>
      gaps
        .filter(([need]) => caseReviewTransition(status, act)?.needs?.includes(need))
        .map(([, gap, refusal, on]) => [act, status, refusal.code, { gap, on }] as const),
    )

  test.each(guarded)('stands in the way of %s from %s: %s', (act, status, _, { gap, on }) => {
    const day = on ?? days[act] ?? '2026-06-15'
    const moved = moveCaseReview(life(status), step(act, { on: day }), { ...facts, ...gap })
    expect(moved.ok).toBe(false)
  })

  test('lets a restriction go that was lifted or has run out', () => {
    const restrictions = [
      { text: 'Order', until: null, liftedOn: asPlainDate('2026-06-01') },
      { text: 'Order', until: asPlainDate('2026-06-14'), liftedOn: null },
    ]
    expect(
      moveCaseReview(life('prepublication-sent'), step('publish'), { ...facts, restrictions }).ok,
    ).toBe(true)
  })

  test('lets the copy for the Panel go while a signature is missing', () => {
    const unsigned = { ...facts, signatures: [] }
    expect(
      moveCaseReview(life('partners-sign-off'), step('send-prepublication'), unsigned).ok,
    ).toBe(true)
  })
})

test('going back to draft begins a draft that asks for new readers and new signatures', () => {
  const back = moveCaseReview(life('prepublication-sent'), step('return-to-draft'), facts)
  expect(back).toMatchObject({ ok: true, value: { to: 'draft', draft: 2 } })
  const second = { status: 'anonymisation-check', draft: 2 } as const
  expect(moveCaseReview(second, step('seek-sign-off'), facts)).toEqual({
    ok: false,
    refusal: { code: 'anonymisation-not-done' },
  })
})

test('a review counts as ended once it is published, in full or in part, withheld or archived', () => {
  expect(statuses.filter(isCaseReviewEnded)).toEqual([
    'published',
    'improvements-published',
    'withheld',
    'archived',
  ])
})

describe('any life that the rules allow', () => {
  const day = fc.constantFrom('2026-06-04', '2026-06-05', '2026-06-15', '2027-06-15')
  const gap = fc.constantFrom<Partial<CaseReviewFacts>>({}, {}, {}, ...gaps.map(([, one]) => one))
  const wish = fc.record({
    act: fc.constantFrom(...acts),
    reason: fc.constantFrom(null, 'a reason'),
    on: day,
    gap,
  })

  test('replays from its history, and what is public had its copy sent in time, four eyes and three signatures', () => {
    fc.assert(
      fc.property(
        fc.array(wish, { maxLength: 40 }),
        fc.constantFrom(...statuses),
        (wishes, begin) => {
          let now = { status: begin, draft: 1 }
          for (const wanted of wishes) {
            const given = { ...facts, ...wanted.gap }
            const moved = moveCaseReview(now, step(wanted.act, wanted), given)
            if (!moved.ok) continue
            if (moved.value.to === 'published' || moved.value.to === 'improvements-published') {
              expect(now.status).toBe('prepublication-sent')
              expect(given.copySentOn !== null && given.copySentOn <= '2026-06-04').toBe(true)
              expect(new Set(given.anonymisation?.clearedBy).size).toBe(2)
              expect(given.anonymisation?.draft).toBe(now.draft)
              expect(given.signatures.filter(({ draft }) => draft === now.draft)).toHaveLength(3)
              expect(wanted.on >= publishOn).toBe(true)
            }
            now = applyCaseReviewEvent(now, moved.value)
          }
        },
      ),
    )
  })

  test('is rebuilt from its events', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 60 }), (wishes) => {
        let now = newCaseReviewLife
        const history: CaseReviewEvent[] = []
        for (const wanted of wishes) {
          const moved = moveCaseReview(now, step(wanted.act, wanted), { ...facts, ...wanted.gap })
          if (!moved.ok) continue
          history.push(moved.value)
          now = applyCaseReviewEvent(now, moved.value)
        }
        expect(replayCaseReview(history)).toEqual(now)
      }),
    )
  })

  test('leaves an ended review only by archiving it or taking it up again', () => {
    for (const status of statuses.filter(isCaseReviewEnded))
      for (const act of caseReviewActsFrom(status)) expect(['archive', 'reopen']).toContain(act)
  })

  test('can reach every status from the beginning', () => {
    const seen = new Set<CaseReviewStatus>([newCaseReviewLife.status])
    for (const status of seen)
      for (const act of caseReviewActsFrom(status)) {
        const cell = caseReviewTransition(status, act)
        if (cell) seen.add(cell.to)
      }
    expect([...seen].toSorted()).toEqual(statuses.toSorted())
  })
})
