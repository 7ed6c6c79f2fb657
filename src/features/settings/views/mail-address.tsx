import { TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { paths } from '../paths.ts'

/** Where Heed writes to this person. */
export function MailAddress(props: {
  readonly form: PageForm
  readonly address: string | undefined
}) {
  const { form, address } = props
  const values = { address: address ?? '', ...form.values }
  return (
    <Form action={paths.address} idempotencyKey={form.key}>
      <p class="govuk-body">
        A message holds a neutral reference and a link, never a name or what it is about. Leave the
        field empty if Heed should not write to you; what waits for you is on your page all the
        same.
      </p>
      <TextField
        form={{ ...form, values }}
        name="address"
        label="Your mail address at work"
        type="email"
        autocomplete="email"
        spellcheck={false}
        optional
      />
      <ButtonGroup>
        <Button text="Save" />
        <SafeLink href={paths.home}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}
