import { FactList } from '#platform/html/fact-list.tsx'
import { TaskList } from '#platform/html/govuk/task-list.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { useWords } from '#platform/html/own-words.ts'
import { sayDate, sayDateInFull, sayMoment } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { StatutoryPartner, UnknownBecause } from '#features/cases/model.ts'
import {
  criterionNames,
  partnerNames,
  rapidReviewActDoneWords,
  replyWords,
  sayOutcome,
  sayAnswer,
  sectionQuestions,
  sendGuardWords,
} from '../labels.ts'
import { rapidReviewSections, reviewCriteria } from '../model.ts'
import type { PanelReply, RapidReviewSection, ReviewCriterion, ReviewOutcome } from '../model.ts'
import { paths } from '../paths.ts'
import type { RapidReviewAct, SendGuard } from '../rapid-review.ts'
import { Lines, OpenActs, SaidLine, Signatures } from './parts.tsx'
import type { OpenLink, SaidBy, SignatureRow } from './parts.tsx'

interface Answer {
  readonly answer: 'yes' | 'no'
  readonly text: string
  readonly said: SaidBy
}

interface Criterion {
  readonly criterion: ReviewCriterion
  readonly answer: 'yes' | 'no' | UnknownBecause
  readonly reasons: string
  readonly said: SaidBy
}

/** One event of the life, for the history. */
export interface RapidEvent {
  readonly act: RapidReviewAct
  readonly on: PlainDate
  readonly at: Instant
  readonly reason: string | null
  readonly unsigned: readonly StatutoryPartner[]
  readonly by_name: string
}

/** All that the page of a rapid review shows. */
export interface RapidPageModel {
  readonly uid: Uid
  readonly kase: { readonly uid: Uid; readonly reference: string }
  readonly draft: number
  readonly sentOn: PlainDate | null
  readonly answers: ReadonlyMap<RapidReviewSection, Answer>
  readonly criteria: readonly Criterion[]
  readonly decision: {
    readonly outcome: ReviewOutcome
    readonly reasons: string
    readonly viewOnNational: string
    readonly decidedOn: PlainDate
    readonly said: SaidBy
  } | null
  readonly signatures: readonly SignatureRow[]
  readonly replies: readonly (PanelReply & { readonly said: SaidBy })[]
  readonly blocks: readonly SendGuard[]
  readonly chases: readonly SendGuard[]
  readonly missing: readonly StatutoryPartner[]
  readonly events: readonly RapidEvent[]
  /** May the reader answer the questions now? */
  readonly writes: boolean
  readonly sendable: boolean
  readonly acts: readonly OpenLink[]
}

function done(isDone: boolean) {
  return isDone
    ? { text: 'Answered' }
    : { tag: { text: 'Not answered yet', classes: 'govuk-tag--blue' } }
}

function Questions({ model }: { readonly model: RapidPageModel }) {
  const { uid, criteria, answers } = model
  const next = reviewCriteria.find((each) => !criteria.some(({ criterion }) => criterion === each))
  return (
    <>
      <h2 class="govuk-heading-m">What it has to say</h2>
      <TaskList
        items={[
          ...rapidReviewSections.map((section) => ({
            title: { text: sectionQuestions[section].title },
            href: paths.question(uid, section),
            status: done(answers.has(section)),
          })),
          {
            title: { text: 'The criteria for a review' },
            hint: { text: `${criteria.length} of ${reviewCriteria.length} answered` },
            href: paths.criterion(uid, next ?? 'improvements-needed'),
            status: done(next === undefined),
          },
          {
            title: { text: 'The partners’ decision' },
            href: paths.decision(uid),
            status: done(model.decision !== null),
          },
        ]}
      />
    </>
  )
}

function Sending({ model }: { readonly model: RapidPageModel }) {
  const { blocks, chases, missing } = model
  return (
    <FactList
      card={{ title: 'Before it goes to the Panel' }}
      facts={[
        {
          name: 'To be answered first',
          value:
            blocks.length === 0 ? (
              'Nothing: it can be sent'
            ) : (
              <ul class="govuk-list">
                {blocks.map((guard) => (
                  <li>{sendGuardWords[guard]}</li>
                ))}
              </ul>
            ),
        },
        chases.length > 0 && {
          name: 'Chased, does not hold it',
          value: `Signature not yet given: ${missing.map((each) => partnerNames[each].toLowerCase()).join(', ')}`,
        },
      ]}
    />
  )
}

