import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** Options of a skip link, as in the official macro. */
export type SkipLinkOptions = Content & Common & { readonly href?: string | undefined }

/** GOV.UK skip link: past the navigation, for people who use a keyboard. */
export function SkipLink(props: SkipLinkOptions) {
  return (
    <a
      href={safeHref(props.href || '#content')}
      class={cx('govuk-skip-link', props.classes)}
      {...attrs(props.attributes)}
      data-module="govuk-skip-link"
    >
      {contentOf(props)}
    </a>
  )
}
