import type { ComponentChildren } from 'preact'
import { cx } from './attributes.ts'
import { safeHref } from './safe-link.tsx'

/** One column: its head, what a row shows in it, and how it may be sorted. */
export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => ComponentChildren
  /** Figures are set to the right and of one width. */
  readonly numeric?: boolean | undefined
  /** A reference or another short word that is never broken over two lines. */
  readonly whole?: boolean | undefined
  /** Links to press, which paper does not need. */
  readonly acts?: boolean | undefined
  /** The address of the list sorted by this column, and how it is sorted now. */
  readonly sort?:
    { readonly href: string; readonly now?: 'ascending' | 'descending' | undefined } | undefined
}

/** Many of a kind. On a phone each row becomes a card with the heads beside the values; nothing scrolls sideways. */
export function DataTable<Row>(props: {
  readonly caption: string
  /** For a table that stands right under a heading which says the same. */
  readonly captionHidden?: boolean | undefined
  /** The first column names its row. */
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
}) {
  return (
    <table class="govuk-table heed-table">
      <caption
        class={cx(
          'govuk-table__caption',
          props.captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption--m',
        )}
      >
        {props.caption}
      </caption>
      <thead
        class={cx(
          'govuk-table__head',
          props.columns.some((column) => column.sort) && 'heed-table__sorts',
        )}
      >
        <tr class="govuk-table__row">
          {props.columns.map((column) => (
            <Head
              head={column.head}
              numeric={column.numeric}
              acts={column.acts}
              sort={column.sort}
            />
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {props.rows.map((row) => (
          <tr class="govuk-table__row">
            {props.columns.map((column, index) => cellOf(column, row, index === 0))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function cellOf<Row>(column: Column<Row>, row: Row, first: boolean) {
  if (first) {
    return (
      <th scope="row" class={cx('govuk-table__header', column.whole && 'heed-table__whole')}>
        {column.cell(row)}
      </th>
    )
  }
  return (
    <td
      class={cx(
        'govuk-table__cell',
        column.numeric && 'govuk-table__cell--numeric',
        column.whole && 'heed-table__whole',
        column.acts && 'heed-table__acts',
      )}
      data-label={column.head}
    >
      <div class="heed-table__value">{column.cell(row)}</div>
    </td>
  )
}

const sorted = { ascending: ' ▲', descending: ' ▼' }

function Head(props: Pick<Column<never>, 'head' | 'numeric' | 'acts' | 'sort'>) {
  const { sort } = props
  const classes = cx(
    'govuk-table__header',
    props.numeric && 'govuk-table__header--numeric',
    props.acts && 'heed-table__acts',
    sort && 'heed-table__sort',
  )
  if (!sort) {
    return (
      <th scope="col" class={classes}>
        {props.head}
      </th>
    )
  }
  return (
    <th scope="col" class={classes} aria-sort={sort.now ?? 'none'}>
      <a class="govuk-link govuk-link--no-visited-state" href={safeHref(sort.href)}>
        <span class="govuk-visually-hidden">Sort by </span>
        {props.head}
      </a>
      {sort.now ? <span aria-hidden="true">{sorted[sort.now]}</span> : null}
    </th>
  )
}
