import { RadioField } from '#platform/html/choice-fields.tsx'
import { TextArea } from '#platform/html/fields.tsx'
import { valuesOf } from '#platform/html/form-state.ts'
import type { PageForm } from '#platform/html/form-state.ts'
import { Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { Checkboxes } from '#platform/html/govuk/checkboxes.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { errorFor } from '#platform/html/form-state.ts'
import { sayMoment } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { questionKey } from '../gate/question-key.ts'
import type { GateFinding, GateResult } from '../gate/run-gate.ts'
import { paths } from '../paths.ts'
import { placeWord, reasonWord } from '../publication-words.ts'

/** All that the page of the check shows. */
export interface GateModel {
  readonly uid: Uid
  readonly version: number
  readonly result: GateResult
  readonly textVersion: number
  /** Values of the vault in words, by their inner ids: those that this reader may see. */
  readonly valueWords: ReadonlyMap<number, string>
  readonly may: { readonly answer: boolean; readonly keep: boolean }
  readonly form: PageForm
}

/** The words around a find, so that it can be seen where it stands. */
function Excerpt({ finding }: { readonly finding: GateFinding }) {
  const { text } = finding.place
  if (finding.reason === 'pictures') {
    return <>{finding.place.number === 1 ? '1 picture' : `${finding.place.number} pictures`}</>
  }
  const from = Math.max(0, finding.start - 60)
  const to = Math.min(text.length, finding.end + 60)
  return (
    <>
      {from > 0 ? '… ' : ''}
      {text.slice(from, finding.start)}
      <mark>{text.slice(finding.start, finding.end)}</mark>
      {text.slice(finding.end, to)}
      {to < text.length ? ' …' : ''}
    </>
  )
}

function whereWords(finding: GateFinding): string {
  const place = placeWord({ ...finding.place, cell: finding.cell })
  return finding.reason === 'pictures'
    ? place
    : `${place}, characters ${finding.start + 1} to ${finding.end}`
}

function Value({ finding, model }: { readonly finding: GateFinding; readonly model: GateModel }) {
  const values = finding.values.flatMap((value) => model.valueWords.get(value.id) ?? [])
  if (values.length === 0) return null
  return <p class="govuk-body govuk-!-margin-bottom-1">In the vault: {values.join('; ')}</p>
}

function Exact({ model }: { readonly model: GateModel }) {
  const { exact } = model.result
  if (exact.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Must be taken out</h2>
      <ul class="govuk-list govuk-list--spaced">
        {exact.map((finding) => (
          <li>
            <strong>{whereWords(finding)}</strong>
            <p class="govuk-body govuk-!-margin-bottom-1">
              <Excerpt finding={finding} />
            </p>
            <p class="govuk-body govuk-!-margin-bottom-1">{reasonWord(finding.reason, false)}</p>
            <Value finding={finding} model={model} />
          </li>
        ))}
      </ul>
    </>
  )
}

function QuestionList({ model }: { readonly model: GateModel }) {
  return (
    <ul class="govuk-list govuk-list--spaced">
      {model.result.open.map((finding) => (
        <li>
          <strong>{whereWords(finding)}</strong>
          <p class="govuk-body govuk-!-margin-bottom-1">
            <Excerpt finding={finding} />
          </p>
          <p class="govuk-body govuk-!-margin-bottom-1">{reasonWord(finding.reason, true)}</p>
        </li>
      ))}
    </ul>
  )
}

function AnswerForm({ model }: { readonly model: GateModel }) {
  const { form, result } = model
  return (
    <Form action={paths.answer(model.uid)} idempotencyKey={form.key}>
      <Checkboxes
        name="questions"
        idPrefix="questions"
        values={valuesOf(form, 'questions')}
        fieldset={{ legend: { text: 'Which places are you answering for?' } }}
        errorMessage={errorFor(form, 'questions')}
        items={result.open.map((finding) => ({
          value: questionKey(finding),
          text: whereWords(finding),
          hint: {
            html: (
              <>
                <Excerpt finding={finding} />
                <br />
                {reasonWord(finding.reason, true)}
                <Value finding={finding} model={model} />
              </>
            ),
          },
        }))}
      />
      <RadioField
        form={form}
        name="verdict"
        label="Do these words mean the person, place or number in the vault?"
        options={[
          { value: 'harmless', text: 'No, they mean something else, or may go out' },
          { value: 'must-change', text: 'Yes, the text must be changed' },
        ]}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Kept under your name. The answer holds for this text only: when it changes, the question comes back."
        rows={3}
      />
      <Button text="Answer" />
    </Form>
  )
}

function Questions({ model }: { readonly model: GateModel }) {
  if (model.result.open.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Questions</h2>
      {model.may.answer ? (
        <AnswerForm model={model} />
      ) : (
        <>
          <InsetText>
            Nothing goes out until somebody who may answer has answered each of these.
          </InsetText>
          <QuestionList model={model} />
        </>
      )}
    </>
  )
}

function Answered({ model }: { readonly model: GateModel }) {
  const { answered } = model.result
  if (answered.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Answered</h2>
      <ul class="govuk-list govuk-list--spaced">
        {answered.map(({ finding, answer }) => (
          <li>
            <strong>{whereWords(finding)}</strong>
            <p class="govuk-body govuk-!-margin-bottom-1">
              <Excerpt finding={finding} />
            </p>
            <p class="govuk-body govuk-!-margin-bottom-1">
              {answer.verdict === 'harmless' ? 'May go out' : 'Must be changed'}: {answer.reason} (
              {answer.by}, {sayMoment(answer.at)})
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The check of one version: what must go, what is asked, what was answered. */
export function GatePage({ model }: { readonly model: GateModel }) {
  const { result } = model
  return (
    <>
      <p class="govuk-body">
        Version {model.textVersion}: looked for {result.valuesSought}{' '}
        {result.valuesSought === 1 ? 'value' : 'values'} of the vault in {result.placesRead}{' '}
        {result.placesRead === 1 ? 'place' : 'places'}. The check is made afresh each time this page
        opens, and again at the moment of publishing.
      </p>
      <Exact model={model} />
      <Questions model={model} />
      <Answered model={model} />
      {model.may.keep ? (
        <Form action={paths.gate(model.uid)} idempotencyKey={model.form.key}>
          <Button text="Keep this result in the history" classes="govuk-button--secondary" />
        </Form>
      ) : null}
    </>
  )
}
