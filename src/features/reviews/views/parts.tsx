import { FactList } from '#platform/html/fact-list.tsx'
import { RadioField } from '#platform/html/choice-fields.tsx'
import { HiddenField, ButtonGroup, Form } from '#platform/html/form.tsx'
import { TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import { statutoryPartners } from '#features/cases/model.ts'
import type { StatutoryPartner } from '#features/cases/model.ts'
import { partnerNames } from '../labels.ts'

/** Who said something, for which agency, and when. */
export interface SaidBy {
  readonly by: string
  readonly agency: string
  readonly at: Instant
}

/** One line under a value: who recorded it and when. */
export function SaidLine({ said }: { readonly said: SaidBy }) {
  return (
    <div class="heed-quiet">
      {said.by}, {said.agency}, {sayMoment(said.at)}
    </div>
  )
}

/** Words as they were written, each line on its own. */
export function Lines({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n+/).map((line) => (
        <div>{line}</div>
      ))}
    </>
  )
}

/** What is open on a page, each act with its own address. */
export interface OpenLink {
  readonly open: boolean
  readonly href: string
  readonly text: string
}

/** The acts that are open to the reader now; nothing when none is. */
export function OpenActs({ acts }: { readonly acts: readonly OpenLink[] }) {
  const open = acts.filter((each) => each.open)
  if (open.length === 0) return null
  return (
    <ul class="govuk-list heed-acts">
      {open.map((each) => (
        <li>
          <SafeLink href={each.href}>{each.text}</SafeLink>
        </li>
      ))}
    </ul>
  )
}

/** A signature as the page shows it. */
export interface SignatureRow {
  readonly partner: StatutoryPartner
  readonly view: 'agrees' | 'dissents'
  readonly reasons: string
  readonly draft: number
  readonly said: SaidBy
}

function signatureOf(signature: SignatureRow) {
  return (
    <>
      {signature.view === 'agrees' ? 'Signed' : 'Signed with dissent'}
      {signature.reasons === '' ? null : <Lines text={signature.reasons} />}
      <SaidLine said={signature.said} />
    </>
  )
}

/** The signatures of the three partners under the draft that counts; earlier drafts are told in a line. */
export function Signatures(props: {
  readonly draft: number
  readonly signatures: readonly SignatureRow[]
  readonly missing: string
}) {
  const standing = props.signatures.filter((each) => each.draft === props.draft)
  const earlier = props.signatures.length - standing.length
  return (
    <>
      <FactList
        card={{ title: `Signatures under draft ${props.draft}` }}
        facts={statutoryPartners.map((partner) => {
          const signature = standing.find((each) => each.partner === partner)
          return {
            name: partnerNames[partner],
            value: signature && signatureOf(signature),
            unknown: props.missing,
          }
        })}
      />
      {earlier === 0 ? null : (
        <p class="govuk-body">
          {earlier === 1 ? '1 signature' : `${earlier} signatures`} under earlier drafts stay on
          record.
        </p>
      )}
    </>
  )
}

/** A partner signs the draft, or dissents and says why. */
export function SignForm(props: {
  readonly form: PageForm
  readonly action: string
  /** The page of what is signed. */
  readonly of: string
  readonly draft: number
  readonly partner: StatutoryPartner | null
}) {
  const { form, partner } = props
  if (partner === null) {
    return (
      <p class="govuk-body">
        Only the council, the integrated care board and the police sign. Your organisation is none
        of them.
      </p>
    )
  }
  return (
    <Form action={props.action} idempotencyKey={form.key} draftPath={form.draftPath}>
      <HiddenField name="draft" value={String(props.draft)} />
      <p class="govuk-body">
        You sign draft {props.draft} as it stands on <SafeLink href={props.of}>its page</SafeLink>,
        once. If it changes, you are asked again.
      </p>
      <RadioField
        form={form}
        name="view"
        label={`What does the ${partnerNames[partner].toLowerCase()} say to draft ${props.draft}?`}
        options={[
          { value: 'agrees', text: 'Agrees' },
          {
            value: 'dissents',
            text: 'Dissents',
            hint: 'It counts as signed; your reasons stand beside it.',
          },
        ]}
      />
      <TextArea form={form} name="reasons" label="Reasons" hint="Needed for a dissent." />
      <ButtonGroup>
        <Button text="Sign" />
      </ButtonGroup>
    </Form>
  )
}
