import { DataTable } from '#platform/html/data-table.tsx'
import { TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Word } from '../model.ts'
import { paths } from '../paths.ts'

/** The words of the partnership. */
export function WordList(props: { readonly words: readonly Word[]; readonly mayChange: boolean }) {
  const { words, mayChange } = props
  return (
    <DataTable
      caption="Words"
      captionHidden
      rows={words}
      columns={[
        {
          head: 'What Heed says',
          cell: (word) =>
            mayChange ? (
              <SafeLink href={paths.word(word.key)}>{word.own ?? word.shipped}</SafeLink>
            ) : (
              (word.own ?? word.shipped)
            ),
        },
        { head: 'What it names', cell: (word) => word.where },
        {
          head: 'Whose word',
          cell: (word) =>
            word.own === undefined ? 'As it ships' : `Yours, instead of “${word.shipped}”`,
        },
      ]}
    />
  )
}

/** One word: say it in other words, or go back to the shipped one. */
export function ChangeWord(props: { readonly form: PageForm; readonly word: Word }) {
  const { form, word } = props
  const values = { own: word.own ?? '', ...form.values }
  return (
    <>
      <p class="govuk-body">
        {word.where}. It ships as “{word.shipped}”.
      </p>
      <Form action={paths.word(word.key)} idempotencyKey={form.key} draftPath={form.draftPath}>
        <TextField
          form={{ ...form, values }}
          name="own"
          label="What your partnership says"
          hint="It is shown wherever this word stands. Do not use the name of a person."
          maxLength={80}
        />
        <ButtonGroup>
          <Button text="Use this word" />
          <SafeLink href={paths.words}>Cancel</SafeLink>
        </ButtonGroup>
      </Form>
      {word.own === undefined ? null : (
        <Form action={paths.resetWord(word.key)} idempotencyKey={form.key}>
          <Button text={`Go back to “${word.shipped}”`} classes="govuk-button--secondary" />
        </Form>
      )}
    </>
  )
}
