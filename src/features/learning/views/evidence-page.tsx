import { FactList } from '#platform/html/fact-list.tsx'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { evidenceLevelWords } from '../evidence.ts'
import type { Figure } from '../evidence-giving.ts'
import type { EvidenceLevel, Stake } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { evidenceKindWords, sayFigure, stakeWords } from '../work-words.ts'
import { EvidenceState } from './evidence-list.tsx'
import type { EvidenceListRow } from './evidence-list.tsx'
import { ReceivedWords, WorkActs } from './work-parts.tsx'
import type { OpenAct } from './work-parts.tsx'

/** All that the page of a piece of evidence shows. */
export interface EvidencePageModel extends EvidenceListRow {
  readonly restricted: boolean
  readonly figure: Figure | null
  readonly givenByName: string
  readonly received: Parameters<typeof ReceivedWords>[0]['received']
  readonly judgements: readonly {
    readonly outcome: 'accepted' | 'returned'
    readonly level: EvidenceLevel
    readonly reason: string
    readonly byName: string
    readonly agencyName: string
    readonly at: Instant
  }[]
  readonly papers: readonly {
    readonly uid: Uid
    readonly name: string
    readonly bytes: number
  }[]
  readonly of: {
    readonly uid: Uid
    readonly reference: string
    readonly text: string | null
  }
  readonly speaksFor: readonly { readonly uid: Uid; readonly text: string }[]
  /** Why the reader, who judges evidence elsewhere, may not judge this; none for others. */
  readonly standsAside: readonly Stake[]
  readonly acts: readonly OpenAct[]
  readonly mayConfirm: boolean
  readonly version: number
  readonly formKey: string
}

function sayBytes(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1)} MB`
}

function Papers({ model }: { readonly model: EvidencePageModel }) {
  return (
    <ul class="govuk-list">
      {model.papers.map((paper) => (
        <li>
          <SafeLink href={workPaths.paper(model.id, paper.uid)}>{paper.name}</SafeLink> (
          {sayBytes(paper.bytes)})
        </li>
      ))}
    </ul>
  )
}

function Facts({ model }: { readonly model: EvidencePageModel }) {
  const { of, speaksFor } = model
  return (
    <FactList
      facts={[
        { name: 'Judged', value: <EvidenceState row={model} /> },
        { name: 'Kind', value: evidenceKindWords[model.kind] },
        model.figure !== null && { name: 'Figure', value: sayFigure(model.figure) },
        {
          name: 'The giver claims',
          value: `${model.claimedLevel} of 4. ${evidenceLevelWords[model.claimedLevel]}`,
        },
        { name: 'Dated', value: sayDate(model.givenOn) },
        {
          name: 'To be given anew from',
          value: model.freshUntil === null ? null : sayDate(model.freshUntil),
          unknown: 'No date set',
        },
        {
          name: 'Given by',
          value: (
            <>
              {model.givenByName}, for {model.agencyName}
              <ReceivedWords agency={model.agencyName} received={model.received} />
            </>
          ),
        },
        {
          name: 'Papers',
          value: model.papers.length === 0 ? null : <Papers model={model} />,
          unknown: 'None attached',
        },
        {
          name: 'For',
          value: (
            <>
              <SafeLink href={workPaths.recommendation(of.uid)}>
                Recommendation {of.reference}
              </SafeLink>
              <div>{of.text ?? 'Text not held'}</div>
            </>
          ),
        },
        {
          name: 'Speaks for',
          value:
            speaksFor.length === 0 ? null : (
              <ul class="govuk-list">
                {speaksFor.map((action) => (
                  <li>
                    <SafeLink href={workPaths.action(action.uid)}>{action.text}</SafeLink>
                  </li>
                ))}
              </ul>
            ),
          unknown: 'The recommendation as a whole',
        },
      ]}
    />
  )
}

function Judgements({ model }: { readonly model: EvidencePageModel }) {
  return (
    <>
      <h2 class="govuk-heading-m">What others said</h2>
      {model.judgements.length === 0 ? (
        <p class="govuk-body">Nobody has judged it yet. Until then it counts for nothing.</p>
      ) : (
        <History
          items={model.judgements.toReversed().map((one) => ({
            title:
              one.outcome === 'accepted'
                ? `Accepted at ${one.level} of 4. ${evidenceLevelWords[one.level]}`
                : 'Returned',
            by: `${one.byName}, ${one.agencyName}`,
            on: one.at,
            words: sayMoment(one.at),
            children: one.reason === '' ? undefined : <p class="govuk-body">{one.reason}</p>,
          }))}
        />
      )}
    </>
  )
}

/** Why somebody stands aside, as a sentence to the reader. */
export function StandsAside(props: { readonly stakes: readonly Stake[] }) {
  if (props.stakes.length === 0) return null
  return (
    <InsetText>
      You stand aside in this: somebody who{' '}
      {props.stakes.map((stake) => stakeWords[stake]).join(', and who ')} does not judge it.
    </InsetText>
  )
}

/** A piece of evidence: what it shows and claims, from whom, and what people without a stake said about it. */
export function EvidencePage({ model }: { readonly model: EvidencePageModel }) {
  return (
    <>
      <p class="govuk-body-l">{model.summary}</p>
      {model.restricted ? (
        <InsetText>Restricted: it holds personal data, and few can open it.</InsetText>
      ) : null}
      {model.inError === null ? null : <InsetText>Recorded in error: {model.inError}</InsetText>}
      <StandsAside stakes={model.standsAside} />
      <WorkActs acts={model.acts} />
      {model.mayConfirm ? (
        <Form
          action={workPaths.confirmEvidence(model.id)}
          idempotencyKey={model.formKey}
          version={model.version}
        >
          <Button
            text="Confirm that this is your agency’s evidence"
            classes="govuk-button--secondary"
          />
        </Form>
      ) : null}
      <Facts model={model} />
      <Judgements model={model} />
    </>
  )
}
