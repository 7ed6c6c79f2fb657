import {
  addPerson,
  decideNotification,
  getCaseKeys,
  giveView,
  keepDuty,
  recordCase,
} from '#features/cases/index.ts'
import { recordVaultValue } from '#features/people/index.ts'
import type { Uid } from '#shared/ids.ts'
import type { AgencyName, PersonName } from '../cast.ts'
import { doing, uid } from '../teller.ts'
import type { Teller } from '../teller.ts'

/** What happened to a child, as the partnership records it. */
export interface Incident {
  readonly day: number
  readonly nature: 'death' | 'serious-harm'
  readonly abuseSuspected: 'yes' | 'no' | 'asked-not-known'
  readonly harms: readonly (
    'sudden-unexpected-death' | 'neglect' | 'physical-abuse' | 'domestic-abuse'
  )[]
  readonly summary: string
  readonly placeKind: string
  /** Days from the incident to the council's awareness. */
  readonly awareAfter: number
  readonly agencies: readonly AgencyName[]
}

/** Records a case on the day on which the council became aware. */
export function record(teller: Teller, incident: Incident): Promise<Uid> {
  const { cast, story } = teller
  const day = incident.day + incident.awareAfter
  const awareOn = story.on(day)
  // Told on a holiday, the last working day may lie before the day that was meant.
  const told = story.anyDay(incident.day)
  const happenedOn = told < awareOn ? told : awareOn
  return doing(teller)({ who: 'manager', day, can: 'case:record', event: 'case.recorded' }, (ctx) =>
    recordCase(ctx, {
      nature: incident.nature,
      harms: [...incident.harms],
      abuseSuspected: incident.abuseSuspected,
      summary: incident.summary,
      placeKind: incident.placeKind,
      incidentOn: happenedOn,
      discoveredOn: happenedOn,
      laAwareOn: awareOn,
      areaCouncil: uid(cast.agency.council.uid),
      homeCouncil: undefined,
      agencies: incident.agencies.map((agency) => uid(cast.agency[agency].uid)),
    }),
  )
}

/** Somebody of a family, with a name where the vault is to hold one. */
export interface Member {
  readonly part: 'child' | 'mother' | 'father' | 'sibling'
  readonly childPart?: 'died' | 'harmed' | 'sibling'
  readonly ageBand?: string
  readonly name?: string
}

/** Records the people of a case; their names go into the vault. */
export async function addFamily(
  teller: Teller,
  at: { uid: Uid; day: number; family: readonly Member[] },
): Promise<void> {
  for (const member of at.family) {
    await doing(teller)(
      { who: 'manager', day: at.day, can: 'person:record', event: 'person.added' },
      (ctx) =>
        addPerson(ctx, at.uid, {
          label: undefined,
          part: member.part,
          childPart: member.childPart ?? '',
          ageBand: member.ageBand,
          sex: undefined,
          ethnicity: undefined,
          disability: 'not-asked',
          lookedAfter: 'no',
          protectionPlan: 'no',
          name: member.name,
        }),
    )
  }
}

/** Something of a case as a whole that the publication check looks for. */
export interface CaseValue {
  readonly kind: 'address' | 'other' | 'postcode' | 'nhs-number' | 'telephone' | 'school' | 'place'
  readonly value: string
}

/** Records values of the case as a whole in the vault. */
export async function addValues(
  teller: Teller,
  at: { uid: Uid; day: number; values: readonly CaseValue[] },
): Promise<void> {
  for (const { kind, value } of at.values) {
    await doing(teller)(
      { who: 'manager', day: at.day, can: 'vault:record', event: 'vault-value.recorded' },
      async (ctx) => {
        const { scopeId } = await getCaseKeys(ctx, at.uid)
        return recordVaultValue(ctx, {
          scopeId,
          person: undefined,
          kind,
          value,
          hiddenFrom: undefined,
        })
      },
    )
  }
}

/** The council decides whether to notify. */
export async function decideToNotify(
  teller: Teller,
  at: { uid: Uid; day: number; decision: 'notify' | 'do-not-notify'; reasons: string },
): Promise<void> {
  const day = teller.story.on(at.day)
  await doing(teller)(
    {
      who: 'notifier',
      day: at.day,
      can: 'notification:decide',
      event: 'notification.decided',
    },
    (ctx) =>
      decideNotification(ctx, at.uid, {
        decision: at.decision,
        reasons: at.reasons,
        discussedOn: day,
        notifiedOn: at.decision === 'notify' ? day : undefined,
      }),
  )
}

/** A partner gives their view beside the council's decision. */
export async function partnerSays(
  teller: Teller,
  at: { uid: Uid; who: PersonName; day: number; view: 'notify' | 'do-not-notify'; reasons: string },
): Promise<void> {
  await doing(teller)(
    {
      who: at.who,
      day: at.day,
      can: 'notification:give-view',
      event: 'notification-view.given',
    },
    (ctx) => giveView(ctx, at.uid, { view: at.view, reasons: at.reasons }),
  )
}

/** A duty that was kept on a day, in time or late. */
export interface Kept {
  readonly uid: Uid
  readonly clock: string
  readonly day: number
}

/** Records that a duty was kept. */
export async function keep(teller: Teller, { uid: of, clock, day }: Kept): Promise<void> {
  await doing(teller)({ who: 'manager', day, can: 'clock:set', event: 'duty.recorded' }, (ctx) =>
    keepDuty(
      ctx,
      { uid: of, clock },
      { what: 'done', on: teller.story.on(day), reason: undefined, told: [] },
    ),
  )
}
