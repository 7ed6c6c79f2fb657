import type { ComponentChildren } from 'preact'
import { safeHref } from './safe-link.tsx'

/** The MoJ sub navigation: the parts of one record. */
export function SubNavigation(props: {
  readonly label: string
  readonly items: readonly {
    readonly text: string
    readonly href: string
    readonly current?: boolean | undefined
  }[]
}) {
  return (
    <nav class="moj-sub-navigation heed-sub-navigation" aria-label={props.label}>
      <ul class="moj-sub-navigation__list">
        {props.items.map((item) => (
          <li class="moj-sub-navigation__item">
            <a
              class="moj-sub-navigation__link"
              aria-current={item.current ? 'page' : undefined}
              href={safeHref(item.href)}
            >
              {item.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The MoJ identity bar: which record this is, on every page of it; a label of our own, never a person's initials. */
export function IdentityBar(props: {
  readonly title: ComponentChildren
  readonly state?: ComponentChildren
}) {
  return (
    <section class="moj-identity-bar heed-identity" aria-label="This record">
      <div class="moj-identity-bar__container heed-identity__container">
        <div class="moj-identity-bar__details">
          <span class="moj-identity-bar__title">{props.title}</span>
        </div>
        {props.state ? <div class="heed-identity__state">{props.state}</div> : null}
      </div>
    </section>
  )
}

/** The MoJ badge: a fixed mark of a record, like "Restricted"; not a state, and never of a person. */
export function Badge(props: { readonly children: ComponentChildren }) {
  return <span class="moj-badge moj-badge--black heed-badge">{props.children}</span>
}
