import { DataTable } from '#platform/html/data-table.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import type { Tone } from '#platform/html/state-word.tsx'
import { useWords } from '#platform/html/own-words.ts'
import { sayDate, sayDateInFull, sayMoment } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { caseReviewActLabels } from '../case-review.ts'
import type { CaseReviewAct } from '../case-review.ts'
import { caseReviewActDoneWords, sayReviewKind } from '../labels.ts'
import type { ReviewKind } from '../model.ts'
import { paths } from '../paths.ts'
import { Delays, Restrictions } from './overlays.tsx'
import type { DelayRow, RestrictionRow } from './overlays.tsx'
import { Lines, OpenActs, SaidLine, Signatures } from './parts.tsx'
import type { OpenLink, SaidBy, SignatureRow } from './parts.tsx'

/** An act that is open from here, with what it still waits for in words. */
export interface WaitingAct {
  readonly act: CaseReviewAct
  readonly waitsFor: readonly string[]
}

/** A duty of the review as the page shows it. */
export interface ReviewDuty {
  readonly title: string
  readonly due: PlainDate | null
  readonly rule: string
  readonly standing: { readonly tone: Tone; readonly words: string }
}

/** All that the page of a review shows. */
export interface ReviewPageModel {
  readonly uid: Uid
  readonly kind: ReviewKind
  readonly draft: number
  readonly decidedOn: PlainDate
  readonly publishOn: PlainDate | null
  readonly copyBy: PlainDate | null
  /** The last working day before a planned day that is none. */
  readonly notWorking: PlainDate | null
  readonly copySentOn: PlainDate | null
  readonly publishedOn: PlainDate | null
  readonly panelToldOfWithholdingOn: PlainDate | null
  readonly cases: readonly { readonly uid: Uid; readonly reference: string }[]
  readonly terms: { readonly method: string; readonly terms: string; readonly said: SaidBy } | null
  readonly reviewer: {
    readonly name: string
    readonly organisation: string | null
    readonly conflictDeclaration: string
    readonly declaredOn: PlainDate
    readonly said: SaidBy
  } | null
  readonly readings: readonly {
    readonly draft: number
    readonly verdict: 'clear' | 'not-clear'
    readonly note: string | null
    readonly said: SaidBy
  }[]
  readonly signatures: readonly SignatureRow[]
  readonly delays: readonly DelayRow[]
  readonly restrictions: readonly RestrictionRow[]
  readonly duties: readonly ReviewDuty[]
  readonly waiting: readonly WaitingAct[]
  readonly events: readonly {
    readonly act: CaseReviewAct
    readonly on: PlainDate
    readonly at: Instant
    readonly reason: string | null
    readonly by_name: string
  }[]
  readonly acts: readonly OpenLink[]
  readonly mayManage: boolean
}

function Next({ waiting }: { readonly waiting: readonly WaitingAct[] }) {
  if (waiting.length === 0) return null
  return (
    <FactList
      card={{ title: 'What comes next, and what it waits for' }}
      facts={waiting.map(({ act, waitsFor }) => ({
        name: caseReviewActLabels[act],
        value:
          waitsFor.length === 0 ? (
            'Open now'
          ) : (
            <ul class="govuk-list">
              {waitsFor.map((each) => (
                <li>{each}</li>
              ))}
            </ul>
          ),
      }))}
    />
  )
}

function Duties({ duties }: { readonly duties: readonly ReviewDuty[] }) {
  if (duties.length === 0) return null
  return (
    <DataTable
      caption="Deadlines"
      rows={duties}
      columns={[
        { head: 'Duty', cell: (duty) => duty.title },
        {
          head: 'How it stands',
          cell: (duty) => <StateWord tone={duty.standing.tone}>{duty.standing.words}</StateWord>,
        },
        {
          head: 'Date',
          cell: (duty) => (duty.due === null ? 'No date yet' : sayDateInFull(duty.due)),
        },
        { head: 'Rule', cell: (duty) => duty.rule },
      ]}
    />
  )
}

