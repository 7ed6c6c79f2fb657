import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { caseNatures, statutoryPartners } from './model.ts'
import type { Actor, Answered, PartnerView, StatutoryPartner } from './model.ts'
import {
  decideNotification,
  doubtfulClocks,
  exemptClocks,
  keptByNotifying,
  notificationAdvice,
  recordView,
  standingViews,
} from './notification.ts'
import type { NotificationInput } from './notification.ts'

const officer = { principal: 'p1', agency: 'council', post: null } as unknown as Actor
const at = asInstant('2025-09-15T10:00:00.000Z')
const input: NotificationInput = {
  decision: 'notify',
  reasons: 'Neglect is suspected and the baby died',
  decidedBy: officer,
  decidedFor: 'local-authority',
  at,
  proposedBy: null,
  discussedOn: null,
}

function view(partner: StatutoryPartner, says: PartnerView['view'], reasons = 'As discussed') {
  return { partner, view: says, reasons, givenBy: officer, at } satisfies PartnerView
}

describe('the decision to notify', () => {
  test.each(['integrated-care-board', 'police', null] as const)(
    'is the council’s: %s cannot make it',
    (decidedFor) => {
      expect(decideNotification({ ...input, decidedFor }, [])).toEqual({
        ok: false,
        refusal: { code: 'council-decides', decidedFor },
      })
    },
  )

  test.each(['notify', 'do-not-notify'] as const)('to %s needs reasons', (decision) => {
    expect(decideNotification({ ...input, decision, reasons: '  ' }, [])).toEqual({
      ok: false,
      refusal: { code: 'reasons-required' },
    })
    expect(decideNotification({ ...input, decision }, []).ok).toBe(true)
  })

  test('is never stopped by a missing or differing view', () => {
    const anyViews = fc.array(
      fc
        .tuple(
          fc.constantFrom(...statutoryPartners),
          fc.constantFrom('notify' as const, 'do-not-notify' as const, 'no-view' as const),
        )
        .map(([partner, says]) => view(partner, says)),
      { maxLength: 6 },
    )
    fc.assert(
      fc.property(anyViews, (views) => {
        const decided = decideNotification(input, views)
        expect(decided.ok && decided.value.views).toEqual(standingViews(views))
      }),
    )
  })
})

describe('the views beside it', () => {
  test('the latest of each partner stands', () => {
    const views = [view('police', 'notify'), view('police', 'do-not-notify')]
    expect(standingViews(views)).toEqual([views[1]])
  })

  test('those missing and those that differ are named', () => {
    const differing = view('police', 'do-not-notify')
    expect(notificationAdvice('notify', [differing])).toEqual({
      missing: ['integrated-care-board'],
      differing: [differing],
    })
    expect(notificationAdvice('notify', [view('police', 'no-view', '')])).toEqual({
      missing: ['integrated-care-board'],
      differing: [],
    })
  })

  test('need reasons, unless a partner says that it has no view', () => {
    expect(recordView(view('police', 'notify', ''))).toEqual({
      ok: false,
      refusal: { code: 'reasons-required' },
    })
    expect(recordView(view('police', 'no-view', '')).ok).toBe(true)
    expect(recordView(view('police', 'notify')).ok).toBe(true)
  })
})

describe('which clocks do not run', () => {
  const facts = {
    nature: 'death',
    abuseSuspected: 'not-asked',
    decision: null,
    criteriaNotMet: false,
    children: [{ part: 'died', lookedAfter: 'no' }],
  } as const

  test('before any decision only the clocks of other kinds of case are taken away', () => {
    expect(exemptClocks(facts)).toEqual({
      'looked-after-death': 'not-a-looked-after-death',
      'care-leaver-death': 'not-a-care-leaver-death',
    })
  })

  test('a decision not to notify takes away the Panel’s clocks and says so', () => {
    expect(exemptClocks({ ...facts, decision: 'do-not-notify' })).toMatchObject({
      notification: 'decided-not-to-notify',
      'notification-to-partners': 'decided-not-to-notify',
      'rapid-review': 'decided-not-to-notify',
    })
  })

  test.each(['looked-after-death', 'care-leaver-death'] as const)(
    'a %s without suspected abuse keeps its own clock only',
    (nature) => {
      const exempt = exemptClocks({ ...facts, nature, abuseSuspected: 'no' })
      expect(exempt[nature]).toBeUndefined()
      expect(exempt.notification).toBe('no-abuse-suspected')
      expect(exempt['rapid-review']).toBe('no-abuse-suspected')
    },
  )

  test.each(['not-asked', 'asked-not-known', 'declined', 'not-yet-happened', 'yes'] as const)(
    'abuse suspected: %s takes no clock of a looked-after child away',
    (abuseSuspected) => {
      const exempt = exemptClocks({ ...facts, nature: 'looked-after-death', abuseSuspected })
      expect(exempt).toEqual({ 'care-leaver-death': 'not-a-care-leaver-death' })
    },
  )

  test('criteria found not met end the rapid review’s clocks, not the notification’s', () => {
    const exempt = exemptClocks({ ...facts, decision: 'notify', criteriaNotMet: true })
    expect(exempt['rapid-review']).toBe('criteria-not-met')
    expect(exempt.notification).toBeUndefined()
  })
})

describe('the death of a looked-after child', () => {
  const facts = {
    nature: 'death',
    abuseSuspected: 'yes',
    decision: 'notify',
    criteriaNotMet: false,
    children: [],
  } as const
  const died = (lookedAfter: Answered) => ({ part: 'died' as const, lookedAfter })
  const sibling = { part: 'sibling', lookedAfter: 'yes' } as const

  test.each([
    ['was looked after', [died('no'), died('yes')], 'applies'],
    ['was not looked after', [died('no'), sibling], 'does not apply'],
    ['is not asked about yet', [died('no'), died('not-asked')], 'not known'],
    ['is not on record', [sibling], 'not known'],
  ] as const)('when the child who died %s: %o', (_, children, answer) => {
    const all = { ...facts, children }
    const isKept = keptByNotifying(all).includes('looked-after-death')
    expect(isKept).toBe(answer === 'applies')
    expect(exemptClocks(all)['looked-after-death'] !== undefined).toBe(answer === 'does not apply')
    expect(doubtfulClocks(all)['looked-after-death'] !== undefined).toBe(answer === 'not known')
  })

  test('is what the nature says, whatever the children’s answers are', () => {
    const said = { ...facts, nature: 'looked-after-death', children: [died('no')] } as const
    expect(exemptClocks(said)['looked-after-death']).toBeUndefined()
    expect(doubtfulClocks(said)).toEqual({})
  })

  test('is no question where no child died', () => {
    const harmed = { ...facts, nature: 'serious-harm' } as const
    expect(exemptClocks(harmed)['looked-after-death']).toBe('not-a-looked-after-death')
  })

  test('notifying keeps no duty that does not apply or of which that is not known', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...caseNatures),
        fc.array(
          fc.record({
            part: fc.constantFrom('died' as const, 'harmed' as const, 'sibling' as const),
            lookedAfter: fc.constantFrom<Answered>('yes', 'no', 'not-asked', 'declined'),
          }),
          { maxLength: 4 },
        ),
        fc.constantFrom<Answered>('yes', 'no', 'not-asked'),
        (nature, children, abuseSuspected) => {
          const all = { ...facts, nature, children, abuseSuspected }
          const exempt = exemptClocks(all)
          const doubtful = doubtfulClocks(all)
          for (const clock of keptByNotifying(all))
            expect([exempt[clock], doubtful[clock]]).toEqual([undefined, undefined])
        },
      ),
    )
  })
})
