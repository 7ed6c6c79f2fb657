import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMomentNear } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'

interface Line {
  readonly key: string
  readonly title: string
  readonly reference: string
  readonly href: string
  readonly at: Instant
  readonly standing: string
}

/** What the reader must know of, as the features say it; nothing when there is nothing. */
export function Notices(props: {
  readonly notices: readonly {
    readonly key: string
    readonly heading: string
    readonly lines: readonly Line[]
  }[]
  readonly today: PlainDate
}) {
  return (
    <>
      {props.notices.map(({ key, heading, lines }) => (
        <section aria-labelledby={`notice-${key}`}>
          <h2 class="govuk-heading-m" id={`notice-${key}`}>
            {heading} <span class="heed-quiet">({lines.length})</span>
          </h2>
          <ul class="govuk-list">
            {lines.map((line) => (
              <li>
                <SafeLink href={line.href}>{line.title}</SafeLink>{' '}
                <span class="heed-quiet">
                  {line.reference}, {sayMomentNear(line.at, props.today)}, {line.standing}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}
