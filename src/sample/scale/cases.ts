import { caseTransition } from '#features/cases/case-states.ts'
import type { CaseAct, CaseTransition } from '#features/cases/case-states.ts'
import type { CaseStatus } from '#features/cases/model.ts'
import { addDays, daysBetween, yearOf } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { checkDigit } from '#shared/nhs-number.ts'
import { atMinute, daysAcross } from './frame.ts'
import type { Desk } from './frame.ts'
import type { Placed } from './sheets.ts'
import { accounts, firstNames, lastNames } from './words.ts'

/** So many cases of each partnership, over all the years. */
const casesEach = 25

/** A case of the volume, as far as what follows from it needs to know. */
export interface Case extends Placed {
  readonly scope: Placed
  readonly recordedOn: PlainDate
  readonly children: readonly string[]
}

const toPanel = ['consider', 'notify', 'begin-rapid-review', 'send-rapid-review'] as const
const lives = {
  considering: ['consider'],
  'not-notified': ['consider', 'decide-not-to-notify'],
  'rapid-review': ['consider', 'notify', 'begin-rapid-review'],
  'awaiting-panel': toPanel,
  'in-review': [...toPanel, 'begin-review'],
  'closed-learning-only': [...toPanel, 'close-with-learning'],
  'closed-after-review': [...toPanel, 'begin-review', 'close-after-review'],
} as const satisfies Partial<Record<CaseStatus, readonly CaseAct[]>>

function lifeOf(desk: Desk, age: number): readonly CaseAct[] {
  if (age < 20) return lives.considering
  if (age < 60) return lives['rapid-review']
  if (age < 120) return lives['awaiting-panel']
  if (age < 540) return lives['in-review']
  const kind = desk.chance.whole(0, 9)
  if (kind === 0) return lives['not-notified']
  return kind < 4 ? lives['closed-learning-only'] : lives['closed-after-review']
}

function addLife(desk: Desk, at: Case, acts: readonly CaseAct[]): CaseStatus {
  const { sheets, office } = desk
  const lasts = acts.length > 4 ? 420 : 30
  const until = addDays(at.recordedOn, Math.min(lasts, daysBetween(at.recordedOn, desk.today)))
  let status: CaseStatus = 'referred'
  for (const [n, on] of daysAcross(at.recordedOn, until, acts.length).entries()) {
    const act = acts[n]
    const next: CaseTransition | undefined = act && caseTransition(status, act)
    if (act === undefined || next === undefined)
      throw new Error(`a case cannot go on from ${status}`)
    sheets.put('app.case_event', {
      scope_id: at.scope.id,
      case_id: at.id,
      kind: 'moved',
      act,
      from_status: status,
      to_status: next.to,
      reason: next.reason ? 'As the partners agreed at their meeting.' : null,
      at: atMinute(on, n),
      by_principal: office.notifier.id,
      agency_id: office.notifier.agencyId,
    })
    status = next.to
  }
  return status
}

function addDates(desk: Desk, at: Case, isNotified: boolean): void {
  const { sheets, office } = desk
  const known = { known: 'exactly' } as const
  const incident = addDays(at.recordedOn, -desk.chance.whole(1, 20))
  const notified = addDays(at.recordedOn, 5)
  const days = [
    ['incidentOn', incident],
    ['discoveredOn', incident],
    ['laAwareOn', at.recordedOn],
    ['notifiedOn', isNotified ? notified : undefined],
  ] as const
  for (const [name, on] of days) {
    sheets.put('app.case_date', {
      scope_id: at.scope.id,
      case_id: at.id,
      name,
      agency_id: office.notifier.agencyId,
      recorded_at: atMinute(at.recordedOn, 5),
      recorded_by: office.notifier.id,
      ...(on === undefined
        ? {
            known: 'no' as const,
            earliest: null,
            latest: null,
            because: 'not-yet-happened' as const,
          }
        : { ...known, earliest: on, latest: on, because: null }),
    })
  }
}

/** The n-th NHS number of those that are never issued (999 000 0000 and up), or nothing where its check digit does not exist. */
function neverIssued(n: number): string | undefined {
  const nine = `999${String(n % 1_000_000).padStart(6, '0')}`
  const digit = checkDigit(nine)
  return digit === undefined ? undefined : `${nine}${digit}`
}

