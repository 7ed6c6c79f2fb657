import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { statutoryPartners } from './model.ts'
import type { Actor, PartnerView, StatutoryPartner } from './model.ts'
import {
  decideNotification,
  exemptClocks,
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
