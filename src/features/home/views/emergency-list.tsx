import { EmptyState } from '#platform/html/empty-state.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMomentNear, sayTime } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'

/** A use of emergency access; its case only for whom it is open. */
interface Item {
  readonly uid: Uid
  readonly reference: string
  readonly by: string
  readonly usedAt: Instant
  readonly endsAt: Instant
  readonly reasonCode: string
  readonly reviewedAt: Instant | null
  readonly kase: { readonly uid: Uid; readonly reference: string } | undefined
}

interface Items {
  readonly items: readonly Item[]
  readonly today: PlainDate
}

const reviewWord = (item: Item) => (item.reviewedAt === null ? 'not reviewed yet' : 'reviewed')

/** Says on the home page that emergency access was used; nothing when it was not. */
export function EmergencyNotice({ items, today }: Items) {
  if (items.length === 0) return null
  return (
    <section aria-labelledby="part-emergency">
      <h2 class="govuk-heading-m" id="part-emergency">
        Emergency access was used <span class="heed-quiet">({items.length})</span>
      </h2>
      <ul class="govuk-list">
        {items.map((item) => (
          <li>
            <SafeLink href="/emergency-access/told">{item.by}</SafeLink>{' '}
            <span class="heed-quiet">
              {item.reference}, {sayMomentNear(item.usedAt, today)}, {reviewWord(item)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Every use that the reader was told of. */
export function EmergencyList({ items, today }: Items) {
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
          {sayMomentNear(item.usedAt, today)}, open until {sayTime(item.endsAt)}; reason:{' '}
          {item.reasonCode.replaceAll('-', ' ')}; {reviewWord(item)}
          {item.kase ? (
            <>
              <br />
              <SafeLink href={`/cases/${item.kase.uid}`}>Case {item.kase.reference}</SafeLink>
            </>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
