import { SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { DateField } from '#platform/html/fields.tsx'
import { HiddenField } from '#platform/html/form.tsx'
import type { FormState } from '#platform/html/form-state.ts'
import { Filter, FilteredList, OlderNewer } from '#platform/html/list-parts.tsx'
import type { ChosenFilter } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { PartStatus } from '../model.ts'
import { paths } from '../paths.ts'
import { kindWords, partStatusWords, themeWords } from '../words.ts'
import { ChronologyParts } from './chronology-parts.tsx'
import { EntryLink, EntryWords, LaterTimes } from './entry-parts.tsx'
import type { EntryTableRow } from './entry-parts.tsx'

/** A choice of a form. */
export interface Choice {
  readonly uid: Uid
  readonly text: string
}

/** An agency's part as the merged view names it. */
export interface PartLine {
  readonly uid: Uid
  readonly agency: string
  readonly status: PartStatus
  readonly dueOn: PlainDate | null
  readonly late: boolean
}

/** All that the merged view shows. */
export interface ChronologyModel {
  readonly uid: Uid
  readonly begun: boolean
  readonly rows: readonly EntryTableRow[]
  readonly parts: readonly PartLine[]
  readonly form: FormState
  readonly agencies: readonly Choice[]
  readonly people: readonly Choice[]
  readonly episodes: readonly Choice[]
  readonly chosen: readonly ChosenFilter[]
  readonly sort: 'time' | 'agency'
  readonly hrefs: {
    readonly time: string
    readonly agency: string
    readonly first: string | undefined
    readonly next: string | undefined
    readonly print: string
    readonly files: readonly { readonly href: string; readonly text: string }[]
  }
  readonly mayManage: boolean
  readonly mayWriteParts: boolean
  readonly mayExport: boolean
}

function Parts({ model }: { readonly model: ChronologyModel }) {
  return (
    <DataTable
      caption="Parts of the agencies"
      rows={model.parts}
      columns={[
        {
          head: 'Agency',
          cell: (part) =>
            model.mayWriteParts ? (
              <SafeLink href={paths.part(part.uid)}>{part.agency}</SafeLink>
            ) : (
              part.agency
            ),
        },
        {
          head: 'How far it is',
          cell: (part) => (
            <StateWord tone={part.status === 'accepted' ? 'kept' : part.late ? 'late' : 'quiet'}>
              {part.late ? 'Not yet received, late' : partStatusWords[part.status]}
            </StateWord>
          ),
        },
        { head: 'Due', cell: (part) => (part.dueOn === null ? 'No day set' : sayDate(part.dueOn)) },
      ]}
    />
  )
}

function Fields({ model }: { readonly model: ChronologyModel }) {
  const { form } = model
  const options = (list: readonly Choice[]) => list.map(({ uid, text }) => ({ value: uid, text }))
  const words = (of: Readonly<Record<string, string>>) =>
    Object.entries(of).map(([value, text]) => ({ value, text }))
  return (
    <>
      {model.sort === 'agency' ? <HiddenField name="sort" value="agency" /> : null}
      <SelectField
        form={form}
        name="agency"
        label="Agency"
        blank="Any"
        options={options(model.agencies)}
      />
      <SelectField
        form={form}
        name="person"
        label="Person"
        blank="Anybody"
        options={options(model.people)}
      />
      <SelectField form={form} name="theme" label="Theme" blank="Any" options={words(themeWords)} />
      <SelectField form={form} name="kind" label="Kind" blank="Any" options={words(kindWords)} />
      {model.episodes.length === 0 ? null : (
        <SelectField
          form={form}
          name="episode"
          label="Key practice episode"
          blank="Any"
          options={options(model.episodes)}
        />
      )}
      <SelectField
        form={form}
        name="only"
        label="Only"
        blank="All entries"
        options={[
          { value: 'marked', text: 'With an open mark' },
          { value: 'good-practice', text: 'Good practice' },
          { value: 'child-seen', text: 'Child seen' },
          { value: 'child-not-seen', text: 'Child not seen' },
        ]}
      />
      <DateField form={form} name="from" label="From" hint="What can have happened on or after" />
      <DateField form={form} name="to" label="To" hint="What can have happened on or before" />
    </>
  )
}

function Rows({ model }: { readonly model: ChronologyModel }) {
  const { hrefs, sort } = model
  return (
    <DataTable
      caption="Entries"
      captionHidden
      rows={model.rows}
      columns={[
        {
          head: 'When it happened',
          sort: { href: hrefs.time, now: sort === 'time' ? 'ascending' : undefined },
          cell: (row) => <EntryLink row={row} />,
        },
        {
          head: 'Agency',
          sort: { href: hrefs.agency, now: sort === 'agency' ? 'ascending' : undefined },
          cell: (row) => row.agency,
        },
        { head: 'What happened', cell: (row) => <EntryWords row={row} /> },
        { head: 'Known', cell: (row) => <LaterTimes content={row.content} /> },
      ]}
    />
  )
}

function Empty({ model }: { readonly model: ChronologyModel }) {
  if (model.chosen.length > 0) {
    return (
      <EmptyState
        title="No entry fits these filters"
        action={{ href: paths.show(model.uid), text: 'Clear all filters' }}
      />
    )
  }
  return (
    <EmptyState title="No entries yet">
      Entries appear here as the agencies write or send them.
    </EmptyState>
  )
}

function Acts({ model }: { readonly model: ChronologyModel }) {
  const { hrefs, mayManage, mayExport, rows } = model
  if (!mayManage && rows.length === 0) return null
  return (
    <ul class="govuk-list heed-acts heed-no-print">
      {mayManage ? (
        <li>
          <SafeLink href={paths.ask(model.uid)}>Ask an agency for its part</SafeLink>
        </li>
      ) : null}
      {rows.length === 0 ? null : (
        <li>
          <SafeLink href={hrefs.print}>Print these entries</SafeLink>
        </li>
      )}
      {mayExport && rows.length > 0
        ? hrefs.files.map(({ href, text }) => (
            <li>
              <SafeLink href={href}>{text}</SafeLink>
            </li>
          ))
        : null}
    </ul>
  )
}

/** The merged chronology of a case: what every agency wrote, in one table. */
export function ChronologyPage({ model }: { readonly model: ChronologyModel }) {
  if (!model.begun) {
    return (
      <EmptyState
        title="No chronology yet"
        {...(model.mayManage && {
          action: { href: paths.ask(model.uid), text: 'Ask an agency for its part' },
        })}
      >
        It begins when the first agency is asked for its part.
      </EmptyState>
    )
  }
  const { rows, hrefs } = model
  const count = rows.length === 1 ? '1 entry' : `${rows.length} entries`
  return (
    <>
      <ChronologyParts uid={model.uid} now="entries" />
      <Acts model={model} />
      <Parts model={model} />
      <FilteredList
        filter={
          <Filter
            action={paths.show(model.uid)}
            chosen={[{ name: 'Showing only', items: model.chosen }]}
            clearHref={paths.show(model.uid)}
          >
            <Fields model={model} />
          </Filter>
        }
      >
        {rows.length === 0 ? <Empty model={model} /> : <Rows model={model} />}
        {rows.length === 0 ? null : (
          <OlderNewer
            words={`Showing ${count}`}
            newerHref={hrefs.first}
            newerText="First page"
            olderHref={hrefs.next}
            olderText="Next page"
          />
        )}
      </FilteredList>
    </>
  )
}
