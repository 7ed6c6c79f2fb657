import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMomentNear } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { paths } from '../paths.ts'

/** One message that could not be sent. */
export interface FailedMailRow {
  readonly uid: Uid
  readonly reference: string
  readonly account: Uid
  readonly name: string
  readonly state: 'failed' | 'no-address'
  readonly attempts: number
  readonly queuedAt: Instant
  readonly settledAt: Instant
  readonly hasAddress: boolean
}

function sayReason({ state, hasAddress }: FailedMailRow): string {
  if (!hasAddress) return 'The account has no mail address'
  return state === 'failed'
    ? 'The mail server did not take it'
    : 'The account had no mail address; it has one now'
}

function sayTries({ state, attempts }: FailedMailRow): string {
  if (state === 'no-address') return 'Not tried'
  return attempts === 1 ? 'Once' : `${attempts} times`
}

function Again({ form, row }: { readonly form: PageForm; readonly row: FailedMailRow }) {
  if (!row.hasAddress) return <>First give the account an address</>
  return (
    <Form action={paths.retryMail(row.uid)} idempotencyKey={form.key}>
      <Button classes="govuk-button--secondary">
        Try again
        <span class="govuk-visually-hidden">
          {' '}
          to send {row.reference} to {row.name}
        </span>
      </Button>
    </Form>
  )
}

/** The messages that could not be sent: to whom, why, and the way to have one tried once more. */
export function FailedMailList(props: {
  readonly form: PageForm
  readonly rows: readonly FailedMailRow[]
  readonly today: PlainDate
  readonly mayRetry: boolean
}) {
  const { form, rows, today, mayRetry } = props
  if (rows.length === 0) {
    return (
      <EmptyState title="Every message was sent">
        A message appears here when its account has no mail address, or when the mail server did not
        take it for about two days. It is kept for ninety days.
      </EmptyState>
    )
  }
  return (
    <>
      <p class="govuk-body">
        What a message was about is not kept here. Whatever waits for somebody is on their page all
        the same.
      </p>
      <DataTable
        caption="Messages that were not sent"
        captionHidden
        rows={rows}
        columns={[
          { head: 'Reference', cell: (row) => row.reference, whole: true },
          {
            head: 'To',
            cell: (row) => <SafeLink href={paths.account(row.account)}>{row.name}</SafeLink>,
          },
          { head: 'Why not', cell: sayReason },
          { head: 'Tried', cell: sayTries },
          {
            head: 'When',
            cell: (row) => (
              <>
                Given up {sayMomentNear(row.settledAt, today)}
                <div class="heed-quiet">Asked for {sayMomentNear(row.queuedAt, today)}</div>
              </>
            ),
          },
          ...(mayRetry
            ? [
                {
                  head: 'Again',
                  acts: true,
                  cell: (row: FailedMailRow) => <Again form={form} row={row} />,
                },
              ]
            : []),
        ]}
      />
    </>
  )
}
