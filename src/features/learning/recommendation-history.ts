import type { Instant, PlainDate } from '#shared/dates.ts'
import type { AgencyId } from '#features/cases/model.ts'
import type { Answer, RecommendationStatus, Rung } from './model.ts'
import type { RecommendationAct } from './recommendation.ts'
import type { AddresseeStanding } from './recommendation-standing.ts'
import { actDoneWords, answerWords, rungWords } from './recommendation-words.ts'

/** One step in the life of a recommendation, with who took it. */
export interface EventLine {
  readonly act: RecommendationAct
  readonly to: RecommendationStatus
  readonly round: number
  readonly on: PlainDate
  readonly reason: string | null
  readonly advice: readonly string[]
  readonly at: Instant
  readonly by: string
  readonly agency: string
}

/** One setting of the rung, with who set it. */
export interface RungLine {
  readonly rung: Rung
  readonly reason: string
  readonly at: Instant
  readonly by: string
  readonly agency: string
}

/** An agency that is asked, how it stands, and the answer that stands for it. */
export interface StandingAddressee<A extends Answer> {
  readonly agencyId: number
  readonly agency: AgencyId
  readonly name: string
  readonly askedAt: Instant | null
  readonly answerDueOn: PlainDate | null
  readonly before: readonly { readonly agency: AgencyId; readonly name: string }[]
  readonly answer: A | undefined
  readonly standing: AddresseeStanding
}

/** One line of a history, as pages show it. */
export interface HistoryLine {
  readonly title: string
  readonly by: string
  readonly at: Instant
  readonly words: readonly string[]
}

interface GivenAnswer {
  readonly agencyName: string
  readonly kind: Answer['kind']
  readonly origin: Answer['origin']
  readonly givenAt: Instant
  readonly givenBy: string
  readonly givenFor: string
  readonly inError: { readonly at: Instant; readonly reason: string } | null
}

const adviceCount = (count: number): string =>
  count === 1
    ? '1 piece of advice was left as it was'
    : `${count} pieces of advice were left as they were`

function answerLine(answer: GivenAnswer): HistoryLine {
  const onBehalf = answer.origin.kind === 'on-behalf'
  return {
    title: `${answer.agencyName}: ${answerWords[answer.kind].toLowerCase()}`,
    by: `${answer.givenBy}, ${answer.givenFor}`,
    at: answer.givenAt,
    words: [
      ...(onBehalf ? ['Recorded on its behalf'] : []),
      ...(answer.inError === null ? [] : [`Recorded in error: ${answer.inError.reason}`]),
    ],
  }
}

/** Everything that happened to a recommendation, the newest first. */
export function historyOf(about: {
  readonly recordedAt: Instant
  readonly recordedBy: string
  readonly events: readonly EventLine[]
  readonly rungs: readonly RungLine[]
  readonly answers: readonly GivenAnswer[]
}): readonly HistoryLine[] {
  const lines: readonly HistoryLine[] = [
    { title: 'Drafted', by: about.recordedBy, at: about.recordedAt, words: [] },
    ...about.events.map((event) => ({
      title: actDoneWords[event.act],
      by: `${event.by}, ${event.agency}`,
      at: event.at,
      words: [
        ...(event.reason ? [event.reason] : []),
        ...(event.advice.length > 0 ? [adviceCount(event.advice.length)] : []),
      ],
    })),
    ...about.rungs.map((setting) => ({
      title: `Rung set: ${rungWords[setting.rung].toLowerCase()}`,
      by: `${setting.by}, ${setting.agency}`,
      at: setting.at,
      words: [setting.reason],
    })),
    ...about.answers.map(answerLine),
  ]
  return lines.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
