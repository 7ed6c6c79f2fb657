import { attrs, cx, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'
import { safeHref } from '../safe-link.tsx'

/** Options of a button, as in the official macro. */
export type ButtonOptions = Content &
  Common & {
    readonly id?: string | undefined
    readonly type?: 'button' | 'submit' | 'reset' | undefined
    readonly name?: string | undefined
    readonly value?: string | number | undefined
    readonly disabled?: boolean | undefined
    readonly href?: string | undefined
    readonly preventDoubleClick?: boolean | undefined
    readonly isStartButton?: boolean | undefined
  }

/** GOV.UK button, or a link that looks like one when it has `href`. */
export function Button(props: ButtonOptions) {
  const common = {
    class: cx('govuk-button', props.classes, props.isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...attrs(props.attributes),
    ...(props.id ? { id: props.id } : undefined),
  }
  if (props.href) {
    return (
      <a href={safeHref(props.href)} role="button" draggable={false} {...common}>
        <ButtonWords {...props} />
      </a>
    )
  }
  return (
    <button
      type={props.type || 'submit'}
      value={props.value || undefined}
      name={props.name || undefined}
      disabled={props.disabled || undefined}
      aria-disabled={props.disabled ? 'true' : undefined}
      data-prevent-double-click={
        props.preventDoubleClick === undefined ? undefined : String(props.preventDoubleClick)
      }
      {...common}
    >
      <ButtonWords {...props} />
    </button>
  )
}

function ButtonWords(props: ButtonOptions) {
  if (!props.isStartButton) return <>{contentOf(props)}</>
  const nodes = props.children || props.html
  return (
    <>
      {nodes ? <span>{nodes}</span> : props.text}
      <svg
        class="govuk-button__start-icon"
        xmlns="http://www.w3.org/2000/svg"
        width="17.5"
        height="19"
        viewBox="0 0 33 40"
        aria-hidden="true"
        focusable="false"
      >
        <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
      </svg>
    </>
  )
}
