import { CheckboxField, RadioField } from '#platform/html/choice-fields.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { useWords } from '#platform/html/own-words.ts'
import type { Uid } from '#shared/ids.ts'
import { sayReviewKind } from '../labels.ts'
import { reviewKinds } from '../model.ts'
import { paths } from '../paths.ts'
import { RapidTable, ReviewTable } from './lists.tsx'
import type { RapidListRow, ReviewListRow } from './lists.tsx'
import { OpenActs } from './parts.tsx'

/** What the page of a case's reviews shows. */
export interface OfCaseModel {
  readonly uid: Uid
  readonly rapid: RapidListRow | undefined
  readonly reviews: readonly ReviewListRow[]
  readonly mayReadRapid: boolean
  readonly canBeginRapid: boolean
  readonly canBeginReview: boolean
  readonly canClose: boolean
}

/** The rapid review and the reviews of one case, and what can be begun now. */
export function ReviewsOfCase({
  model,
  form,
}: {
  readonly model: OfCaseModel
  readonly form: PageForm
}) {
  const { uid, rapid, reviews } = model
  return (
    <>
      <OpenActs
        acts={[
          { open: model.canBeginReview, href: paths.begin(uid), text: 'Begin a review' },
          { open: model.canClose, href: paths.closeCase(uid), text: 'Close the case' },
        ]}
      />
      {model.mayReadRapid ? (
        <>
          <h2 class="govuk-heading-m">Rapid review</h2>
          {rapid === undefined ? (
            <EmptyState title="Not begun">
              It begins when the Panel has been notified, and is due 15 working days from then.
            </EmptyState>
          ) : (
            <RapidTable rows={[rapid]} />
          )}
        </>
      ) : null}
      {model.canBeginRapid ? (
        <Form action={paths.beginRapid(uid)} idempotencyKey={form.key}>
          <Button text="Begin the rapid review" />
        </Form>
      ) : null}
      <h2 class="govuk-heading-m">Reviews</h2>
      {reviews.length === 0 ? (
        <EmptyState title="No review">
          A review can begin when the rapid review has been sent and the partners have decided on
          one.
        </EmptyState>
      ) : (
        <ReviewTable rows={reviews} />
      )}
    </>
  )
}

/** A review begins, of this case alone or with others. */
export function BeginReview(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly others: readonly { readonly uid: Uid; readonly text: string }[]
}) {
  const { form, uid, others } = props
  const words = useWords()
  return (
    <Form action={paths.begin(uid)} idempotencyKey={form.key}>
      <RadioField
        form={form}
        name="kind"
        label="What kind of review is it?"
        options={reviewKinds.map((value) => ({ value, text: sayReviewKind(value, words) }))}
      />
      <DateField
        form={form}
        name="decidedOn"
        label="When did the partners decide to begin it?"
        hint="The six months to publication count from this day. For example, 27 3 2026"
      />
      {others.length === 0 ? null : (
        <CheckboxField
          form={form}
          name="others"
          label="Does it cover other cases too?"
          hint="Whoever may not see one of its cases because of a conflict of interest does not see the review."
          optional
          small
          options={others.map((each) => ({ value: each.uid, text: each.text }))}
        />
      )}
      <ButtonGroup>
        <Button text="Begin review" />
      </ButtonGroup>
    </Form>
  )
}

/** A case closes once its reviews are ended. */
export function CloseCase(props: { readonly form: PageForm; readonly uid: Uid }) {
  const { form, uid } = props
  return (
    <Form action={paths.closeCase(uid)} idempotencyKey={form.key}>
      <p class="govuk-body">
        Every review of this case is ended. What was learned stays open to work on: recommendations
        and actions go on.
      </p>
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Needed when a national review took the case up."
        rows={3}
      />
      <ButtonGroup>
        <Button text="Close case" />
      </ButtonGroup>
    </Form>
  )
}
