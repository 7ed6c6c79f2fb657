import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import { Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { deliveryActLabels } from '../action.ts'
import type { DeliveryAct } from '../action.ts'
import { impactScale } from '../impact.ts'
import type { Impact } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { WhereFromFields, WorkButtons } from './work-parts.tsx'

interface Choice {
  readonly uid: Uid
  readonly text: string
}

interface ActionForm {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

const posts = (choices: readonly Choice[]) => choices.map(({ uid, text }) => ({ value: uid, text }))

/** A new action for a recommendation. */
export function AddAction(props: {
  readonly form: PageForm
  readonly recommendation: Uid
  readonly text: string
  readonly posts: readonly Choice[]
}) {
  const { form, recommendation } = props
  return (
    <>
      <p class="govuk-body-l">{props.text}</p>
      <Form action={workPaths.addAction(recommendation)} idempotencyKey={form.key}>
        <TextArea
          form={form}
          name="text"
          label="What is to be done"
          hint="One thing that one can see done, like “Write the sleep plan into the discharge sheet”."
          rows={3}
          maxLength={2000}
        />
        <SelectField
          form={form}
          name="post"
          label="Which post owns it?"
          hint="Actions belong to a post: whoever fills it finds them on his or her page."
          blank="Choose one"
          options={posts(props.posts)}
        />
        <DateField form={form} name="dueOn" label="By when?" />
        <TextArea
          form={form}
          name="outcome"
          label="What is to be different afterwards"
          rows={2}
          maxLength={2000}
          optional
        />
        <WorkButtons text="Add action" back={workPaths.recommendation(recommendation)} />
      </Form>
    </>
  )
}

/** How it goes, as the owner says. */
export function ReportProgress(props: ActionForm & { readonly onBehalfOf: string | undefined }) {
  const { form, uid, version, onBehalfOf } = props
  return (
    <>
      {onBehalfOf === undefined ? null : (
        <p class="govuk-body">
          You record this for {onBehalfOf}. It is marked so until the agency confirms it.
        </p>
      )}
      <Form action={workPaths.progress(uid)} idempotencyKey={form.key} version={version}>
        <RadioField
          form={form}
          name="standing"
          label="How does it stand?"
          options={[
            { value: 'on-track', text: 'On track' },
            { value: 'at-risk', text: 'At risk' },
            { value: 'off-track', text: 'Off track' },
            {
              value: 'done',
              text: 'It is done',
              hint: 'Others look at the evidence before it counts as done. Give the evidence as well.',
            },
          ]}
        />
        <TextArea
          form={form}
          name="words"
          label="How does it go, in a sentence or two?"
          rows={3}
          maxLength={4000}
        />
        <DateField
          form={form}
          name="asksDueOn"
          label="If you need longer, until when?"
          hint="The partnership decides. The first date stays on record."
          optional
        />
        {onBehalfOf === undefined ? null : <WhereFromFields form={form} />}
        <WorkButtons text="Report" back={workPaths.action(uid)} />
      </Form>
    </>
  )
}

/** The action goes to another post. */
export function ChangeOwner(props: ActionForm & { readonly posts: readonly Choice[] }) {
  const { form, uid, version } = props
  return (
    <Form action={workPaths.owner(uid)} idempotencyKey={form.key} version={version}>
      <SelectField
        form={form}
        name="post"
        label="Which post owns it from today?"
        blank="Choose one"
        options={posts(props.posts)}
      />
      <TextArea
        form={form}
        name="reason"
        label="Why does it change hands?"
        hint="The former owner stays on record."
        rows={3}
        maxLength={2000}
      />
      <WorkButtons text="Give to this post" back={workPaths.action(uid)} />
    </Form>
  )
}

/** The action gets another date. */
export function RedateAction(props: ActionForm & { readonly asked: PlainDate | null }) {
  const { form, uid, version, asked } = props
  return (
    <>
      {asked === null ? null : (
        <p class="govuk-body">The owner asked for {sayDate(asked)} in the last report.</p>
      )}
      <Form action={workPaths.date(uid)} idempotencyKey={form.key} version={version}>
        <DateField form={form} name="dueOn" label="New date" />
        <TextArea
          form={form}
          name="reason"
          label="Why does it move?"
          hint="The first date, and each one in between, stays on record."
          rows={3}
          maxLength={2000}
        />
        <WorkButtons text="Set the date" back={workPaths.action(uid)} />
      </Form>
    </>
  )
}

/** What happens to the action, from the acts that are open to the reader. */
export function MoveAction(
  props: ActionForm & { readonly action: string; readonly acts: readonly DeliveryAct[] },
) {
  const { form, uid, version, acts } = props
  return (
    <Form action={props.action} idempotencyKey={form.key} version={version}>
      <RadioField
        form={form}
        name="act"
        label="What happens to it?"
        options={acts.map((value) => ({ value, text: deliveryActLabels[value] }))}
      />
      <TextArea form={form} name="reason" label="Reason" rows={3} maxLength={4000} />
      <WorkButtons text="Record" back={workPaths.action(uid)} />
    </Form>
  )
}

/** Whether the action made a difference. */
export function JudgeImpact(props: ActionForm) {
  const { form, uid, version } = props
  // Object.entries gives strings; they are the words of the scale by its type.
  const scale = Object.entries(impactScale) as [Impact, { readonly words: string }][]
  return (
    <Form action={workPaths.impact(uid)} idempotencyKey={form.key} version={version}>
      <RadioField
        form={form}
        name="impact"
        label="What can be said of its impact?"
        hint="Change in practice needs accepted evidence of it; embedded, a check that found that it held."
        options={scale.map(([value, { words }]) => ({ value, text: words }))}
      />
      <TextArea form={form} name="reasons" label="Reasons" rows={3} maxLength={4000} />
      <WorkButtons text="Record" back={workPaths.action(uid)} />
    </Form>
  )
}

/** A step of the action with a date of its own. */
export function AddMilestone(props: Omit<ActionForm, 'version'>) {
  const { form, uid } = props
  return (
    <Form action={workPaths.addMilestone(uid)} idempotencyKey={form.key}>
      <TextArea form={form} name="text" label="What is done by then" rows={2} maxLength={1000} />
      <DateField form={form} name="dueOn" label="By when?" />
      <WorkButtons text="Add milestone" back={workPaths.action(uid)} />
    </Form>
  )
}

/** What became of a milestone. */
export function ChangeMilestone(
  props: ActionForm & { readonly milestone: Uid; readonly text: string; readonly dueOn: PlainDate },
) {
  const { form, uid, version, milestone } = props
  return (
    <>
      <p class="govuk-body-l">
        {props.text}, due {sayDate(props.dueOn)}
      </p>
      <Form
        action={workPaths.milestone(uid, milestone)}
        idempotencyKey={form.key}
        version={version}
      >
        <RadioField
          form={form}
          name="what"
          label="What happened?"
          options={[
            { value: 'done', text: 'It was reached' },
            {
              value: 'other-date',
              text: 'It gets another date',
              hint: 'The first date stays on record.',
            },
            { value: 'in-error', text: 'It was recorded in error' },
          ]}
        />
        <DateField form={form} name="on" label="On which day, or until when?" optional />
        <TextArea
          form={form}
          name="reason"
          label="Reason"
          hint="Needed for another date, and for what was recorded in error."
          rows={2}
          maxLength={2000}
          optional
        />
        <WorkButtons text="Record" back={workPaths.action(uid)} />
      </Form>
    </>
  )
}

/** A reason, and nothing else. */
export function GiveReason(props: {
  readonly form: PageForm
  readonly version?: number | undefined
  readonly action: string
  readonly back: string
  readonly words: string
  readonly button: string
}) {
  const { form, version } = props
  return (
    <>
      <p class="govuk-body">{props.words}</p>
      <Form action={props.action} idempotencyKey={form.key} version={version}>
        <TextArea form={form} name="reason" label="Reason" rows={3} maxLength={2000} />
        <WorkButtons text={props.button} back={props.back} />
      </Form>
    </>
  )
}
