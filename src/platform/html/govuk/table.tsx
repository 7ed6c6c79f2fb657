import { attrs, cx, type Attributes, type Common } from '../attributes.ts'
import { contentOf, type Content } from '../content.ts'

/** One cell; `format: 'numeric'` sets figures to the right. */
export type TableCell = Content & {
  readonly format?: string | undefined
  readonly classes?: string | undefined
  readonly colspan?: number | undefined
  readonly rowspan?: number | undefined
  readonly attributes?: Attributes | undefined
}

/** Options of a table, as in the official macro; falsy rows are left out. */
export type TableOptions = Common & {
  readonly caption?: string | undefined
  readonly captionClasses?: string | undefined
  readonly firstCellIsHeader?: boolean | undefined
  readonly head?: readonly TableCell[] | undefined
  readonly rows: readonly (readonly TableCell[] | false | null | undefined)[]
}

/** GOV.UK table; lists of our own use `DataTable`, which also fits a phone. */
export function Table(props: TableOptions) {
  return (
    <table class={cx('govuk-table', props.classes)} {...attrs(props.attributes)}>
      {props.caption ? (
        <caption class={cx('govuk-table__caption', props.captionClasses)}>{props.caption}</caption>
      ) : null}
      {props.head ? (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((item) => (
              <th
                scope="col"
                class={cx(
                  'govuk-table__header',
                  item.format && `govuk-table__header--${item.format}`,
                  item.classes,
                )}
                {...spans(item)}
              >
                {contentOf(item)}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody class="govuk-table__body">
        {props.rows.map((row) =>
          row ? <TableRow cells={row} firstIsHeader={props.firstCellIsHeader} /> : null,
        )}
      </tbody>
    </table>
  )
}

function TableRow(props: {
  readonly cells: readonly TableCell[]
  readonly firstIsHeader: boolean | undefined
}) {
  return (
    <tr class="govuk-table__row">
      {props.cells.map((cell, index) =>
        index === 0 && props.firstIsHeader ? (
          <th scope="row" class={cx('govuk-table__header', cell.classes)} {...spans(cell)}>
            {contentOf(cell)}
          </th>
        ) : (
          <td
            class={cx(
              'govuk-table__cell',
              cell.format && `govuk-table__cell--${cell.format}`,
              cell.classes,
            )}
            {...spans(cell)}
          >
            {contentOf(cell)}
          </td>
        ),
      )}
    </tr>
  )
}

function spans(cell: TableCell) {
  return attrs({
    colspan: { value: cell.colspan || undefined, optional: true },
    rowspan: { value: cell.rowspan || undefined, optional: true },
    ...cell.attributes,
  })
}
