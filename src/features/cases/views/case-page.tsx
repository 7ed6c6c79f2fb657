import type { ComponentChildren } from 'preact'
import { AccessLinks } from '#platform/html/access-links.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { CaseAct } from '../case-states.ts'
import {
  caseActDoneWords,
  caseDateWords,
  caseNatureWords,
  harmWords,
  partnerNames,
  sayAnswer,
  sayCaseDate,
} from '../case-words.ts'
import type { Deadline } from '../deadline.ts'
import { caseDateNames } from '../model.ts'
import type {
  Answered,
  CaseDates,
  CaseNature,
  CaseStatus,
  HarmType,
  PartnerView,
  StatutoryPartner,
} from '../model.ts'
import { paths } from '../paths.ts'
import { Deadlines } from './deadlines.tsx'

/** What the reader may do on this page. */
export interface CaseMay {
  readonly readReviews: boolean
  readonly readChronology: boolean
  readonly readFindings: boolean
  readonly update: boolean
  readonly setClock: boolean
  readonly decide: boolean
  readonly giveView: boolean
  readonly readVault: boolean
  readonly recordPerson: boolean
}

interface Child {
  readonly label: string
  readonly part: 'died' | 'harmed' | 'sibling' | 'other'
  readonly ageBand: string | null
  readonly ethnicity: string | null
  readonly disability: Answered
  readonly lookedAfter: Answered
}

interface Event {
  readonly kind: 'moved' | 'paused' | 'resumed'
  readonly act: string | null
  readonly reason: string | null
  readonly at: Instant
  readonly by: string
}

/** All that the page of a case shows. */
export interface CasePageModel {
  readonly uid: Uid
  readonly status: CaseStatus
  readonly paused: boolean
  readonly nature: CaseNature
  readonly harms: readonly HarmType[]
  readonly abuseSuspected: Answered
  readonly areaCouncil: string | null
  readonly homeCouncil: string | null
  readonly summary: string | null
  readonly agencies: readonly { readonly name: string }[]
  readonly dates: CaseDates
  readonly deadlines: readonly Deadline[]
  readonly children: readonly Child[]
  readonly notification: {
    readonly decision: {
      readonly decision: 'notify' | 'do-not-notify'
      readonly reasons: string
      readonly at: Instant
      readonly by: string
      readonly agency: string | null
      readonly discussedOn: PlainDate | null
    } | null
    readonly views: readonly {
      readonly partner: StatutoryPartner
      readonly view: PartnerView['view']
      readonly reasons: string
    }[]
  }
  readonly missingViews: readonly StatutoryPartner[]
  readonly events: readonly Event[]
  readonly may: CaseMay
  readonly canDecideNow: boolean
  readonly canMove: boolean
  /** What can be asked or done about who sees the case. */
  readonly accessLinks: readonly { readonly href: string; readonly text: string }[]
}

const partWords = {
  died: 'Died',
  harmed: 'Was harmed',
  sibling: 'Brother or sister',
  other: 'Other child',
}
const viewWords = { notify: 'Notify', 'do-not-notify': 'Do not notify', 'no-view': 'No view' }

/** What is open on this page, each with its own address. */
function openActs({ may, uid, canDecideNow, canMove, paused }: CasePageModel) {
  const acts: readonly { readonly open: boolean; readonly href: string; readonly text: string }[] =
    [
      {
        open: may.decide && canDecideNow,
        href: paths.decide(uid),
        text: 'Record the decision to notify or not',
      },
      {
        open: may.giveView && canDecideNow,
        href: paths.view(uid),
        text: 'Give the view of your organisation',
      },
      { open: may.update && canMove, href: paths.move(uid), text: 'Record what happens next' },
      { open: may.readReviews, href: paths.reviews(uid), text: 'Rapid review and reviews' },
      { open: may.readChronology, href: paths.chronology(uid), text: 'Chronology' },
      { open: may.readFindings, href: paths.findings(uid), text: 'What the review found' },
      { open: may.setClock, href: paths.dates(uid), text: 'Correct or add a date' },
      { open: may.update, href: paths.councils(uid), text: 'Say which councils it concerns' },
      {
        open: may.recordPerson,
        href: paths.addPerson(uid),
        text: 'Add a child or somebody of the family',
      },
      { open: true, href: paths.genogram(uid), text: 'Genogram: the family as a drawing' },
      { open: may.readVault, href: paths.people(uid), text: 'Names and addresses' },
      {
        open: may.update,
        href: paths.pause(uid),
        text: paused ? 'End the pause' : 'Pause for proceedings elsewhere',
      },
      { open: true, href: paths.conflict(uid), text: 'I know somebody in this case' },
    ]
  return acts.filter((each) => each.open)
}

