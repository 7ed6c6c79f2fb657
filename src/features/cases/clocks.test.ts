import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { englandAndWales } from '#shared/bank-holidays.ts'
import { addDays, asInstant, asPlainDate, weekday } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { deadlinesOf, dueFrom, reviseDue, ruleSetsOn } from './clocks.ts'
import { nationalClocks } from './deadline.ts'
import type { AnchorName, ClockId, ClockRule, ClockSubject, Deadline } from './deadline.ts'
import { firstKnown } from './case-dates.ts'
import { exemptClocks } from './notification.ts'
import { caseNatures } from './model.ts'
import type { Actor, DatedFact } from './model.ts'
import { nationalRuleSets } from './rule-sets/national.ts'

const officer = { principal: 'p1', agency: 'council', post: null } as unknown as Actor
const at = asInstant('2025-09-20T10:00:00.000Z')

// Domain reference 3.5: id, unit, from, count, expected, weekday, last working day before (when expected is none).
const examples = `
A workingDays 2025-09-10 5 2025-09-17 Wed -
A2 workingDays 2025-09-15 15 2025-10-06 Mon -
A3a workingDays 2025-09-17 1 2025-09-18 Thu -
A3b workingDays 2025-09-17 10 2025-10-01 Wed -
A3c workingDays 2025-09-17 12 2025-10-03 Fri -
A3d workingDays 2025-09-17 14 2025-10-07 Tue -
A3e workingDays 2025-09-17 15 2025-10-08 Wed -
A3f workingDays 2025-09-17 16 2025-10-09 Thu -
A4 workingDays 2025-09-16 16 2025-10-08 Wed -
B workingDays 2025-12-20 5 2025-12-30 Tue -
B2 workingDays 2025-12-23 15 2026-01-16 Fri -
C workingDays 2026-03-31 5 2026-04-09 Thu -
C2 workingDays 2026-04-01 15 2026-04-24 Fri -
C3 workingDays 2026-04-09 15 2026-04-30 Thu -
D workingDays 2020-12-21 -7 2020-12-10 Thu -
D2 workingDays 2020-12-21 -8 2020-12-09 Wed -
E workingDays 2026-04-07 -7 2026-03-25 Wed -
F workingDays 2026-01-05 -7 2025-12-22 Mon -
G workingDays 2022-09-09 15 2022-10-03 Mon -
H workingDays 2026-12-18 5 2026-12-29 Tue -
I1 workingDays 2026-06-08 15 2026-06-29 Mon -
I2 workingDays 2026-06-01 15 2026-06-22 Mon -
J months 2025-08-31 6 2026-02-28 Sat 2026-02-27
K months 2025-11-30 6 2026-05-30 Sat 2026-05-29
L months 2026-12-31 6 2027-06-30 Wed -
M months 2020-12-21 12 2021-12-21 Tue -
N days 2026-03-02 56 2026-04-27 Mon -
O workingDays 2023-05-02 5 2023-05-10 Wed -
P workingDays 2022-05-30 5 2022-06-08 Wed -
Q workingDays 2020-05-01 5 2020-05-11 Mon -
R workingDays 2022-12-20 5 2022-12-29 Thu -
S workingDays 2027-12-23 5 2028-01-04 Tue -
T workingDays 2025-08-25 5 2025-09-01 Mon -
U months 2027-08-31 6 2028-02-29 Tue -
V months 2024-08-31 6 2025-02-28 Fri -
`
  .trim()
  .split('\n')
  .map((line) => {
    const [id = '', unit = '', from = '', count = '', due = '', day = '', before = ''] =
      line.split(' ')
    return { id, unit, from: asPlainDate(from), count: Number(count), due, day, before }
  })

// The examples whose count is that of a national rule, and the clock that has to give the same day.
const throughClocks: readonly [string, ClockRule['subject'], ClockId][] = [
  ['A', 'case', 'notification'],
  ['A2', 'case', 'rapid-review'],
  ['A3b', 'case', 'rapid-review-summaries'],
  ['A3c', 'case', 'rapid-review-reading'],
  ['A3e', 'case', 'rapid-review'],
  ['B', 'case', 'notification'],
  ['B2', 'case', 'rapid-review'],
  ['C', 'case', 'notification-to-partners'],
  ['C2', 'case', 'rapid-review'],
  ['C3', 'case', 'rapid-review-sign-off'],
  ['D', 'review', 'prepublication'],
  ['E', 'review', 'prepublication'],
  ['F', 'review', 'prepublication'],
  ['G', 'case', 'rapid-review'],
  ['H', 'case', 'notification'],
  ['I1', 'case', 'rapid-review'],
  ['J', 'review', 'review-publication'],
  ['K', 'review', 'review-publication'],
  ['L', 'review', 'review-publication'],
  ['M', 'review', 'keep-public'],
  ['N', 'review', 'prevention-report-response'],
  ['O', 'case', 'notification'],
  ['P', 'case', 'notification'],
  ['Q', 'case', 'notification'],
  ['R', 'case', 'notification'],
  ['S', 'case', 'notification'],
  ['T', 'case', 'notification'],
  ['U', 'review', 'review-publication'],
  ['V', 'review', 'review-publication'],
]

