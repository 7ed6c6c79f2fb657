import type { ComponentChildren } from 'preact'
import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { Heading } from '../heading.tsx'
import { safeHref } from '../safe-link.tsx'
import { Button } from './button.tsx'

type PanelAction = {
  readonly text: string
  readonly href?: string | undefined
  readonly type?: 'button' | 'submit' | 'reset' | undefined
  readonly classes?: string | undefined
  readonly attributes?: Attributes | undefined
}

/** Options of a panel, as in the official macro. */
export type PanelOptions = Content &
  Common & {
    readonly titleText?: string | undefined
    readonly titleHtml?: ComponentChildren
    readonly headingLevel?: number | undefined
    readonly actions?:
      (Common & { readonly items?: readonly PanelAction[] | undefined }) | undefined
  }

/** GOV.UK panel: the end of a long act, or an interruption before one. */
export function Panel(props: PanelOptions) {
  const interruption = props.classes?.includes('govuk-panel--interruption') ?? false
  const words = contentOf(props)
  return (
    <div
      class={cx('govuk-panel', !interruption && 'govuk-panel--confirmation', props.classes)}
      {...attrs(props.attributes)}
    >
      <Heading level={props.headingLevel || 1} class="govuk-panel__title">
        {props.titleHtml || props.titleText}
      </Heading>
      {words ? <div class="govuk-panel__body">{words}</div> : null}
      {interruption && props.actions ? <PanelActions {...props.actions} /> : null}
    </div>
  )
}

function PanelActions(props: NonNullable<PanelOptions['actions']>) {
  return (
    <div class={cx('govuk-panel__actions', props.classes)} {...attrs(props.attributes)}>
      {props.items?.length ? (
        <div class="govuk-button-group">
          {props.items.map((action) => (
            <>
              <PanelActionLink {...action} />{' '}
            </>
          ))}
        </div>
      ) : null}
    </div>
  )
}

function PanelActionLink(action: PanelAction) {
  if (!action.href || action.type === 'button') {
    return (
      <Button
        text={action.text}
        type={action.type || 'button'}
        classes={cx('govuk-button--inverse', action.classes)}
        href={action.href}
        attributes={action.attributes}
      />
    )
  }
  return (
    <a
      class={cx('govuk-link govuk-link--inverse', action.classes)}
      href={safeHref(action.href)}
      {...attrs(action.attributes)}
    >
      {action.text}
    </a>
  )
}
