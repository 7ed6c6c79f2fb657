import type { ComponentChildren } from 'preact'
import { AccessLinks } from '#platform/html/access-links.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { History } from '#platform/html/history.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { useWords } from '#platform/html/own-words.ts'
import { sayDate, sayMoment } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import { evidenceLevelWords } from '../evidence.ts'
import type { EvidenceLevel, Recommendation, RecommendationStatus, Rung } from '../model.ts'
import { paths } from '../paths.ts'
import { textNotHeld } from '../public-words.ts'
import type { HistoryLine } from '../recommendation-history.ts'
import {
  addressedToWords,
  askWords,
  rungWords,
  sourceWords,
  strengthWords,
} from '../recommendation-words.ts'
import type { Ask, Strength } from '../recommendation-words.ts'
import { Answers } from './answers.tsx'
import type { AnswerModel, AskedModel } from './answers.tsx'
import { DueWord } from './standing-words.tsx'

/** One thing that the reader can do now. */
export interface OpenAct {
  readonly href: string
  readonly text: string
}

/** All that the page of a recommendation shows. */
export interface RecommendationPageModel {
  readonly uid: Uid
  readonly reference: string
  readonly number: string | null
  readonly status: RecommendationStatus
  readonly text: string | null
  readonly agreedText: string | null
  readonly source: Recommendation['source']
  readonly sourceTitle: string | null
  readonly sourcePlace: string | null
  readonly fromCase: { readonly uid: Uid; readonly reference: string } | null
  readonly fromReview: { readonly uid: Uid; readonly reference: string } | null
  readonly supersededBy: { readonly uid: Uid; readonly reference: string } | null
  readonly findings: readonly { readonly uid: Uid; readonly text: string }[]
  readonly addressedTo: Recommendation['addressees']['kind']
  readonly asks: readonly Ask[]
  readonly dueOn: PlainDate | null
  readonly overdue: number
  readonly outcome: string
  readonly measure: string
  readonly strength: Strength | null
  readonly rung: Rung | null
  readonly reached: EvidenceLevel | null
  readonly notShownBy: readonly string[]
  readonly round: number
  readonly asked: readonly AskedModel[]
  readonly answers: readonly AnswerModel[]
  readonly advice: readonly string[]
  readonly history: readonly HistoryLine[]
  readonly acts: readonly OpenAct[]
  /** What can be asked or done about who sees it. */
  readonly accessLinks: readonly OpenAct[]
  readonly inErrorReason: string | null
}

function Words({ model }: { readonly model: RecommendationPageModel }) {
  const { text, agreedText } = model
  if (text === null)
    return (
      <p class="govuk-body-l heed-quiet">
        {textNotHeld}. The recommendation is known to have been made; its words are not.
      </p>
    )
  return (
    <>
      <p class="govuk-body-l">{agreedText ?? text}</p>
      {agreedText === null ? null : <p class="govuk-body heed-quiet">As first made: {text}</p>}
    </>
  )
}