const units = { workingDays: 'working-days', months: 'months', days: 'days' } as const
const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

function anchored(on: string): DatedFact {
  return firstKnown({ known: 'exactly', on: asPlainDate(on) })
}

function subject(
  anchors: Partial<Record<AnchorName, string | DatedFact>>,
  rest: Partial<ClockSubject> = {},
): ClockSubject {
  const entries = Object.entries(anchors).map(([name, value]) => [
    name,
    typeof value === 'string' ? anchored(value) : value,
  ])
  return {
    anchors: Object.fromEntries(entries),
    doneOn: {},
    revised: {},
    exempt: {},
    doubtful: {},
    ...rest,
  }
}

function setting(today: string) {
  return { today: asPlainDate(today), holidays: englandAndWales, dueSoonWorkingDays: 3 }
}

function read(kind: ClockRule['subject'], given: ClockSubject, today: string) {
  return deadlinesOf(kind, given, { ruleSets: nationalRuleSets, setting: setting(today) })
}

function clock(id: ClockId, given: ClockSubject, today: string): Deadline {
  const rule = nationalRuleSets.flatMap(({ rules }) => rules).find((one) => one.id === id)
  const found = read(rule?.subject ?? 'case', given, today).find((one) => one.rule.id === id)
  if (!found) throw new Error(`no clock ${id}`)
  return found
}

describe('the worked examples', () => {
  test.each(examples)('$id: $from $count $unit falls on $due', (example) => {
    const unit = units[example.unit as keyof typeof units]
    const due = dueFrom(example.from, { unit, count: example.count }, englandAndWales)
    expect(due).toEqual({ ok: true, value: example.due })
    expect(dayNames[weekday(asPlainDate(example.due)) - 1]).toBe(example.day)
  })

  test.each(throughClocks)('%s comes out of the clocks of a %s: %s', (id, kind, clockId) => {
    const example = examples.find((one) => one.id === id)
    const rule = nationalRuleSets[0]?.rules.find((one) => one.id === clockId)
    if (!example || !rule) throw new Error('the example or the rule is missing')
    const given = subject({ [rule.anchor]: example.from })
    const deadline = clock(clockId, given, example.from)
    expect(deadline.rule.subject).toBe(kind)
    expect(deadline.due).toBe(example.due)
    expect(deadline.warning?.lastWorkingDay ?? '-').toBe(example.before)
  })

  test('I: the national date and the stricter one are shown side by side', () => {
    const given = subject({ laAwareOn: '2026-06-01', notifiedOn: '2026-06-08' })
    expect(clock('rapid-review', given, '2026-06-08')).toMatchObject({
      due: '2026-06-29',
      stricter: { anchor: 'laAwareOn', anchoredOn: '2026-06-01', due: '2026-06-22' },
    })
  })

  test('the year to 31 March is reported by 30 September', () => {
    const given = subject({ yearEndedOn: '2026-03-31' })
    expect(clock('yearly-report', given, '2026-04-01').due).toBe('2026-09-30')
  })
})

