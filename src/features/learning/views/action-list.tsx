import { CheckboxField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import type { FormState } from '#platform/html/form-state.ts'
import { Filter, FilteredList, OlderNewer } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Lateness } from '../lateness.ts'
import type { Delivery, Impact } from '../model.ts'
import { impactScale } from '../impact.ts'
import { workPaths } from '../work-paths.ts'
import { deliveryWords } from '../work-words.ts'
import { DeliveryWord, LatenessWord } from './work-parts.tsx'

/** One action as lists show it. */
export interface ActionListRow {
  readonly uid: Uid
  readonly text: string
  readonly dueOn: PlainDate
  readonly originalDueOn: PlainDate
  readonly delivery: Delivery
  readonly impact: Impact
  readonly post: string
  readonly agency: string
  readonly recommendation: Uid
  readonly reference: string
  readonly lateness: Lateness
}

/** What the list is narrowed to, in the words of its address. */
export interface ActionListFilter {
  readonly whose: 'mine' | 'agency' | 'all'
  readonly state: string
  readonly late: boolean
  readonly agency: string
}

function Due({ row }: { readonly row: ActionListRow }) {
  return (
    <>
      <LatenessWord lateness={row.lateness} due={row.dueOn} />
      {row.dueOn === row.originalDueOn ? null : (
        <div class="heed-quiet">First date {sayDate(row.originalDueOn)}</div>
      )}
    </>
  )
}

/** Actions as a table: what, by whom, by when, how far. */
export function ActionTable(props: {
  readonly caption: string
  readonly rows: readonly ActionListRow[]
  readonly ofOne?: boolean
}) {
  return (
    <DataTable
      caption={props.caption}
      captionHidden={!props.ofOne}
      rows={props.rows}
      columns={[
        {
          head: 'Action',
          cell: (row) => <SafeLink href={workPaths.action(row.uid)}>{row.text}</SafeLink>,
        },
        { head: 'Owner', cell: (row) => `${row.post}, ${row.agency}` },
        { head: 'By when', cell: (row) => <Due row={row} /> },
        { head: 'How it stands', cell: (row) => <DeliveryWord delivery={row.delivery} /> },
        { head: 'Difference made?', cell: (row) => impactScale[row.impact].words },
        ...(props.ofOne
          ? []
          : [
              {
                head: 'For',
                whole: true,
                cell: (row: ActionListRow) => (
                  <SafeLink href={workPaths.recommendation(row.recommendation)}>
                    {row.reference}
                  </SafeLink>
                ),
              },
            ]),
      ]}
    />
  )
}

const whoseWords = {
  mine: 'Those of my posts',
  agency: 'Those of my agency',
  all: 'All that are open to me',
}

function FilterFields(props: {
  readonly filter: ActionListFilter
  readonly agencies: readonly { readonly uid: Uid; readonly text: string }[]
}) {
  const { filter, agencies } = props
  const form: FormState = {
    values: { ...filter, late: filter.late ? ['yes'] : [] },
    problems: [],
  }
  return (
    <>
      <RadioField
        form={form}
        name="whose"
        label="Whose"
        options={Object.entries(whoseWords).map(([value, text]) => ({ value, text }))}
        small
      />
      <SelectField
        form={form}
        name="state"
        label="How far"
        blank="All"
        options={[
          { value: 'open', text: 'Still to be done' },
          ...Object.entries(deliveryWords).map(([value, text]) => ({ value, text })),
        ]}
      />
      <CheckboxField
        form={form}
        name="late"
        label="Date"
        options={[{ value: 'yes', text: 'Late only' }]}
        small
      />
      <SelectField
        form={form}
        name="agency"
        label="Agency"
        blank="All"
        options={agencies.map(({ uid, text }) => ({ value: uid, text }))}
      />
    </>
  )
}

/** The list of actions beside its filter, what is due first at the top. */
export function ActionList(props: {
  readonly rows: readonly ActionListRow[]
  readonly filter: ActionListFilter
  readonly agencies: readonly { readonly uid: Uid; readonly text: string }[]
  readonly of: string | undefined
  readonly nextHref: string | undefined
  readonly firstHref: string | undefined
}) {
  const { rows, filter } = props
  const empty =
    filter.whose === 'mine'
      ? 'No action belongs to a post of yours as the list is narrowed. Actions appear here when one is given to your post.'
      : 'No action that is open to you stands there. Widen the list to see others.'
  return (
    <FilteredList
      filter={
        <Filter action={workPaths.actions}>
          <FilterFields filter={filter} agencies={props.agencies} />
        </Filter>
      }
    >
      {props.of === undefined ? null : (
        <p class="govuk-body">For recommendation {props.of} only.</p>
      )}
      {rows.length === 0 ? (
        <EmptyState title="No actions to show">{empty}</EmptyState>
      ) : (
        <ActionTable caption="Actions" rows={rows} />
      )}
      <OlderNewer
        words={rows.length === 1 ? '1 action on this page' : `${rows.length} actions on this page`}
        newerHref={props.firstHref}
        newerText="Back to the first page"
        olderHref={props.nextHref}
        olderText="Due later"
      />
    </FilteredList>
  )
}
