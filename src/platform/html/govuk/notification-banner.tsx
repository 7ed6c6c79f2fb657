import type { ComponentChildren } from 'preact'
import { attrs, cx, type Common } from '../attributes.ts'
import type { Content } from '../content.ts'
import { Heading } from '../heading.tsx'

/** Options of a notification banner, as in the official macro. */
export type NotificationBannerOptions = Content &
  Common & {
    readonly titleText?: string | undefined
    readonly titleHtml?: ComponentChildren
    readonly titleHeadingLevel?: number | string | undefined
    readonly type?: string | undefined
    readonly role?: string | undefined
    readonly titleId?: string | undefined
    readonly disableAutoFocus?: boolean | undefined
  }

/** GOV.UK notification banner: what just happened, or what stands over the whole page. */
export function NotificationBanner(props: NotificationBannerOptions) {
  const done = props.type === 'success'
  const titleId = props.titleId || 'govuk-notification-banner-title'
  return (
    <div
      class={cx(
        'govuk-notification-banner',
        done && 'govuk-notification-banner--success',
        props.classes,
      )}
      {...attrs({
        role: props.role || (done ? 'alert' : 'region'),
        'data-disable-auto-focus': { value: written(props.disableAutoFocus), optional: true },
      })}
      aria-labelledby={titleId}
      data-module="govuk-notification-banner"
      {...attrs(props.attributes)}
    >
      <div class="govuk-notification-banner__header">
        <Heading
          level={props.titleHeadingLevel || 2}
          class="govuk-notification-banner__title"
          id={titleId}
        >
          {props.titleHtml || props.titleText || (done ? 'Success' : 'Important')}
        </Heading>
      </div>
      <div class="govuk-notification-banner__content">{bannerWords(props)}</div>
    </div>
  )
}

function bannerWords(props: NotificationBannerOptions): ComponentChildren {
  const single = props.text ? <p class="govuk-notification-banner__heading">{props.text}</p> : null
  return props.children || props.html || single
}

function written(value: boolean | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}
