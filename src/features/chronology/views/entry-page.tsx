import { SelectField } from '#platform/html/choice-fields.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { History } from '#platform/html/history.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayMoment } from '#shared/date-words.ts'
import type { Instant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { changedFields } from '../entry.ts'
import type { EntryContent } from '../model.ts'
import { paths } from '../paths.ts'
import { heardWords, kindWords, seenWords, themeWords } from '../words.ts'
import { sayHappened, sayKnew, sayRecorded } from './entry-parts.tsx'

/** An earlier text of an entry. */
export interface Earlier {
  readonly was: EntryContent
  readonly reason: string | null
  readonly afterAccepted: boolean
  readonly at: Instant
  readonly by: string
}

/** All that the page of an entry shows. */
export interface EntryPageModel {
  readonly uid: Uid
  readonly agency: string
  readonly content: EntryContent
  readonly people: readonly string[]
  readonly episode: string | null
  readonly addedAt: Instant
  readonly addedBy: string
  readonly inErrorReason: string | null
  readonly before: readonly Earlier[]
  readonly labels: ReadonlyMap<number, string>
  readonly version: number
  readonly episodes: readonly { readonly uid: Uid; readonly text: string }[]
  readonly may: { readonly change: boolean; readonly correct: boolean; readonly judge: boolean }
}

const fieldWords: Readonly<Record<keyof EntryContent, string>> = {
  happened: 'When it happened',
  happenedAt: 'Time of day',
  knew: 'When the agency knew',
  recordedOn: 'When it was written down',
  kind: 'Kind of event',
  event: 'What happened',
  source: 'Source',
  place: 'Place',
  reference: 'Shared reference',
  childSeen: 'Child seen',
  childHeard: 'Child heard',
  childVoice: 'What the child said or showed',
  response: 'Response or decision',
  analysis: 'Analysis',
  goodPractice: 'Good practice',
  themes: 'Themes',
  facts: 'Named facts',
  personIds: 'Whom it concerns',
}

type Say = (content: EntryContent, labels: ReadonlyMap<number, string>) => string

/** How each field is said; the texts are said as they are. */
const sayings: Readonly<Record<keyof EntryContent, Say>> = {
  happened: sayHappened,
  happenedAt: sayHappened,
  knew: sayKnew,
  recordedOn: sayRecorded,
  kind: ({ kind }) => kindWords[kind],
  childSeen: ({ childSeen }) => seenWords[childSeen],
  childHeard: ({ childHeard }) => heardWords[childHeard],
  goodPractice: ({ goodPractice }) => (goodPractice ? 'Yes' : 'Not marked'),
  themes: ({ themes }) => themes.map((theme) => themeWords[theme]).join(', '),
  facts: ({ facts }) => facts.map(({ name, value }) => `${name}: ${value}`).join('; '),
  personIds: ({ personIds }, labels) => personIds.map((id) => labels.get(id) ?? '?').join(', '),
  event: ({ event }) => event,
  source: ({ source }) => source,
  place: ({ place }) => place,
  reference: ({ reference }) => reference,
  childVoice: ({ childVoice }) => childVoice,
  response: ({ response }) => response,
  analysis: ({ analysis }) => analysis,
}

/** What an entry said before, field by field, where that differs from what came after it. */
function Before({ model }: { readonly model: EntryPageModel }) {
  if (model.before.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">What it said before</h2>
      <History
        items={model.before.map((earlier, at) => {
          const then = at === 0 ? model.content : (model.before[at - 1]?.was ?? model.content)
          const changed = changedFields(earlier.was, then)
          return {
            title: earlier.afterAccepted ? 'Corrected after it was accepted' : 'Changed',
            by: earlier.by,
            on: earlier.at,
            words: sayMoment(earlier.at),
            children: (
              <>
                {earlier.reason === null ? null : <p class="govuk-body">{earlier.reason}</p>}
                <FactList
                  facts={changed.map((field) => ({
                    name: fieldWords[field],
                    value: sayings[field](earlier.was, model.labels),
                    unknown: 'Nothing',
                  }))}
                />
              </>
            ),
          }
        })}
      />
    </>
  )
}

function Acts({ model }: { readonly model: EntryPageModel }) {
  const { uid, may } = model
  if (!may.change && !may.correct) return null
  return (
    <ul class="govuk-list heed-acts heed-no-print">
      <li>
        <SafeLink href={paths.changeEntry(uid)}>
          {may.correct ? 'Correct it' : 'Change it'}
        </SafeLink>
      </li>
      <li>
        <SafeLink href={paths.entryInError(uid)}>It was recorded in error</SafeLink>
      </li>
    </ul>
  )
}

const names: readonly (keyof EntryContent)[] = [
  'happened',
  'knew',
  'recordedOn',
  'kind',
  'personIds',
  'event',
  'source',
  'place',
  'reference',
  'facts',
  'childSeen',
  'childHeard',
  'childVoice',
  'response',
  'analysis',
  'goodPractice',
  'themes',
]

/** One entry with its three times, what it said before, and the episode that it belongs to. */
export function EntryPage({
  model,
  form,
}: {
  readonly model: EntryPageModel
  readonly form: PageForm
}) {
  return (
    <>
      {model.inErrorReason === null ? null : (
        <p class="govuk-body">
          <StateWord tone="quiet">Recorded in error</StateWord> {model.inErrorReason}
        </p>
      )}
      <Acts model={model} />
      <FactList
        facts={[
          { name: 'Agency', value: model.agency },
          ...names.map((field) => ({
            name: fieldWords[field],
            value: sayings[field](model.content, model.labels),
          })),
          { name: 'Key practice episode', value: model.episode, unknown: 'None' },
          { name: 'Written into Heed', value: `${model.addedBy}, ${sayMoment(model.addedAt)}` },
        ]}
      />
      {model.may.judge && model.episodes.length > 0 ? (
        <Form
          action={paths.entryEpisode(model.uid)}
          idempotencyKey={form.key}
          version={model.version}
        >
          <SelectField
            form={form}
            name="episode"
            label="Key practice episode"
            blank="None"
            options={model.episodes.map(({ uid, text }) => ({ value: uid, text }))}
          />
          <Button text="Keep the episode" classes="govuk-button--secondary" />
        </Form>
      ) : null}
      <Before model={model} />
    </>
  )
}

/** A form that asks for a reason and nothing else. */
export function ReasonForm(props: {
  readonly form: PageForm
  readonly action: string
  readonly cancel: string
  readonly version: number
  readonly label: string
  readonly hint: string
  readonly button: string
}) {
  return (
    <Form action={props.action} idempotencyKey={props.form.key} version={props.version}>
      <TextArea form={props.form} name="reason" label={props.label} hint={props.hint} rows={3} />
      <ButtonGroup>
        <Button text={props.button} />
        <SafeLink href={props.cancel}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}
