import { SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { TextField } from '#platform/html/fields.tsx'
import { HiddenField } from '#platform/html/form.tsx'
import type { FormState } from '#platform/html/form-state.ts'
import { Filter, FilteredList, OlderNewer } from '#platform/html/list-parts.tsx'
import type { ChosenFilter } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { RecommendationStatus, Rung } from '../model.ts'
import { paths } from '../paths.ts'
import type { AddresseeStanding } from '../recommendation-standing.ts'
import { statusWords } from '../recommendation-words.ts'
import { textNotHeld } from '../public-words.ts'
import { AskedWord, DueWord, StatusWord } from './standing-words.tsx'

/** One recommendation as the list shows it. */
export interface RecommendationListRow {
  readonly uid: Uid
  readonly reference: string
  readonly number: string | null
  readonly text: string | null
  readonly addressedTo: 'agencies' | 'partnership' | 'national'
  readonly status: RecommendationStatus
  readonly dueOn: PlainDate | null
  readonly overdue: number
  readonly rung: Rung | null
  readonly asked: readonly { readonly name: string; readonly standing: AddresseeStanding }[]
}

/** All that the list shows. */
export interface RecommendationListModel {
  readonly rows: readonly RecommendationListRow[]
  readonly form: FormState
  readonly agencies: readonly { readonly uid: Uid; readonly text: string }[]
  /** The reviews that are open to the reader; without any, nothing is asked. */
  readonly reviews: readonly { readonly uid: Uid; readonly text: string }[]
  readonly chosen: readonly ChosenFilter[]
  /** What is kept in the address when the filter is applied anew. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly sort: 'newest' | 'due'
  readonly hrefs: {
    readonly newest: string
    readonly due: string
    readonly export: string
    readonly first: string | undefined
    readonly next: string | undefined
  }
  readonly mayDraft: boolean
  readonly mayReadFindings: boolean
}

function excerpt(text: string | null): string {
  if (text === null) return textNotHeld
  return text.length > 160 ? `${text.slice(0, 157).trimEnd()}…` : text
}

function Asked({ row }: { readonly row: RecommendationListRow }) {
  if (row.addressedTo === 'national') return <>National bodies</>
  if (row.asked.length === 0) return <span class="heed-quiet">Nobody named</span>
  return (
    <>
      {row.addressedTo === 'partnership' ? <div>The partnership as a whole</div> : null}
      {row.asked.map((each) => (
        <div>
          {each.name} <AskedWord standing={each.standing} />
        </div>
      ))}
    </>
  )
}

function Fields({ model }: { readonly model: RecommendationListModel }) {
  const { form } = model
  return (
    <>
      {model.kept.map((each) => (
        <HiddenField name={each.name} value={each.value} />
      ))}
      <TextField form={form} name="words" label="Words in the recommendation" />
      <SelectField
        form={form}
        name="status"
        label="Where it stands"
        blank="Anywhere"
        options={Object.entries(statusWords).map(([value, text]) => ({ value, text }))}
      />
      <SelectField
        form={form}
        name="agency"
        label="Who is asked"
        blank="Anybody"
        options={model.agencies.map(({ uid, text }) => ({ value: uid, text }))}
      />
      {model.reviews.length === 0 ? null : (
        <SelectField
          form={form}
          name="review"
          label="From which review"
          blank="Any"
          options={model.reviews.map(({ uid, text }) => ({ value: uid, text }))}
        />
      )}
      <SelectField
        form={form}
        name="late"
        label="Late"
        blank="Late or not"
        options={[
          { value: 'overdue', text: 'Overdue' },
          { value: 'silent', text: 'An answer has not come' },
        ]}
      />
      <SelectField
        form={form}
        name="rung"
        label="Its rung of evidence"
        blank="Reached or not"
        options={[
          { value: 'reached', text: 'Reached' },
          { value: 'not-reached', text: 'Not reached yet' },
        ]}
      />
    </>
  )
}

function Rows({ model }: { readonly model: RecommendationListModel }) {
  const { hrefs, sort } = model
  return (
    <DataTable
      caption="Recommendations"
      captionHidden
      rows={model.rows}
      columns={[
        {
          head: 'Recommendation',
          sort: { href: hrefs.newest, now: sort === 'newest' ? 'descending' : undefined },
          cell: (row) => <SafeLink href={paths.recommendation(row.uid)}>{row.reference}</SafeLink>,
          whole: true,
        },
        { head: 'What is asked', cell: (row) => excerpt(row.text) },
        { head: 'Of whom', cell: (row) => <Asked row={row} /> },
        { head: 'Where it stands', cell: (row) => <StatusWord status={row.status} /> },
        {
          head: 'Due',
          sort: { href: hrefs.due, now: sort === 'due' ? 'ascending' : undefined },
          cell: (row) => <DueWord dueOn={row.dueOn} overdue={row.overdue} />,
        },
      ]}
    />
  )
}

function Empty({ model }: { readonly model: RecommendationListModel }) {
  if (model.chosen.length > 0) {
    return (
      <EmptyState
        title="No recommendation fits these filters"
        action={{ href: paths.recommendations, text: 'Clear all filters' }}
      >
        Only recommendations that are open to you are looked through.
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="No recommendations yet"
      {...(model.mayDraft && { action: { href: paths.draft, text: 'Draft a recommendation' } })}
    >
      Recommendations appear here when they are drafted, and when your agency is asked to answer
      one.
    </EmptyState>
  )
}

/** The recommendations that are open to the reader, with the answers that have not come. */
export function RecommendationList({ model }: { readonly model: RecommendationListModel }) {
  const { rows, hrefs, chosen } = model
  const count = rows.length === 1 ? '1 recommendation' : `${rows.length} recommendations`
  return (
    <>
      <ul class="govuk-list heed-no-print">
        {model.mayDraft ? (
          <li>
            <SafeLink href={paths.draft}>Draft a recommendation</SafeLink>
          </li>
        ) : null}
        {model.mayReadFindings ? (
          <li>
            <SafeLink href={paths.goodPractice}>Good practice</SafeLink>
          </li>
        ) : null}
        {rows.length > 0 ? (
          <li>
            <SafeLink href={hrefs.export}>Save this list as a spreadsheet (CSV)</SafeLink>
          </li>
        ) : null}
      </ul>
      <FilteredList
        filter={
          <Filter
            action={paths.recommendations}
            chosen={[{ name: 'Showing only', items: chosen }]}
            clearHref={paths.recommendations}
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