describe('every state of a duty', () => {
  const aware = { laAwareOn: '2025-09-10' } as const

  test.each([
    ['2025-09-10', { state: 'running', days: 7, workingDays: 5 }],
    ['2025-09-12', { state: 'due-soon', days: 5, workingDays: 3 }],
    ['2025-09-16', { state: 'due-soon', days: 1, workingDays: 1 }],
    ['2025-09-17', { state: 'due-today' }],
    ['2025-09-18', { state: 'overdue', days: 1, workingDays: 1 }],
    ['2025-09-22', { state: 'overdue', days: 5, workingDays: 3 }],
  ])('on %s a notification due on 17 September is %o', (today, state) => {
    expect(clock('notification', subject(aware), today).state).toEqual(state)
  })

  test('not started while the anchor is missing, with the stricter reading as information', () => {
    const deadline = clock('notification', subject({ incidentOn: '2025-09-08' }), '2025-09-12')
    expect(deadline.state).toEqual({ state: 'not-started', missing: 'laAwareOn' })
    expect(deadline.stricter).toEqual({
      anchor: 'incidentOn',
      anchoredOn: '2025-09-08',
      due: '2025-09-15',
    })
  })

  test('met, and met late for ever', () => {
    const onTime = subject(aware, { doneOn: { notification: asPlainDate('2025-09-17') } })
    expect(clock('notification', onTime, '2026-01-01').state).toEqual({
      state: 'met',
      on: '2025-09-17',
    })
    const late = subject(aware, { doneOn: { notification: asPlainDate('2025-09-19') } })
    expect(clock('notification', late, '2030-01-01').state).toEqual({
      state: 'met-late',
      on: '2025-09-19',
      days: 2,
    })
  })

  test('not applicable, with its reason, and the date still shown', () => {
    const given = subject(
      { notifiedOn: '2025-09-15' },
      { exempt: { 'rapid-review': 'criteria-not-met' } },
    )
    const deadline = clock('rapid-review', given, '2025-12-01')
    expect(deadline.state).toEqual({ state: 'not-applicable', because: 'criteria-not-met' })
    expect(deadline.due).toBe('2025-10-06')
  })

  test('a duty of another kind of case is not kept, even where its being done is on record', () => {
    const given = subject(aware, {
      doneOn: { 'looked-after-death': asPlainDate('2025-09-12') },
      exempt: { 'looked-after-death': 'not-a-looked-after-death' },
    })
    expect(clock('looked-after-death', given, '2025-12-01').state).toEqual({
      state: 'not-applicable',
      because: 'not-a-looked-after-death',
    })
  })

  test('not known whether it applies, with the date still shown, is neither kept nor not needed', () => {
    const doubtful = { 'looked-after-death': 'not-known-whether-looked-after' } as const
    const deadline = clock('looked-after-death', subject(aware, { doubtful }), '2025-12-01')
    expect(deadline.due).toBe('2025-09-17')
    expect(deadline.state).toEqual({
      state: 'not-known-whether',
      because: 'not-known-whether-looked-after',
    })
  })

  test('suspended where the pandemic relaxed it, while the five days ran on', () => {
    const given = subject({ laAwareOn: '2020-04-20', notifiedOn: '2020-04-24' })
    const rapidReview = clock('rapid-review', given, '2020-12-01')
    expect(rapidReview.ruleSet).toBe('COVID-2020')
    expect(rapidReview.state).toMatchObject({ state: 'suspended' })
    expect(rapidReview.due).toBe('2020-05-18')
    expect(clock('notification', given, '2020-12-01').state).toMatchObject({ state: 'overdue' })
  })

  test('a relaxed duty that was done on time is met, one done later is not called late', () => {
    const anchors = { notifiedOn: '2020-04-24' }
    const early = subject(anchors, { doneOn: { 'rapid-review': asPlainDate('2020-05-18') } })
    expect(clock('rapid-review', early, '2020-12-01').state).toMatchObject({ state: 'met' })
    const late = subject(anchors, { doneOn: { 'rapid-review': asPlainDate('2020-06-30') } })
    expect(clock('rapid-review', late, '2020-12-01').state).toMatchObject({ state: 'suspended' })
  })

  test('a report kept public for a year, and one taken down too soon', () => {
    const anchors = { publishedOn: '2025-03-03' }
    expect(clock('keep-public', subject(anchors), '2025-06-01').state).toMatchObject({
      state: 'running',
    })
    expect(clock('keep-public', subject(anchors), '2026-03-03').state).toMatchObject({
      state: 'met',
    })
    const cut = subject(anchors, { doneOn: { 'keep-public': asPlainDate('2026-03-01') } })
    expect(clock('keep-public', cut, '2026-09-01').state).toEqual({
      state: 'cut-short',
      on: '2026-03-01',
      days: 2,
    })
    const kept = subject(anchors, { doneOn: { 'keep-public': asPlainDate('2026-03-04') } })
    expect(clock('keep-public', kept, '2026-09-01').state).toMatchObject({ state: 'met' })
  })

  test('no date is invented past the last year of known bank holidays', () => {
    const deadline = clock('notification', subject({ laAwareOn: '2028-12-29' }), '2028-12-29')
    expect(deadline.due).toBeNull()
    expect(deadline.state).toEqual({
      state: 'cannot-be-calculated',
      because: { code: 'past-holiday-list', lastYear: 2028 },
    })
  })

  test('today’s clocks are not applied to a case from before the Panel', () => {
    const deadline = clock('notification', subject({ laAwareOn: '2017-05-02' }), '2026-01-05')
    expect(deadline.state).toEqual({ state: 'not-applicable', because: 'no-rule-set-then' })
    expect(deadline.due).toBeNull()
  })
})

