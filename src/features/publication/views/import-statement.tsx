import { RadioField } from '#platform/html/choice-fields.tsx'
import { DateField, FileField, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Details } from '#platform/html/govuk/details.tsx'
import { statementPaths as paths } from '../paths.ts'

/** The form that takes a published statement into the library. */
export function ImportStatement({ form }: { readonly form: PageForm }) {
  return (
    <Form action={paths.add} idempotencyKey={form.key} multipart>
      <FileField
        form={form}
        name="file"
        label="File with the statement"
        hint="Plain text (.txt), Word (.docx) or PDF, up to 25 MB."
        accept=".txt,.docx,.pdf"
      />
      <RadioField
        form={form}
        name="whose"
        label="Who published it"
        options={[
          {
            value: 'other',
            text: 'Another body',
            hint: 'It stays in the library, private. Nothing of ours is tied to it.',
          },
          {
            value: 'ours',
            text: 'We did',
            hint: 'Its claims can be tied to our recommendations, actions and evidence.',
          },
        ]}
      />
      <Details summaryText="Where the text does not say it" open={form.problems.length > 0}>
        <TextField form={form} name="title" label="Title" optional />
        <TextField form={form} name="publisher" label="Publisher" optional />
        <DateField form={form} name="publishedOn" label="Publication date" optional />
      </Details>
      <Button text="Import it" />
    </Form>
  )
}
