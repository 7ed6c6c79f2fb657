import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** The link to the page before or after. */
export type ArrowLink = Content & {
  readonly href?: string | undefined
  readonly labelText?: string | undefined
  readonly attributes?: Attributes | undefined
}
type PageItem = {
  readonly number?: string | number | undefined
  readonly visuallyHiddenText?: string | undefined
  readonly href?: string | undefined
  readonly current?: boolean | undefined
  readonly ellipsis?: boolean | undefined
  readonly attributes?: Attributes | undefined
}

/** Options of pagination, as in the official macro. */
export type PaginationOptions = Common & {
  readonly items?: readonly (PageItem | null | undefined)[] | undefined
  readonly previous?: ArrowLink | undefined
  readonly next?: ArrowLink | undefined
  readonly landmarkLabel?: string | undefined
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}

/** GOV.UK pagination; lists that are paged by key use `OlderNewer`. */
export function Pagination(props: PaginationOptions) {
  const block = !props.items && Boolean(props.next || props.previous)
  return (
    <nav
      class={cx('govuk-pagination', block && 'govuk-pagination--block', props.classes)}
      aria-label={props.landmarkLabel || 'Pagination'}
      {...attrs(props.attributes)}
    >
      {props.previous?.href ? (
        <Arrow link={props.previous} type="prev" block={block}>
          Previous<span class="govuk-visually-hidden"> page</span>
        </Arrow>
      ) : null}
      {props.items ? (
        <ul class="govuk-pagination__list">
          {props.items.map((item) =>
            item && Object.keys(item).length > 0 ? <Item {...item} /> : null,
          )}
        </ul>
      ) : null}
      {props.next?.href ? (
        <Arrow link={props.next} type="next" block={block}>
          Next<span class="govuk-visually-hidden"> page</span>
        </Arrow>
      ) : null}
    </nav>
  )
}

function Arrow(props: {
  readonly link: ArrowLink
  readonly type: 'prev' | 'next'
  readonly block: boolean
  readonly children: ComponentChildren
}) {
  const { link, type, block } = props
  const icon = <ArrowIcon type={type} />
  return (
    <div class={`govuk-pagination__${type}`}>
      <a
        class="govuk-link govuk-pagination__link"
        href={safeHref(link.href)}
        rel={type}
        {...attrs(link.attributes)}
      >
        {block || type === 'prev' ? icon : null}{' '}
        <span
          class={cx(
            'govuk-pagination__link-title',
            block && !link.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {contentOf(link) || props.children}
        </span>{' '}
        {link.labelText && block ? (
          <>
            <span class="govuk-visually-hidden">:</span>{' '}
            <span class="govuk-pagination__link-label">{link.labelText}</span>
          </>
        ) : null}
        {!block && type === 'next' ? icon : null}
      </a>
    </div>
  )
}

function ArrowIcon(props: { readonly type: 'prev' | 'next' }) {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${props.type}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[props.type]} />
    </svg>
  )
}

function Item(item: PageItem) {
  const classes = cx(
    'govuk-pagination__item',
    item.current && 'govuk-pagination__item--current',
    item.ellipsis && 'govuk-pagination__item--ellipsis',
  )
  if (item.ellipsis) return <li class={classes}>⋯</li>
  return (
    <li class={classes}>
      <a
        class="govuk-link govuk-pagination__link"
        href={safeHref(item.href)}
        aria-label={item.visuallyHiddenText ?? `Page ${item.number}`}
        aria-current={item.current ? 'page' : undefined}
        {...attrs(item.attributes)}
      >
        {item.number}
      </a>
    </li>
  )
}
