import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** Options of a back link, as in the official macro. */
export type BackLinkOptions = Content & Common & { readonly href?: string | undefined }

/** GOV.UK back link: to the page that this one came from. */
export function BackLink(props: BackLinkOptions) {
  return (
    <a
      href={safeHref(props.href || '#')}
      class={cx('govuk-back-link', props.classes)}
      {...attrs(props.attributes)}
    >
      {contentOf(props) || 'Back'}
    </a>
  )
}