function Acts({ model }: { readonly model: CasePageModel }) {
  return (
    <ul class="govuk-list heed-acts">
      {openActs(model).map((each) => (
        <li>
          <SafeLink href={each.href}>{each.text}</SafeLink>
        </li>
      ))}
    </ul>
  )
}

function Known({ model }: { readonly model: CasePageModel }) {
  return (
    <FactList
      card={{ title: 'What is known' }}
      facts={[
        { name: 'What happened', value: caseNatureWords[model.nature] },
        { name: 'In words', value: model.summary, unknown: 'Not recorded, or not open to you' },
        { name: 'Kinds of harm', value: model.harms.map((harm) => harmWords[harm]).join(', ') },
        { name: 'Abuse or neglect suspected', value: sayAnswer(model.abuseSuspected) },
        ...caseDateNames.map((name) => ({
          name: caseDateWords[name],
          value: sayCaseDate(model.dates[name].now),
        })),
        {
          name: 'Council where it happened',
          value: model.areaCouncil,
          unknown: 'Not known yet',
        },
        model.homeCouncil !== null && {
          name: 'Council where the child lives',
          value: model.homeCouncil,
        },
        {
          name: 'Agencies that knew the family',
          value: model.agencies.map((agency) => agency.name).join(', '),
        },
      ]}
    />
  )
}

function Children({ rows }: { readonly rows: readonly Child[] }) {
  if (rows.length === 0)
    return <p class="govuk-body">No child is recorded yet. A case may be notified without one.</p>
  return (
    <DataTable
      caption="Children"
      rows={rows}
      columns={[
        { head: 'Child', cell: (child) => child.label },
        { head: 'Part', cell: (child) => partWords[child.part] },
        { head: 'Age', cell: (child) => child.ageBand ?? 'Not recorded' },
        { head: 'Ethnicity', cell: (child) => child.ethnicity ?? 'Not recorded' },
        { head: 'Disability', cell: (child) => sayAnswer(child.disability) },
        { head: 'Looked after', cell: (child) => sayAnswer(child.lookedAfter) },
      ]}
    />
  )
}

function Notification({ model }: { readonly model: CasePageModel }) {
  const { decision, views } = model.notification
  return (
    <FactList
      card={{ title: 'Notification' }}
      facts={[
        {
          name: 'The council’s decision',
          value: decision && (
            <>
              {decision.decision === 'notify' ? 'To notify the Panel' : 'Not to notify'}
              <div>{decision.reasons}</div>
              <div class="heed-quiet">
                {decision.by}
                {decision.agency === null ? '' : `, ${decision.agency}`}, {sayMoment(decision.at)}
                {decision.discussedOn === null
                  ? ''
                  : `; discussed on ${sayDate(decision.discussedOn)}`}
              </div>
            </>
          ),
          unknown: 'Not decided yet',
        },
        ...views.map((view) => ({
          name: `View of the ${partnerNames[view.partner].toLowerCase()}`,
          value: (
            <>
              {viewWords[view.view]}
              {view.reasons === '' ? null : <div>{view.reasons}</div>}
            </>
          ),
        })),
        ...model.missingViews.map((partner) => ({
          name: `View of the ${partnerNames[partner].toLowerCase()}`,
          unknown: 'Not yet given; nothing waits for it',
        })),
      ]}
    />
  )
}

const eventWords = {
  paused: 'Paused for proceedings elsewhere',
  resumed: 'Pause ended',
  moved: 'Moved on',
}

function eventTitle(event: Event): string {
  if (event.kind !== 'moved' || event.act === null) return eventWords[event.kind]
  return event.act in caseActDoneWords ? caseActDoneWords[event.act as CaseAct] : event.act
}

/** A case: what the reader can do, what is due, what is known, and what happened to it. */
export function CasePage({
  model,
  children,
}: {
  readonly model: CasePageModel
  readonly children?: ComponentChildren
}) {
  return (
    <>
      <Acts model={model} />
      <Deadlines uid={model.uid} deadlines={model.deadlines} mayKeep={model.may.setClock} />
      {children}
      <Notification model={model} />
      <Known model={model} />
      <Children rows={model.children} />
      <h2 class="govuk-heading-m">History</h2>
      {model.events.length === 0 ? (
        <p class="govuk-body">Nothing has happened since it was recorded.</p>
      ) : (
        <History
          items={model.events.map((event) => ({
            title: eventTitle(event),
            by: event.by,
            on: event.at,
            words: sayMoment(event.at),
            children: event.reason ? <p class="govuk-body">{event.reason}</p> : undefined,
          }))}
        />
      )}
      <AccessLinks links={model.accessLinks} />
    </>
  )
}