describe('an anchor that is known only roughly', () => {
  const rough = firstKnown({
    known: 'about',
    earliest: asPlainDate('2025-09-10'),
    latest: asPlainDate('2025-09-20'),
  })

  test('starts the clock from the earliest day, so that nothing missing gains time', () => {
    const deadline = clock('notification', subject({ laAwareOn: rough }), '2025-09-11')
    expect(deadline).toMatchObject({ due: '2025-09-17', anchorIsExact: false })
  })
})

describe('a corrected anchor', () => {
  const corrected: DatedFact = {
    now: { known: 'exactly', on: asPlainDate('2025-09-08') },
    before: [
      { was: { known: 'no', because: 'not-asked' }, changedAt: at, by: officer, reason: 'Found' },
      {
        was: { known: 'exactly', on: asPlainDate('2025-09-10') },
        changedAt: at,
        by: officer,
        reason: 'The call came on the 8th',
      },
    ],
  }

  test('gives the new date and keeps the old one with author, reason and time', () => {
    const deadline = clock('notification', subject({ laAwareOn: corrected }), '2025-09-11')
    expect(deadline.due).toBe('2025-09-15')
    expect(deadline.formerDues).toEqual([
      {
        anchoredOn: '2025-09-10',
        due: '2025-09-17',
        changedAt: at,
        by: officer,
        reason: 'The call came on the 8th',
      },
    ])
  })

  test('that moves into another rule set is read by that one, and the old date by the old one', () => {
    const moved: DatedFact = {
      now: { known: 'exactly', on: asPlainDate('2025-06-02') },
      before: [
        {
          was: { known: 'exactly', on: asPlainDate('2017-06-02') },
          changedAt: at,
          by: officer,
          reason: 'Wrong year',
        },
      ],
    }
    const deadline = clock('rapid-review', subject({ notifiedOn: moved }), '2025-06-03')
    expect(deadline.ruleSet).toBe('Panel Jun 2025')
    expect(deadline.formerDues).toMatchObject([{ anchoredOn: '2017-06-02', due: null }])
  })
})

describe('an extension', () => {
  const base = clock('review-publication', subject({ reviewDecidedOn: '2025-09-01' }), '2025-10-01')
  const revision = {
    to: asPlainDate('2026-06-01'),
    reason: 'Trial in April',
    approvedBy: officer,
    at,
    told: ['panel', 'secretary-of-state'] as const,
  }

  test('needs a reason and a later date', () => {
    expect(reviseDue(base, { ...revision, reason: '' })).toEqual({
      ok: false,
      refusal: { code: 'reason-required' },
    })
    expect(reviseDue(base, { ...revision, to: asPlainDate('2026-03-01') })).toEqual({
      ok: false,
      refusal: { code: 'not-later' },
    })
  })

  test('never overwrites: the first date stays and is still held against the duty', () => {
    const revised = reviseDue(base, revision)
    const dues = revised.ok ? revised.value : []
    const given = subject(
      { reviewDecidedOn: '2025-09-01' },
      { revised: { 'review-publication': dues } },
    )
    const deadline = clock('review-publication', given, '2026-04-01')
    expect(deadline).toMatchObject({
      originalDue: '2026-03-01',
      due: '2026-06-01',
      revisedDues: [revision],
      state: { state: 'running' },
      stateAgainstOriginal: { state: 'overdue', days: 31 },
    })
    const twice = reviseDue(deadline, { ...revision, to: asPlainDate('2026-07-01') })
    expect(twice.ok && twice.value.map(({ to }) => to)).toEqual(['2026-06-01', '2026-07-01'])
  })

  test('the notice of a delay is due before the first six months have passed', () => {
    const given = subject({ reviewDecidedOn: '2025-09-01', delayForeseenOn: '2025-12-01' })
    expect(clock('review-delay-notice', given, '2025-12-02').due).toBe('2026-03-01')
    const undecided = subject({ delayForeseenOn: '2025-12-01' })
    expect(clock('review-delay-notice', undecided, '2025-12-02').due).toBeNull()
  })
})

