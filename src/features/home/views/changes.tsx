import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDay, sayMomentNear } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { mergeChanges } from '../merge-changes.ts'
import type { RecordChange } from '../merge-changes.ts'

/** One thing that somebody else did. */
export interface Change {
  readonly key: string
  readonly title: string
  readonly reference: string
  readonly href: string
  readonly at: Instant
  readonly by: string
}

const small = (words: string): string => `${words.charAt(0).toLowerCase()}${words.slice(1)}`

/** Since when the reader is told of changes: "Changed since yesterday", "Changed since 16 November". */
export function sayChangedSince(since: Instant, today: PlainDate): string {
  return `Changed since ${sayDay(londonToday(since), today)}`
}

function OneChange({ change, today }: { readonly change: Change; readonly today: PlainDate }) {
  return (
    <li class="heed-agenda__line">
      <SafeLink href={change.href}>{change.title}</SafeLink>{' '}
      <span class="heed-quiet">
        {change.reference}, {change.by}, {sayMomentNear(change.at, today)}
      </span>
    </li>
  )
}

function SeveralChanges(props: {
  readonly record: RecordChange<Change>
  readonly today: PlainDate
}) {
  const { last, count } = props.record
  return (
    <li class="heed-agenda__line">
      <SafeLink href={last.href}>
        {count} changes to {small(last.reference)}
      </SafeLink>{' '}
      <span class="heed-quiet">
        last by {last.by}, {sayMomentNear(last.at, props.today)}: {small(last.title)}
      </span>
    </li>
  )
}

/** Every change on a line of its own, the newest first: the list behind the merged lines. */
export function ChangeList(props: {
  readonly changes: readonly Change[]
  readonly today: PlainDate
}) {
  const { changes, today } = props
  if (changes.length === 0)
    return <p class="govuk-body">Nothing that is open to you has changed.</p>
  return (
    <ul class="govuk-list heed-agenda">
      {changes.map((change) => (
        <OneChange change={change} today={today} />
      ))}
    </ul>
  )
}

function Merged(props: { readonly changes: readonly Change[]; readonly today: PlainDate }) {
  const { changes, today } = props
  const records = mergeChanges(changes)
  return (
    <>
      <ul class="govuk-list heed-agenda">
        {records.map((record) =>
          record.count === 1 ? (
            <OneChange change={record.last} today={today} />
          ) : (
            <SeveralChanges record={record} today={today} />
          ),
        )}
      </ul>
      {records.length === changes.length ? null : (
        <p class="govuk-body">
          <SafeLink href="/changes">All {changes.length}, one by one</SafeLink>
        </p>
      )}
    </>
  )
}

/** What others did, one line for each record, and the button that marks all of it as read. */
export function Changes(props: {
  readonly form: PageForm
  readonly since: Instant
  readonly changes: readonly Change[]
  readonly today: PlainDate
}) {
  const { changes, since, today } = props
  return (
    <section aria-labelledby="part-changed">
      <h2 class="govuk-heading-m" id="part-changed">
        {sayChangedSince(since, today)} <span class="heed-quiet">({changes.length})</span>
      </h2>
      {changes.length === 0 ? (
        <ChangeList changes={changes} today={today} />
      ) : (
        <>
          <Merged changes={changes} today={today} />
          <Form action="/seen" idempotencyKey={props.form.key}>
            <Button text="Mark all as read" classes="govuk-button--secondary" />
          </Form>
        </>
      )}
    </section>
  )
}