function Said({ model }: { readonly model: RapidPageModel }) {
  const words = useWords()
  const { decision, writes, uid } = model
  return (
    <>
      <FactList
        card={{ title: 'Questions' }}
        facts={rapidReviewSections.map((section) => {
          const answer = model.answers.get(section)
          return {
            name: sectionQuestions[section].question,
            value: answer && (
              <>
                {answer.answer === 'yes' ? 'Yes' : 'No'}
                <Lines text={answer.text} />
                <SaidLine said={answer.said} />
              </>
            ),
            unknown: 'Not answered yet',
            change: writes && answer ? { href: paths.question(uid, section) } : undefined,
          }
        })}
      />
      <FactList
        card={{ title: 'Decision on a review' }}
        facts={[
          {
            name: 'Decided',
            value: decision && (
              <>
                {sayOutcome(decision.outcome, words)}, {sayDateInFull(decision.decidedOn)}
                <Lines text={decision.reasons} />
                <SaidLine said={decision.said} />
              </>
            ),
            unknown: 'Not decided yet',
          },
          decision !== null && {
            name: 'View on a national review',
            value: decision.viewOnNational,
            unknown: 'Not recorded',
          },
          ...model.criteria.map((each) => ({
            name: criterionNames[each.criterion],
            value: (
              <>
                {sayAnswer(each.answer)}. {each.reasons}
              </>
            ),
            change: writes ? { href: paths.criterion(uid, each.criterion) } : undefined,
          })),
        ]}
      />
    </>
  )
}

function Replies({ model }: { readonly model: RapidPageModel }) {
  if (model.replies.length === 0) return null
  return (
    <FactList
      card={{ title: 'The Panel’s reply' }}
      facts={model.replies.map((reply) => ({
        name: `Received ${sayDate(reply.receivedOn)}`,
        value: (
          <>
            {replyWords[reply.outcome]}
            {reply.text === '' ? null : <Lines text={reply.text} />}
            <SaidLine said={reply.said} />
          </>
        ),
      }))}
    />
  )
}

function eventWords(event: RapidEvent) {
  const unsigned = event.unsigned.map((each) => partnerNames[each].toLowerCase()).join(', ')
  if (!event.reason && unsigned === '' && event.act !== 'send') return undefined
  return (
    <>
      {event.act === 'send' ? <p class="govuk-body">Sent on {sayDate(event.on)}</p> : null}
      {event.reason ? <p class="govuk-body">{event.reason}</p> : null}
      {unsigned === '' ? null : <p class="govuk-body">Sent without the signature of: {unsigned}</p>}
    </>
  )
}

/** A rapid review: what the reader can do, what it waits for, what it says, who signed, what happened. */
export function RapidPage({ model }: { readonly model: RapidPageModel }) {
  return (
    <>
      <OpenActs acts={model.acts} />
      <p class="govuk-body">
        Of case <SafeLink href={paths.case(model.kase.uid)}>{model.kase.reference}</SafeLink>
        {model.sentOn === null ? '' : `; sent to the Panel on ${sayDate(model.sentOn)}`}
      </p>
      {model.writes ? <Questions model={model} /> : null}
      {model.sendable ? <Sending model={model} /> : null}
      <Signatures
        draft={model.draft}
        signatures={model.signatures}
        missing="Not yet signed; nothing waits for it"
      />
      <Replies model={model} />
      <Said model={model} />
      <h2 class="govuk-heading-m">History</h2>
      {model.events.length === 0 ? (
        <p class="govuk-body">Nothing has happened since it was begun.</p>
      ) : (
        <History
          items={model.events.map((event) => ({
            title: rapidReviewActDoneWords[event.act],
            by: event.by_name,
            on: event.at,
            words: sayMoment(event.at),
            children: eventWords(event),
          }))}
        />
      )}
    </>
  )
}
