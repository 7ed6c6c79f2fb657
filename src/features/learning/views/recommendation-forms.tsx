import type { ComponentChildren } from 'preact'
import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import { recommendationActLabels } from '../recommendation.ts'
import type { RecommendationAct } from '../recommendation.ts'
import { rungWords, strengthWords } from '../recommendation-words.ts'
import type { Rung } from '../model.ts'
import type { Choice } from './draft-form.tsx'

/** A form about one recommendation. */
export interface AboutOne {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

/** A form about one recommendation with its button and the way back. */
export function OneForm(
  props: AboutOne & {
    readonly action: string
    readonly button: string
    readonly children?: ComponentChildren
  },
) {
  return (
    <Form action={props.action} idempotencyKey={props.form.key} version={props.version}>
      {props.children}
      <ButtonGroup>
        <Button text={props.button} />
        <SafeLink href={paths.recommendation(props.uid)}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}

/** The quality check: the advice once more, and how strong what it asks is. */
export function CheckQuality(props: AboutOne & { readonly advice: readonly string[] }) {
  const { form, advice } = props
  return (
    <>
      {advice.length === 0 ? (
        <p class="govuk-body">There is no advice on its wording.</p>
      ) : (
        <>
          <p class="govuk-body">
            Advice on its wording. It stops nothing; what is left as it is stays on record.
          </p>
          <ul class="govuk-list govuk-list--bullet">
            {advice.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </>
      )}
      <OneForm {...props} action={paths.check(props.uid)} button="Record the quality check">
        <RadioField
          form={form}
          name="strength"
          label="How strong is what it asks?"
          options={Object.entries(strengthWords).map(([value, text]) => ({ value, text }))}
        />
        <TextArea form={form} name="note" label="Note" rows={3} maxLength={2000} optional />
      </OneForm>
    </>
  )
}

/** Asking the agencies, and letting in the posts that answer for them. */
export function AskAgencies(
  props: AboutOne & { readonly agencies: readonly string[]; readonly posts: readonly Choice[] },
) {
  const { form } = props
  return (
    <>
      <p class="govuk-body">Asked are: {props.agencies.join(', ')}.</p>
      <OneForm {...props} action={paths.ask(props.uid)} button="Ask for the answers">
        <CheckboxField
          form={form}
          name="posts"
          label="Posts that answer"
          hint="Whoever fills the post sees this recommendation and nothing of the case. An agency of which nobody signs in needs no post: its answer is recorded on its behalf."
          options={props.posts.map(({ uid, text }) => ({ value: uid, text }))}
          small
        />
        <DateField form={form} name="dueOn" label="Answers by when?" />
      </OneForm>
    </>
  )
}

const rungs: readonly Rung[] = [1, 2, 3, 4]

/** The rung that has to be reached. */
export function SetRung(props: AboutOne) {
  const { form } = props
  return (
    <OneForm {...props} action={paths.rung(props.uid)} button="Set the rung">
      <RadioField
        form={form}
        name="rung"
        label="What has to be shown before it counts as achieved?"
        hint="In proportion to what it asks. A statement alone achieves nothing."
        options={rungs.map((rung) => ({ value: String(rung), text: rungWords[rung] }))}
      />
      <TextArea form={form} name="reason" label="Why this much?" rows={3} maxLength={2000} />
    </OneForm>
  )
}

function actOptions(
  acts: readonly RecommendationAct[],
  opens: Partial<Record<RecommendationAct, ComponentChildren>> = {},
) {
  return acts.map((act) => ({
    value: act,
    text: recommendationActLabels[act],
    ...(opens[act] !== undefined && { opens: opens[act] }),
  }))
}

function AgreedText({ form }: { readonly form: PageForm }) {
  return (
    <TextArea
      form={form}
      name="agreedText"
      label="What is agreed instead"
      hint="The words as they now count. Those first made stay beside them."
      rows={4}
      maxLength={4000}
    />
  )
}

/** The decision on a recommendation. */
export function Decide(props: AboutOne & { readonly acts: readonly RecommendationAct[] }) {
  const { form } = props
  return (
    <OneForm {...props} action={paths.decide(props.uid)} button="Record the decision">
      <RadioField
        form={form}
        name="act"
        label="What is decided?"
        options={actOptions(props.acts, { 'agree-changed': <AgreedText form={form} /> })}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Needed for everything but a plain agreement."
        rows={4}
        maxLength={4000}
        optional
      />
    </OneForm>
  )
}

/** How the delivery moves on. */
export function MoveDelivery(props: AboutOne & { readonly acts: readonly RecommendationAct[] }) {
  const { form } = props
  return (
    <OneForm {...props} action={paths.deliver(props.uid)} button="Record it">
      <RadioField form={form} name="act" label="What happened?" options={actOptions(props.acts)} />
      <TextArea form={form} name="reason" label="Reason" rows={4} maxLength={4000} optional />
    </OneForm>
  )
}

/** How a recommendation ends, each end under its own name. */
export function EndRecommendation(
  props: AboutOne & {
    readonly acts: readonly RecommendationAct[]
    readonly others: readonly Choice[]
  },
) {
  const { form, acts } = props
  const replacement = (
    <SelectField
      form={form}
      name="supersededBy"
      label="What replaces it?"
      blank="Choose one"
      options={props.others.map(({ uid, text }) => ({ value: uid, text }))}
    />
  )
  return (
    <OneForm {...props} action={paths.end(props.uid)} button="Close the recommendation">
      <RadioField
        form={form}
        name="act"
        label="How does it end?"
        options={actOptions(acts, { supersede: replacement })}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reasons, and who agreed"
        hint="Not needed when it closes as achieved: the evidence and the assurance say it."
        rows={4}
        maxLength={4000}
        optional
      />
    </OneForm>
  )
}

/** A reason, and a button that says what it is for. */
export function WithReason(
  props: AboutOne & {
    readonly action: string
    readonly label: string
    readonly button: string
    readonly lead: string
  },
) {
  return (
    <>
      <p class="govuk-body">{props.lead}</p>
      <OneForm {...props}>
        <TextArea form={props.form} name="reason" label={props.label} rows={4} maxLength={2000} />
      </OneForm>
    </>
  )
}
