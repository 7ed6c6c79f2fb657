import {
  CheckboxField,
  ConfirmField,
  RadioField,
  SelectField,
} from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form, HiddenField } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { useWords } from '#platform/html/own-words.ts'
import type { Uid } from '#shared/ids.ts'
import { addressedToWords, askWords, asks, sourceWords } from '../recommendation-words.ts'

/** One thing that can be chosen. */
export interface Choice {
  readonly uid: Uid
  readonly text: string
}

const optionsOf = (choices: readonly Choice[]) =>
  choices.map(({ uid, text }) => ({ value: uid, text }))
const wordsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** What a draft may be tied to and made to. */
export interface DraftChoices {
  readonly agencies: readonly Choice[]
  readonly findings: readonly Choice[]
  /** The reviews from which it may come; none once it is drafted. */
  readonly reviews: readonly Choice[]
}

function Whom({
  form,
  agencies,
}: {
  readonly form: PageForm
  readonly agencies: readonly Choice[]
}) {
  return (
    <>
      <RadioField
        form={form}
        name="addressedTo"
        label="To whom is it made?"
        options={wordsOf(addressedToWords)}
      />
      <CheckboxField
        form={form}
        name="agencies"
        label="Agencies that are to answer"
        hint="For the partnership as a whole: those that answer for it. For national bodies: none."
        options={optionsOf(agencies)}
        small
      />
    </>
  )
}

function Where(props: { readonly form: PageForm; readonly reviews: readonly Choice[] }) {
  const { form, reviews } = props
  const words = useWords()
  return (
    <>
      <SelectField
        form={form}
        name="source"
        label="What kind of work recommends it?"
        blank="Choose one"
        options={wordsOf(sourceWords(words('review.local')))}
      />
      {reviews.length === 0 ? null : (
        <SelectField
          form={form}
          name="review"
          label="Which review?"
          blank="None of these"
          options={optionsOf(reviews)}
        />
      )}
      <TextField form={form} name="sourceTitle" label="Title of the report or letter" optional />
      <TextField form={form} name="number" label="Its number there" width={5} optional />
      <TextField form={form} name="sourcePlace" label="Paragraph or page" width={20} optional />
    </>
  )
}

function What({ form }: { readonly form: PageForm }) {
  return (
    <>
      <TextArea
        form={form}
        name="text"
        label="What is recommended?"
        hint="Who has to do what, and by when. Write it so that nobody can be recognised in it."
        maxLength={4000}
      />
      <ConfirmField
        form={form}
        name="notHeld"
        label="The words are not held: it is only known that there was a recommendation"
      />
      <DateField form={form} name="dueOn" label="By when?" optional />
      <TextArea
        form={form}
        name="outcome"
        label="What is to be different for children?"
        rows={3}
        maxLength={4000}
        optional
      />
      <TextArea
        form={form}
        name="measure"
        label="How will one see that it is?"
        rows={3}
        maxLength={4000}
        optional
      />
      <CheckboxField
        form={form}
        name="asks"
        label="What kind of change does it ask for?"
        options={asks.map((value) => ({ value, text: askWords[value] }))}
        small
      />
    </>
  )
}

/** A recommendation in its words: new, or a draft that is changed. */
export function DraftForm(props: {
  readonly form: PageForm
  readonly action: string
  readonly cancel: string
  readonly choices: DraftChoices
  readonly fromCase?: Uid | undefined
  readonly version?: number | undefined
  readonly button: string
}) {
  const { form, choices } = props
  return (
    <Form
      action={props.action}
      idempotencyKey={form.key}
      {...(props.version !== undefined && { version: props.version })}
    >
      {props.fromCase === undefined ? null : <HiddenField name="case" value={props.fromCase} />}
      <Where form={form} reviews={choices.reviews} />
      <What form={form} />
      <Whom form={form} agencies={choices.agencies} />
      {choices.findings.length === 0 ? null : (
        <CheckboxField
          form={form}
          name="findings"
          label="Findings on which it rests"
          options={optionsOf(choices.findings)}
          small
        />
      )}
      <ButtonGroup>
        <Button text={props.button} />
        <SafeLink href={props.cancel}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}