describe('the rule sets', () => {
  test.each([
    ['2018-06-28', []],
    ['2018-06-29', ['WT2018']],
    ['2020-05-01', ['COVID-2020', 'WT2018']],
    ['2021-01-04', ['WT2018']],
    ['2024-01-02', ['WT2023 + Panel 2022']],
    ['2025-06-01', ['Panel Jun 2025']],
    ['2026-11-24', ['Panel Jun 2025']],
  ])('on %s those in force are %o', (day, ids) => {
    expect(ruleSetsOn(nationalRuleSets, asPlainDate(day)).map(({ id }) => id)).toEqual(ids)
  })

  test('leave no day without rules since the Panel began', () => {
    fc.assert(
      fc.property(fc.nat(4000), (days) => {
        const day = addDays(asPlainDate('2018-06-29'), days)
        expect(ruleSetsOn(nationalRuleSets, day).length).toBeGreaterThan(0)
      }),
    )
  })

  test('hold every clock of the catalogue today, each with rule, source and certainty', () => {
    const today = nationalRuleSets.at(-1)?.rules ?? []
    expect(today.map(({ id }) => id).toSorted()).toEqual([...nationalClocks].toSorted())
    for (const rule of nationalRuleSets.flatMap(({ rules }) => rules))
      for (const text of [rule.title, rule.inWords, rule.source]) expect(text).not.toBe('')
    for (const set of nationalRuleSets)
      expect(new Set(set.rules.map(({ id }) => id)).size).toBe(set.rules.length)
  })

  test('a later rule set changes no earlier case', () => {
    const given = subject({ laAwareOn: '2025-09-10', notifiedOn: '2025-09-15' })
    const stricter = {
      ...nationalRuleSets[3],
      id: 'WT2026',
      title: 'Invented',
      validityIs: 'unconfirmed' as const,
      validFrom: asPlainDate('2026-09-01'),
      validTo: null,
      rules: (nationalRuleSets[3]?.rules ?? []).map((rule) =>
        rule.id === 'rapid-review'
          ? { ...rule, term: { unit: 'working-days' as const, count: 10 } }
          : rule,
      ),
    }
    const using = { ruleSets: [...nationalRuleSets, stricter], setting: setting('2026-10-01') }
    const due = deadlinesOf('case', given, using).find(
      ({ rule }) => rule.id === 'rapid-review',
    )?.due
    expect(due).toBe('2025-10-06')
    const later = subject({ notifiedOn: '2026-09-14' })
    const changed = deadlinesOf('case', later, using).find(({ rule }) => rule.id === 'rapid-review')
    expect(changed).toMatchObject({ ruleSet: 'WT2026', due: '2026-09-28' })
  })
})

describe('nothing that is missing stops a clock', () => {
  const day = fc
    .integer({ min: 0, max: 1000 })
    .map((days) => addDays(asPlainDate('2024-01-01'), days))
  const world = fc.record({
    aware: day,
    today: day,
    nature: fc.constantFrom(...caseNatures),
    abuse: fc.constantFrom(...(['yes', 'not-asked', 'asked-not-known', 'declined'] as const)),
    incident: fc.option(day),
    notified: fc.option(day),
    done: fc.option(day),
  })

  test('once the council knows, its five days run or are answered for, whatever else is unknown', () => {
    fc.assert(
      fc.property(world, ({ aware, today, nature, abuse, incident, notified, done }) => {
        const given = subject(
          {
            laAwareOn: aware,
            ...(incident ? { incidentOn: incident } : {}),
            ...(notified ? { notifiedOn: notified } : {}),
          },
          {
            doneOn: done ? { notification: done } : {},
            exempt: exemptClocks({
              nature,
              abuseSuspected: abuse,
              decision: null,
              criteriaNotMet: false,
              children: [],
            }),
          },
        )
        const { state, due } = clock('notification', given, today)
        expect(due).not.toBeNull()
        expect(state.state).toBe(expectedState(due, done, today))
      }),
    )
  })

  // The rule said again in the plainest words, to hold the implementation against.
  function expectedState(due: PlainDate | null, done: PlainDate | null, today: PlainDate) {
    if (due === null) return 'not-started'
    if (done) return done > due ? 'met-late' : 'met'
    if (today > due) return 'overdue'
    if (today === due) return 'due-today'
    let working = 0
    for (let at = addDays(today, 1); at <= due; at = addDays(at, 1))
      if (weekday(at) < 6 && !englandAndWales.days.has(at)) working += 1
    return working <= 3 ? 'due-soon' : 'running'
  }
})
