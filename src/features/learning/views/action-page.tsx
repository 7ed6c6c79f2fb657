import { DataTable } from '#platform/html/data-table.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { impactScale } from '../impact.ts'
import type { Lateness } from '../lateness.ts'
import type { Delivery, Impact, OwnerSpell } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { becauseWords } from '../work-words.ts'
import { EvidenceTable } from './evidence-list.tsx'
import type { EvidenceListRow } from './evidence-list.tsx'
import { DeliveryWord, LatenessWord, ReceivedWords, WorkActs } from './work-parts.tsx'
import type { OpenAct } from './work-parts.tsx'

interface Move {
  readonly to: PlainDate
  readonly reason: string
  readonly byName: string
  readonly at: Instant
}

interface Note {
  readonly uid: Uid
  readonly words: string
  readonly asksDueOn: PlainDate | null
  readonly at: Instant
  readonly by: string
  readonly agency: string
  readonly received: Parameters<typeof ReceivedWords>[0]['received']
  readonly inError: string | null
  readonly mayConfirm: boolean
  readonly mayWithdraw: boolean
}

/** All that the page of an action shows. */
export interface ActionPageModel {
  readonly uid: Uid
  readonly text: string
  readonly outcome: string
  readonly delivery: Delivery
  readonly impact: Impact
  readonly lateness: Lateness
  readonly againstFirst: Lateness
  readonly originalDueOn: PlainDate
  readonly dueOn: PlainDate
  readonly moves: readonly Move[]
  readonly owners: readonly {
    readonly postTitle: string
    readonly agencyName: string
    readonly personName: string | null
    readonly from: PlainDate
    readonly because: OwnerSpell['because']
    readonly reason: string
    readonly byName: string
  }[]
  readonly milestones: readonly {
    readonly uid: Uid
    readonly text: string
    readonly dueOn: PlainDate
    readonly originalDueOn: PlainDate
    readonly doneOn: PlainDate | null
    readonly lateness: Lateness
  }[]
  readonly notes: readonly Note[]
  readonly history: readonly {
    readonly title: string
    readonly reason: string | null
    readonly at: Instant
    readonly by: string
  }[]
  readonly evidence: readonly EvidenceListRow[]
  readonly recommendation: {
    readonly uid: Uid
    readonly reference: string
    readonly text: string | null
  }
  readonly acts: readonly OpenAct[]
  readonly mayChangeMilestones: boolean
  readonly inErrorReason: string | null
  readonly formKey: string
}

