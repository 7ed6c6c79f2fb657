import {
  CheckboxField,
  ConfirmField,
  RadioField,
  SelectField,
} from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import type { Uid } from '#shared/ids.ts'
import { caseActLabels } from '../case-states.ts'
import type { CaseAct } from '../case-states.ts'
import {
  caseDateWords,
  caseNatureWords,
  harmWords,
  sayAnswer,
  unknownWords,
} from '../case-words.ts'
import { caseDateNames, caseNatures, harmTypes } from '../model.ts'
import type { Answered } from '../model.ts'
import { paths } from '../paths.ts'

interface Chosen {
  readonly uid: Uid
  readonly text: string
}

const optionsOf = (choices: readonly Chosen[]) =>
  choices.map(({ uid, text }) => ({ value: uid, text }))
const answers: readonly Answered[] = [
  'yes',
  'no',
  'not-asked',
  'asked-not-known',
  'declined',
  'not-yet-happened',
]
const answerOptions = answers.map((value) => ({ value, text: sayAnswer(value) }))
const unknownOptions = (
  ['not-yet-happened', 'not-asked', 'asked-not-known', 'declined'] as const
).map((value) => ({ value, text: unknownWords[value] }))

/** An incident is recorded with what is known; the rest is added later. */
export function RecordCase(props: {
  readonly form: PageForm
  readonly councils: readonly Chosen[]
  readonly agencies: readonly Chosen[]
}) {
  const { form } = props
  return (
    <Form action={paths.add} idempotencyKey={form.key} draftPath={`/drafts?form=${paths.add}`}>
      <p class="govuk-body">
        Record what is known now. No name is needed, and nothing that is missing stops a clock.
        Names go into the vault afterwards, not into these words.
      </p>
      <RadioField
        form={form}
        name="nature"
        label="What happened?"
        options={caseNatures.map((value) => ({ value, text: caseNatureWords[value] }))}
      />
      <SelectField
        form={form}
        name="abuseSuspected"
        label="Is abuse or neglect known or suspected?"
        blank="Choose one"
        options={answerOptions}
      />
      <CheckboxField
        form={form}
        name="harms"
        label="Kinds of harm"
        optional
        small
        options={harmTypes.map((value) => ({ value, text: harmWords[value] }))}
      />
      <DateField form={form} name="incidentOn" label="When did it happen?" optional />
      <DateField form={form} name="discoveredOn" label="When was it discovered?" optional />
      <DateField
        form={form}
        name="laAwareOn"
        label="When did the council become aware?"
        optional
        hint="The five working days for notifying count from this day. For example, 27 3 2026"
      />
      <SelectField
        form={form}
        name="areaCouncil"
        label="Council where it happened"
        blank="Choose one"
        options={optionsOf(props.councils)}
      />
      <SelectField
        form={form}
        name="homeCouncil"
        label="Council where the child lives, if another"
        blank="The same"
        options={optionsOf(props.councils)}
      />
      <CheckboxField
        form={form}
        name="agencies"
        label="Agencies that knew the family"
        optional
        small
        options={optionsOf(props.agencies)}
      />
      <TextArea
        form={form}
        name="summary"
        label="What happened, in words"
        optional
        rows={6}
        maxLength={20_000}
      />
      <TextField
        form={form}
        name="placeKind"
        label="What kind of place was it?"
        optional
        hint="For example: the family home. Never an address."
      />
      <ButtonGroup>
        <Button text="Record incident" />
      </ButtonGroup>
    </Form>
  )
}

interface CaseForm {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

/** One of the four dates is corrected; the value before stays, with the reason. */
export function ChangeDate({ form, uid, version }: CaseForm) {
  return (
    <Form action={paths.dates(uid)} idempotencyKey={form.key} version={version}>
      <RadioField
        form={form}
        name="name"
        label="Which date?"
        options={caseDateNames.map((value) => ({ value, text: caseDateWords[value] }))}
      />
      <RadioField
        form={form}
        name="known"
        label="How well is it known?"
        options={[
          { value: 'exactly', text: 'To the day' },
          { value: 'about', text: 'Between two days' },
          { value: 'no', text: 'Not known' },
        ]}
      />
      <DateField
        form={form}
        name="on"
        label="The day, or the earliest day it can have been"
        optional
      />
      <DateField form={form} name="latest" label="The latest day it can have been" optional />
      <SelectField
        form={form}
        name="because"
        label="If it is not known, why?"
        blank="It is known"
        options={unknownOptions}
      />
      <TextArea
        form={form}
        name="reason"
        label="Why does it change?"
        hint="Needed when a date is corrected. The value before stays on record."
        rows={3}
      />
      <ButtonGroup>
        <Button text="Keep date" />
      </ButtonGroup>
    </Form>
  )
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
export function DeclareConflict({ form, uid }: Omit<CaseForm, 'version'>) {
  return (
    <>
      <p class="govuk-body">
        If you are related to somebody in this case, live with them, or are a witness in it, say so
        here. The case closes to you at once, and the duty officer is told so that you are not left
        without help. Knowing a family through your work is no conflict.
      </p>
      <Form action={paths.conflict(uid)} idempotencyKey={form.key}>
        <TextArea form={form} name="basis" label="What is the conflict?" rows={3} />
        <ButtonGroup>
          <Button text="Declare conflict and close the case to me" />
        </ButtonGroup>
      </Form>
    </>
  )
}
