import { RadioField } from '#platform/html/choice-fields.tsx'
import { DateField, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Delivery } from '../model.ts'
import type { Lateness } from '../lateness.ts'
import { deliveryWords, receivedWords, sayLateness } from '../work-words.ts'

/** One thing that the reader can do now. */
export interface OpenAct {
  readonly href: string
  readonly text: string
}

/** What the reader can do, each with its own address; nothing where nothing is open. */
export function WorkActs(props: {
  readonly acts: readonly OpenAct[]
  /** Where the page has a list of its own already, this one says what it is about. */
  readonly about?: string
}) {
  if (props.acts.length === 0) return null
  return (
    <nav aria-label={props.about ?? 'What you can do'}>
      <ul class="govuk-list heed-acts">
        {props.acts.map((each) => (
          <li>
            <SafeLink href={each.href}>{each.text}</SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** How something stands against its date, as a word with a shape. */
export function LatenessWord(props: { readonly lateness: Lateness; readonly due: PlainDate }) {
  const { words, tone } = sayLateness(props.lateness, props.due)
  return tone === 'quiet' ? <>{words}</> : <StateWord tone={tone}>{words}</StateWord>
}

const tones = { 'evidence-accepted': 'kept', delivered: 'know' } as const

/** How far the doing has come, in words. */
export function DeliveryWord(props: { readonly delivery: Delivery }) {
  const { delivery } = props
  const words = deliveryWords[delivery]
  if (delivery === 'evidence-accepted' || delivery === 'delivered')
    return <StateWord tone={tones[delivery]}>{words}</StateWord>
  return <>{words}</>
}

/** That something was recorded for an agency: from whom, how and when it came, and whether the agency confirmed it. */
export function ReceivedWords(props: {
  readonly agency: string
  readonly received: {
    readonly from: string
    readonly how: 'letter' | 'e-mail' | 'meeting' | 'telephone'
    readonly on: PlainDate
    readonly confirmed: boolean
  } | null
}) {
  const { received, agency } = props
  if (received === null) return null
  return (
    <p class="govuk-body heed-quiet">
      Recorded on behalf of {agency}: received from {received.from}, {receivedWords[received.how]},
      on {sayDate(received.on)}.{' '}
      {received.confirmed ? 'The agency has confirmed it.' : 'The agency has not yet confirmed it.'}
    </p>
  )
}

/** From whom something came that is recorded for an agency. */
export function WhereFromFields({ form }: { readonly form: PageForm }) {
  return (
    <>
      <TextField
        form={form}
        name="receivedFrom"
        label="Received from"
        hint="A post or an office, like “Head of safeguarding”."
      />
      <RadioField
        form={form}
        name="receivedHow"
        label="How did it come?"
        options={[
          { value: 'letter', text: 'Letter' },
          { value: 'e-mail', text: 'E-mail' },
          { value: 'meeting', text: 'At a meeting' },
          { value: 'telephone', text: 'Telephone' },
        ]}
      />
      <DateField form={form} name="receivedOn" label="When did it come?" />
    </>
  )
}

/** The button of a form, with the way back. */
export function WorkButtons(props: { readonly text: string; readonly back: string }) {
  return (
    <ButtonGroup>
      <Button text={props.text} />
      <SafeLink href={props.back}>Cancel</SafeLink>
    </ButtonGroup>
  )
}
