import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import type { Uid } from '#shared/ids.ts'
import { drawnSexWords, lifeWords, relationWords } from '../family-words.ts'
import { paths } from '../family-paths.ts'
import { drawnSexes, lives, personPartWords, relationKinds } from '../model.ts'
import type { PersonPart } from '../model.ts'

/** Somebody to choose. */
export interface PersonChoice {
  readonly id: string
  readonly label: string
}

/** An address of the vault to choose. */
export interface AddressChoice {
  readonly uid: Uid
  readonly value: string
}

interface Props {
  readonly form: PageForm
  readonly uid: Uid
}

const datePart = 'Leave out the day, or the day and the month, if they are not known'

const optionsOf = (people: readonly PersonChoice[]) =>
  people.map(({ id, label }) => ({ value: id, text: label }))

/** What the drawing is told of somebody. */
export function FactsFields({ form }: { readonly form: PageForm }) {
  return (
    <>
      <SelectField
        form={form}
        name="sex"
        label="Drawn as"
        blank="Choose one"
        options={drawnSexes.map((value) => ({ value, text: drawnSexWords[value] }))}
      />
      <RadioField
        form={form}
        name="identified"
        label="Is it known who this is?"
        hint="A father who is not known belongs in the drawing all the same."
        inline
        small
        options={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <SelectField
        form={form}
        name="life"
        label="Life"
        blank="Not recorded"
        options={lives.map((value) => ({ value, text: lifeWords[value] }))}
      />
      <TextField
        form={form}
        name="bornYear"
        label="Year of birth"
        optional
        width={4}
        inputmode="numeric"
        hint="It orders brothers and sisters. The day belongs in the vault."
      />
      <DateField
        form={form}
        name="lifeOn"
        label="Day of the death or loss, or due date (optional)"
        hint={datePart}
      />
    </>
  )
}

/** Somebody of the family who is not a child of the case. */
export function AddMember(
  props: Props & {
    readonly parts: readonly PersonPart[]
    readonly mayRecordVault: boolean
  },
) {
  const { form, uid, parts } = props
  return (
    <Form action={paths.people(uid)} idempotencyKey={form.key}>
      <SelectField
        form={form}
        name="part"
        label="Who is it?"
        blank="Choose one"
        options={parts.map((value) => ({ value, text: personPartWords[value] }))}
      />
      <TextField
        form={form}
        name="label"
        label="Label"
        optional
        width={20}
        hint="Like “Mother of Child Q”. Heed gives the next free one when you leave it empty. Never initials."
      />
      {props.mayRecordVault ? (
        <TextField
          form={form}
          name="name"
          label="Name, for the vault"
          optional
          hint="Shown only to those who may open the vault."
        />
      ) : null}
      <FactsFields form={form} />
      <ButtonGroup>
        <Button text="Add to the family" classes="govuk-button--secondary" />
      </ButtonGroup>
    </Form>
  )
}

/** The two people and how they are related. */
export function RelationFields(props: {
  readonly form: PageForm
  readonly people: readonly PersonChoice[]
}) {
  const { form } = props
  const people = optionsOf(props.people)
  return (
    <>
      <SelectField form={form} name="one" label="This person" blank="Choose one" options={people} />
      <SelectField
        form={form}
        name="kind"
        label="How they are related"
        blank="Choose one"
        options={relationKinds.map((value) => ({ value, text: relationWords[value] }))}
      />
      <SelectField
        form={form}
        name="other"
        label="That person"
        blank="Choose one"
        options={people}
      />
      <DateField form={form} name="since" label="Since (optional)" hint={datePart} />
    </>
  )
}

/** A new relation. */
export function Relate(props: Props & { readonly people: readonly PersonChoice[] }) {
  const { form, uid, people } = props
  return (
    <Form action={paths.relations(uid)} idempotencyKey={form.key}>
      <RelationFields form={form} people={people} />
      <ButtonGroup>
        <Button text="Record the relation" />
      </ButtonGroup>
    </Form>
  )
}

/** The address of a home, for those who may read the vault. */
export function AddressField(props: {
  readonly form: PageForm
  readonly addresses: readonly AddressChoice[]
}) {
  if (props.addresses.length === 0) return null
  return (
    <SelectField
      form={props.form}
      name="address"
      label="Address, from the vault"
      blank="None chosen"
      options={props.addresses.map(({ uid, value }) => ({ value: uid, text: value }))}
    />
  )
}

/** A new home with those who live there. */
export function AddHome(
  props: Props & {
    readonly people: readonly PersonChoice[]
    readonly addresses: readonly AddressChoice[]
  },
) {
  const { form, uid } = props
  return (
    <Form action={paths.homes(uid)} idempotencyKey={form.key}>
      <TextField
        form={form}
        name="homeName"
        label="Name of the home"
        optional
        width={20}
        hint="Home A and so on when you leave it empty. Never an address."
      />
      <AddressField form={form} addresses={props.addresses} />
      <CheckboxField
        form={form}
        name="members"
        label="Who lives there now?"
        small
        options={optionsOf(props.people)}
      />
      <ButtonGroup>
        <Button text="Add the home" classes="govuk-button--secondary" />
      </ButtonGroup>
    </Form>
  )
}

/** Why something is a mistake. */
export function Remove(props: {
  readonly form: PageForm
  readonly action: string
  readonly version: number
  readonly button: string
}) {
  const { form, action, version, button } = props
  return (
    <Form action={action} idempotencyKey={form.key} version={version}>
      <TextArea form={form} name="reason" label="Why is it wrong?" rows={2} />
      <ButtonGroup>
        <Button text={button} classes="govuk-button--warning" />
      </ButtonGroup>
    </Form>
  )
}

/** A button that takes something back. */
export function PutBack(props: {
  readonly form: PageForm
  readonly action: string
  readonly version: number
  readonly what: string
}) {
  const { form, action, version, what } = props
  return (
    <Form action={action} idempotencyKey={form.key} version={version}>
      <Button classes="govuk-button--secondary govuk-!-margin-bottom-1">
        Put back<span class="govuk-visually-hidden">: {what}</span>
      </Button>
    </Form>
  )
}
