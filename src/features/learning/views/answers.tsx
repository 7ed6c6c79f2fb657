import { FactList } from '#platform/html/fact-list.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { Instant, PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { AnswerKind, AnswerOrigin } from '../model.ts'
import { paths } from '../paths.ts'
import type { AddresseeStanding } from '../recommendation-standing.ts'
import { answerWords } from '../recommendation-words.ts'
import { AskedWord } from './standing-words.tsx'

/** An answer as the page shows it. */
export interface AnswerModel {
  readonly uid: Uid
  readonly agencyName: string
  readonly kind: AnswerKind
  readonly reasons: string
  readonly change: string
  readonly evidence: readonly string[]
  readonly origin: AnswerOrigin
  readonly givenAt: Instant
  readonly givenBy: string
  readonly givenFor: string
  readonly confirmedBy: string | null
  readonly paper: { readonly name: string } | null
  readonly inError: { readonly reason: string } | null
  readonly mayConfirm: boolean
  readonly mayWithdraw: boolean
}

/** An agency that is asked, with the answer that stands. */
export interface AskedModel {
  readonly name: string
  readonly answerDueOn: PlainDate | null
  readonly before: readonly { readonly name: string }[]
  readonly standing: AddresseeStanding
  readonly answer: AnswerModel | undefined
}

const howWords = {
  letter: 'by letter',
  'e-mail': 'by e-mail',
  meeting: 'at a meeting',
  telephone: 'by telephone',
}

function Origin({ uid, answer }: { readonly uid: Uid; readonly answer: AnswerModel }) {
  const { origin } = answer
  if (origin.kind === 'own')
    return (
      <div class="heed-quiet">
        {answer.givenBy}, {answer.givenFor}, {sayMoment(answer.givenAt)}
      </div>
    )
  return (
    <div class="heed-quiet">
      Recorded on its behalf by {answer.givenBy}, {answer.givenFor}, {sayMoment(answer.givenAt)}.
      Received from {origin.receivedFrom} {howWords[origin.how]} on {sayDate(origin.receivedOn)};{' '}
      shown by:{' '}
      {answer.paper === null ? (
        origin.document
      ) : (
        <SafeLink href={paths.paper(uid, answer.uid)}>{origin.document}</SafeLink>
      )}
      .{' '}
      {origin.confirmed === null
        ? 'The agency has not confirmed it yet.'
        : `Confirmed by ${answer.confirmedBy ?? 'the agency'}, ${sayMoment(origin.confirmed.at)}.`}
    </div>
  )
}

function AnswerWords({ uid, answer }: { readonly uid: Uid; readonly answer: AnswerModel }) {
  return (
    <>
      <div>{answerWords[answer.kind]}</div>
      {answer.change === '' ? null : <div>What it would do instead: {answer.change}</div>}
      {answer.reasons === '' ? null : <div>{answer.reasons}</div>}
      {answer.evidence.length === 0 ? null : (
        <div>Points to {answer.evidence.length} of the evidence below</div>
      )}
      <Origin uid={uid} answer={answer} />
      {answer.mayConfirm ? (
        <div>
          <SafeLink href={paths.confirmAnswer(uid, answer.uid)}>
            Confirm this answer<span class="govuk-visually-hidden"> of {answer.agencyName}</span>
          </SafeLink>
        </div>
      ) : null}
      {answer.mayWithdraw ? (
        <div>
          <SafeLink href={paths.answerInError(uid, answer.uid)}>
            Recorded in error<span class="govuk-visually-hidden">: {answer.agencyName}</span>
          </SafeLink>
        </div>
      ) : null}
    </>
  )
}

function beforeWords(asked: AskedModel): string {
  return asked.before.length === 0
    ? ''
    : ` (took over from ${asked.before.map((each) => each.name).join(', ')})`
}

/** What each agency that is asked answered; silence is shown, and counted from the day on which the answer was due. */
export function Answers(props: {
  readonly uid: Uid
  readonly addressedTo: 'agencies' | 'partnership' | 'national'
  readonly asked: readonly AskedModel[]
  readonly answers: readonly AnswerModel[]
}) {
  const { uid, asked } = props
  const standing = new Set(asked.map((each) => each.answer?.uid))
  const earlier = props.answers.filter((answer) => !standing.has(answer.uid))
  if (props.addressedTo === 'national')
    return (
      <p class="govuk-body">
        It is made to national bodies. What is done about it here is recorded as actions.
      </p>
    )
  return (
    <>
      <FactList
        card={{ title: 'Answers' }}
        facts={
          asked.length === 0
            ? [{ name: 'Who is asked', unknown: 'Nobody is named yet' }]
            : asked.map((each) => ({
                name: `${each.name}${beforeWords(each)}`,
                value: (
                  <>
                    <AskedWord standing={each.standing} />
                    {each.answer === undefined ? null : (
                      <AnswerWords uid={uid} answer={each.answer} />
                    )}
                  </>
                ),
              }))
        }
      />
      {earlier.length === 0 ? null : (
        <FactList
          card={{ title: 'Earlier answers, kept on record' }}
          facts={earlier.map((answer) => ({
            name: answer.agencyName,
            value: (
              <>
                {answer.inError === null ? null : (
                  <div>Recorded in error: {answer.inError.reason}</div>
                )}
                <AnswerWords uid={uid} answer={answer} />
              </>
            ),
          }))}
        />
      )}
    </>
  )
}
