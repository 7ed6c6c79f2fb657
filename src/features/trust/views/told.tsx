import { EmptyState } from '#platform/html/empty-state.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMomentNear, sayTime } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'

/** A use of emergency access in words; its case only for whom it is open. */
export interface ToldModel {
  readonly reference: string
  readonly by: string
  readonly usedAt: Instant
  readonly endsAt: Instant
  readonly why: string
  readonly standing: string
  readonly kase: { readonly href: string; readonly text: string } | undefined
}

/** Every use that the reader was told of. */
export function EmergenciesTold({
  items,
  today,
}: {
  readonly items: readonly ToldModel[]
  readonly today: PlainDate
}) {
  if (items.length === 0) {
    return (
      <EmptyState title="You have not been told of any use">
        When somebody opens a case for an hour with a reason, those who must know are told here and
        by mail.
      </EmptyState>
    )
  }
  return (
    <ul class="govuk-list govuk-list--spaced">
      {items.map((item) => (
        <li>
          <strong>{item.by}</strong> <span class="heed-quiet">{item.reference}</span>
          <br />
          {sayMomentNear(item.usedAt, today)}, open until {sayTime(item.endsAt)}, {item.standing}
          <br />
          {item.why}
          {item.kase ? (
            <>
              <br />
              <SafeLink href={item.kase.href}>{item.kase.text}</SafeLink>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
