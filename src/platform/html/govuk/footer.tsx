import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** A link of the footer. */
export type FooterLink = {
  readonly text?: string | undefined
  readonly href?: string | undefined
  readonly attributes?: Attributes | undefined
}
type FooterSection = {
  readonly title?: string | undefined
  readonly columns?: number | undefined
  readonly width?: string | undefined
  readonly items?: readonly FooterLink[] | undefined
}

/**
 * Options of the footer, as in the official macro, without the crown, the coat of arms and Crown copyright:
 * they belong to services on GOV.UK. A licence line is shown only where one is given.
 */
export type FooterOptions = Common & {
  readonly containerClasses?: string | undefined
  readonly navigation?: readonly FooterSection[] | undefined
  readonly contentLicence?: Content | undefined
  readonly meta?:
    | {
        readonly visuallyHiddenTitle?: string | undefined
        readonly text?: string | undefined
        readonly html?: ComponentChildren
        readonly items?: readonly FooterLink[] | undefined
      }
    | undefined
}

/** GOV.UK footer under our own name. */
export function Footer(props: FooterOptions) {
  return (
    <div class={cx('govuk-footer', props.classes)} {...attrs(props.attributes)}>
      <div class={cx('govuk-width-container', props.containerClasses)}>
        {props.navigation?.length ? (
          <>
            <div class="govuk-footer__navigation">
              {props.navigation.map((section) => (
                <Section {...section} />
              ))}
            </div>
            <hr class="govuk-footer__section-break" />
          </>
        ) : null}
        <div class="govuk-footer__meta">
          <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
            {props.meta ? <Meta {...props.meta} /> : null}
            {props.contentLicence ? (
              <span class="govuk-footer__licence-description">
                {contentOf(props.contentLicence)}
              </span>
            ) : null}
          </div>
        </div>
      </div>
    </div>
  )
}

function Section(section: FooterSection) {
  return (
    <div class={`govuk-footer__section govuk-grid-column-${section.width || 'full'}`}>
      <h2 class="govuk-footer__heading govuk-heading-m">{section.title}</h2>
      {section.items?.length ? (
        <ul
          class={cx(
            'govuk-footer__list',
            section.columns !== undefined && `govuk-footer__list--columns-${section.columns}`,
          )}
        >
          {section.items.map((item) =>
            item.href && item.text ? (
              <li class="govuk-footer__list-item">
                <FooterAnchor {...item} />
              </li>
            ) : null,
          )}
        </ul>
      ) : null}
    </div>
  )
}

function Meta(meta: NonNullable<FooterOptions['meta']>) {
  const words = contentOf(meta)
  return (
    <>
      <h2 class="govuk-visually-hidden">{meta.visuallyHiddenTitle || 'Support links'}</h2>
      {meta.items?.length ? (
        <ul class="govuk-footer__inline-list">
          {meta.items.map((item) => (
            <li class="govuk-footer__inline-list-item">
              <FooterAnchor {...item} />
            </li>
          ))}
        </ul>
      ) : null}
      {words ? <div class="govuk-footer__meta-custom">{words}</div> : null}
    </>
  )
}

function FooterAnchor(link: FooterLink) {
  return (
    <a class="govuk-footer__link" href={safeHref(link.href)} {...attrs(link.attributes)}>
      {link.text}
    </a>
  )
}
