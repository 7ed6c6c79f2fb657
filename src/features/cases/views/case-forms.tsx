import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
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

/** The council where it happened and the one where the child lives; both can stay open. */
function CouncilFields(props: {
  readonly form: PageForm
  readonly councils: readonly Chosen[]
  readonly addHref: string | undefined
}) {
  const { form, councils, addHref } = props
  if (councils.length === 0) {
    return (
      <p class="govuk-body">
        No council is among your agencies yet, so it stays open where it happened.{' '}
        {addHref === undefined ? null : <SafeLink href={addHref}>Add a council</SafeLink>}
      </p>
    )
  }
  return (
    <>
      <SelectField
        form={form}
        name="areaCouncil"
        label="Council where it happened"
        blank="Not known yet"
        options={optionsOf(councils)}
      />
      <SelectField
        form={form}
        name="homeCouncil"
        label="Council where the child lives, if another"
        blank="The same, or not known"
        options={optionsOf(councils)}
      />
    </>
  )
}

/** An incident is recorded with what is known; the rest is added later. */
export function RecordCase(props: {
  readonly form: PageForm
  readonly councils: readonly Chosen[]
  readonly agencies: readonly Chosen[]
  /** Where an agency is added, for those who may. */
  readonly addCouncilHref: string | undefined
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
      <CouncilFields form={form} councils={props.councils} addHref={props.addCouncilHref} />
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

/** Which councils the case concerns, said as soon as it is known. */
export function NameCouncils(
  props: CaseForm & {
    readonly councils: readonly Chosen[]
    readonly addCouncilHref: string | undefined
  },
) {
  const { form, uid, version, councils, addCouncilHref } = props
  return (
    <Form action={paths.councils(uid)} idempotencyKey={form.key} version={version}>
      <CouncilFields form={form} councils={councils} addHref={addCouncilHref} />
      {councils.length === 0 ? null : (
        <ButtonGroup>
          <Button text="Keep councils" />
        </ButtonGroup>
      )}
    </Form>
  )
}
