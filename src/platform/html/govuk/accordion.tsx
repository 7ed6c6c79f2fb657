import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, hasContent, type Content } from '../content.ts'
import { Heading } from '../heading.tsx'
import { i18n } from './i18n.ts'

type AccordionItem = {
  readonly heading: Content
  readonly summary?: Content | undefined
  readonly content: Content
  readonly expanded?: boolean | undefined
}

/** Options of an accordion, as in the official macro; falsy items are left out. */
export type AccordionOptions = Common & {
  readonly id: string
  readonly headingLevel?: number | undefined
  readonly rememberExpanded?: boolean | undefined
  readonly hideAllSectionsText?: string | undefined
  readonly hideSectionText?: string | undefined
  readonly hideSectionAriaLabelText?: string | undefined
  readonly showAllSectionsText?: string | undefined
  readonly showSectionText?: string | undefined
  readonly showSectionAriaLabelText?: string | undefined
  readonly items: readonly (AccordionItem | false | null | undefined)[]
}

/** GOV.UK accordion: sections of which the reader opens some. */
export function Accordion(props: AccordionOptions) {
  return (
    <div
      class={cx('govuk-accordion', props.classes)}
      data-module="govuk-accordion"
      id={props.id}
      {...attrs(buttonWords(props))}
      data-remember-expanded={
        props.rememberExpanded === undefined ? undefined : String(props.rememberExpanded)
      }
      {...attrs(props.attributes)}
    >
      {props.items.map((item, index) =>
        item ? (
          <Section item={item} id={props.id} number={index + 1} level={props.headingLevel || 2} />
        ) : null,
      )}
    </div>
  )
}

function buttonWords(props: AccordionOptions) {
  return i18n({
    'hide-all-sections': props.hideAllSectionsText,
    'hide-section': props.hideSectionText,
    'hide-section-aria-label': props.hideSectionAriaLabelText,
    'show-all-sections': props.showAllSectionsText,
    'show-section': props.showSectionText,
    'show-section-aria-label': props.showSectionAriaLabelText,
  })
}

function Section(props: {
  readonly item: AccordionItem
  readonly id: string
  readonly number: number
  readonly level: number
}) {
  const { item, id, number } = props
  const nodes = item.content.children || item.content.html
  return (
    <div
      class={cx('govuk-accordion__section', item.expanded && 'govuk-accordion__section--expanded')}
    >
      <div class="govuk-accordion__section-header">
        <Heading level={props.level} class="govuk-accordion__section-heading">
          <span class="govuk-accordion__section-button" id={`${id}-heading-${number}`}>
            {contentOf(item.heading)}
          </span>
        </Heading>
        {hasContent(item.summary) ? (
          <div class="govuk-accordion__section-summary govuk-body" id={`${id}-summary-${number}`}>
            {contentOf(item.summary)}
          </div>
        ) : null}
      </div>
      <div id={`${id}-content-${number}`} class="govuk-accordion__section-content">
        {nodes || (item.content.text ? <p class="govuk-body">{item.content.text}</p> : null)}
      </div>
    </div>
  )
}
