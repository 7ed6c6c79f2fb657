import type { ComponentChildren } from 'preact'
import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import {
  findingEvidenceWords,
  findingKindWords,
  themes,
  themeWords,
  verdictWords,
} from '../finding-words.ts'
import type { Choice } from './draft-form.tsx'

/** A form with its button and the way back. */
export interface FormFrame {
  readonly form: PageForm
  readonly action: string
  readonly cancel: string
  readonly version?: number | undefined
}

function Framed(
  props: FormFrame & { readonly button: string; readonly children?: ComponentChildren },
) {
  return (
    <Form
      action={props.action}
      idempotencyKey={props.form.key}
      {...(props.version !== undefined && { version: props.version })}
    >
      {props.children}
      <ButtonGroup>
        <Button text={props.button} />
        <SafeLink href={props.cancel}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** What the review concludes over all. */
export function ConcludeForm(props: FormFrame) {
  const { form } = props
  return (
    <Framed {...props} button="Record the conclusion">
      <RadioField
        form={form}
        name="verdict"
        label="What does the review conclude?"
        options={optionsOf(verdictWords)}
      />
      <TextArea form={form} name="text" label="In words" maxLength={10_000} />
      <TextField form={form} name="place" label="Where the report says it" width={20} optional />
    </Framed>
  )
}

function WordsFields({ form }: { readonly form: PageForm }) {
  return (
    <>
      <RadioField
        form={form}
        name="kind"
        label="What kind of finding is it?"
        options={optionsOf(findingKindWords)}
      />
      <TextArea form={form} name="text" label="What was found?" maxLength={10_000} />
      <TextArea
        form={form}
        name="underlyingReason"
        label="Why was it so?"
        hint="The underlying reason, in how the work was set up, as far as it is known."
        rows={3}
        maxLength={10_000}
        optional
      />
      <CheckboxField
        form={form}
        name="themes"
        label="Themes"
        options={themes.map((value) => ({ value, text: themeWords[value] }))}
        small
      />
    </>
  )
}

function EvidenceFields({ form }: { readonly form: PageForm }) {
  return (
    <>
      <RadioField
        form={form}
        name="evidenceKind"
        label="What does it rest on?"
        options={Object.entries(findingEvidenceWords).map(([value, text]) => ({
          value,
          text,
          ...(value === 'family-words' && { opens: <FamilyFields form={form} /> }),
        }))}
      />
      <TextField
        form={form}
        name="place"
        label="Where it is found, or what was said"
        hint="For everything but the family’s own words: the paragraph, the episode, the document."
        optional
      />
    </>
  )
}

function FamilyFields({ form }: { readonly form: PageForm }) {
  return (
    <>
      <TextArea form={form} name="words" label="In their words" rows={4} maxLength={10_000} />
      <DateField form={form} name="consentGivenOn" label="When did they agree that it is used?" />
      <TextField
        form={form}
        name="consentFrom"
        label="Who agreed, and how?"
        hint="The part in the family, never a name: “the father, in a meeting”."
        optional
      />
    </>
  )
}

/** A new finding with the first thing that it rests on. */
export function RecordFinding(props: FormFrame & { readonly agencies: readonly Choice[] }) {
  const { form } = props
  return (
    <Framed {...props} button="Record the finding">
      <WordsFields form={form} />
      <EvidenceFields form={form} />
      <CheckboxField
        form={form}
        name="agencies"
        label="Agencies that it concerns"
        options={props.agencies.map(({ uid, text }) => ({ value: uid, text }))}
        small
      />
    </Framed>
  )
}

/** Other words for a finding that is not agreed yet. */
export function ChangeFinding(props: FormFrame) {
  return (
    <Framed {...props} button="Keep the changes">
      <WordsFields form={props.form} />
    </Framed>
  )
}

/** One more thing that a finding rests on. */
export function AddEvidence(props: FormFrame) {
  return (
    <Framed {...props} button="Add it">
      <EvidenceFields form={props.form} />
    </Framed>
  )
}

/** The family took their consent back. */
export function EndConsent(props: FormFrame) {
  return (
    <>
      <p class="govuk-body">
        From that day their words are shown nowhere any more. That they were used before stays on
        record.
      </p>
      <Framed {...props} button="Record that the consent was taken back">
        <DateField form={props.form} name="on" label="When did they take it back?" />
      </Framed>
    </>
  )
}

/** Agreeing a finding. */
export function AgreeFinding(props: FormFrame & { readonly text: string }) {
  return (
    <>
      <p class="govuk-body-l">{props.text}</p>
      <p class="govuk-body">
        Once it is agreed, its words are not changed any more, and it can be shared the same day.
      </p>
      <Framed {...props} button="Agree the finding" />
    </>
  )
}

/** Sharing a finding in words in which nobody can be recognised. */
export function ShareFinding(props: FormFrame & { readonly posts: readonly Choice[] }) {
  const { form } = props
  return (
    <Framed {...props} button="Share it">
      <TextArea
        form={form}
        name="text"
        label="The words that are shared"
        hint="Write them so that no child, family or worker can be recognised. Those with whom it is shared see these words and nothing of the case."
        maxLength={10_000}
      />
      <CheckboxField
        form={form}
        name="posts"
        label="With whom?"
        hint="Whoever fills the post sees it. Those who see all recommendations see it too."
        options={props.posts.map(({ uid, text }) => ({ value: uid, text }))}
        small
      />
    </Framed>
  )
}

/** An agency takes up a good practice. */
export function Adopt(props: FormFrame & { readonly agencies: readonly Choice[] }) {
  const { form } = props
  return (
    <Framed {...props} button="Record it">
      <SelectField
        form={form}
        name="agency"
        label="Which agency took it up?"
        blank="Choose one"
        options={props.agencies.map(({ uid, text }) => ({ value: uid, text }))}
      />
      <DateField form={form} name="since" label="Since when?" />
      <TextArea form={form} name="how" label="What does it do now?" rows={3} maxLength={2000} />
    </Framed>
  )
}

/** A reason and a button. */
export function ReasonForm(
  props: FormFrame & { readonly lead: string; readonly label: string; readonly button: string },
) {
  return (
    <>
      <p class="govuk-body">{props.lead}</p>
      <Framed {...props}>
        <TextArea form={props.form} name="reason" label={props.label} rows={4} maxLength={2000} />
      </Framed>
    </>
  )
}
