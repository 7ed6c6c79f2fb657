import { FactList } from '#platform/html/fact-list.tsx'
import { Form } from '#platform/html/form.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import type { Block } from '#shared/prose.ts'
import { claimKindLabels } from '../claims/claim.ts'
import type { Claim, ClaimList, ClaimState } from '../claims/claim-work.ts'
import { textNotHeld } from '../claims/recommendations.ts'
import type { Statement } from '../model.ts'
import { statementPaths as paths } from '../paths.ts'
import { wordsOf } from '../statement.ts'

/** A recommendation that a statement speaks of, with its words where the statement or Heed holds them. */
export interface ShownSpoken {
  readonly words?: string | undefined
  /** The reference of ours that it was tied to. */
  readonly reference?: string
  readonly href?: string | undefined
}

/** All that the page of a statement shows. */
export interface StatementModel {
  readonly statement: Statement
  readonly claims: ClaimList
  readonly spoken: readonly ShownSpoken[]
  /** Where a recommendation of ours can be tied, for those who may. */
  readonly tieHref: string | undefined
  readonly may: { readonly decide: boolean }
  readonly formKey: string
}

const stateWords: Readonly<Record<ClaimState, string>> = {
  proposed: 'Proposed',
  accepted: 'Accepted',
  dropped: 'Dropped',
  merged: 'Merged into another claim',
}

function Facts({ statement }: { readonly statement: Statement }) {
  return (
    <FactList
      facts={[
        { name: 'Publisher', value: statement.publisher },
        {
          name: 'Published',
          value:
            statement.publishedOn === null
              ? 'The text does not say when'
              : `${sayDate(statement.publishedOn)}${statement.weekdayDiffers ? ' (the text names another day of the week)' : ''}`,
        },
        {
          name: 'Whose',
          value: statement.otherBody
            ? 'Another body. It stays private in the library, and nothing of ours is tied to it.'
            : 'Ours',
        },
        {
          name: 'Imported',
          value: (
            <>
              {sayMoment(statement.importedAt)}, from{' '}
              <SafeLink href={paths.file(statement.uid)}>{statement.fileName}</SafeLink>
            </>
          ),
        },
      ]}
    />
  )
}

function Words({ block }: { readonly block: Block }) {
  const words = wordsOf(block)
  return block.kind === 'heading' ? (
    <h3 class="govuk-heading-s">{words}</h3>
  ) : (
    <p class="govuk-body">{words}</p>
  )
}

function ClaimCard({ claim, model }: { readonly claim: Claim; readonly model: StatementModel }) {
  const { statement, may } = model
  const words = claim.words.length > 160 ? `${claim.words.slice(0, 157)}…` : claim.words
  return (
    <li>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <strong>{claimKindLabels[claim.kind]}</strong> · {stateWords[claim.state]}
      </p>
      <p class="govuk-body govuk-!-margin-bottom-1">
        <SafeLink href={paths.claim(statement.uid, claim.id)}>{words}</SafeLink>
      </p>
      {may.decide && claim.state === 'proposed' ? (
        <Form
          action={paths.accept(statement.uid, claim.id)}
          idempotencyKey={model.formKey}
          version={statement.version}
        >
          <button type="submit" class="govuk-button govuk-button--secondary">
            Accept<span class="govuk-visually-hidden">: {words}</span>
          </button>
        </Form>
      ) : null}
    </li>
  )
}

/** Two panes at a desk, one under the other on a phone: a paragraph, and the claims that stand in it. */
function Paragraph({ block, model }: { readonly block: Block; readonly model: StatementModel }) {
  const claims = model.claims.filter((claim) => claim.places[0]?.blockId === block.id)
  return (
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">
        <Words block={block} />
      </div>
      <div class="govuk-grid-column-one-half">
        {claims.length === 0 ? null : (
          <ul class="govuk-list">
            {claims.map((claim) => (
              <ClaimCard claim={claim} model={model} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

function Spoken({ one, tieHref }: { one: ShownSpoken; tieHref: string | undefined }) {
  const { words, reference, href } = one
  return (
    <>
      {words ?? textNotHeld}
      {reference === undefined ? null : (
        <div class="heed-quiet">
          Tied to {href === undefined ? reference : <SafeLink href={href}>{reference}</SafeLink>}
        </div>
      )}
      {words === undefined && reference === undefined && tieHref !== undefined ? (
        <div>
          <SafeLink href={tieHref}>Tie it to a recommendation that Heed holds</SafeLink>
        </div>
      ) : null}
    </>
  )
}

function Recommendations({ model }: { readonly model: StatementModel }) {
  if (model.spoken.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Recommendations that it speaks of</h2>
      <ol class="govuk-list govuk-list--number">
        {model.spoken.map((one) => (
          <li>
            <Spoken one={one} tieHref={model.tieHref} />
          </li>
        ))}
      </ol>
    </>
  )
}

function claimCount(claims: ClaimList): string {
  const proposed = claims.filter((claim) => claim.state === 'proposed').length
  const accepted = claims.filter((claim) => claim.state === 'accepted').length
  return `${claims.length} claims in all: ${accepted} accepted, ${proposed} to look at.`
}

/** A statement as it was published, with the claims that it makes beside its paragraphs. */
export function StatementPage({ model }: { readonly model: StatementModel }) {
  const { statement, claims } = model
  return (
    <>
      <Facts statement={statement} />
      <p class="govuk-body">{claimCount(claims)}</p>
      <ul class="govuk-list">
        <li>
          <SafeLink href={paths.became(statement.uid)}>What became of what was said?</SafeLink>
        </li>
        {model.may.decide ? (
          <li>
            <SafeLink href={paths.addClaim(statement.uid)}>Add a claim</SafeLink>
          </li>
        ) : null}
      </ul>
      {claims.length === 0 ? (
        <InsetText>
          The rules found no claim in this text. A person can add those that they see.
        </InsetText>
      ) : null}
      <h2 class="govuk-heading-m">The text and its claims</h2>
      {statement.text.blocks.map((block) => (
        <Paragraph block={block} model={model} />
      ))}
      <Recommendations model={model} />
    </>
  )
}

/** The names of the paragraphs, for choosing one. */
export function paragraphChoices(
  blocks: readonly Block[],
): readonly { readonly value: Uid; readonly text: string }[] {
  return blocks.map((block, at) => {
    const words = wordsOf(block)
    const short = words.length > 70 ? `${words.slice(0, 67)}…` : words
    return { value: block.id, text: `${at + 1}. ${short}` }
  })
}
