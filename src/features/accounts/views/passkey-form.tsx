import type { ComponentChildren } from 'preact'
import { Form, HiddenField } from '#platform/html/form.tsx'

/**
 * A form that a passkey answers: the script asks the device with `options`, puts its answer into `response` and sends
 * the form. Nothing else on the page depends on it.
 */
export function PasskeyForm(props: {
  readonly action: string
  readonly idempotencyKey: string
  /** To make a new passkey, or to use one. */
  readonly how: 'make' | 'use'
  /** What the browser is asked, as JSON. */
  readonly options: string
  readonly children?: ComponentChildren
}) {
  return (
    <div data-passkey={props.how} data-passkey-options={props.options}>
      <Form action={props.action} idempotencyKey={props.idempotencyKey}>
        <HiddenField name="response" value="" />
        {props.children}
        <p class="govuk-body" role="status" data-passkey-says="" />
      </Form>
      <noscript>
        <p class="govuk-body">
          A passkey needs scripts, which are switched off in this browser. Another way to sign in
          works without.
        </p>
      </noscript>
    </div>
  )
}

/** By what the person will know this device in the list of their sessions; the script fills it in. */
export function DeviceField() {
  return <input type="hidden" name="device" value="" data-device="" />
}
