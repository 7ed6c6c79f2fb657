import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** One step of the way here; without `href` it is this page. */
export type Breadcrumb = Content & {
  readonly href?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** Options of breadcrumbs, as in the official macro. */
export type BreadcrumbsOptions = Common & {
  readonly items: readonly Breadcrumb[]
  readonly collapseOnMobile?: boolean | undefined
  readonly labelText?: string | undefined
}

/** GOV.UK breadcrumbs: the way to this page. */
export function Breadcrumbs(props: BreadcrumbsOptions) {
  return (
    <nav
      class={cx(
        'govuk-breadcrumbs',
        props.classes,
        props.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile',
      )}
      {...attrs(props.attributes)}
      aria-label={props.labelText ?? 'Breadcrumb'}
    >
      <ol class="govuk-breadcrumbs__list">
        {props.items.map((item) =>
          item.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a
                class="govuk-breadcrumbs__link"
                href={safeHref(item.href)}
                {...attrs(item.attributes)}
              >
                {contentOf(item)}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {contentOf(item)}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
