import type { ComponentChildren } from 'preact'
import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, FileField, TextArea, TextField } from '#platform/html/fields.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import type { AnswerKind } from '../model.ts'
import { answerWords } from '../recommendation-words.ts'
import type { Choice } from './draft-form.tsx'

interface AnswerFormProps {
  readonly form: PageForm
  readonly uid: Uid
  readonly text: string
  readonly evidence: readonly Choice[]
}

function Change({ form }: Pick<AnswerFormProps, 'form'>) {
  return (
    <TextArea
      form={form}
      name="change"
      label="What would be done instead"
      rows={3}
      maxLength={4000}
    />
  )
}

function Evidence({ form, evidence }: Pick<AnswerFormProps, 'form' | 'evidence'>) {
  if (evidence.length === 0)
    return <p class="govuk-body">Give the evidence on the page of the recommendation first.</p>
  return (
    <CheckboxField
      form={form}
      name="evidence"
      label="Evidence that shows it"
      options={evidence.map(({ uid, text }) => ({ value: uid, text }))}
      small
    />
  )
}

function Fields({ form, evidence }: Pick<AnswerFormProps, 'form' | 'evidence'>) {
  const opens: Partial<Record<AnswerKind, ComponentChildren>> = {
    'accepted-with-change': <Change form={form} />,
    'already-done': <Evidence form={form} evidence={evidence} />,
  }
  return (
    <>
      <RadioField
        form={form}
        name="kind"
        label="The answer"
        // The keys of the words are the kinds by the type of the record.
        options={(Object.entries(answerWords) as [AnswerKind, string][]).map(([value, text]) => ({
          value,
          text,
          ...(opens[value] !== undefined && { opens: opens[value] }),
        }))}
      />
      <TextArea
        form={form}
        name="reasons"
        label="Reasons"
        hint="Needed when it is changed or not accepted."
        rows={3}
        maxLength={4000}
        optional
      />
    </>
  )
}

function Buttons({ uid, text }: { readonly uid: Uid; readonly text: string }) {
  return (
    <ButtonGroup>
      <Button text={text} />
      <SafeLink href={paths.recommendation(uid)}>Cancel</SafeLink>
    </ButtonGroup>
  )
}

/** The answer of the reader's own agency. */
export function GiveAnswer(props: AnswerFormProps & { readonly agency: string }) {
  const { form, uid } = props
  return (
    <>
      <p class="govuk-body">You answer for {props.agency}.</p>
      <p class="govuk-body-l">{props.text}</p>
      <Form action={paths.answer(uid)} idempotencyKey={form.key}>
        <Fields form={form} evidence={props.evidence} />
        <Buttons uid={uid} text="Give the answer" />
      </Form>
    </>
  )
}

/** An answer that came by letter, mail, meeting or telephone, recorded on the agency's behalf. */
export function AnswerFor(props: AnswerFormProps & { readonly agencies: readonly Choice[] }) {
  const { form, uid } = props
  return (
    <>
      <p class="govuk-body">
        Record here what an agency answered outside Heed. It is marked as recorded on its behalf
        until the agency itself confirms it.
      </p>
      <p class="govuk-body-l">{props.text}</p>
      <Form action={paths.answerFor(uid)} idempotencyKey={form.key} multipart>
        <SelectField
          form={form}
          name="agency"
          label="Whose answer is it?"
          blank="Choose one"
          options={props.agencies.map((each) => ({ value: each.uid, text: each.text }))}
        />
        <Fields form={form} evidence={props.evidence} />
        <TextField
          form={form}
          name="receivedFrom"
          label="Received from"
          hint="A post or an office, like “Head of safeguarding”."
        />
        <RadioField
          form={form}
          name="receivedHow"
          label="How did it come?"
          options={[
            { value: 'letter', text: 'Letter' },
            { value: 'e-mail', text: 'E-mail' },
            { value: 'meeting', text: 'At a meeting' },
            { value: 'telephone', text: 'Telephone' },
          ]}
        />
        <DateField form={form} name="receivedOn" label="When did it come?" />
        <TextField
          form={form}
          name="document"
          label="What shows it?"
          hint="The letter, mail, minute or note of the call, and where it is kept."
        />
        <FileField form={form} name="paper" label="The paper itself" optional />
        <Buttons uid={uid} text="Record the answer" />
      </Form>
    </>
  )
}

/** The agency's own word that what was recorded on its behalf is its answer. */
export function ConfirmAnswer(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly answer: Uid
  readonly words: readonly string[]
}) {
  const { form, uid } = props
  return (
    <>
      <p class="govuk-body">This was recorded on behalf of your agency:</p>
      {props.words.map((each) => (
        <p class="govuk-body-l">{each}</p>
      ))}
      <p class="govuk-body">
        If it is not right, give your own answer instead: the later one stands.
      </p>
      <Form action={paths.confirmAnswer(uid, props.answer)} idempotencyKey={form.key}>
        <Buttons uid={uid} text="Confirm: this is our answer" />
      </Form>
      <p class="govuk-body">
        <SafeLink href={paths.answer(uid)}>Give our own answer</SafeLink>
      </p>
    </>
  )
}
