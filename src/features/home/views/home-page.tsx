import { EmptyState } from '#platform/html/empty-state.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDay, sayMomentNear } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { sectionWords, sections } from '../agenda.ts'
import type { Section } from '../agenda.ts'

interface Item {
  readonly key: string
  readonly title: string
  readonly reference: string
  readonly href: string
  readonly dueOn: PlainDate | null
}

interface Change {
  readonly key: string
  readonly title: string
  readonly reference: string
  readonly href: string
  readonly at: Instant
  readonly by: string
}

/** How many lines of a part stand on the home page; the rest is one press away. */
export const linesOnHome = 8

function When({
  item,
  section,
  today,
}: {
  readonly item: Item
  readonly section: Section
  readonly today: PlainDate
}) {
  if (item.dueOn === null) return <>no date</>
  const words = sayDay(item.dueOn, today)
  return section === 'late' ? <StateWord tone="late">Was due {words}</StateWord> : <>{words}</>
}

/** The lines of one part, each of which opens the act itself. */
export function Lines(props: {
  readonly items: readonly Item[]
  readonly section: Section
  readonly today: PlainDate
}) {
  return (
    <ul class="govuk-list heed-agenda">
      {props.items.map((item) => (
        <li class="heed-agenda__line">
          <SafeLink href={item.href}>{item.title}</SafeLink>{' '}
          <span class="heed-quiet">
            {item.reference}, <When item={item} section={props.section} today={props.today} />
          </span>
        </li>
      ))}
    </ul>
  )
}

function Part(props: {
  readonly section: Section
  readonly items: readonly Item[]
  readonly today: PlainDate
}) {
  const { section, items, today } = props
  if (items.length === 0) return null
  return (
    <section aria-labelledby={`part-${section}`}>
      <h2 class="govuk-heading-m" id={`part-${section}`}>
        {sectionWords[section]} <span class="heed-quiet">({items.length})</span>
      </h2>
      <Lines items={items.slice(0, linesOnHome)} section={section} today={today} />
      {items.length > linesOnHome ? (
        <p class="govuk-body">
          <SafeLink href={`/due/${section}`}>
            All {items.length}: {sectionWords[section].toLowerCase()}
          </SafeLink>
        </p>
      ) : null}
    </section>
  )
}

function Changes(props: {
  readonly form: PageForm
  readonly since: Instant
  readonly changes: readonly Change[]
  readonly today: PlainDate
}) {
  const { changes, since, today } = props
  return (
    <section aria-labelledby="part-changed">
      <h2 class="govuk-heading-m" id="part-changed">
        Changed since {sayDay(londonToday(since), today)}{' '}
        <span class="heed-quiet">({changes.length})</span>
      </h2>
      {changes.length === 0 ? (
        <p class="govuk-body">Nothing that is open to you has changed.</p>
      ) : (
        <>
          <ul class="govuk-list heed-agenda">
            {changes.map((change) => (
              <li class="heed-agenda__line">
                <SafeLink href={change.href}>{change.title}</SafeLink>{' '}
                <span class="heed-quiet">
                  {change.reference}, {change.by}, {sayMomentNear(change.at, today)}
                </span>
              </li>
            ))}
          </ul>
          <Form action="/seen" idempotencyKey={props.form.key}>
            <Button text="Mark all as read" classes="govuk-button--secondary" />
          </Form>
        </>
      )}
    </section>
  )
}

/** A person's page: what is late, waits for a signature, is due, and what changed. */
export function HomePage(props: {
  readonly form: PageForm
  readonly today: PlainDate
  readonly agenda: Readonly<Record<Section, readonly Item[]>>
  readonly since: Instant
  readonly changes: readonly Change[]
}) {
  const { agenda, today } = props
  const waiting = sections.some((section) => agenda[section].length > 0)
  return (
    <>
      {waiting ? (
        sections.map((section) => <Part section={section} items={agenda[section]} today={today} />)
      ) : (
        <EmptyState title="Nothing waits for you">
          What you are asked to do, to sign or to judge appears here.
        </EmptyState>
      )}
      <Changes form={props.form} since={props.since} changes={props.changes} today={today} />
    </>
  )
}
