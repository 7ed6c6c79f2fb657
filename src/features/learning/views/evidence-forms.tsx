import {
  CheckboxField,
  ConfirmField,
  RadioField,
  SelectField,
} from '#platform/html/choice-fields.tsx'
import { DateField, FileField, TextArea, TextField } from '#platform/html/fields.tsx'
import { Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import type { Uid } from '#shared/ids.ts'
import { evidenceLevelWords } from '../evidence.ts'
import type { EvidenceLevel } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { evidenceKindWords } from '../work-words.ts'
import { WhereFromFields, WorkButtons } from './work-parts.tsx'

interface Choice {
  readonly uid: Uid
  readonly text: string
}

const levels: readonly EvidenceLevel[] = [0, 1, 2, 3, 4]

function levelOptions(most: EvidenceLevel) {
  return levels
    .filter((level) => level <= most)
    .map((level) => ({ value: String(level), text: `${level}. ${evidenceLevelWords[level]}` }))
}

interface GiveProps {
  readonly form: PageForm
  readonly recommendation: Uid
  readonly text: string
  readonly actions: readonly Choice[]
  /** Agencies on whose behalf the reader may give it; none for whoever gives only the own agency's. */
  readonly agencies: readonly Choice[]
}

function Figure({ form }: { readonly form: PageForm }) {
  return (
    <>
      <TextField
        form={form}
        name="counted"
        label="A figure: how many"
        width={5}
        inputmode="numeric"
        optional
      />
      <TextField
        form={form}
        name="countedOf"
        label="Out of how many"
        width={5}
        inputmode="numeric"
        optional
      />
      <TextField
        form={form}
        name="countedWhat"
        label="Of what"
        hint="Like “discharge sheets with a sleep plan”."
        optional
      />
    </>
  )
}

function What({ form, actions }: Pick<GiveProps, 'form' | 'actions'>) {
  return (
    <>
      {actions.length === 0 ? null : (
        <CheckboxField
          form={form}
          name="actions"
          label="For which actions does it speak?"
          options={actions.map(({ uid, text }) => ({ value: uid, text }))}
          small
        />
      )}
      <SelectField
        form={form}
        name="kind"
        label="What kind of evidence is it?"
        blank="Choose one"
        options={Object.entries(evidenceKindWords).map(([value, text]) => ({ value, text }))}
      />
      <TextArea
        form={form}
        name="summary"
        label="What does it show?"
        hint="In words in which nobody can be recognised."
        rows={4}
        maxLength={4000}
      />
      <Figure form={form} />
      <RadioField
        form={form}
        name="level"
        label="What does it show on the ladder?"
        hint="You claim a level; people without a stake judge it."
        options={levelOptions(4)}
      />
    </>
  )
}

/** A piece of evidence: words, figures, a paper, and the level that it claims. */
export function GiveEvidence(props: GiveProps) {
  const { form, recommendation, agencies } = props
  const back = workPaths.recommendation(recommendation)
  return (
    <>
      <p class="govuk-body-l">{props.text}</p>
      <Form action={workPaths.giveEvidence(recommendation)} idempotencyKey={form.key} multipart>
        <What form={form} actions={props.actions} />
        <DateField form={form} name="givenOn" label="From which day is it?" />
        <DateField
          form={form}
          name="freshUntil"
          label="From when does it have to be given anew?"
          optional
        />
        <FileField
          form={form}
          name="paper"
          label="A paper"
          hint="PDF, Word, Excel, plain text or a picture. It is checked before it is kept."
          optional
        />
        <ConfirmField
          form={form}
          name="personal"
          label="It holds personal data, so it is restricted"
          hint="Take names and details out where you can."
        />
        {agencies.length === 0 ? null : (
          <>
            <SelectField
              form={form}
              name="agency"
              label="Whose evidence is it?"
              hint="For another agency, say below where it came from."
              blank="My own agency’s"
              options={agencies.map(({ uid, text }) => ({ value: uid, text }))}
            />
            <WhereFromFields form={form} />
          </>
        )}
        <WorkButtons text="Give the evidence" back={back} />
      </Form>
    </>
  )
}

/** What somebody without a stake says about a piece of evidence. */
export function JudgeEvidence(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
  readonly summary: string
  readonly claimed: EvidenceLevel
}) {
  const { form, uid, version, claimed } = props
  return (
    <>
      <p class="govuk-body-l">{props.summary}</p>
      <p class="govuk-body">
        The giver claims {claimed} of 4. {evidenceLevelWords[claimed]}.
      </p>
      <Form action={workPaths.judge(uid)} idempotencyKey={form.key} version={version}>
        <RadioField
          form={form}
          name="outcome"
          label="Your judgement"
          options={[
            { value: 'accepted', text: 'Accept it' },
            { value: 'returned', text: 'Return it with the reasons' },
          ]}
        />
        <RadioField
          form={form}
          name="level"
          label="Which level does it reach in your view?"
          options={levelOptions(claimed)}
        />
        <TextArea
          form={form}
          name="reason"
          label="Reasons"
          hint="Needed when you return it, or accept it for less than is claimed."
          rows={4}
          maxLength={4000}
          optional
        />
        <WorkButtons text="Record judgement" back={workPaths.evidence(uid)} />
      </Form>
    </>
  )
}
