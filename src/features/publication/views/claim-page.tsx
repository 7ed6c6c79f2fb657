import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Details } from '#platform/html/govuk/details.tsx'
import { History } from '#platform/html/history.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { claimKindLabels, claimKindNames } from '../claims/claim.ts'
import { claimTransitions } from '../claims/claim-work.ts'
import type { Claim, ClaimAct, ClaimEvent } from '../claims/claim-work.ts'
import type { Statement, TieKind } from '../model.ts'
import { statementPaths as paths } from '../paths.ts'

/** Something of ours that a claim can be or is tied to, in words. */
export interface TieChoice {
  readonly kind: TieKind
  readonly uid: Uid
  readonly words: string
}

/** All that the page of a claim shows. */
export interface ClaimModel {
  readonly statement: Statement
  readonly claim: Claim
  /** Other claims that it may be merged into. */
  readonly others: readonly Claim[]
  readonly names: ReadonlyMap<Uid, string>
  readonly ties: readonly { readonly uid: Uid; readonly words: string }[]
  readonly choices: readonly TieChoice[]
  readonly may: { readonly decide: boolean; readonly tie: boolean }
  readonly form: PageForm
}

const actWords: Readonly<Record<ClaimEvent['act'], string>> = {
  propose: 'Proposed by the rules',
  add: 'Added by hand',
  accept: 'Accepted',
  reword: 'Reworded',
  merge: 'Merged into another claim',
  drop: 'Dropped',
  restore: 'Proposed again',
  'take-in': 'Took another claim in',
  'give-back': 'Gave another claim back',
}

const aboutWords = {
  publisher: 'the publisher itself',
  'other-body': 'another body',
  review: 'the review',
  family: 'the family',
  practitioners: 'practitioners',
  'not-said': 'nobody is named',
} as const

const kindOptions = claimKindNames.map((value) => ({ value, text: claimKindLabels[value] }))

function isOpen(claim: Claim, act: ClaimAct): boolean {
  return act in claimTransitions[claim.state]
}

function shorten(words: string): string {
  return words.length > 90 ? `${words.slice(0, 87)}…` : words
}

function Work({ model }: { readonly model: ClaimModel }) {
  const { claim, statement, form } = model
  const common = { idempotencyKey: form.key, version: statement.version }
  return (
    <>
      {isOpen(claim, 'accept') ? (
        <Form action={paths.accept(statement.uid, claim.id)} {...common}>
          <Button text="Accept it" />
        </Form>
      ) : null}
      {isOpen(claim, 'restore') ? (
        <Form action={paths.restore(statement.uid, claim.id)} {...common}>
          <Button text="Propose it again" classes="govuk-button--secondary" />
        </Form>
      ) : null}
      {isOpen(claim, 'reword') ? <Reword model={model} /> : null}
      {isOpen(claim, 'merge') && model.others.length > 0 ? <Merge model={model} /> : null}
      {isOpen(claim, 'drop') ? (
        <Details summaryText="Drop it" open={has(form, 'reason')}>
          <Form action={paths.drop(statement.uid, claim.id)} {...common}>
            <TextArea
              form={form}
              name="reason"
              label="Why these words are nothing to follow up"
              rows={3}
            />
            <Button text="Drop it" classes="govuk-button--secondary" />
          </Form>
        </Details>
      ) : null}
    </>
  )
}

function has(form: PageForm, ...fields: readonly string[]): boolean {
  return form.problems.some((problem) => fields.includes(problem.field))
}

function Reword({ model }: { readonly model: ClaimModel }) {
  const { claim, statement, form } = model
  const known = { words: claim.words, kind: claim.kind, ...form.values }
  const filled = { ...form, values: known }
  return (
    <Details summaryText="Say it in other words, or change its kind" open={has(form, 'words')}>
      <Form
        action={paths.reword(statement.uid, claim.id)}
        idempotencyKey={form.key}
        version={statement.version}
      >
        <TextArea form={filled} name="words" label="The claim in words" rows={4} />
        <RadioField form={filled} name="kind" label="Kind" options={kindOptions} />
        <Button text="Save" classes="govuk-button--secondary" />
      </Form>
    </Details>
  )
}