function Owners({ model }: { readonly model: ActionPageModel }) {
  const former = model.owners.slice(0, -1)
  const now = model.owners.at(-1)
  return (
    <>
      {now ? (
        <>
          {now.postTitle}, {now.agencyName}
          {now.personName === null ? null : (
            <div class="heed-quiet">
              Filled by {now.personName} when it came to this post on {sayDate(now.from)}
            </div>
          )}
          {now.because === 'named' ? null : (
            <div class="heed-quiet">
              {becauseWords[now.because]} on {sayDate(now.from)}: {now.reason}
            </div>
          )}
        </>
      ) : null}
      {former.length === 0 ? null : (
        <ul class="govuk-list heed-quiet">
          {former.map((owner) => (
            <li>
              Before: {owner.postTitle}, {owner.agencyName}, from {sayDate(owner.from)}
              {owner.reason === '' ? '' : ` (${owner.reason})`}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Dates({ model }: { readonly model: ActionPageModel }) {
  return (
    <>
      <LatenessWord lateness={model.lateness} due={model.dueOn} />
      {model.moves.length === 0 ? null : (
        <ul class="govuk-list heed-quiet">
          <li>First date {sayDate(model.originalDueOn)}</li>
          {model.moves.map((move) => (
            <li>
              Moved to {sayDate(move.to)} by {move.byName} {sayMoment(move.at)}: {move.reason}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Facts({ model }: { readonly model: ActionPageModel }) {
  const { recommendation } = model
  return (
    <FactList
      facts={[
        {
          name: 'For',
          value: (
            <>
              <SafeLink href={workPaths.recommendation(recommendation.uid)}>
                Recommendation {recommendation.reference}
              </SafeLink>
              <div>{recommendation.text ?? 'Text not held'}</div>
            </>
          ),
        },
        { name: 'Owner', value: <Owners model={model} /> },
        { name: 'By when', value: <Dates model={model} /> },
        { name: 'How it stands', value: <DeliveryWord delivery={model.delivery} /> },
        { name: 'Difference made?', value: impactScale[model.impact].words },
        { name: 'So that', value: model.outcome, unknown: 'No outcome named' },
      ]}
    />
  )
}

function Milestones({ model }: { readonly model: ActionPageModel }) {
  if (model.milestones.length === 0) return null
  return (
    <DataTable
      caption="Milestones"
      rows={model.milestones}
      columns={[
        { head: 'Step', cell: (row) => row.text },
        {
          head: 'By when',
          cell: (row) => (
            <>
              <LatenessWord lateness={row.lateness} due={row.dueOn} />
              {row.dueOn === row.originalDueOn ? null : (
                <div class="heed-quiet">First date {sayDate(row.originalDueOn)}</div>
              )}
            </>
          ),
        },
        {
          head: 'Reached',
          cell: (row) =>
            row.doneOn !== null ? (
              sayDate(row.doneOn)
            ) : model.mayChangeMilestones ? (
              <SafeLink href={workPaths.milestone(model.uid, row.uid)}>
                Record what became of it
                <span class="govuk-visually-hidden">: {row.text}</span>
              </SafeLink>
            ) : (
              'Not yet'
            ),
        },
      ]}
    />
  )
}

function NoteActs({ model, note }: { readonly model: ActionPageModel; readonly note: Note }) {
  return (
    <>
      {note.mayConfirm ? (
        <Form
          action={workPaths.confirmNote(model.uid, note.uid)}
          idempotencyKey={`${model.formKey}`}
        >
          <Button text="Confirm that this is right" classes="govuk-button--secondary" />
        </Form>
      ) : null}
      {note.mayWithdraw ? (
        <p class="govuk-body">
          <SafeLink href={workPaths.noteInError(model.uid, note.uid)}>
            It was recorded in error
          </SafeLink>
        </p>
      ) : null}
    </>
  )
}

function Notes({ model }: { readonly model: ActionPageModel }) {
  return (
    <>
      <h2 class="govuk-heading-m">Progress</h2>
      {model.notes.length === 0 ? (
        <p class="govuk-body">Nothing has been reported yet.</p>
      ) : (
        <History
          items={model.notes.map((note) => ({
            title: note.inError === null ? note.words : 'Recorded in error',
            by: note.received === null ? `${note.by}, ${note.agency}` : note.by,
            on: note.at,
            words: sayMoment(note.at),
            children: (
              <>
                {note.asksDueOn === null ? null : (
                  <p class="govuk-body">Asks for {sayDate(note.asksDueOn)} as the new date.</p>
                )}
                <ReceivedWords agency={note.agency} received={note.received} />
                {note.inError === null ? null : <p class="govuk-body">{note.inError}</p>}
                <NoteActs model={model} note={note} />
              </>
            ),
          }))}
        />
      )}
    </>
  )
}

function WhatHappened({ model }: { readonly model: ActionPageModel }) {
  if (model.history.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">History</h2>
      <History
        items={model.history.map((line) => ({
          title: line.title,
          by: line.by,
          on: line.at,
          words: sayMoment(line.at),
          children: line.reason ? <p class="govuk-body">{line.reason}</p> : undefined,
        }))}
      />
    </>
  )
}

/** An action: what the reader can do, who owns it, by when, how it goes, what proves it, what happened. */
export function ActionPage({ model }: { readonly model: ActionPageModel }) {
  return (
    <>
      <p class="govuk-body-l">{model.text}</p>
      {model.inErrorReason === null ? null : (
        <InsetText>Recorded in error: {model.inErrorReason}</InsetText>
      )}
      <WorkActs acts={model.acts} />
      <Facts model={model} />
      <Milestones model={model} />
      <h2 class="govuk-heading-m">Evidence</h2>
      {model.evidence.length === 0 ? (
        <p class="govuk-body">
          No evidence has been given for this action yet. That it was said to be done proves nothing
          by itself.
        </p>
      ) : (
        <EvidenceTable caption="Evidence" rows={model.evidence} />
      )}
      <Notes model={model} />
      <WhatHappened model={model} />
    </>
  )
}
