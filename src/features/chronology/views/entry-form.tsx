import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import { valueOf } from '#platform/html/form-state.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import type { EntryContent } from '../model.ts'
import { heardWords, kindWords, seenWords, themeWords, whenKindWords } from '../words.ts'
import { compareTexts } from '../word-diff.ts'
import type { DiffPart } from '../word-diff.ts'
import { sayFacts } from '../entry.ts'

const options = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** What the form of an entry needs. */
export interface EntryFormModel {
  readonly form: PageForm
  readonly action: string
  readonly cancel: string
  readonly people: readonly { readonly uid: Uid; readonly label: string }[]
  readonly version?: number | undefined
  /** Whether a reason is asked for, because the part was accepted. */
  readonly correction: boolean
  /** The entry as it is recorded now, where somebody else changed it meanwhile. */
  readonly now?: EntryContent | undefined
}

function When({ model }: { readonly model: EntryFormModel }) {
  const { form } = model
  return (
    <>
      <h2 class="govuk-heading-m">Three times</h2>
      <SelectField
        form={form}
        name="happenedKind"
        label="How exactly is it known when it happened?"
        options={options(whenKindWords)}
      />
      <DateField
        form={form}
        name="happened"
        label="When it happened"
        hint="Like 27 3 2026. For a month or a year, any day of it; for a span, its first day."
      />
      <DateField form={form} name="happenedUntil" label="Last day of the span" optional />
      <TextField
        form={form}
        name="happenedAt"
        label="Time of day"
        hint="Like 9:30 or 14:15"
        width={5}
        optional
      />
      <SelectField
        form={form}
        name="knewKind"
        label="How exactly is it known when your agency learnt of it?"
        options={[{ value: 'unknown', text: 'Not known' }, ...options(whenKindWords)]}
      />
      <DateField form={form} name="knew" label="When the agency knew" optional />
      <DateField
        form={form}
        name="knewUntil"
        label="Last day of the span in which it learnt of it"
        optional
      />
      <DateField form={form} name="recordedOn" label="When it was written down" optional />
    </>
  )
}

function What({ model }: { readonly model: EntryFormModel }) {
  const { form, people } = model
  return (
    <>
      <h2 class="govuk-heading-m">What happened</h2>
      <SelectField
        form={form}
        name="kind"
        label="Kind of event"
        blank="Choose"
        options={options(kindWords)}
      />
      <CheckboxField
        form={form}
        name="people"
        label="Whom it concerns"
        hint="By their labels; never write names into the texts."
        options={people.map(({ uid, label }) => ({ value: uid, text: label }))}
        small
      />
      <TextArea form={form} name="event" label="What happened" maxLength={8000} rows={6} />
      <TextField form={form} name="source" label="Source" hint="Which record says so" optional />
      <TextField
        form={form}
        name="place"
        label="Place"
        hint="By a label, like Home or Hospital 1"
        optional
      />
      <TextField
        form={form}
        name="reference"
        label="Shared reference"
        hint="That of a meeting or an incident. Entries of several agencies with the same one are held against each other."
        optional
      />
      <TextArea
        form={form}
        name="facts"
        label="Named facts"
        hint="One a line, like Weight: 4.1 kg"
        rows={2}
        optional
      />
    </>
  )
}

function Child({ form }: { readonly form: PageForm }) {
  return (
    <>
      <h2 class="govuk-heading-m">The child</h2>
      <RadioField
        form={form}
        name="childSeen"
        label="Was the child seen?"
        options={options(seenWords)}
        small
      />
      <RadioField
        form={form}
        name="childHeard"
        label="Was the child heard?"
        options={options(heardWords)}
        small
      />
      <TextArea
        form={form}
        name="childVoice"
        label="What the child said or showed"
        rows={3}
        optional
      />
    </>
  )
}

function Practice({ form }: { readonly form: PageForm }) {
  return (
    <>
      <h2 class="govuk-heading-m">Practice</h2>
      <TextArea form={form} name="response" label="Response or decision" rows={4} optional />
      <TextArea form={form} name="analysis" label="Analysis" rows={4} optional />
      <CheckboxField
        form={form}
        name="goodPractice"
        label="Good practice"
        options={[{ value: 'yes', text: 'This was good practice' }]}
      />
      <CheckboxField form={form} name="themes" label="Themes" options={options(themeWords)} small />
    </>
  )
}

function Marked({ parts }: { readonly parts: readonly DiffPart[] }) {
  return (
    <>{parts.map(({ text, same }) => (same ? text : <mark class="heed-differs">{text}</mark>))}</>
  )
}

const compared = [
  ['event', 'What happened'],
  ['response', 'Response or decision'],
  ['analysis', 'Analysis'],
  ['childVoice', 'What the child said or showed'],
  ['source', 'Source'],
  ['place', 'Place'],
  ['reference', 'Shared reference'],
] as const

/** Both texts where two people changed the same entry: as it is recorded now, and as this reader typed it. */
function BothTexts({ now, form }: { readonly now: EntryContent; readonly form: PageForm }) {
  const typedFacts = valueOf(form, 'facts')
  const rows = [
    ...compared.map(([name, label]) => [label, now[name], valueOf(form, name)] as const),
    ['Named facts', sayFacts(now.facts), typedFacts] as const,
  ].filter(([, recorded, typed]) => recorded !== typed)
  if (rows.length === 0) return null
  return (
    <section aria-labelledby="both-texts">
      <h2 class="govuk-heading-m" id="both-texts">
        The two texts
      </h2>
      <p class="govuk-body">
        Somebody changed this entry while you were writing. What differs is marked. The form below
        holds what you typed; sending it keeps the text that is recorded now beside yours.
      </p>
      {rows.map(([label, recorded, typed]) => {
        const { one, other } = compareTexts(recorded, typed)
        return (
          <div class="heed-both">
            <h3 class="govuk-heading-s">{label}</h3>
            <div class="heed-both__texts">
              <div>
                <p class="heed-quiet heed-both__whose">Recorded now</p>
                <p class="govuk-body heed-both__text">
                  {recorded === '' ? 'Nothing' : <Marked parts={one} />}
                </p>
              </div>
              <div>
                <p class="heed-quiet heed-both__whose">What you typed</p>
                <p class="govuk-body heed-both__text">
                  {typed === '' ? 'Nothing' : <Marked parts={other} />}
                </p>
              </div>
            </div>
          </div>
        )
      })}
    </section>
  )
}

/** The form of one entry, all on one page. */
export function EntryForm({ model }: { readonly model: EntryFormModel }) {
  const { form, action, cancel, version } = model
  return (
    <>
      {model.now ? <BothTexts now={model.now} form={form} /> : null}
      <Form action={action} idempotencyKey={form.key} version={version}>
        <When model={model} />
        <What model={model} />
        <Child form={form} />
        <Practice form={form} />
        {model.correction ? (
          <TextArea
            form={form}
            name="reason"
            label="Why it is corrected"
            hint="The part was accepted: the old text stays beside the new one."
            rows={2}
          />
        ) : null}
        <ButtonGroup>
          <Button text={model.correction ? 'Correct it' : 'Keep it'} />
          <SafeLink href={cancel}>Cancel</SafeLink>
        </ButtonGroup>
      </Form>
    </>
  )
}
