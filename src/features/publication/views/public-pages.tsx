import type { ComponentChildren } from 'preact'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { OlderNewer } from '#platform/html/list-parts.tsx'
import { Page } from '#platform/html/page.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import { londonToday } from '#shared/dates.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { PublicationKind } from '../model.ts'
import { publicationKindWords } from '../publication-words.ts'
import { LearnedText } from './prose-blocks.tsx'
import type { ShownBlock } from './prose-blocks.tsx'

function dayOf(moment: Instant): string {
  return sayDate(londonToday(moment))
}

/** What stands around each public page: our name, no account, no way in. */
function PublicFrame(props: {
  readonly title: string
  readonly caption?: string | undefined
  readonly state?: string | undefined
  readonly publisher?: string | undefined
  readonly sample: boolean
  readonly indexed: boolean
  readonly back?: boolean
  readonly children: ComponentChildren
}) {
  return (
    <Page
      frame={{
        partnership: props.publisher,
        homePath: '/reviews',
        footer: [{ text: 'All published reviews', href: '/reviews' }],
        sample: props.sample,
        indexed: props.indexed,
      }}
      title={props.title}
      caption={props.caption}
      state={props.state}
      back={props.back ? { href: '/reviews', text: 'All published reviews' } : undefined}
    >
      {props.children}
    </Page>
  )
}

/** One published review in the list. */
export interface PublicListRow {
  readonly slug: string
  readonly title: string
  readonly publisher: string
  readonly kind: PublicationKind
  readonly firstPublishedAt: Instant
}

/** All published reviews, the newest first. */
export function PublicReviewList(props: {
  readonly rows: readonly PublicListRow[]
  readonly olderHref: string | undefined
  readonly sample: boolean
}) {
  const { rows } = props
  return (
    <PublicFrame title="Published reviews" sample={props.sample} indexed={rows.length > 0}>
      {rows.length === 0 ? (
        <EmptyState title="Nothing has been published yet">
          Reviews appear here on the day on which the partnership publishes them.
        </EmptyState>
      ) : (
        <>
          <p class="govuk-body">
            What was learned from serious incidents involving children, what was recommended, and
            what happened next.
          </p>
          <ul class="govuk-list govuk-list--spaced">
            {rows.map((row) => (
              <li>
                <SafeLink href={`/reviews/${row.slug}`}>{row.title}</SafeLink>
                <br />
                {publicationKindWords[row.kind]}, {row.publisher}, {dayOf(row.firstPublishedAt)}
              </li>
            ))}
          </ul>
          {props.olderHref === undefined ? null : (
            <OlderNewer words={`Showing ${rows.length} reviews`} olderHref={props.olderHref} />
          )}
        </>
      )}
    </PublicFrame>
  )
}

/** A published review as its page shows it; `stateWords` is one of the closed set of honest words. */
export interface PublicReviewModel {
  readonly slug: string
  readonly title: string
  readonly kind: PublicationKind
  readonly publisher: string
  readonly sample: boolean
  readonly firstPublishedAt: Instant
  readonly updatedAt: Instant
  readonly blocks: readonly ShownBlock[]
  readonly recommendations: readonly {
    readonly words: string
    readonly addressee: string
    readonly stateWords: string
    readonly stateOn: PlainDate
  }[]
  readonly document: { readonly name: string; readonly bytes: number } | undefined
}

function size(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${Math.round(bytes / 100_000) / 10} MB`
}

function Recommended({ review }: { readonly review: PublicReviewModel }) {
  const { recommendations } = review
  return (
    <>
      <h2 class="govuk-heading-m" id="recommended">
        What was recommended, and what happened next
      </h2>
      {recommendations.length === 0 ? (
        <p class="govuk-body">This review made no recommendation.</p>
      ) : (
        <>
          <ol class="govuk-list govuk-list--number govuk-list--spaced">
            {recommendations.map((one) => (
              <li>
                <p class="govuk-body govuk-!-margin-bottom-1">{one.words}</p>
                <p class="govuk-body govuk-!-margin-bottom-1">To {one.addressee}</p>
                <p class="govuk-body">
                  What happened next: <strong>{one.stateWords}</strong> (as of{' '}
                  {sayDate(one.stateOn)})
                </p>
              </li>
            ))}
          </ol>
          <InsetText>
            “Evidence accepted” means that somebody who did not do the work looked at the evidence.
            “No information held” says what is known here; it does not say that nothing was done.
          </InsetText>
        </>
      )}
    </>
  )
}

/** The public page of a review: what was learned, what was recommended, what happened next. */
export function PublicReviewPage({ review }: { readonly review: PublicReviewModel }) {
  const published = `Published ${dayOf(review.firstPublishedAt)}`
  const updated = dayOf(review.updatedAt)
  const state =
    updated === dayOf(review.firstPublishedAt) ? published : `${published}, last updated ${updated}`
  return (
    <PublicFrame
      title={review.title}
      caption={publicationKindWords[review.kind]}
      state={state}
      publisher={review.publisher}
      sample={review.sample}
      indexed
      back
    >
      <LearnedText blocks={review.blocks} />
      <Recommended review={review} />
      {review.document === undefined ? null : (
        <>
          <h2 class="govuk-heading-m">Document</h2>
          <p class="govuk-body">
            <SafeLink href={`/reviews/${review.slug}/document`}>{review.document.name}</SafeLink> (
            {size(review.document.bytes)})
          </p>
        </>
      )}
    </PublicFrame>
  )
}

/** What an address says after a takedown: the day and nothing else. */
export function TakenDownPage({ withdrawnAt }: { readonly withdrawnAt: Instant }) {
  return (
    <PublicFrame title="This page was taken down" sample={false} indexed={false} back>
      <p class="govuk-body">The page at this address was taken down on {dayOf(withdrawnAt)}.</p>
    </PublicFrame>
  )
}