function Acts({ acts }: { readonly acts: readonly OpenAct[] }) {
  if (acts.length === 0) return null
  return (
    <nav aria-label="What you can do">
      <ul class="govuk-list heed-acts">
        {acts.map((each) => (
          <li>
            <SafeLink href={each.href}>{each.text}</SafeLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Rungs({ model }: { readonly model: RecommendationPageModel }) {
  const { rung, reached, notShownBy } = model
  return (
    <FactList
      card={{ title: 'What has to be shown' }}
      facts={[
        {
          name: 'Rung that was set',
          value: rung === null ? null : `${rung} of 4. ${rungWords[rung]}`,
          unknown: 'Not set yet',
        },
        {
          name: 'Rung reached by accepted evidence',
          value: reached === null ? null : `${reached} of 4. ${evidenceLevelWords[reached]}`,
          unknown: 'No evidence is accepted yet',
        },
        reached !== null &&
          notShownBy.length > 0 && {
            name: 'Not shown yet by',
            value: notShownBy.join(', '),
          },
        model.round > 1 && {
          name: 'Round',
          value: `${model.round}. It was opened again; earlier evidence does not count in this round.`,
        },
      ]}
    />
  )
}

function sourceOf(model: RecommendationPageModel, localReview: string): string {
  return [sourceWords(localReview)[model.source], model.sourceTitle, model.sourcePlace]
    .filter((each) => each !== null)
    .join(', ')
}

function madeTo(model: RecommendationPageModel): string {
  const names = model.asked.map((each) => each.name).join(', ')
  if (names === '') return addressedToWords[model.addressedTo]
  return model.addressedTo === 'partnership' ? `The partnership as a whole: ${names}` : names
}

function Facts({ model }: { readonly model: RecommendationPageModel }) {
  const words = useWords()
  const { fromCase, fromReview, supersededBy } = model
  return (
    <FactList
      card={{ title: 'What is asked' }}
      facts={[
        { name: 'Made to', value: madeTo(model) },
        { name: 'By when', value: <DueWord dueOn={model.dueOn} overdue={model.overdue} /> },
        { name: 'So that, for children', value: model.outcome, unknown: 'No outcome named' },
        { name: 'How one will see it', value: model.measure, unknown: 'No measure named' },
        {
          name: 'What kind of change',
          value: model.asks.map((ask) => askWords[ask]).join(', '),
          unknown: 'Not said',
        },
        {
          name: 'Strength',
          value: model.strength === null ? null : strengthWords[model.strength],
          unknown: 'Not checked yet',
        },
        { name: 'Comes from', value: sourceOf(model, words('review.local')) },
        model.number !== null && { name: 'Number in the report', value: model.number },
        fromReview !== null && {
          name: 'Review',
          value: <SafeLink href={paths.review(fromReview.uid)}>{fromReview.reference}</SafeLink>,
        },
        fromCase !== null && {
          name: 'Case',
          value: <SafeLink href={paths.case(fromCase.uid)}>{fromCase.reference}</SafeLink>,
        },
        model.findings.length > 0 && {
          name: 'Rests on',
          value: model.findings.map((finding) => (
            <div>
              <SafeLink href={paths.finding(finding.uid)}>{finding.text.slice(0, 120)}</SafeLink>
            </div>
          )),
        },
        supersededBy !== null && {
          name: 'Replaced by',
          value: (
            <SafeLink href={paths.recommendation(supersededBy.uid)}>
              {supersededBy.reference}
            </SafeLink>
          ),
        },
      ]}
    />
  )
}

function Advice({ advice }: { readonly advice: readonly string[] }) {
  if (advice.length === 0) return null
  return (
    <InsetText>
      <p class="govuk-body">Advice on the wording. It stops nothing.</p>
      <ul class="govuk-list govuk-list--bullet">
        {advice.map((each) => (
          <li>{each}</li>
        ))}
      </ul>
    </InsetText>
  )
}

/** A recommendation: its words, what the reader can do, what has to be shown, who answered what, what was done, and its history. */
export function RecommendationPage(props: {
  readonly model: RecommendationPageModel
  readonly children?: ComponentChildren
}) {
  const { model } = props
  return (
    <>
      {model.inErrorReason === null ? null : (
        <InsetText>Recorded in error: {model.inErrorReason}</InsetText>
      )}
      <Words model={model} />
      <Acts acts={model.acts} />
      <Advice advice={model.advice} />
      <Rungs model={model} />
      <Answers
        uid={model.uid}
        addressedTo={model.addressedTo}
        asked={model.asked}
        answers={model.answers}
      />
      {props.children}
      <Facts model={model} />
      <h2 class="govuk-heading-m">History</h2>
      <History
        items={model.history.map((line) => ({
          title: line.title,
          by: line.by,
          on: line.at,
          words: sayMoment(line.at),
          children:
            line.words.length === 0
              ? undefined
              : line.words.map((words) => <p class="govuk-body">{words}</p>),
        }))}
      />
      <AccessLinks links={model.accessLinks} />
    </>
  )
}

/** The one line of state under the heading. */
export function dueLine(dueOn: PlainDate | null, overdue: number): string {
  if (dueOn === null) return 'no date set'
  return overdue > 0
    ? `due ${sayDate(dueOn)}, ${overdue === 1 ? '1 day' : `${overdue} days`} late`
    : `due ${sayDate(dueOn)}`
}
