import { EmptyState } from '#platform/html/empty-state.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDay } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import { sectionWords, sections } from '../agenda.ts'
import type { Section } from '../agenda.ts'
import { Changes } from './changes.tsx'
import type { Change } from './changes.tsx'

interface Item {
  readonly key: string
  readonly title: string
  readonly reference: string
  readonly href: string
  readonly dueOn: PlainDate | null
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