function addChild(desk: Desk, at: Case, label: string): string {
  const { sheets, chance, office } = desk
  const person = sheets.put('app.person', { scope_id: at.scope.id, label, part: 'child' })
  const born = addDays(at.recordedOn, -chance.whole(30, 5800))
  const values = [
    ['name', `${chance.pick(firstNames)} ${chance.pick(lastNames)}`],
    ['birth-date', born],
    [
      'nhs-number',
      neverIssued(person.id * 7) ??
        neverIssued(person.id * 7 + 1) ??
        neverIssued(person.id * 7 + 2),
    ],
    ['telephone', `01632 960${String(person.id % 1000).padStart(3, '0')}`],
  ] as const
  for (const [kind, value] of values) {
    if (value === undefined) continue
    const recorded = { recorded_by: office.notifier.id, recorded_at: atMinute(at.recordedOn, 8) }
    sheets.put('app.vault_entry', {
      scope_id: at.scope.id,
      person_id: person.id,
      kind,
      value,
      ...recorded,
    })
  }
  sheets.put('app.case_child', {
    scope_id: at.scope.id,
    case_id: at.id,
    person_id: person.id,
    part: 'harmed',
    age_band: null,
    sex: chance.pick(['Female', 'Male']),
    ethnicity: null,
    disability: 'no',
    looked_after: 'not-asked',
    protection_plan: chance.pick(['yes', 'no', 'not-asked']),
  })
  return person.uid
}

function addNotification(desk: Desk, at: Case, notify: boolean): void {
  const { sheets, office } = desk
  const place = { scope_id: at.scope.id, case_id: at.id }
  const partners = ['local-authority', 'integrated-care-board', 'police'] as const
  for (const [n, partner] of partners.entries()) {
    const giver = office.partners[n]
    if (giver === undefined) continue
    sheets.put('app.notification_view', {
      ...place,
      partner,
      view: notify ? 'notify' : 'do-not-notify',
      reasons: 'On what is known now.',
      at: atMinute(addDays(at.recordedOn, 2), n),
      given_by: giver.id,
      agency_id: giver.agencyId,
    })
  }
  sheets.put('app.notification_decision', {
    ...place,
    decision: notify ? 'notify' : 'do-not-notify',
    reasons: 'The criteria were looked at one by one.',
    views: '[]',
    discussed_on: addDays(at.recordedOn, 3),
    at: atMinute(addDays(at.recordedOn, 3), 30),
    decided_by: office.notifier.id,
    agency_id: office.notifier.agencyId,
  })
  if (!notify) return
  sheets.put('app.duty_done', {
    ...place,
    clock: 'rapid-review',
    done_on: addDays(at.recordedOn, 20),
    revised_to: null,
    reason: null,
    at: atMinute(addDays(at.recordedOn, 20), 40),
    by_principal: office.manager.id,
    agency_id: office.manager.agencyId,
  })
}

function addCase(desk: Desk, recordedOn: PlainDate, reference: string): Case {
  const { sheets, chance, office, today } = desk
  const recorded = atMinute(recordedOn, 1)
  const scope = sheets.put('access.scope', {
    kind: 'case',
    parent_id: null,
    opened_at: recorded,
    opened_by: office.notifier.id,
  })
  const acts = lifeOf(desk, daysBetween(recordedOn, today))
  const status = acts.reduce<CaseStatus>(
    (from, act) => caseTransition(from, act)?.to ?? from,
    'referred',
  )
  const made = sheets.put('app.serious_case', {
    scope_id: scope.id,
    reference,
    status,
    nature: chance.pick(['death', 'serious-harm', 'serious-harm']),
    harms: [chance.pick(['neglect', 'physical-abuse', 'domestic-abuse', 'criminal-exploitation'])],
    abuse_suspected: 'yes',
    area_council_id: office.agencyIds[0] ?? 0,
    recorded_at: recorded,
    recorded_by: office.notifier.id,
  })
  const children: string[] = []
  const at: Case = { ...made, scope, recordedOn, children }
  sheets.put('app.case_account', {
    scope_id: scope.id,
    case_id: at.id,
    summary: chance.pick(accounts),
    place_kind: 'Home',
  })
  const isNotified = acts.includes('notify')
  addDates(desk, at, isNotified)
  const involved = new Set([0, 2, chance.whole(3, 7), chance.whole(8, 11)])
  for (const n of involved) {
    sheets.put('app.case_agency', {
      scope_id: scope.id,
      case_id: at.id,
      agency_id: office.agencyIds[n] ?? 0,
    })
  }
  const count = chance.percent(30) ? 2 : 1
  for (const label of ['Child K', 'Child L'].slice(0, count))
    children.push(addChild(desk, at, label))
  addLife(desk, at, acts)
  if (daysBetween(recordedOn, today) > 40) addNotification(desk, at, isNotified)
  return at
}

/** The cases of a partnership, the oldest first. */
export function addCases(desk: Desk): Case[] {
  const days = daysBetween(desk.firstDay, desk.today)
  const serials = new Map<number, number>()
  const cases = Array.from({ length: casesEach }, (_, n) => {
    const recordedOn = addDays(desk.firstDay, Math.floor((days * (n + 0.9)) / casesEach))
    const year = yearOf(recordedOn)
    const serial = (serials.get(year) ?? 0) + 1
    serials.set(year, serial)
    return addCase(desk, recordedOn, `${year}-${String(serial).padStart(2, '0')}`)
  })
  for (const [year, last_serial] of serials)
    desk.sheets.put('app.case_reference', { year, last_serial })
  return cases
}
