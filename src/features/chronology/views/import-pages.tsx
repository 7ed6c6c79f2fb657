import { ConfirmField, RadioField, SelectField } from '#platform/html/choice-fields.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { FactList } from '#platform/html/fact-list.tsx'
import { FileField, TextField } from '#platform/html/fields.tsx'
import type { PageForm } from '#platform/html/form-state.ts'
import { ButtonGroup, Form } from '#platform/html/form.tsx'
import { Button } from '#platform/html/govuk/button.tsx'
import { InsetText } from '#platform/html/govuk/inset-text.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { importFields, importFieldWords } from '../import-mapping.ts'
import { explainRow } from '../row-problems.ts'
import type { RowProblem } from '../row-problems.ts'
import { paths } from '../paths.ts'

/** The form that takes a spreadsheet. */
export function UploadForm({ form, uid }: { readonly form: PageForm; readonly uid: Uid }) {
  return (
    <Form action={paths.import(uid)} idempotencyKey={form.key} multipart>
      <p class="govuk-body">
        Nothing is added yet. On the next page you say which column is which, and see what each row
        would become.
      </p>
      <FileField
        form={form}
        name="file"
        label="Spreadsheet"
        hint="Excel (.xlsx) or CSV (.csv), up to 25 MB and 50,000 rows. Formulas are not worked out."
        accept=".xlsx,.csv"
      />
      <ButtonGroup>
        <Button text="Read it" />
        <SafeLink href={paths.part(uid)}>Cancel</SafeLink>
      </ButtonGroup>
    </Form>
  )
}

/** What a dry run found, as the page shows it. */
export interface ShownReport {
  readonly fresh: number
  readonly repeated: number
  readonly refused: number
  readonly empty: number
  readonly first: readonly RowProblem[]
  readonly problems: number
}

/** All that the page of a spreadsheet shows. */
export interface ImportModel {
  readonly part: Uid
  readonly uid: Uid
  readonly rows: number
  readonly formulas: number
  readonly heads: readonly string[]
  readonly report: ShownReport | null
  readonly over: string | undefined
  readonly version: number
}

const plural = (n: number, one: string, many: string) =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`

function Columns({ model, form }: { readonly model: ImportModel; readonly form: PageForm }) {
  return (
    <Form
      action={paths.imported(model.part, model.uid)}
      idempotencyKey={form.key}
      version={model.version}
    >
      <h2 class="govuk-heading-m">Which column is which?</h2>
      <p class="govuk-body">
        Heed keeps this for the agency’s next spreadsheet. What it did not know is left open.
      </p>
      <TextField
        form={form}
        name="headRow"
        label="Number of the row with the heads"
        inputmode="numeric"
        width={5}
      />
      <RadioField
        form={form}
        name="order"
        label="How are dates in figures written?"
        options={[
          { value: 'day-first', text: 'Day first: 3/4/2019 is 3 April' },
          { value: 'month-first', text: 'Month first: 3/4/2019 is 4 March' },
        ]}
      />
      <div class="heed-columns">
        {importFields.map((field) => (
          <SelectField
            form={form}
            name={field}
            label={importFieldWords[field]}
            blank="No column"
            options={model.heads.map((head) => ({ value: head, text: head }))}
          />
        ))}
      </div>
      <Button text="Check the rows" classes="govuk-button--secondary" />
    </Form>
  )
}

function Problems({ report }: { readonly report: ShownReport }) {
  if (report.first.length === 0) return null
  const more = report.problems - report.first.length
  return (
    <>
      <DataTable
        caption="What cannot be taken"
        rows={report.first}
        columns={[
          { head: 'Row', cell: ({ row }) => String(row), whole: true },
          { head: 'Why', cell: explainRow },
        ]}
      />
      {more > 0 ? (
        <p class="govuk-body">And {plural(more, 'more reason', 'more reasons')} of this kind.</p>
      ) : null}
    </>
  )
}

function DryRun({ model, form }: { readonly model: ImportModel; readonly form: PageForm }) {
  const { report } = model
  if (report === null) return null
  return (
    <section aria-labelledby="dry-run">
      <h2 class="govuk-heading-m" id="dry-run">
        What would be added
      </h2>
      <FactList
        facts={[
          { name: 'New entries', value: plural(report.fresh, 'row', 'rows') },
          {
            name: 'There already',
            value:
              report.repeated === 0
                ? 'None'
                : `${plural(report.repeated, 'row', 'rows')}; they are not added again`,
          },
          {
            name: 'Cannot be taken',
            value: report.refused === 0 ? 'None' : plural(report.refused, 'row', 'rows'),
          },
          report.empty > 0 && { name: 'Empty', value: plural(report.empty, 'row', 'rows') },
        ]}
      />
      <Problems report={report} />
      <Form
        action={paths.takeImport(model.part, model.uid)}
        idempotencyKey={form.key}
        version={model.version}
      >
        {report.refused === 0 ? null : (
          <ConfirmField
            form={form}
            name="leaveOut"
            label={`Leave out the ${plural(report.refused, 'row', 'rows')} that cannot be taken`}
          />
        )}
        <Button text="Add the entries" />
      </Form>
    </section>
  )
}

/** A spreadsheet on its way: its columns, what a dry run found, and taking it. */
export function ImportPage({
  model,
  form,
}: {
  readonly model: ImportModel
  readonly form: PageForm
}) {
  return (
    <>
      <p class="govuk-body">
        {plural(model.rows, 'row was', 'rows were')} read.
        {model.formulas === 0
          ? ''
          : ` ${plural(model.formulas, 'cell is a formula', 'cells are formulas')}: what they last showed is taken, nothing is worked out.`}
      </p>
      {model.over === undefined ? (
        <>
          <DryRun model={model} form={form} />
          <Columns model={model} form={form} />
          <Form action={paths.dropImport(model.part, model.uid)} idempotencyKey={form.key}>
            <Button text="Put it away without adding anything" classes="govuk-button--secondary" />
          </Form>
        </>
      ) : (
        <InsetText html={<>{model.over}</>} />
      )}
    </>
  )
}
