import { CheckboxField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { EmptyState } from '#platform/html/empty-state.tsx'
import { DateField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { OlderNewer } from '#platform/html/list-parts.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import { StateWord } from '#platform/html/state-word.tsx'
import { sayDate } from '#shared/date-words.ts'
import type { PlainDate } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { PartStatus } from '../model.ts'
import { paths } from '../paths.ts'
import { partStatusWords } from '../words.ts'
import { EntryLink, EntryWords, LaterTimes } from './entry-parts.tsx'
import type { EntryTableRow } from './entry-parts.tsx'

/** A part in the list of an agency. */
export interface PartListRow {
  readonly uid: Uid
  readonly caseReference: string
  readonly status: PartStatus
  readonly askedOn: PlainDate
  readonly dueOn: PlainDate | null
  readonly late: boolean
}

/** The chronologies for which the reader's agency was asked. */
export function PartList({ rows }: { readonly rows: readonly PartListRow[] }) {
  if (rows.length === 0) {
    return (
      <EmptyState title="Your agency was not asked for a chronology">
        When it is asked, its part appears here.
      </EmptyState>
    )
  }
  return (
    <DataTable
      caption="Chronologies"
      captionHidden
      rows={rows}
      columns={[
        {
          head: 'Case',
          cell: (row) => <SafeLink href={paths.part(row.uid)}>{row.caseReference}</SafeLink>,
          whole: true,
        },
        {
          head: 'How far it is',
          cell: (row) => (
            <StateWord tone={row.status === 'accepted' ? 'kept' : row.late ? 'late' : 'quiet'}>
              {row.late ? 'Late' : partStatusWords[row.status]}
            </StateWord>
          ),
        },
        { head: 'Asked', cell: (row) => sayDate(row.askedOn) },
        { head: 'Due', cell: (row) => (row.dueOn === null ? 'No day set' : sayDate(row.dueOn)) },
      ]}
    />
  )
}

/** All that the page of a part shows. */
export interface PartModel {
  readonly uid: Uid
  readonly agency: string
  readonly status: PartStatus
  readonly returnedReason: string | null
  readonly rows: readonly EntryTableRow[]
  readonly imports: readonly {
    readonly uid: Uid
    readonly fileName: string
    readonly words: string
    readonly open: boolean
  }[]
  readonly nextHref: string | undefined
  readonly firstHref: string | undefined
  readonly version: number
  readonly may: { readonly write: boolean; readonly manage: boolean }
}

function Moves({ model, form }: { readonly model: PartModel; readonly form: PageForm }) {
  const { uid, status, may, version, rows } = model
  return (
    <>
      {status === 'open' && may.write && rows.length > 0 ? (
        <Form action={paths.move(uid)} idempotencyKey={form.key} version={version}>
          <p class="govuk-body">
            When it is complete, send it in. It then waits to be accepted and does not change.
          </p>
          <Button text="Send it in" />
        </Form>
      ) : null}
      {status === 'submitted' && may.manage ? (
        <>
          <Form action={paths.accept(uid)} idempotencyKey={form.key} version={version}>
            <p class="govuk-body">
              Accepted, its texts are locked: what is corrected afterwards stands beside what was.
            </p>
            <Button text="Accept it" />
          </Form>
          <p class="govuk-body">
            <SafeLink href={paths.giveBack(uid)}>Give it back with a reason</SafeLink>
          </p>
        </>
      ) : null}
    </>
  )
}

function Imports({ model }: { readonly model: PartModel }) {
  if (model.imports.length === 0) return null
  return (
    <DataTable
      caption="Spreadsheets"
      rows={model.imports}
      columns={[
        {
          head: 'File',
          cell: (row) => (
            <SafeLink href={paths.imported(model.uid, row.uid)}>{row.fileName}</SafeLink>
          ),
        },
        { head: 'What became of it', cell: (row) => row.words },
      ]}
    />
  )
}

/** One agency's part: its entries, its spreadsheets, and how far it is. */
export function PartPage({ model, form }: { readonly model: PartModel; readonly form: PageForm }) {
  const { uid, rows, status, may } = model
  return (
    <>
      {model.returnedReason === null ? null : (
        <InsetText html={<>It was given back: {model.returnedReason}</>} />
      )}
      {status === 'open' && may.write ? (
        <ul class="govuk-list heed-acts heed-no-print">
          <li>
            <SafeLink href={paths.addEntry(uid)}>Add an entry</SafeLink>
          </li>
          <li>
            <SafeLink href={paths.import(uid)}>Bring a spreadsheet</SafeLink>
          </li>
        </ul>
      ) : null}
      {rows.length === 0 ? (
        <EmptyState title="No entries yet">
          Write them one by one, or bring the spreadsheet that your agency keeps.
        </EmptyState>
      ) : (
        <>
          <DataTable
            caption="Entries"
            captionHidden
            rows={rows}
            columns={[
              { head: 'When it happened', cell: (row) => <EntryLink row={row} /> },
              { head: 'What happened', cell: (row) => <EntryWords row={row} /> },
              { head: 'Known', cell: (row) => <LaterTimes content={row.content} /> },
            ]}
          />
          <OlderNewer
            words={rows.length === 1 ? 'Showing 1 entry' : `Showing ${rows.length} entries`}
            newerHref={model.firstHref}
            newerText="First page"
            olderHref={model.nextHref}
            olderText="Next page"
          />
        </>
      )}
      <Imports model={model} />
      <Moves model={model} form={form} />
    </>
  )
}

/** The form that asks an agency for its part. */
export function AskForm(props: {
  readonly form: PageForm
  readonly uid: Uid
  readonly agencies: readonly { readonly uid: Uid; readonly text: string }[]
  readonly posts: readonly { readonly uid: Uid; readonly text: string }[]
}) {
  const { form, uid } = props
  return (
    <Form action={paths.ask(uid)} idempotencyKey={form.key}>
      <SelectField
        form={form}
        name="agency"
        label="Which agency?"
        blank="Choose"
        options={props.agencies.map((each) => ({ value: each.uid, text: each.text }))}
      />
      <CheckboxField
        form={form}
        name="posts"
        label="Who answers for it? (optional)"
        hint="Posts of that agency. The part is opened to them, and nothing else of the case; they are told by mail. Without one you write the part on its behalf."
        options={props.posts.map((each) => ({ value: each.uid, text: each.text }))}
        small
      />
      <DateField form={form} name="dueOn" label="By when?" optional />
      <ButtonGroup>
        <Button text="Ask for it" />
        <SafeLink href={paths.show(uid)}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}