function Publication({ model }: { readonly model: ReviewPageModel }) {
  const { publishOn, copyBy, notWorking, copySentOn, publishedOn } = model
  return (
    <FactList
      card={{ title: 'Publication' }}
      facts={[
        {
          name: 'Planned for',
          value: publishOn && (
            <>
              {sayDateInFull(publishOn)}
              {notWorking === null ? null : (
                <div class="heed-quiet">
                  Not a working day; the last one before is {sayDate(notWorking)}
                </div>
              )}
            </>
          ),
          unknown: 'No day set yet',
        },
        copyBy !== null && {
          name: 'Copy to the Panel, the Secretary of State and Ofsted by',
          value: sayDateInFull(copyBy),
        },
        {
          name: 'Copy sent',
          value: copySentOn && sayDateInFull(copySentOn),
          unknown: 'Not sent yet',
        },
        publishedOn !== null && { name: 'Published', value: sayDateInFull(publishedOn) },
        model.panelToldOfWithholdingOn !== null && {
          name: 'Panel told that it is not published',
          value: sayDateInFull(model.panelToldOfWithholdingOn),
        },
      ]}
    />
  )
}

function Frame({ model }: { readonly model: ReviewPageModel }) {
  const { terms, reviewer } = model
  const words = useWords()
  return (
    <FactList
      card={{ title: 'The review' }}
      facts={[
        { name: 'Kind', value: sayReviewKind(model.kind, words) },
        {
          name: 'Cases',
          value: model.cases.map((kase, at) => (
            <>
              {at === 0 ? '' : ', '}
              <SafeLink href={paths.case(kase.uid)}>{kase.reference}</SafeLink>
            </>
          )),
        },
        { name: 'Decided', value: sayDateInFull(model.decidedOn) },
        {
          name: 'Reviewer',
          value: reviewer && (
            <>
              {reviewer.name}
              {reviewer.organisation === null ? '' : `, ${reviewer.organisation}`}
              <div>
                Conflicts of interest, declared {sayDate(reviewer.declaredOn)}:{' '}
                {reviewer.conflictDeclaration}
              </div>
              <SaidLine said={reviewer.said} />
            </>
          ),
          unknown: 'Not named yet',
        },
        { name: 'Method', value: terms?.method, unknown: 'Not recorded yet' },
        {
          name: 'Terms of reference',
          value: terms && (
            <>
              <Lines text={terms.terms} />
              <SaidLine said={terms.said} />
            </>
          ),
          unknown: 'Not agreed yet',
        },
      ]}
    />
  )
}

function Readings({ model }: { readonly model: ReviewPageModel }) {
  const own = model.readings.filter((each) => each.draft === model.draft)
  return (
    <FactList
      card={{ title: `Readers of draft ${model.draft}` }}
      facts={
        own.length === 0
          ? [{ name: 'Read for identifiers', unknown: 'By nobody yet; two people are needed' }]
          : own.map((reading) => ({
              name: reading.verdict === 'clear' ? 'Found clear' : 'Found an identifier',
              value: (
                <>
                  {reading.note}
                  <SaidLine said={reading.said} />
                </>
              ),
            }))
      }
    />
  )
}

// What is recorded later than it happened says so.
function whenOf(event: ReviewPageModel['events'][number]): string {
  const recorded = sayMoment(event.at)
  return londonToday(event.at) === event.on
    ? recorded
    : `${sayDate(event.on)}, recorded ${recorded}`
}

function Past({ events }: Pick<ReviewPageModel, 'events'>) {
  if (events.length === 0) return <p class="govuk-body">Nothing has happened since it was begun.</p>
  return (
    <History
      items={events.map((event) => ({
        title: caseReviewActDoneWords[event.act],
        by: event.by_name,
        on: event.at,
        words: whenOf(event),
        children: event.reason ? <p class="govuk-body">{event.reason}</p> : undefined,
      }))}
    />
  )
}

/** A review: what the reader can do, what comes next and what it waits for, what is known, what happened. */
export function ReviewPage({ model }: { readonly model: ReviewPageModel }) {
  return (
    <>
      <OpenActs acts={model.acts} />
      <Next waiting={model.waiting} />
      <Duties duties={model.duties} />
      <Delays model={model} />
      <Restrictions model={model} />
      <Publication model={model} />
      <Signatures
        draft={model.draft}
        signatures={model.signatures}
        missing="Not yet signed; asked for before publication"
      />
      <Readings model={model} />
      <Frame model={model} />
      <h2 class="govuk-heading-m">History</h2>
      <Past events={model.events} />
    </>
  )
}
