import type { Draft } from '#platform/drafts/drafts.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { Form, HiddenField } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { sayMomentNear, sayTime } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'

/** A draft that a page shows again, and the address of its form. */
export interface Returned {
  readonly draft: Draft
  readonly address: string
  readonly today: PlainDate
}

function saidWhen({ draft, today }: Returned): string {
  return londonToday(draft.at) === today
    ? `at ${sayTime(draft.at)}`
    : sayMomentNear(draft.at, today)
}

/** Says quietly that what was typed is back, and offers to begin without it. */
export function DraftLine(props: { readonly returned: Returned; readonly form: PageForm }) {
  const { returned, form } = props
  return (
    <InsetText>
      <p class="govuk-body">What you were typing {saidWhen(returned)} is back.</p>
      <Form action="/drafts/discard" idempotencyKey={form.key}>
        <HiddenField name="form" value={returned.address} />
        <Button
          text="Start again without it"
          classes="govuk-button--secondary govuk-!-margin-bottom-0"
        />
      </Form>
    </InsetText>
  )
}
