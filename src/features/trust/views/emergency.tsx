import { RadioField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import type { Column } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { TextArea, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { WarningText } from '#platform/html/govuk/warning-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'
import { emergencyReasons, emergencyReasonWords } from '../words.ts'

/** One use of emergency access, in words. */
export interface UseModel {
  readonly uid: Uid
  readonly scope: string
  /** The address of the case, where the reader can open it. */
  readonly href: string | null
  readonly person: string
  readonly agency: string | null
  readonly usedAt: Instant
  readonly endsAt: Instant
  readonly why: string
  readonly reason: string
  readonly verdict: string | null
  readonly reviewedBy: string | null
  readonly reviewedAt: Instant | null
  readonly note: string | null
  readonly toReview: boolean
}

const scopeColumn: Column<UseModel> = {
  head: 'Reference',
  cell: (row) => (row.href === null ? row.scope : <SafeLink href={row.href}>{row.scope}</SafeLink>),
}
const byColumn: Column<UseModel> = {
  head: 'Used by',
  cell: (row) => (row.agency === null ? row.person : `${row.person}, ${row.agency}`),
}
const facts: readonly Column<UseModel>[] = [
  { head: 'From', cell: (row) => sayMoment(row.usedAt) },
  { head: 'Until', cell: (row) => sayMoment(row.endsAt) },
  {
    head: 'Why',
    cell: (row) => (
      <>
        {row.why}
        <div>{row.reason}</div>
      </>
    ),
  },
]
const verdictColumn: Column<UseModel> = {
  head: 'Review',
  cell: (row) =>
    row.verdict === null ? (
      'Waits for its review'
    ) : (
      <>
        {row.verdict}
        <div>{row.note}</div>
        <div class="heed-quiet">{row.reviewedBy}</div>
      </>
    ),
}

/** Asking for emergency access, and what the reader used before. */
export function EmergencyPage(props: {
  readonly form: PageForm
  readonly uses: readonly UseModel[]
}) {
  const { form, uses } = props
  return (
    <>
      <p class="govuk-body">
        When a child needs you to know what is in a case that is not open to you, and nobody can
        open it in time, you can open it yourself: one case, for 60 minutes, to read only. Names and
        addresses stay closed, and nothing can be downloaded or printed.
      </p>
      <WarningText>
        Those who answer for the case and those who review it are told at once, by mail and on their
        pages. What you write here stands on the pages alone.
      </WarningText>
      <Form action={paths.emergency} idempotencyKey={form.key}>
        <TextField
          form={form}
          name="reference"
          label="Reference of the case"
          hint="For example, 2026-04"
          width={10}
        />
        <RadioField
          form={form}
          name="reasonCode"
          label="Why do you need it?"
          options={emergencyReasons.map((value) => ({
            value,
            text: emergencyReasonWords[value] ?? value,
          }))}
        />
        <TextArea
          form={form}
          name="reason"
          label="In your own words"
          hint="At least 20 characters. Name nobody of the family."
          rows={3}
        />
        <ButtonGroup>
          <Button text="Open the case for an hour" classes="govuk-button--warning" />
        </ButtonGroup>
      </Form>
      {uses.length === 0 ? null : (
        <DataTable
          caption="Your emergency access"
          rows={uses}
          columns={[scopeColumn, ...facts, verdictColumn]}
        />
      )}
    </>
  )
}

/** The queue of those who review emergency access, what waits first. */
export function EmergencyReviews({ uses }: { readonly uses: readonly UseModel[] }) {
  if (uses.length === 0) {
    return (
      <EmptyState title="Nobody has used emergency access">
        Each use stands here until somebody has reviewed it, and afterwards with what was found.
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption="Uses of emergency access"
      captionHidden
      rows={uses}
      columns={[
        {
          head: 'Reference',
          cell: (row) => <SafeLink href={paths.reviewEmergency(row.uid)}>{row.scope}</SafeLink>,
        },
        byColumn,
        ...facts,
        verdictColumn,
      ]}
    />
  )
}

/** One use with the verdict to be given, or as it was given. */
export function ReviewEmergency(props: { readonly form: PageForm; readonly use: UseModel }) {
  const { form, use } = props
  return (
    <>
      <FactList
        facts={[
          {
            name: 'Used by',
            value: use.agency === null ? use.person : `${use.person}, ${use.agency}`,
          },
          { name: 'From', value: sayMoment(use.usedAt) },
          { name: 'Until', value: sayMoment(use.endsAt) },
          { name: 'Why', value: use.why },
          { name: 'In their words', value: use.reason },
          use.verdict !== null && { name: 'Found', value: `${use.verdict}: ${use.note ?? ''}` },
          use.reviewedAt !== null && {
            name: 'Reviewed',
            value: `${sayMoment(use.reviewedAt)}, by ${use.reviewedBy ?? ''}`,
          },
        ]}
      />
      {use.verdict === null ? (
        <Form action={paths.reviewEmergency(use.uid)} idempotencyKey={form.key}>
          <RadioField
            form={form}
            name="verdict"
            label="Was it justified?"
            options={[
              { value: 'justified', text: 'Yes' },
              { value: 'not-justified', text: 'No' },
            ]}
          />
          <TextArea
            form={form}
            name="note"
            label="What did you find?"
            hint="Say also what should change so that it is not needed again."
            rows={3}
          />
          <ButtonGroup>
            <Button text="Record the review" />
          </ButtonGroup>
        </Form>
      ) : null}
    </>
  )
}

/** Who came into one case by emergency access, for those who answer for it. */
export function EmergencyOnCase({ uses }: { readonly uses: readonly UseModel[] }) {
  if (uses.length === 0) {
    return (
      <EmptyState title="Nobody has">Nobody has opened this case by emergency access.</EmptyState>
    )
  }
  return (
    <DataTable
      caption="Emergency access to this case"
      captionHidden
      rows={uses}
      columns={[byColumn, ...facts, verdictColumn]}
    />
  )
}
