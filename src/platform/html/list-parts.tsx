import type { ComponentChildren } from 'preact'
import { Pagination } from './govuk/pagination.tsx'
import { safeHref } from './safe-link.tsx'

/** One filter that is on, with the address of the list without it. */
export type ChosenFilter = { readonly text: string; readonly withoutHref: string }

/**
 * The MoJ filter as a plain form whose address can be sent to somebody else. On a phone it is folded
 * and says how many filters are on; where there is room it stands open.
 */
export function Filter(props: {
  readonly action: string
  readonly chosen?:
    readonly { readonly name: string; readonly items: readonly ChosenFilter[] }[] | undefined
  readonly clearHref?: string | undefined
  readonly children?: ComponentChildren
}) {
  const chosen = (props.chosen ?? []).filter((group) => group.items.length > 0)
  const count = chosen.reduce((sum, group) => sum + group.items.length, 0)
  return (
    <details class="moj-filter heed-filter">
      <summary class="moj-filter__header heed-filter__summary">
        <h2 class="govuk-heading-m">{count > 0 ? `Filter (${count} on)` : 'Filter'}</h2>
      </summary>
      <div class="moj-filter__content">
        {count > 0 ? (
          <div class="moj-filter__selected">
            {chosen.map((group) => (
              <ChosenGroup {...group} />
            ))}
            {props.clearHref ? (
              <p class="govuk-body heed-filter__clear">
                <a class="govuk-link govuk-link--no-visited-state" href={safeHref(props.clearHref)}>
                  Clear all filters
                </a>
              </p>
            ) : null}
          </div>
        ) : null}
        <form class="moj-filter__options" method="get" action={safeHref(props.action)} noValidate>
          {props.children}
          <button type="submit" class="govuk-button govuk-button--secondary">
            Apply filters
          </button>
        </form>
      </div>
    </details>
  )
}

function ChosenGroup(props: { readonly name: string; readonly items: readonly ChosenFilter[] }) {
  return (
    <>
      <h3 class="govuk-heading-s govuk-!-margin-bottom-0">{props.name}</h3>
      <ul class="moj-filter-tags">
        {props.items.map((item) => (
          <li>
            <a class="moj-filter__tag" href={safeHref(item.withoutHref)}>
              <span class="govuk-visually-hidden">Remove this filter: </span>
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

/** A list beside its filter. */
export function FilteredList(props: {
  readonly filter: ComponentChildren
  readonly children?: ComponentChildren
}) {
  return (
    <div class="heed-filtered">
      <div class="heed-filtered__filter">{props.filter}</div>
      <div class="heed-filtered__list">{props.children}</div>
    </div>
  )
}

/** The next pages of a list that is paged by key, with words for what is shown ("25 of 120 recommendations"). */
export function OlderNewer(props: {
  readonly words: string
  readonly newerHref?: string | undefined
  readonly olderHref?: string | undefined
  /** What lies that way, where a list is not in the order of time. */
  readonly newerText?: string | undefined
  readonly olderText?: string | undefined
}) {
  return (
    <div class="moj-pagination heed-paging">
      <p class="moj-pagination__results heed-figures">{props.words}</p>
      {props.newerHref || props.olderHref ? (
        <Pagination
          classes="moj-pagination__pagination"
          previous={{ href: props.newerHref, text: props.newerText ?? 'Newer' }}
          next={{ href: props.olderHref, text: props.olderText ?? 'Older' }}
        />
      ) : null}
    </div>
  )
}
