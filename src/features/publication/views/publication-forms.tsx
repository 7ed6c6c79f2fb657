import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { DateField, FileField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { FormState, PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Details } from '#platform/html/govuk/details.tsx'
import { WarningText } from '#platform/html/govuk/warning-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { publicationKinds } from '../model.ts'
import { paths } from '../paths.ts'
import { publicationKindWords } from '../publication-words.ts'

function AddressField({ form }: { readonly form: FormState }) {
  return (
    <TextField
      form={form}
      name="slug"
      label="Last part of the public address"
      hint="Small letters, figures and hyphens, like review-child-f-2024. It is checked for names like the text."
      spellcheck={false}
    />
  )
}

/** Begins a publication of a case's review. */
export function OpenPublication(props: {
  readonly form: PageForm
  readonly cases: readonly { readonly uid: Uid; readonly reference: string }[]
}) {
  const { form } = props
  return (
    <Form action={paths.open} idempotencyKey={form.key}>
      <SelectField
        form={form}
        name="case"
        label="Case"
        hint="The check looks for every name, date and place in the vault of this case and of all cases of the same review."
        blank="Choose one"
        options={props.cases.map((one) => ({ value: one.uid, text: `Case ${one.reference}` }))}
      />
      <RadioField
        form={form}
        name="kind"
        label="What is published"
        options={publicationKinds.map((value) => ({ value, text: publicationKindWords[value] }))}
      />
      <TextField form={form} name="title" label="Title of the public page" />
      <AddressField form={form} />
      <Button text="Begin" />
    </Form>
  )
}

/** Where a form about one publication goes. */
export interface FormPlace {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

function Cancel({ uid }: { readonly uid: Uid }) {
  return <SafeLink href={paths.show(uid)}>Go back without saving</SafeLink>
}

/** The text of a publication as somebody types it. */
export function WriteText({ form, uid, version }: FormPlace) {
  return (
    <Form action={paths.write(uid)} idempotencyKey={form.key} version={version}>
      <TextField form={form} name="title" label="Title of the public page" />
      <AddressField form={form} />
      <TextArea
        form={form}
        name="body"
        label="What was learned"
        rows={24}
        hint="An empty line begins a new paragraph."
      />
      <Details summaryText="Headings, lists, tables and captions">
        <ul class="govuk-list govuk-list--bullet">
          <li># Heading, ## smaller heading</li>
          <li>- list item</li>
          <li>&gt; quotation</li>
          <li>| one cell | another cell |, a line for each row, the first row names the columns</li>
          <li>! caption, or what a picture shows</li>
        </ul>
      </Details>
      <ButtonGroup>
        <Button text="Save as a new version" />
        <Cancel uid={uid} />
      </ButtonGroup>
    </Form>
  )
}

/** Adds a recommendation to the public page. */
export function AddRecommendation(
  props: FormPlace & { readonly states: readonly { value: string; text: string }[] },
) {
  const { form, uid, version } = props
  return (
    <Form action={paths.addRecommendation(uid)} idempotencyKey={form.key} version={version}>
      <TextArea
        form={form}
        name="words"
        label="The recommendation in its own words"
        hint="Leave it empty where the text is not held: the page then says so."
        optional
      />
      <TextField form={form} name="addressee" label="To whom it was made" />
      <SelectField
        form={form}
        name="state"
        label="What happened next"
        blank="Choose one"
        options={props.states}
      />
      <DateField form={form} name="stateOn" label="As of" />
      <ButtonGroup>
        <Button text="Add it" />
        <Cancel uid={uid} />
      </ButtonGroup>
    </Form>
  )
}

/** Brings recommendations of the learning record onto the public page. */
export function BringRecommendations(
  props: FormPlace & {
    readonly offered: readonly {
      readonly value: string
      readonly text: string
      readonly hint: string
    }[]
  },
) {
  const { form, uid, version, offered } = props
  if (offered.length === 0) {
    return (
      <EmptyState
        title="No recommendation of this case is open to you"
        action={{ href: paths.addRecommendation(uid), text: 'Type one by hand' }}
      >
        Recommendations that are recorded for this case can be brought in here with their words.
      </EmptyState>
    )
  }
  return (
    <Form action={paths.bringRecommendations(uid)} idempotencyKey={form.key} version={version}>
      <CheckboxField
        form={form}
        name="chosen"
        label="Recommendations of this case"
        hint="Their words are copied and checked like the text. What happened next can be brought up to date at any time."
        options={offered}
      />
      <ButtonGroup>
        <Button text="Bring them in" />
        <Cancel uid={uid} />
      </ButtonGroup>
    </Form>
  )
}

/** Attaches a document, or takes it off. */
export function AttachDocument(props: FormPlace & { readonly attached: string | undefined }) {
  const { form, uid, version, attached } = props
  return (
    <>
      <Form action={paths.document(uid)} idempotencyKey={form.key} version={version} multipart>
        <FileField
          form={form}
          name="document"
          label="Document"
          hint="A Word document (.docx) or plain text, up to 25 MB. Its text, its name, its properties, comments and alternative texts are all checked."
          accept=".docx,.txt"
        />
        <ButtonGroup>
          <Button text={attached === undefined ? 'Attach it' : 'Attach it instead'} />
          <Cancel uid={uid} />
        </ButtonGroup>
      </Form>
      {attached === undefined ? null : (
        <Form action={paths.removeDocument(uid)} idempotencyKey={form.key} version={version}>
          <p class="govuk-body">Attached now: {attached}</p>
          <Button text="Take the document off" classes="govuk-button--secondary" />
        </Form>
      )}
    </>
  )
}

/** Takes the public page down. */
export function Withdraw({ form, uid, version }: FormPlace) {
  return (
    <Form action={paths.withdraw(uid)} idempotencyKey={form.key} version={version}>
      <WarningText text="The page is gone for everybody as soon as you press the button. Its address will say only that it was taken down, and when." />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Kept inside, never shown in public."
      />
      <ButtonGroup>
        <Button text="Take it down" classes="govuk-button--warning" />
        <Cancel uid={uid} />
      </ButtonGroup>
    </Form>
  )
}
