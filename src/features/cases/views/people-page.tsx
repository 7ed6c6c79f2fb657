import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { personPartWords, personParts, vaultKindWords, vaultKinds } from '#features/people/model.ts'
import type { PersonPart, VaultKind } from '#features/people/model.ts'
import type { Uid } from '#shared/ids.ts'
import { sayAnswer } from '../case-words.ts'
import type { Answered } from '../model.ts'
import { paths } from '../paths.ts'

interface Person {
  readonly uid: Uid
  readonly label: string
  readonly part: PersonPart
}

interface Value {
  readonly uid: Uid
  readonly personUid: Uid | null
  readonly kind: VaultKind
  readonly value: string
  readonly hiddenFrom: string | null
  readonly endedAt: string | null
}

/** The vault of a case: who is behind each label. */
export function PeoplePage(props: {
  readonly uid: Uid
  readonly people: readonly Person[]
  readonly values: readonly Value[]
  readonly mayRecord: boolean
}) {
  const { uid, people, values, mayRecord } = props
  const labels = new Map(people.map((person) => [person.uid, person.label]))
  return (
    <>
      <p class="govuk-inset-text">
        These names and addresses are in the vault. Every opening of this page is recorded with your
        name. Everywhere else Heed uses the labels.
      </p>
      {values.length === 0 ? (
        <EmptyState title="Nothing in the vault yet">
          Record names, dates and places here, so that the publication check can look for each of
          them.
        </EmptyState>
      ) : (
        <DataTable
          caption="Names, dates and places"
          rows={values}
          columns={[
            {
              head: 'Whose',
              cell: (row) =>
                row.personUid === null ? 'The case as a whole' : (labels.get(row.personUid) ?? ''),
            },
            { head: 'What', cell: (row) => vaultKindWords[row.kind] },
            {
              head: 'Value',
              cell: (row) => (row.endedAt === null ? row.value : `${row.value} (no longer right)`),
            },
            { head: 'Keep from', cell: (row) => row.hiddenFrom ?? '' },
            ...(mayRecord
              ? [
                  {
                    head: 'Change',
                    acts: true,
                    cell: (row: Value) =>
                      row.endedAt === null ? (
                        <SafeLink href={paths.endValue(uid, row.uid)}>
                          No longer right<span class="govuk-visually-hidden">: {row.value}</span>
                        </SafeLink>
                      ) : (
                        ''
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {mayRecord ? (
        <p class="govuk-body">
          <SafeLink href={paths.addValue(uid)}>Record a name, date or place</SafeLink>
        </p>
      ) : null}
    </>
  )
}

const answers: readonly Answered[] = [
  'yes',
  'no',
  'not-asked',
  'asked-not-known',
  'declined',
  'not-yet-happened',
]
const answerOptions = answers.map((value) => ({ value, text: sayAnswer(value) }))
const childParts = [
  { value: 'died', text: 'Died' },
  { value: 'harmed', text: 'Was harmed' },
  { value: 'sibling', text: 'Brother or sister' },
  { value: 'other', text: 'Other child' },
]

/** A child, named or not, or somebody else of the family. */
export function AddPerson({
  form,
  uid,
  mayRecordVault,
}: {
  readonly form: PageForm
  readonly uid: Uid
  readonly mayRecordVault: boolean
}) {
  return (
    <Form action={paths.addPerson(uid)} idempotencyKey={form.key}>
      <SelectField
        form={form}
        name="part"
        label="Who is it?"
        blank="Choose one"
        options={personParts.map((value) => ({ value, text: personPartWords[value] }))}
      />
      <TextField
        form={form}
        name="label"
        label="Label"
        optional
        width={20}
        hint="Heed gives the next free one, like Child A, when you leave it empty. Never initials."
      />
      {mayRecordVault ? (
        <TextField
          form={form}
          name="name"
          label="Name, for the vault"
          optional
          hint="A child may have no name yet. The name is shown on the vault page only."
        />
      ) : null}
      <RadioField
        form={form}
        name="childPart"
        label="If it is a child: what part?"
        optional
        options={childParts}
      />
      <TextField
        form={form}
        name="ageBand"
        label="Age, as a band"
        optional
        width={20}
        hint="For example: under 1 year"
      />
      <TextField form={form} name="sex" label="Sex" optional width={20} />
      <TextField form={form} name="ethnicity" label="Ethnicity, as recorded" optional />
      <SelectField
        form={form}
        name="disability"
        label="Disability"
        blank="Choose one"
        options={answerOptions}
      />
      <SelectField
        form={form}
        name="lookedAfter"
        label="Looked after"
        blank="Choose one"
        options={answerOptions}
      />
      <SelectField
        form={form}
        name="protectionPlan"
        label="Child protection plan, now or before"
        blank="Choose one"
        options={answerOptions}
      />
      <ButtonGroup>
        <Button text="Add person" />
      </ButtonGroup>
    </Form>
  )
}

/** A value for the vault. */
export function AddValue({
  form,
  uid,
  people,
}: {
  readonly form: PageForm
  readonly uid: Uid
  readonly people: readonly Person[]
}) {
  return (
    <Form action={paths.addValue(uid)} idempotencyKey={form.key}>
      <SelectField
        form={form}
        name="person"
        label="Whose is it?"
        blank="It belongs to the case as a whole"
        options={people.map((person) => ({ value: person.uid, text: person.label }))}
      />
      <SelectField
        form={form}
        name="kind"
        label="What is it?"
        blank="Choose one"
        options={vaultKinds.map((value) => ({ value, text: vaultKindWords[value] }))}
      />
      <TextField
        form={form}
        name="value"
        label="Value"
        hint="A date as 2026-03-27; an NHS number with or without spaces."
      />
      <TextField
        form={form}
        name="hiddenFrom"
        label="From whom must it be kept?"
        optional
        hint="For an address, or anything that reveals a place."
      />
      <ButtonGroup>
        <Button text="Keep in the vault" />
      </ButtonGroup>
    </Form>
  )
}

/** A value of the vault was wrong or is out of date. */
export function EndValue({
  form,
  uid,
  entry,
}: {
  readonly form: PageForm
  readonly uid: Uid
  readonly entry: Uid
}) {
  return (
    <>
      <p class="govuk-body">
        It stays in the vault and is still looked for before anything is published.
      </p>
      <Form action={paths.endValue(uid, entry)} idempotencyKey={form.key}>
        <TextArea form={form} name="reason" label="Why is it no longer right?" rows={2} />
        <ButtonGroup>
          <Button text="Mark as no longer right" />
        </ButtonGroup>
      </Form>
    </>
  )
}
