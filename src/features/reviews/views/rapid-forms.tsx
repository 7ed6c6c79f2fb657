import { RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DateField, TextArea } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { useWords } from '#platform/html/own-words.ts'
import type { Uid } from '#shared/ids.ts'
import type { StatutoryPartner, UnknownBecause } from '#features/cases/model.ts'
import {
  criterionNames,
  partnerNames,
  replyWords,
  sayAnswer,
  sayOutcome,
  sectionQuestions,
} from '../labels.ts'
import { reviewOutcomes } from '../model.ts'
import type { PanelReply, RapidReviewSection, ReviewCriterion } from '../model.ts'
import { paths } from '../paths.ts'
import { rapidReviewActLabels } from '../rapid-review.ts'
import type { RapidReviewAct } from '../rapid-review.ts'
import { criterionWords } from '../review-decision.ts'

/** What every form about a rapid review is given. */
export interface RapidForm {
  readonly form: PageForm
  readonly uid: Uid
  readonly version: number
}

const answers: readonly ('yes' | 'no' | UnknownBecause)[] = [
  'yes',
  'no',
  'not-asked',
  'asked-not-known',
  'declined',
  'not-yet-happened',
]
const replies = Object.keys(replyWords) as PanelReply['outcome'][]

/** One question a page: yes or no, and what was found or why it was not looked at. */
export function AnswerQuestion({
  form,
  uid,
  version,
  section,
}: RapidForm & { readonly section: RapidReviewSection }) {
  const { question, hint } = sectionQuestions[section]
  return (
    <Form
      action={paths.question(uid, section)}
      idempotencyKey={form.key}
      draftPath={form.draftPath}
      version={version}
    >
      <RadioField
        form={form}
        name="answer"
        label={question}
        inline
        options={[
          { value: 'yes', text: 'Yes' },
          { value: 'no', text: 'No' },
        ]}
      />
      <TextArea
        form={form}
        name="text"
        label="What was found, or why it was not looked at"
        hint={hint}
        rows={8}
      />
      <ButtonGroup>
        <Button text="Keep answer" />
      </ButtonGroup>
    </Form>
  )
}

/** One criterion a page; "not known" is an answer, silence is not. */
export function AnswerCriterion({
  form,
  uid,
  version,
  criterion,
  place,
}: RapidForm & { readonly criterion: ReviewCriterion; readonly place: string }) {
  return (
    <Form
      action={paths.criterion(uid, criterion)}
      idempotencyKey={form.key}
      draftPath={form.draftPath}
      version={version}
    >
      <p class="govuk-body heed-quiet">
        {place}: {criterionNames[criterion].toLowerCase()}
      </p>
      <RadioField
        form={form}
        name="answer"
        label={criterionWords[criterion]}
        options={answers.map((value) => ({ value, text: sayAnswer(value) }))}
      />
      <TextArea form={form} name="reasons" label="Reasons" />
      <ButtonGroup>
        <Button text="Keep answer" />
      </ButtonGroup>
    </Form>
  )
}

/** The partners' decision on what follows, with reasons either way. */
export function Decide({
  form,
  uid,
  version,
  open,
}: RapidForm & { readonly open: readonly ReviewCriterion[] }) {
  const words = useWords()
  return (
    <>
      {open.length === 0 ? null : (
        <InsetText>
          Answer every criterion first; “not known” is an answer. Open:{' '}
          {open.map((each) => criterionNames[each].toLowerCase()).join(', ')}.
        </InsetText>
      )}
      <Form
        action={paths.decision(uid)}
        idempotencyKey={form.key}
        draftPath={form.draftPath}
        version={version}
      >
        <RadioField
          form={form}
          name="outcome"
          label="What did the partners decide?"
          hint="A serious case does not make a review compulsory. The reasons are what counts."
          options={reviewOutcomes.map((value) => ({ value, text: sayOutcome(value, words) }))}
        />
        <TextArea form={form} name="reasons" label="Reasons" rows={6} />
        <TextArea
          form={form}
          name="viewOnNational"
          label="What do the partners think about a national review?"
          optional
          rows={3}
        />
        <DateField form={form} name="decidedOn" label="When was it decided?" />
        <ButtonGroup>
          <Button text="Record decision" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** The sending: what is missing goes on record with it and does not hold it. */
export function SendRapid({
  form,
  uid,
  version,
  blocks,
  missing,
}: RapidForm & {
  readonly blocks: readonly string[]
  readonly missing: readonly StatutoryPartner[]
}) {
  return (
    <>
      {blocks.length === 0 ? null : (
        <InsetText>
          <p class="govuk-body">To be answered first, if only with “not explored, because …”:</p>
          <ul class="govuk-list govuk-list--bullet">
            {blocks.map((each) => (
              <li>{each}</li>
            ))}
          </ul>
        </InsetText>
      )}
      {missing.length === 0 ? null : (
        <InsetText>
          Not yet signed by: {missing.map((each) => partnerNames[each].toLowerCase()).join(', ')}.
          This goes on record with the sending and does not hold it. They can sign afterwards.
        </InsetText>
      )}
      <Form
        action={paths.send(uid)}
        idempotencyKey={form.key}
        draftPath={form.draftPath}
        version={version}
      >
        <DateField form={form} name="sentOn" label="When was it sent to the Panel?" />
        <ButtonGroup>
          <Button text="Record as sent" />
        </ButtonGroup>
      </Form>
    </>
  )
}

/** What the Panel answered. */
export function RecordReply({ form, uid, version }: RapidForm) {
  return (
    <Form
      action={paths.reply(uid)}
      idempotencyKey={form.key}
      draftPath={form.draftPath}
      version={version}
    >
      <DateField form={form} name="receivedOn" label="When did it come?" />
      <RadioField
        form={form}
        name="outcome"
        label="What does the Panel say?"
        options={replies.map((value) => ({ value, text: replyWords[value] }))}
      />
      <TextArea form={form} name="text" label="Its words, or a summary" optional rows={6} />
      <ButtonGroup>
        <Button text="Record reply" />
      </ButtonGroup>
    </Form>
  )
}

/** The next step, from those that are open. */
export function MoveRapid({
  form,
  uid,
  version,
  acts,
}: RapidForm & { readonly acts: readonly RapidReviewAct[] }) {
  return (
    <Form
      action={paths.moveRapid(uid)}
      idempotencyKey={form.key}
      draftPath={form.draftPath}
      version={version}
    >
      <SelectField
        form={form}
        name="act"
        label="What happens next?"
        blank="Choose one"
        options={acts.map((value) => ({ value, text: rapidReviewActLabels[value] }))}
      />
      <TextArea
        form={form}
        name="reason"
        label="Reason"
        hint="Needed when it goes back to draft."
        rows={3}
      />
      <ButtonGroup>
        <Button text="Record" />
      </ButtonGroup>
    </Form>
  )
}