function Merge({ model }: { readonly model: ClaimModel }) {
  const { claim, statement, form, others } = model
  return (
    <Details summaryText="Merge it into another claim" open={has(form, 'into', 'kind')}>
      <Form
        action={paths.merge(statement.uid, claim.id)}
        idempotencyKey={form.key}
        version={statement.version}
      >
        <SelectField
          form={form}
          name="into"
          label="The claim that says the same"
          blank="Choose one"
          options={others.map((one) => ({ value: one.id, text: shorten(one.words) }))}
        />
        <SelectField
          form={{ ...form, values: {} }}
          name="kind"
          label="Kind that holds, where the two differ"
          blank="Leave it"
          options={kindOptions}
        />
        <Button text="Merge" classes="govuk-button--secondary" />
      </Form>
    </Details>
  )
}

function Ties({ model }: { readonly model: ClaimModel }) {
  const { claim, statement, ties, choices, form } = model
  if (statement.otherBody || claim.state !== 'accepted') return null
  return (
    <>
      <h2 class="govuk-heading-m">Tied to</h2>
      {ties.length === 0 ? (
        <p class="govuk-body">Nothing yet. Heed then says that it holds no information.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {ties.map((tie) => (
            <li>
              {tie.words}
              {model.may.tie ? (
                <Form
                  action={paths.untie(statement.uid, claim.id, tie.uid)}
                  idempotencyKey={form.key}
                >
                  <Button text="Take this tie away" classes="govuk-button--secondary" />
                </Form>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {model.may.tie && choices.length > 0 ? (
        <Form action={paths.tie(statement.uid, claim.id)} idempotencyKey={form.key}>
          <SelectField
            form={form}
            name="to"
            label="Tie it to"
            blank="Choose one"
            options={choices.map((one) => ({ value: `${one.kind} ${one.uid}`, text: one.words }))}
          />
          <Button text="Tie it" classes="govuk-button--secondary" />
        </Form>
      ) : null}
    </>
  )
}

/** One claim: what the statement says, what it is taken to mean, what it is tied to, and what was done with it. */
export function ClaimPage({ model }: { readonly model: ClaimModel }) {
  const { claim, may } = model
  return (
    <>
      {claim.quoted.map((quoted) => (
        <blockquote class="govuk-inset-text">{quoted}</blockquote>
      ))}
      <FactList
        facts={[
          { name: 'Claim', value: claim.words },
          { name: 'Kind', value: claimKindLabels[claim.kind] },
          {
            name: 'Whose doing or view',
            value: claim.attribution.words ?? aboutWords[claim.attribution.about],
          },
          claim.foundBy !== undefined && {
            name: 'Why it was proposed',
            value: claim.foundBy.because,
          },
        ]}
      />
      {may.decide ? <Work model={model} /> : null}
      <Ties model={model} />
      <h2 class="govuk-heading-m">History</h2>
      <History
        items={claim.history.toReversed().map((event) => ({
          title: actWords[event.act],
          by: event.act === 'propose' ? undefined : model.names.get(event.by),
          on: event.at,
          words: sayMoment(event.at),
          children: (
            <>
              {event.reason ? <p class="govuk-body">{event.reason}</p> : null}
              {event.wordsBefore ? <p class="govuk-body">Before: {event.wordsBefore}</p> : null}
            </>
          ),
        }))}
      />
    </>
  )
}

/** Adds a claim that the rules did not see. */
export function AddClaim(props: {
  readonly form: PageForm
  readonly statement: Pick<Statement, 'uid' | 'version'>
  readonly paragraphs: readonly { readonly value: string; readonly text: string }[]
}) {
  const { form, statement } = props
  return (
    <Form
      action={paths.addClaim(statement.uid)}
      idempotencyKey={form.key}
      version={statement.version}
    >
      <SelectField
        form={form}
        name="block"
        label="Paragraph"
        blank="Choose one"
        options={props.paragraphs}
      />
      <TextArea
        form={form}
        name="words"
        label="Its words"
        hint="Copied from the paragraph, letter by letter."
        rows={3}
      />
      <RadioField form={form} name="kind" label="Kind" options={kindOptions} />
      <Button text="Add it" />
    </Form>
  )
}
