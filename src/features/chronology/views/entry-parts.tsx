import { Tag } from '#platform/html/govuk/tag.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { Uid } from '#shared/ids.ts'
import { isMarkRule, markRules } from '../mark-rules.ts'
import type { EntryContent } from '../model.ts'
import { paths } from '../paths.ts'
import { sayWhen } from '../when.ts'
import { kindWords, seenWords } from '../words.ts'

/** One entry as tables show it. */
export interface EntryTableRow {
  readonly uid: Uid
  readonly agency: string
  readonly content: EntryContent
  readonly people: readonly string[]
  readonly episode: string | null
  readonly marks: readonly string[]
}

/** When something happened, with the time of day where it is known. */
export function sayHappened({ happened, happenedAt }: EntryContent): string {
  return happenedAt === null ? sayWhen(happened) : `${sayWhen(happened)}, ${happenedAt}`
}

/** When the agency knew, in words. */
export function sayKnew({ knew }: EntryContent): string {
  return knew === null ? 'Not known' : sayWhen(knew)
}

/** When the agency wrote it down, in words. */
export function sayRecorded({ recordedOn }: EntryContent): string {
  return recordedOn === null ? 'Not known' : sayDate(recordedOn)
}

function excerpt(text: string): string {
  return text.length > 280 ? `${text.slice(0, 277).trimEnd()}…` : text
}

/** The link to an entry, named for when it happened. */
export function EntryLink({ row }: { readonly row: EntryTableRow }) {
  return <SafeLink href={paths.entry(row.uid)}>{sayHappened(row.content)}</SafeLink>
}

/** What happened, whom it concerns, and what stands out about it. */
export function EntryWords({ row }: { readonly row: EntryTableRow }) {
  const { content, people, marks, episode } = row
  return (
    <>
      <div class="heed-quiet">
        {[kindWords[content.kind], ...people].join(' · ')}
        {content.place === '' ? '' : ` · ${content.place}`}
      </div>
      <div>{excerpt(content.event)}</div>
      {content.response === '' ? null : (
        <div>
          <span class="heed-quiet">Response: </span>
          {excerpt(content.response)}
        </div>
      )}
      <Standing content={content} />
      {episode === null ? null : <div class="heed-quiet">Key practice episode: {episode}</div>}
      {marks.length === 0 ? null : (
        <div>
          {marks.map((rule) => (
            <>
              <StateWord tone="know">
                {isMarkRule(rule) ? markRules[rule].title : rule}
              </StateWord>{' '}
            </>
          ))}
        </div>
      )}
    </>
  )
}

/** Whether the child was seen, and good practice, where either is said. */
function Standing({ content }: { readonly content: EntryContent }) {
  const { childSeen, goodPractice } = content
  if (childSeen !== 'yes' && childSeen !== 'no' && !goodPractice) return null
  return (
    <div>
      {childSeen === 'yes' || childSeen === 'no' ? (
        <Tag text={`Child ${seenWords[childSeen].toLowerCase()}`} classes="govuk-tag--grey" />
      ) : null}{' '}
      {goodPractice ? <StateWord tone="kept">Good practice</StateWord> : null}
    </div>
  )
}

/** The two later times together: when the agency knew, and when it wrote that down. */
export function LaterTimes({ content }: { readonly content: EntryContent }) {
  const [knew, wrote] = [sayKnew(content), sayRecorded(content)]
  if (content.knew !== null && knew === wrote) return <>Knew and wrote it down {knew}</>
  return (
    <>
      <div>Knew: {knew === 'Not known' ? 'not known' : knew}</div>
      <div>Wrote it down: {wrote === 'Not known' ? 'not known' : wrote}</div>
    </>
  )
}
