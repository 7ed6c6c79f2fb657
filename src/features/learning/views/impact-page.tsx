import { RadioField } from '#platform/html/choice-fields.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { DateField, TextArea, TextField } from '#platform/html/fields.tsx'
import { Form } from '#platform/html/form.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { ImpactJudgement, Stake } from '../model.ts'
import { workPaths } from '../work-paths.ts'
import { impactJudgementWords } from '../work-words.ts'
import { StandsAside } from './evidence-page.tsx'
import { WorkButtons } from './work-parts.tsx'

/** All that the page of an impact check shows. */
export interface CheckPageModel {
  readonly uid: Uid
  readonly number: number
  readonly due: PlainDate
  readonly measure: string
  readonly result: {
    readonly on: PlainDate
    readonly method: string
    readonly sampleSize: number | null
    readonly againstBaseline: string
    readonly judgement: ImpactJudgement
    readonly reasons: string
    readonly unintended: string
  } | null
  readonly byName: string | null
  readonly of: { readonly uid: Uid; readonly reference: string; readonly text: string | null }
  readonly standsAside: readonly Stake[]
  readonly mayRecord: boolean
  readonly version: number
}

function Facts({ model }: { readonly model: CheckPageModel }) {
  const { of, result } = model
  return (
    <FactList
      facts={[
        {
          name: 'For',
          value: (
            <>
              <SafeLink href={workPaths.recommendation(of.uid)}>
                Recommendation {of.reference}
              </SafeLink>
              <div>{of.text ?? 'Text not held'}</div>
            </>
          ),
        },
        { name: 'Due', value: sayDate(model.due) },
        { name: 'How one will see it', value: model.measure, unknown: 'No measure named' },
        result !== null && { name: 'Looked on', value: sayDate(result.on) },
        result !== null && { name: 'How', value: result.method },
        result !== null && {
          name: 'Looked at',
          value: result.sampleSize,
          unknown: 'Not counted',
        },
        result !== null && {
          name: 'Against how it was before',
          value: result.againstBaseline,
          unknown: 'Not compared',
        },
        result !== null && {
          name: 'What it shows',
          value: (
            <>
              {impactJudgementWords[result.judgement]}
              <div>{result.reasons}</div>
              <div class="heed-quiet">{model.byName}</div>
            </>
          ),
        },
        result !== null && {
          name: 'What nobody had meant to happen',
          value: result.unintended,
          unknown: 'Nothing noted',
        },
      ]}
    />
  )
}

function Record({ model, form }: { readonly model: CheckPageModel; readonly form: PageForm }) {
  const judgements = Object.entries(impactJudgementWords)
  return (
    <Form action={workPaths.check(model.uid)} idempotencyKey={form.key} version={model.version}>
      <h2 class="govuk-heading-m">Record what you found</h2>
      <DateField form={form} name="on" label="On which day did you look?" />
      <TextField
        form={form}
        name="method"
        label="How did you look?"
        hint="Like “Dip sample of discharge sheets, two wards”."
      />
      <TextField
        form={form}
        name="sampleSize"
        label="How many did you look at?"
        width={5}
        inputmode="numeric"
        optional
      />
      <TextField
        form={form}
        name="againstBaseline"
        label="Against how it was before"
        hint="Like “17 of 20, where it was 6 of 20 before”."
        optional
      />
      <RadioField
        form={form}
        name="judgement"
        label="What does it show?"
        hint="Nothing different, or worse, opens the recommendation again."
        options={judgements.map(([value, text]) => ({ value, text }))}
      />
      <TextArea form={form} name="reasons" label="Reasons" rows={3} maxLength={4000} />
      <TextArea
        form={form}
        name="unintended"
        label="Did anything happen that nobody had meant?"
        rows={2}
        maxLength={2000}
        optional
      />
      <WorkButtons text="Record the check" back={workPaths.recommendation(model.of.uid)} />
    </Form>
  )
}

/** An impact check: what it looks at, what it found, and the form for whoever may record it. */
export function CheckPage(props: { readonly model: CheckPageModel; readonly form: PageForm }) {
  const { model, form } = props
  return (
    <>
      <StandsAside stakes={model.standsAside} />
      <Facts model={model} />
      {model.mayRecord ? <Record model={model} form={form} /> : null}
    </>
  )
}

/** One more look at whether the change lasted. */
export function PlanCheck(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}) {
  const { form, uid, version } = props
  return (
    <Form action={workPaths.planCheck(uid)} idempotencyKey={form.key} version={version}>
      <DateField form={form} name="dueOn" label="On which day is it to be looked at again?" />
      <WorkButtons text="Plan the check" back={workPaths.recommendation(uid)} />
    </Form>
  )
}
