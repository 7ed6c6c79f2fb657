import { ConfirmField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { WarningText } from '#platform/html/govuk/warning-text.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'

interface Name {
  readonly uid: Uid
  readonly principalName: string
  readonly agency: string | null
  readonly ends: Instant
  readonly reason: string
}

interface Word {
  readonly name: string
  readonly agency: string | null
  readonly reason: string
  readonly at: Instant
}

/** A case and its seal. */
export interface SealModel {
  readonly uid: Uid
  readonly sealed: boolean
  readonly names: readonly Name[]
  readonly words: readonly Word[]
  readonly people: readonly { readonly uid: Uid; readonly text: string }[]
  readonly mayRelease: boolean
}

interface Props {
  readonly form: PageForm
  readonly seal: SealModel
}

const withAgency = (name: string, agency: string | null) =>
  agency === null ? name : `${name}, ${agency}`

function SetSeal({ form, seal }: Props) {
  return (
    <>
      <p class="govuk-body">
        A sealed case, with its recommendations, opens only to persons who are named for it, each
        until a day. No role opens it, and emergency access does not. To all others it looks as if
        it did not exist.
      </p>
      <WarningText>
        It closes at once to everybody but you. You are named for thirty days; name the others, and
        somebody of another agency who can release it with a second person.
      </WarningText>
      <Form action={paths.seal(seal.uid)} idempotencyKey={form.key}>
        <ConfirmField form={form} name="sure" label="It is to close to everybody else now" />
        <ButtonGroup>
          <Button text="Seal this case" classes="govuk-button--warning" />
        </ButtonGroup>
      </Form>
    </>
  )
}

function Names({ form, seal }: Props) {
  return (
    <DataTable
      caption="To whom it opens"
      rows={seal.names}
      columns={[
        { head: 'Person', cell: (name) => withAgency(name.principalName, name.agency) },
        { head: 'Until', cell: (name) => sayDate(londonToday(name.ends)) },
        { head: 'Why', cell: (name) => name.reason },
        {
          head: 'End',
          cell: (name) => (
            <Form action={paths.endSealName(seal.uid, name.uid)} idempotencyKey={form.key}>
              <Button
                text={`Close it to ${name.principalName}`}
                classes="govuk-button--secondary"
              />
            </Form>
          ),
        },
      ]}
    />
  )
}

function NameSomebody({ form, seal }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">Name somebody</h2>
      <p class="govuk-body">They still need a role or a grant that opens the case to them.</p>
      <Form action={paths.nameForSeal(seal.uid)} idempotencyKey={form.key}>
        <SelectField
          form={form}
          name="person"
          label="To whom does it open?"
          blank="Choose one"
          options={seal.people.map(({ uid, text }) => ({ value: uid, text }))}
        />
        <DateField form={form} name="until" label="Until" />
        <TextArea form={form} name="reason" label="Why do they need it?" rows={2} />
        <ButtonGroup>
          <Button text="Open it to them" />
        </ButtonGroup>
      </Form>
    </>
  )
}

function Release({ form, seal }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">Release the seal</h2>
      <p class="govuk-body">
        Two people of two agencies must agree, and both must be named above.
        {seal.words.length > 0 ? ' It waits for the second person.' : ''}
      </p>
      {seal.words.map((word) => (
        <p class="govuk-body">
          {withAgency(word.name, word.agency)} agreed, {sayMoment(word.at)}: {word.reason}
        </p>
      ))}
      {seal.mayRelease ? (
        <Form action={paths.releaseSeal(seal.uid)} idempotencyKey={form.key}>
          <TextArea form={form} name="because" label="Why is it no longer needed?" rows={2} />
          <ButtonGroup>
            <Button text="Agree to release the seal" classes="govuk-button--secondary" />
          </ButtonGroup>
        </Form>
      ) : null}
    </>
  )
}

/** The seal of a case: setting it, naming persons, releasing it. */
export function SealPage(props: Props) {
  if (!props.seal.sealed) return <SetSeal {...props} />
  return (
    <>
      <Names {...props} />
      <NameSomebody {...props} />
      <Release {...props} />
    </>
  )
}
