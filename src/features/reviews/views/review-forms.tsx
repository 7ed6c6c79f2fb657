import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form, HiddenField } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import type { Uid } from '#shared/ids.ts'
import { caseReviewActLabels } from '../case-review.ts'
import type { CaseReviewAct } from '../case-review.ts'
import { delayWords } from '../labels.ts'
import type { Delay } from '../model.ts'
import { paths } from '../paths.ts'

/** What every form about a review is given. */
export interface ReviewForm {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

const delayKinds = Object.keys(delayWords) as Delay['because'][]

/** Method and terms of reference; the ones before stay on record. */
export function RecordTerms({ form, uid, version }: ReviewForm) {
  return (
    <Form
      action={paths.terms(uid)}
      idempotencyKey={form.key}
      draftPath={form.draftPath}
      version={version}
    >
      <TextArea form={form} name="method" label="How is the review done?" rows={4} />
      <TextArea
        form={form}
        name="terms"
        label="Terms of reference"
        hint="What it has to answer, over which period, with whom. No names."
        rows={12}
      />
      <ButtonGroup>
        <Button text="Keep terms" />
      </ButtonGroup>
    </Form>
  )
}

/** Who writes the review, with conflicts of interest declared. */
export function NameReviewer({
  form,
  uid,
  version,
  accounts,
}: ReviewForm & {
  readonly accounts: readonly { readonly uid: Uid; readonly name: string }[]
}) {
  return (
    <Form action={paths.reviewer(uid)} idempotencyKey={form.key} version={version}>
      <TextField form={form} name="name" label="Name" hint="The report names the reviewer." />
      {accounts.length === 0 ? null : (
        <SelectField
          form={form}
          name="account"
          label="Who signs in as this reviewer?"
          hint="The case and the review are opened to this person, and closed to whoever led it before."
          optional
          blank="Nobody: the reviewer does not use Heed"
          options={accounts.map((each) => ({ value: each.uid, text: each.name }))}
        />
      )}
      <TextField form={form} name="organisation" label="Organisation" optional />
      <TextArea
        form={form}
        name="conflictDeclaration"
        label="What was declared about conflicts of interest?"
        hint="Actual or apparent. “None” is an answer."
        rows={4}
      />
      <DateField form={form} name="declaredOn" label="When was it declared?" />
      <ButtonGroup>
        <Button text="Name reviewer" />
      </ButtonGroup>
    </Form>
  )
}

/** The day of publication; the copy needs its time before. */
export function SetPublicationDay({
  form,
  uid,
  version,
  earliest,
}: ReviewForm & { readonly earliest: string | null }) {
  return (
    <Form action={paths.publication(uid)} idempotencyKey={form.key} version={version}>
      {earliest === null ? null : (
        <p class="govuk-body">
          If the copy goes out today, {earliest} is the first working day on which it can be
          published.
        </p>
      )}
      <DateField form={form} name="publishOn" label="Day of publication" />
      <ButtonGroup>
        <Button text="Keep day" />
      </ButtonGroup>
    </Form>
  )
}

/** A reader says whether this very draft is clear of identifiers. */
export function RecordReading({ form, uid, draft }: ReviewForm & { readonly draft: number }) {
  return (
    <Form action={paths.reading(uid)} idempotencyKey={form.key}>
      <HiddenField name="draft" value={String(draft)} />
      <RadioField
        form={form}
        name="verdict"
        label={`You have read draft ${draft}. Is it clear of identifiers?`}
        hint="Two different people must find the same draft clear."
        options={[
          { value: 'clear', text: 'Clear' },
          { value: 'not-clear', text: 'Not clear' },
        ]}
      />
      <TextArea
        form={form}
        name="note"
        label="Where is the trouble?"
        hint="Name the page or paragraph. Do not write the identifier down."
        rows={3}
      />
      <ButtonGroup>
        <Button text="Keep reading" />
      </ButtonGroup>
    </Form>
  )
}

/** The next step, from those that are open; what they wait for stands on the page of the review. */
export function MoveReview({
  form,
  uid,
  version,
  acts,
}: ReviewForm & { readonly acts: readonly CaseReviewAct[] }) {
  return (
    <Form
      action={paths.move(uid)}
      idempotencyKey={form.key}
      draftPath={form.draftPath}
      version={version}
    >
      <SelectField
        form={form}
        name="act"
        label="What happens next?"
        blank="Choose one"
        options={acts.map((value) => ({ value, text: caseReviewActLabels[value] }))}
      />
      <DateField form={form} name="on" label="When did it happen, if not today?" optional />
      {acts.includes('withhold') ? (
        <DateField
          form={form}
          name="panelToldOn"
          label="If it is withheld: when was the Panel told?"
          optional
        />
      ) : null}
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Needed for going back, withholding, publishing the improvements only, and taking up again."
        rows={3}
      />
      <ButtonGroup>
        <Button text="Record" />
      </ButtonGroup>
    </Form>
  )
}

/** A delay lies over the review: its state stays, its clocks run on. */
export function AddDelay({ form, uid, version }: ReviewForm) {
  return (
    <Form action={paths.addDelay(uid)} idempotencyKey={form.key} version={version}>
      <SelectField
        form={form}
        name="because"
        label="Why does it take longer?"
        blank="Choose one"
        options={delayKinds.map((value) => ({ value, text: delayWords[value] }))}
      />
      <TextArea form={form} name="reason" label="In words" rows={4} />
      <DateField form={form} name="foreseenOn" label="Since when was it foreseen?" />
      <DateField
        form={form}
        name="panelToldOn"
        label="When was the Panel told?"
        hint="Reasons are due before the six months pass. For example, 27 3 2026"
        optional
      />
      <ButtonGroup>
        <Button text="Record delay" />
      </ButtonGroup>
    </Form>
  )
}

/** The Panel was told of a delay, or it ended. */
export function ChangeDelay({ form, uid, version, delay }: ReviewForm & { readonly delay: Uid }) {
  return (
    <Form action={paths.delay(uid, delay)} idempotencyKey={form.key} version={version}>
      <DateField form={form} name="panelToldOn" label="When was the Panel told?" optional />
      <DateField form={form} name="endedOn" label="When did the delay end?" optional />
      <ButtonGroup>
        <Button text="Keep" />
      </ButtonGroup>
    </Form>
  )
}

/** A court order or other rule on what may be said. */
export function AddRestriction({ form, uid, version }: ReviewForm) {
  return (
    <Form action={paths.addRestriction(uid)} idempotencyKey={form.key} version={version}>
      <TextArea form={form} name="words" label="What may not be said or done?" rows={4} />
      <DateField
        form={form}
        name="until"
        label="Until when?"
        hint="Leave it empty where there is no end. For example, 27 3 2026"
        optional
      />
      <ButtonGroup>
        <Button text="Record restriction" />
      </ButtonGroup>
    </Form>
  )
}

/** A restriction was lifted, and by what. */
export function LiftRestriction({
  form,
  uid,
  version,
  restriction,
}: ReviewForm & { readonly restriction: Uid }) {
  return (
    <Form action={paths.restriction(uid, restriction)} idempotencyKey={form.key} version={version}>
      <DateField form={form} name="liftedOn" label="When was it lifted?" />
      <TextArea form={form} name="because" label="By what?" rows={3} />
      <ButtonGroup>
        <Button text="Record as lifted" />
      </ButtonGroup>
    </Form>
  )
}
