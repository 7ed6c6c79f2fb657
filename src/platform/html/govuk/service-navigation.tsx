import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, hasContent, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** One part of the service; `current` is this page, `active` holds this page. */
export type NavigationItem = Content & {
  readonly href?: string | undefined
  readonly current?: boolean | undefined
  readonly active?: boolean | undefined
  readonly attributes?: Attributes | undefined
}
type EndSlot = { readonly html?: ComponentChildren; readonly align?: 'inline' | undefined }

/** Options of the service navigation, as in the official macro. */
export type ServiceNavigationOptions = Common & {
  readonly ariaLabel?: string | undefined
  readonly menuButtonText?: string | undefined
  readonly menuButtonLabel?: string | undefined
  readonly navigationLabel?: string | undefined
  readonly navigationId?: string | undefined
  readonly navigationClasses?: string | undefined
  readonly collapseNavigationOnMobile?: boolean | undefined
  readonly serviceName?: string | undefined
  readonly serviceUrl?: string | undefined
  readonly navigation?: readonly (NavigationItem | false | null | undefined | '')[] | undefined
  readonly slots?:
    | {
        readonly start?: ComponentChildren
        readonly end?: EndSlot | undefined
        readonly navigationStart?: ComponentChildren
        readonly navigationEnd?: ComponentChildren
      }
    | undefined
}

/** GOV.UK service navigation: the parts of the service. */
export function ServiceNavigation(props: ServiceNavigationOptions) {
  const common = {
    class: cx('govuk-service-navigation', props.classes),
    'data-module': 'govuk-service-navigation',
    ...attrs(props.attributes),
  }
  const named = props.serviceName || props.slots?.start || props.slots?.end?.html
  return named ? (
    <section aria-label={props.ariaLabel ?? 'Service information'} {...common}>
      <Inner {...props} />
    </section>
  ) : (
    <div {...common}>
      <Inner {...props} />
    </div>
  )
}

function Inner(props: ServiceNavigationOptions) {
  const inline = props.slots?.end?.align === 'inline'
  return (
    <div
      class={cx('govuk-width-container', inline && 'govuk-service-navigation__inlining-container')}
    >
      {props.slots?.start}
      <div class="govuk-service-navigation__container">
        <ServiceName name={props.serviceName} url={props.serviceUrl} />
        <Navigation {...props} />
      </div>
      {props.slots?.end?.html}
    </div>
  )
}

function ServiceName(props: {
  readonly name: string | undefined
  readonly url: string | undefined
}) {
  if (!props.name) return null
  return (
    <span class="govuk-service-navigation__service-name">
      {props.url ? (
        <a href={safeHref(props.url)} class="govuk-service-navigation__link">
          {props.name}
        </a>
      ) : (
        <span class="govuk-service-navigation__text">{props.name}</span>
      )}
    </span>
  )
}

function Navigation(props: ServiceNavigationOptions) {
  const items = (props.navigation ?? []).filter((item): item is NavigationItem => Boolean(item))
  const { navigationStart, navigationEnd } = props.slots ?? {}
  if (items.length === 0 && !navigationStart && !navigationEnd) return null
  const id = props.navigationId || 'navigation'
  const menu = props.menuButtonText || 'Menu'
  return (
    <nav
      aria-label={props.navigationLabel || menu}
      class={cx('govuk-service-navigation__wrapper', props.navigationClasses)}
    >
      {folds(props, items) ? (
        <MenuButton id={id} text={menu} label={props.menuButtonLabel} />
      ) : null}
      <ul class="govuk-service-navigation__list" id={id}>
        {navigationStart}
        {items.map((item) => (
          <NavigationLine {...item} />
        ))}
        {navigationEnd}
      </ul>
    </nav>
  )
}

function folds(props: ServiceNavigationOptions, items: readonly NavigationItem[]): boolean {
  return props.collapseNavigationOnMobile ?? items.length > 1
}

function MenuButton(props: {
  readonly id: string
  readonly text: string
  readonly label: string | undefined
}) {
  return (
    <button
      type="button"
      class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
      aria-controls={props.id}
      aria-label={props.label && props.label !== props.text ? props.label : undefined}
      hidden
      aria-hidden="true"
    >
      {props.text}
    </button>
  )
}

function NavigationLine(item: NavigationItem) {
  const on = Boolean(item.active || item.current)
  const words = contentOf(item)
  const inner = on ? (
    <strong class="govuk-service-navigation__active-fallback">{words}</strong>
  ) : (
    words
  )
  const current = on ? (item.current ? 'page' : 'true') : undefined
  return (
    <li
      class={cx('govuk-service-navigation__item', on && 'govuk-service-navigation__item--active')}
    >
      {item.href ? (
        <a
          class="govuk-service-navigation__link"
          href={safeHref(item.href)}
          aria-current={current}
          {...attrs(item.attributes)}
        >
          {inner}
        </a>
      ) : hasContent(item) ? (
        <span class="govuk-service-navigation__text" aria-current={current}>
          {inner}
        </span>
      ) : null}
    </li>
  )
}
