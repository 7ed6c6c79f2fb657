import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { Heading } from '../heading.tsx'
import { safeHref } from '../safe-link.tsx'

/** A link beside a fact, named in full by its hidden text. */
export type SummaryAction = Content & {
  readonly href?: string | undefined
  readonly visuallyHiddenText?: string | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}
type Actions = {
  readonly items?: readonly SummaryAction[] | undefined
  readonly classes?: string | undefined
}
type Worded = Content & { readonly classes?: string | undefined }

/** One fact: what it is, what is known, what can be done about it. */
export type SummaryRow = {
  readonly key: Worded
  readonly value?: Worded | undefined
  readonly actions?: Actions | undefined
  readonly classes?: string | undefined
}
type Card = Common & {
  readonly title?: (Worded & { readonly headingLevel?: number | undefined }) | undefined
  readonly actions?: Actions | undefined
}

/** Options of a summary list, as in the official macro; falsy rows are left out. */
export type SummaryListOptions = Common & {
  readonly rows?: readonly (SummaryRow | false | null | undefined)[] | undefined
  readonly card?: Card | undefined
}

/** GOV.UK summary list: facts, one a row. */
export function SummaryList(props: SummaryListOptions) {
  const withActions = props.rows?.some((row) => row && row.actions?.items?.length) ?? false
  const list = (
    <dl class={cx('govuk-summary-list', props.classes)} {...attrs(props.attributes)}>
      {props.rows?.map((row) =>
        row ? <Row row={row} withActions={withActions} title={props.card?.title} /> : null,
      )}
    </dl>
  )
  return props.card ? <SummaryCard card={props.card}>{list}</SummaryCard> : list
}

function Row(props: {
  readonly row: SummaryRow
  readonly withActions: boolean
  readonly title: Worded | undefined
}) {
  const { row } = props
  const bare = props.withActions && !row.actions?.items && 'govuk-summary-list__row--no-actions'
  return (
    <div class={cx('govuk-summary-list__row', bare, row.classes)}>
      <dt class={cx('govuk-summary-list__key', row.key.classes)}>{contentOf(row.key)}</dt>
      <dd class={cx('govuk-summary-list__value', row.value?.classes)}>{contentOf(row.value)}</dd>
      {row.actions?.items?.length ? (
        <dd class={cx('govuk-summary-list__actions', row.actions.classes)}>
          <RowActions items={row.actions.items} title={props.title} />
        </dd>
      ) : null}
    </div>
  )
}

function RowActions(props: {
  readonly items: readonly SummaryAction[]
  readonly title: Worded | undefined
}) {
  const [first] = props.items
  if (first && props.items.length === 1) return <ActionLink action={first} title={props.title} />
  return (
    <ul class="govuk-summary-list__actions-list">
      {props.items.map((action) => (
        <li class="govuk-summary-list__actions-list-item">
          <ActionLink action={action} title={props.title} />
        </li>
      ))}
    </ul>
  )
}

function ActionLink(props: { readonly action: SummaryAction; readonly title: Worded | undefined }) {
  const { action, title } = props
  return (
    <a
      class={cx('govuk-link', action.classes)}
      href={safeHref(action.href)}
      {...attrs(action.attributes)}
    >
      {contentOf(action)}
      {action.visuallyHiddenText || title ? (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText ? ` ${action.visuallyHiddenText}` : null}
          {title ? <> ({contentOf(title)})</> : null}
        </span>
      ) : null}
    </a>
  )
}

function SummaryCard(props: { readonly card: Card; readonly children: ComponentChildren }) {
  const { card } = props
  return (
    <div class={cx('govuk-summary-card', card.classes)} {...attrs(card.attributes)}>
      <div class="govuk-summary-card__title-wrapper">
        {card.title ? (
          <Heading
            level={card.title.headingLevel || 2}
            class={cx('govuk-summary-card__title', card.title.classes)}
          >
            {contentOf(card.title)}
          </Heading>
        ) : null}
        {card.actions?.items?.length ? (
          <CardActions actions={card.actions} items={card.actions.items} title={card.title} />
        ) : null}
      </div>
      <div class="govuk-summary-card__content">{props.children}</div>
    </div>
  )
}

function CardActions(props: {
  readonly actions: Actions
  readonly items: readonly SummaryAction[]
  readonly title: Worded | undefined
}) {
  const [first] = props.items
  const classes = cx('govuk-summary-card__actions', props.actions.classes)
  if (first && props.items.length === 1) {
    return (
      <div class={classes}>
        <ActionLink action={first} title={props.title} />
      </div>
    )
  }
  return (
    <ul class={classes}>
      {props.items.map((action) => (
        <li class="govuk-summary-card__action">
          <ActionLink action={action} title={props.title} />
        </li>
      ))}
    </ul>
  )
}
