import { CheckboxField, ConfirmField, RadioField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import type { Uid } from '#shared/ids.ts'
import { caseActLabels } from '../case-states.ts'
import type { CaseAct } from '../case-states.ts'
import { paths } from '../paths.ts'

interface CaseForm {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

/** The view of one of the three partners; it stands beside the decision and never in its way. */
export function GiveView({ form, uid }: CaseForm) {
  return (
    <Form action={paths.view(uid)} idempotencyKey={form.key}>
      <RadioField
        form={form}
        name="view"
        label="What is the view of your organisation?"
        options={[
          { value: 'notify', text: 'Notify the Panel' },
          { value: 'do-not-notify', text: 'Do not notify' },
          { value: 'no-view', text: 'No view' },
        ]}
      />
      <TextArea form={form} name="reasons" label="Reasons" />
      <ButtonGroup>
        <Button text="Give view" />
      </ButtonGroup>
    </Form>
  )
}

/** The council's decision, with reasons either way. */
export function DecideNotification({ form, uid, version }: CaseForm) {
  return (
    <Form action={paths.decide(uid)} idempotencyKey={form.key} version={version}>
      <RadioField
        form={form}
        name="decision"
        label="What does the council decide?"
        options={[
          { value: 'notify', text: 'To notify the Panel' },
          { value: 'do-not-notify', text: 'Not to notify' },
        ]}
      />
      <DateField
        form={form}
        name="notifiedOn"
        label="If notified, on which day was it sent?"
        optional
      />
      <TextArea form={form} name="reasons" label="Reasons" />
      <DateField
        form={form}
        name="discussedOn"
        label="When did the partners talk about it?"
        optional
      />
      <ButtonGroup>
        <Button text="Record decision" />
      </ButtonGroup>
    </Form>
  )
}

/** The next step in the life of a case, from those that are open. */
export function MoveCase({
  form,
  uid,
  version,
  acts,
}: CaseForm & { readonly acts: readonly CaseAct[] }) {
  return (
    <Form action={paths.move(uid)} idempotencyKey={form.key} version={version}>
      <RadioField
        form={form}
        name="act"
        label="What happens next?"
        options={acts.map((value) => ({ value, text: caseActLabels[value] }))}
      />
      {acts.includes('find-criteria-not-met') ? (
        <ConfirmField
          form={form}
          name="panelTold"
          label="The Panel has been told that the criteria were not met"
        />
      ) : null}
      <TextArea form={form} name="reason" label="Reason" rows={3} />
      <ButtonGroup>
        <Button text="Record" />
      </ButtonGroup>
    </Form>
  )
}

/** A pause is shown; it stops no clock. */
export function PauseCase({ form, uid, version, paused }: CaseForm & { readonly paused: boolean }) {
  return (
    <Form action={paths.pause(uid)} idempotencyKey={form.key} version={version}>
      {paused ? null : (
        <RadioField
          form={form}
          name="because"
          label="Which proceedings?"
          hint="The clocks for notifying and for the rapid review run on."
          options={[
            { value: 'criminal', text: 'Criminal investigation or trial' },
            { value: 'inquest', text: 'Inquest' },
            { value: 'care-proceedings', text: 'Care proceedings' },
            { value: 'other', text: 'Other' },
          ]}
        />
      )}
      <TextArea form={form} name="reason" label="Reason" rows={3} />
      <ButtonGroup>
        <Button text={paused ? 'End pause' : 'Pause case'} />
      </ButtonGroup>
    </Form>
  )
}

/** A duty was done, or gets a later date; its first date stays. */
export function KeepDuty({ form, uid, version, clock }: CaseForm & { readonly clock: string }) {
  return (
    <Form action={paths.duty(uid, clock)} idempotencyKey={form.key} version={version}>
      <RadioField
        form={form}
        name="what"
        label="What do you record?"
        options={[
          { value: 'done', text: 'It was done' },
          { value: 'later', text: 'It gets a later date', hint: 'The first date stays on record.' },
        ]}
      />
      <DateField form={form} name="on" label="Date" />
      <TextArea form={form} name="reason" label="Reason" hint="Needed for a later date." rows={3} />
      <CheckboxField
        form={form}
        name="told"
        label="Who was told of a later date?"
        optional
        small
        options={[
          { value: 'panel', text: 'The Panel' },
          { value: 'secretary-of-state', text: 'The Secretary of State' },
          { value: 'ofsted', text: 'Ofsted' },
          { value: 'partners', text: 'The partners' },
        ]}
      />
      <ButtonGroup>
        <Button text="Record" />
      </ButtonGroup>
    </Form>
  )
}

/** A conflict of interest, declared by the reader. */
export function DeclareConflict(
  props: Omit<CaseForm, 'version'> & {
    readonly officers: readonly { readonly name: string; readonly agency: string | null }[]
  },
) {
  const { form, uid, officers } = props
  return (
    <>
      <p class="govuk-body">
        If you are related to somebody in this case, live with them, or are a witness in it, say so
        here. The case closes to you at once. Knowing a family through your work is no conflict.
      </p>
      {officers.length === 0 ? (
        <p class="govuk-body">
          Nobody here settles conflicts yet. If it was a mistake, tell the business manager.
        </p>
      ) : (
        <>
          <p class="govuk-body">
            Those who settle conflicts find a line about it on their page at once. If it was a
            mistake, call one of them; two of two agencies can open the case to you again.
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {officers.map(({ name, agency }) => (
              <li>{agency === null ? name : `${name}, ${agency}`}</li>
            ))}
          </ul>
        </>
      )}
      <Form action={paths.conflict(uid)} idempotencyKey={form.key}>
        <TextArea form={form} name="basis" label="What is the conflict?" rows={3} />
        <ButtonGroup>
          <Button text="Declare conflict and close the case to me" />
        </ButtonGroup>
      </Form>
    </>
  )
}
