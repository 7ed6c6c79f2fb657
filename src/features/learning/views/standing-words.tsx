import { StateWord } from '#platform/html/state-word.tsx'
import type { Tone } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { RecommendationStatus } from '../model.ts'
import type { AddresseeStanding } from '../recommendation-standing.ts'
import { statusWords } from '../recommendation-words.ts'

const dayWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`)

const tones: Readonly<Partial<Record<RecommendationStatus, Tone>>> = {
  achieved: 'kept',
  assured: 'kept',
  draft: 'quiet',
  rejected: 'quiet',
  superseded: 'quiet',
  overtaken: 'quiet',
  'done-not-measurable': 'quiet',
}

/** Where a recommendation stands, as a word. */
export function StatusWord({ status }: { readonly status: RecommendationStatus }) {
  return <StateWord tone={tones[status] ?? 'know'}>{statusWords[status]}</StateWord>
}

/** When a recommendation is due; late only while what it asks is still to be done. */
export function DueWord(props: { readonly dueOn: PlainDate | null; readonly overdue: number }) {
  if (props.dueOn === null) return <span class="heed-quiet">No date set</span>
  if (props.overdue === 0) return <>{sayDate(props.dueOn)}</>
  return (
    <>
      {sayDate(props.dueOn)} <StateWord tone="late">{dayWords(props.overdue)} late</StateWord>
    </>
  )
}

/** How an agency stands that is asked: silence is visible. */
export function AskedWord({ standing }: { readonly standing: AddresseeStanding }) {
  switch (standing.state) {
    case 'not-asked':
      return <StateWord tone="quiet">Not asked yet</StateWord>
    case 'answered':
      return standing.confirmed ? (
        <StateWord tone="kept">Answered</StateWord>
      ) : (
        <StateWord tone="know">Answer recorded for it, not yet confirmed</StateWord>
      )
    case 'waiting':
      return (
        <StateWord tone={standing.days <= 7 ? 'due-soon' : 'quiet'}>
          Answer due {sayDate(standing.due)}
        </StateWord>
      )
    case 'silent':
      return (
        <StateWord tone="late">
          Not yet received, due {sayDate(standing.due)} ({dayWords(standing.days)} ago)
        </StateWord>
      )
  }
}
