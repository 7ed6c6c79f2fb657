import { CheckboxField, RadioField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import { Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { useWords } from '#platform/html/own-words.ts'
import type { Uid } from '#shared/ids.ts'
import type { Quorum } from '../assurance.ts'
import { evidenceLevelWords } from '../evidence.ts'
import type { AssuranceOutcome, EvidenceLevel, Rung, Stake } from '../model.ts'
import { rungWords } from '../recommendation-words.ts'
import { workPaths } from '../work-paths.ts'
import { outcomeWords, stakeWords } from '../work-words.ts'
import { WorkButtons } from './work-parts.tsx'

interface Member {
  readonly uid: Uid
  readonly name: string
  readonly agencyName: string
  readonly stakes: readonly Stake[]
}

/** A sitting of the group: who was there, who stands aside and why, what was decided. */
export function Sit(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
  readonly text: string
  readonly members: readonly Member[]
  readonly quorum: Quorum
  readonly rung: Rung | null
  readonly reached: EvidenceLevel | null
  readonly outcomes: readonly AssuranceOutcome[]
}) {
  const { form, uid, version, quorum, rung, reached } = props
  const words = useWords()
  return (
    <>
      <p class="govuk-body-l">{props.text}</p>
      <p class="govuk-body">
        What has to be shown: {rung === null ? 'not set yet' : `${rung} of 4. ${rungWords[rung]}`}.
        Accepted evidence reaches:{' '}
        {reached === null ? 'nothing yet' : `${reached} of 4. ${evidenceLevelWords[reached]}`}.
      </p>
      <Form action={workPaths.sit(uid)} idempotencyKey={form.key} version={version}>
        <TextField
          form={form}
          name="meeting"
          label="Which meeting, and where are its minutes?"
          hint={`Like “${words('group.assurance')}, March, item 4 of the minutes”.`}
        />
        <DateField form={form} name="on" label="Day of the meeting" />
        <CheckboxField
          form={form}
          name="present"
          label="Who was present?"
          hint={`Those who stand aside may be present and are named; they do not count. The group needs ${quorum.judges} judges of ${quorum.agencies} agencies.`}
          options={props.members.map((member) => ({
            value: member.uid,
            text: `${member.name}, ${member.agencyName}`,
            hint:
              member.stakes.length === 0
                ? undefined
                : `Stands aside: ${member.stakes.map((stake) => stakeWords[stake]).join(', ')}`,
          }))}
          small
        />
        <RadioField
          form={form}
          name="outcome"
          label="What was decided?"
          options={props.outcomes.map((value) => ({ value, text: outcomeWords[value] }))}
        />
        <TextArea form={form} name="reasons" label="Reasons" rows={4} maxLength={4000} />
        <WorkButtons text="Record the decision" back={workPaths.recommendation(uid)} />
      </Form>
    </>
  )
}

/** The reader is too close to a recommendation to judge it. */
export function DeclareInterest(props: { readonly form: PageForm; readonly uid: Uid }) {
  const { form, uid } = props
  return (
    <>
      <p class="govuk-body">
        If you are too close to this recommendation to judge it, say so. You can go on working with
        it; you no longer judge its evidence, sit on it, or record its checks.
      </p>
      <Form action={workPaths.interest(uid)} idempotencyKey={form.key}>
        <TextArea
          form={form}
          name="reason"
          label="Why are you too close to it?"
          rows={2}
          maxLength={1000}
        />
        <WorkButtons text="Stand aside" back={workPaths.recommendation(uid)} />
      </Form>
    </>
  )
}

/** How many judges of how many agencies decide, and when one looks again. */
export function AssuranceRules(props: { readonly form: PageForm }) {
  const { form } = props
  return (
    <Form action={workPaths.assuranceRules} idempotencyKey={form.key}>
      <TextField
        form={form}
        name="judges"
        label="How many judges without a stake make a decision?"
        width={2}
        inputmode="numeric"
      />
      <TextField
        form={form}
        name="agencies"
        label="From how many agencies?"
        width={2}
        inputmode="numeric"
      />
      <TextField
        form={form}
        name="months"
        label="After how many months is a change looked at again?"
        hint="Numbers with commas, like 3, 6, 12. What is planned already stays as it is."
        width={20}
      />
      <WorkButtons text="Set the rules" back={workPaths.assuranceRules} />
    </Form>
  )
}
