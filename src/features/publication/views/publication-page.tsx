import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Details } from '#platform/html/govuk/details.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Approval, AttachedDocument, Publication, PublicationText } from '../model.ts'
import { paths } from '../paths.ts'
import { publicationKindWords } from '../publication-words.ts'
import { wordsOf } from '../statement.ts'
import { LearnedText } from './prose-blocks.tsx'

/** What the reader may do on the page of a publication, now. */
export interface PublicationActs {
  readonly write: boolean
  readonly lock: boolean
  readonly unlock: boolean
  readonly approve: boolean
  readonly takeBack: boolean
  readonly publish: boolean
  readonly revise: boolean
  readonly withdraw: boolean
  readonly check: boolean
  readonly refresh: boolean
}

/** One run of the check, for the history. */
export interface ShownCheck {
  readonly at: Instant
  readonly by: string
  readonly words: string
}

/** All that the page of a publication shows. */
export interface PublicationModel {
  readonly publication: Publication
  readonly text: PublicationText
  readonly document: AttachedDocument | undefined
  readonly approvals: readonly Approval[]
  readonly checks: readonly ShownCheck[]
  readonly gateWords: string | undefined
  readonly stateWords: readonly string[]
  readonly may: PublicationActs
  readonly formKey: string
}

function OneButton(props: {
  readonly model: PublicationModel
  readonly action: string
  readonly text: string
  readonly secondary?: boolean
  /** For what may be done whatever somebody else changed meanwhile. */
  readonly anyVersion?: boolean
}) {
  return (
    <Form
      action={props.action}
      idempotencyKey={props.model.formKey}
      version={props.anyVersion ? undefined : props.model.publication.version}
    >
      <Button text={props.text} classes={props.secondary ? 'govuk-button--secondary' : undefined} />
    </Form>
  )
}

/** The one act that comes next is the page's primary button; the others stand beside it. */
function Acts({ model }: { readonly model: PublicationModel }) {
  const { may } = model
  const { uid } = model.publication
  return (
    <div class="govuk-button-group">
      {may.lock ? (
        <OneButton model={model} action={paths.lock(uid)} text="Lock the text for approval" />
      ) : null}
      {may.approve ? (
        <OneButton model={model} action={paths.approve(uid)} text="Approve this version" />
      ) : null}
      {may.publish ? (
        <OneButton
          model={model}
          action={paths.publish(uid)}
          text="Publish"
          secondary={may.approve}
        />
      ) : null}
      {may.takeBack ? (
        <OneButton
          model={model}
          action={paths.takeBack(uid)}
          text="Take my approval back"
          secondary
        />
      ) : null}
      {may.unlock ? (
        <OneButton
          model={model}
          action={paths.unlock(uid)}
          text="Open for writing again"
          secondary
        />
      ) : null}
      {may.refresh ? (
        <OneButton
          model={model}
          action={paths.refresh(uid)}
          text="Bring what happened next up to date"
          secondary
          anyVersion
        />
      ) : null}
      {may.revise ? (
        <OneButton model={model} action={paths.revise(uid)} text="Begin a correction" secondary />
      ) : null}
    </div>
  )
}

function Links({ model }: { readonly model: PublicationModel }) {
  const { may } = model
  const { uid } = model.publication
  const links: readonly (readonly [boolean, string, string])[] = [
    [may.write, paths.write(uid), 'Write the text'],
    [may.write, paths.bringRecommendations(uid), 'Bring recommendations of the case in'],
    [may.write, paths.addRecommendation(uid), 'Type a recommendation'],
    [may.write, paths.document(uid), model.document ? 'Change the document' : 'Attach a document'],
    [may.check, paths.gate(uid), 'Check for names, dates and places of the case'],
    [may.withdraw, paths.withdraw(uid), 'Take the public page down'],
  ]
  return (
    <ul class="govuk-list heed-acts">
      {links
        .filter(([open]) => open)
        .map(([, href, text]) => (
          <li>
            <SafeLink href={href}>{text}</SafeLink>
          </li>
        ))}
    </ul>
  )
}

function approvalsInWords({ approvals, publication }: PublicationModel): string[] {
  const now = approvals.filter(
    (one) => one.textVersion === publication.textVersion && one.takenBackAt === null,
  )
  return now.map((one) => `${one.byName}, ${one.agencyName}, ${sayMoment(one.at)}`)
}

function Facts({ model }: { readonly model: PublicationModel }) {
  const { publication, text } = model
  const words = approvalsInWords(model)
  return (
    <FactList
      facts={[
        { name: 'Kind', value: publicationKindWords[publication.kind] },
        { name: 'Public address', value: `/reviews/${text.slug}` },
        { name: 'Version of the text', value: String(text.textVersion) },
        {
          name: 'Approved by',
          value:
            words.length === 0
              ? 'Nobody yet. Two people of two agencies are needed.'
              : words.map((one) => <div>{one}</div>),
        },
        model.gateWords !== undefined && { name: 'Check', value: model.gateWords },
        {
          name: 'Document',
          value: model.document === undefined ? 'None' : model.document.name,
        },
        publication.firstPublishedAt !== null && {
          name: 'First made public',
          value: sayMoment(publication.firstPublishedAt),
        },
        publication.copy === 'withdrawn' && {
          name: 'Taken down',
          value: `${publication.withdrawnAt === null ? '' : sayMoment(publication.withdrawnAt)}: ${publication.withdrawReason ?? ''}`,
        },
      ]}
    />
  )
}

function Recommendations({ model }: { readonly model: PublicationModel }) {
  const { text, publication, may } = model
  if (text.recommendations.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">What was recommended and what happened next</h2>
      <ol class="govuk-list govuk-list--number">
        {text.recommendations.map((one, at) => (
          <li>
            <p class="govuk-body">{one.words ?? 'Text not held'}</p>
            <p class="govuk-body">
              To {one.addressee}. <strong>{model.stateWords[at]}</strong>, as of{' '}
              {sayDate(one.stateOn)}.
            </p>
            {may.write ? (
              <Form
                action={paths.removeRecommendation(publication.uid, one.id)}
                idempotencyKey={model.formKey}
                version={publication.version}
              >
                <Button
                  text={`Remove recommendation ${at + 1}`}
                  classes="govuk-button--secondary"
                />
              </Form>
            ) : null}
          </li>
        ))}
      </ol>
    </>
  )
}

function Text({ model }: { readonly model: PublicationModel }) {
  const { blocks } = model.text.body
  if (blocks.length === 0) {
    return (
      <EmptyState
        title="No text yet"
        action={
          model.may.write
            ? { href: paths.write(model.publication.uid), text: 'Write it' }
            : undefined
        }
      >
        What was learned stands here: headings, paragraphs, lists, tables and captions.
      </EmptyState>
    )
  }
  const shown = blocks.map((block) => ({
    kind: block.kind,
    level: block.level,
    words: wordsOf(block),
  }))
  return <LearnedText blocks={shown} />
}

/** A publication: what can be done now, where it stands, its text, what was recommended, and the runs of the check. */
export function PublicationPage({ model }: { readonly model: PublicationModel }) {
  return (
    <>
      <Acts model={model} />
      <Links model={model} />
      <Facts model={model} />
      <Text model={model} />
      <Recommendations model={model} />
      {model.checks.length > 0 ? (
        <Details summaryText="Runs of the check">
          <History
            items={model.checks.map((check) => ({
              title: check.words,
              by: check.by,
              on: check.at,
              words: sayMoment(check.at),
            }))}
          />
        </Details>
      ) : null}
    </>
  )
}
