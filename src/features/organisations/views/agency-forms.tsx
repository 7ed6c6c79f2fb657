import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { DateField, TextField } from '#platform/html/fields.tsx'
import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import type { Uid } from '#shared/ids.ts'
import { agencyKindWords, partnerWords } from '../labels.ts'
import { agencyKinds, statutoryPartners } from '../model.ts'
import { paths } from '../paths.ts'

interface Chosen {
  readonly uid: Uid
  readonly text: string
}

const optionsOf = (choices: readonly Chosen[]) =>
  choices.map(({ uid, text }) => ({ value: uid, text }))

/** A new agency. */
export function AddAgency({ form }: { readonly form: PageForm }) {
  return (
    <Form action={paths.add} idempotencyKey={form.key}>
      <TextField form={form} name="name" label="Name" width={30} />
      <SelectField
        form={form}
        name="kind"
        label="Kind of body"
        blank="Choose one"
        options={agencyKinds.map((value) => ({ value, text: agencyKindWords[value] }))}
      />
      <RadioField
        form={form}
        name="statutoryPartner"
        label="Is it one of the three safeguarding partners here?"
        options={[
          { value: 'none', text: 'No' },
          ...statutoryPartners.map((value) => ({ value, text: partnerWords[value] })),
        ]}
      />
      <DateField form={form} name="activeFrom" label="Works with the partnership since" />
      <ButtonGroup>
        <Button text="Add agency" />
      </ButtonGroup>
    </Form>
  )
}

/** The end of an agency and who takes over. */
export function EndAgency(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
  readonly successors: readonly Chosen[]
}) {
  const { form, uid } = props
  return (
    <>
      <p class="govuk-body">
        Its posts end with it. Each becomes a post of the successor, with the same holder; actions
        and requests move there with their history.
      </p>
      <Form action={paths.end(uid)} idempotencyKey={form.key} version={props.version}>
        <DateField form={form} name="lastDay" label="Last day" />
        <SelectField
          form={form}
          name="successor"
          label="Which agency takes over?"
          hint="Add it first if it is not in the list."
          blank="Choose one"
          options={optionsOf(props.successors)}
        />
        <ButtonGroup>
          <Button text="End agency and move its posts" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** A new post, filled or vacant. */
export function AddPost(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly people: readonly Chosen[]
}) {
  const { form, uid } = props
  return (
    <Form action={paths.addPost(uid)} idempotencyKey={form.key}>
      <TextField form={form} name="title" label="Title of the post" width={30} />
      <SelectField
        form={form}
        name="holder"
        label="Who holds it?"
        blank="Nobody yet"
        options={optionsOf(props.people)}
      />
      <ButtonGroup>
        <Button text="Add post" />
      </ButtonGroup>
    </Form>
  )
}

/** Somebody else takes up a post. */
export function FillPost(props: {
  readonly form: PageForm
  readonly agency: Uid
  readonly post: Uid
  readonly people: readonly Chosen[]
}) {
  const { form } = props
  return (
    <>
      <p class="govuk-body">
        Whoever holds the post now leaves it at once, and what it opened to them closes. Its actions
        stay with the post.
      </p>
      <Form action={paths.fillPost(props.agency, props.post)} idempotencyKey={form.key}>
        <SelectField
          form={form}
          name="holder"
          label="Who takes up the post?"
          blank="Choose one"
          options={optionsOf(props.people)}
        />
        <ButtonGroup>
          <Button text="Change holder" />
        </ButtonGroup>
      </Form>
    </>
  )
}
