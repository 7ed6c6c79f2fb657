import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'

type TabItem = {
  readonly id?: string | undefined
  readonly label: string
  readonly attributes?: Attributes | undefined
  readonly panel: {
    readonly text?: string | undefined
    readonly html?: ComponentChildren
    readonly attributes?: Attributes | undefined
  }
}

/** Options of tabs, as in the official macro; falsy items are left out. */
export type TabsOptions = Common & {
  readonly id?: string | undefined
  readonly idPrefix?: string | undefined
  readonly title?: string | undefined
  readonly items?: readonly (TabItem | false | null | undefined)[] | undefined
}

/** GOV.UK tabs: views of one thing, of which one is looked at. */
export function Tabs(props: TabsOptions) {
  const panelId = (item: TabItem, index: number) =>
    item.id || `${props.idPrefix ?? ''}-${index + 1}`
  return (
    <div
      id={props.id || undefined}
      class={cx('govuk-tabs', props.classes)}
      {...attrs(props.attributes)}
      data-module="govuk-tabs"
    >
      <h2 class="govuk-tabs__title">{props.title ?? 'Contents'}</h2>
      {props.items?.length ? (
        <ul class="govuk-tabs__list">
          {props.items.map((item, index) =>
            item ? (
              <li
                class={cx(
                  'govuk-tabs__list-item',
                  index === 0 && 'govuk-tabs__list-item--selected',
                )}
              >
                <a
                  class="govuk-tabs__tab"
                  href={`#${panelId(item, index)}`}
                  {...attrs(item.attributes)}
                >
                  {item.label}
                </a>
              </li>
            ) : null,
          )}
        </ul>
      ) : null}
      {props.items?.map((item, index) =>
        item ? (
          <div
            class={cx('govuk-tabs__panel', index > 0 && 'govuk-tabs__panel--hidden')}
            id={panelId(item, index)}
            {...attrs(item.panel.attributes)}
          >
            {item.panel.html ||
              (item.panel.text ? <p class="govuk-body">{item.panel.text}</p> : null)}
          </div>
        ) : null,
      )}
    </div>
  )
}
