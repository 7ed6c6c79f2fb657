import { SubNavigation } from '#platform/html/case-parts.tsx'
import { SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { DateField } from '#platform/html/fields.tsx'
import { HiddenField } from '#platform/html/form.tsx'
import type { FormState } from '#platform/html/form-state.ts'
import { Button } from '#platform/html/govuk/button.tsx'
import { OlderNewer } from '#platform/html/list-parts.tsx'
import { safeHref } from '#platform/html/safe-link.tsx'
import { sayDate, sayDateInFull } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Knowledge } from '../entry.ts'
import { paths } from '../paths.ts'
import { ChronologyParts } from './chronology-parts.tsx'
import type { Choice } from './chronology-page.tsx'
import { EntryLink, EntryWords, sayKnew, sayRecorded } from './entry-parts.tsx'
import type { EntryTableRow } from './entry-parts.tsx'

/** The answers to what an agency knew on a day, in words. */
const knowledgeWords: Readonly<Record<Knowledge, string>> = {
  certain: 'Knew for certain',
  possible: 'May have known',
  'not-yet': 'Did not know yet',
}

const explained: Readonly<Record<Knowledge, string>> = {
  certain: 'The agency says that it knew by this day, or had written it down by then.',
  possible:
    'The day lies within the time in which the agency learnt of it, or nobody says when it did.',
  'not-yet': 'The agency learnt of it later, or it had not happened yet.',
}

/** An entry with the days from which it was known. */
export interface KnownRow extends EntryTableRow {
  readonly possibleFrom: PlainDate
  readonly certainFrom: PlainDate | null
}

/** What was asked and what the answer is. */
export interface KnownModel {
  readonly uid: Uid
  readonly form: FormState
  readonly agencies: readonly Choice[]
  readonly answer:
    | {
        readonly agency: string
        readonly day: PlainDate
        readonly knowledge: Knowledge
        readonly counts: Readonly<Record<Knowledge, number>>
        readonly rows: readonly KnownRow[]
        readonly hrefs: Readonly<Record<Knowledge, string>>
        readonly nextHref: string | undefined
        readonly firstHref: string | undefined
      }
    | undefined
}

function Ask({ model }: { readonly model: KnownModel }) {
  return (
    <form
      class="heed-form heed-no-print"
      method="get"
      action={safeHref(paths.known(model.uid))}
      noValidate
    >
      <SelectField
        form={model.form}
        name="agency"
        label="Which agency?"
        blank="Choose"
        options={model.agencies.map(({ uid, text }) => ({ value: uid, text }))}
      />
      <DateField form={model.form} name="on" label="On which day?" />
      <HiddenField name="knowledge" value="certain" />
      <Button text="Show what it knew" />
    </form>
  )
}

function Answer({ answer }: { readonly answer: NonNullable<KnownModel['answer']> }) {
  const { counts, knowledge, rows } = answer
  return (
    <>
      <h2 class="govuk-heading-m">
        {answer.agency} on {sayDateInFull(answer.day)}
      </h2>
      <SubNavigation
        label="What was known"
        items={(['certain', 'possible', 'not-yet'] as const).map((each) => ({
          text: `${knowledgeWords[each]} (${counts[each]})`,
          href: answer.hrefs[each],
          current: each === knowledge,
        }))}
      />
      <p class="govuk-body">{explained[knowledge]}</p>
      {rows.length === 0 ? (
        <EmptyState title="No entry of this agency" />
      ) : (
        <>
          <DataTable
            caption={knowledgeWords[knowledge]}
            captionHidden
            rows={rows}
            columns={[
              { head: 'When it happened', cell: (row) => <EntryLink row={row} /> },
              { head: 'What happened', cell: (row) => <EntryWords row={row} /> },
              { head: 'When the agency knew', cell: (row) => sayKnew(row.content) },
              { head: 'Written down', cell: (row) => sayRecorded(row.content) },
              {
                head: 'Known for certain from',
                cell: (row) =>
                  row.certainFrom === null ? 'Never for certain' : sayDate(row.certainFrom),
              },
            ]}
          />
          <OlderNewer
            words={rows.length === 1 ? 'Showing 1 entry' : `Showing ${rows.length} entries`}
            newerHref={answer.firstHref}
            newerText="First page"
            olderHref={answer.nextHref}
            olderText="Next page"
          />
        </>
      )}
    </>
  )
}

/** What did this agency know on this day? */
export function KnownPage({ model }: { readonly model: KnownModel }) {
  return (
    <>
      <ChronologyParts uid={model.uid} now="known" />
      <Ask model={model} />
      {model.answer ? <Answer answer={model.answer} /> : null}
    </>
  )
}
