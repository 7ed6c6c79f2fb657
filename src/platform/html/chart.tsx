import type { ComponentChildren } from 'preact'
import { DataTable, type Column } from './data-table.tsx'
import { Details } from './govuk/details.tsx'

/** One figure of a chart; `words` gives it with its denominator ("12 of 40"). */
export type ChartPoint = {
  readonly label: string
  readonly value: number
  readonly words?: string | undefined
}

/** One line of a chart. */
export type ChartSeries = { readonly name: string; readonly points: readonly ChartPoint[] }

// Words stand beside what they name, so the longest bar leaves room for them.
const longest = 70
const barStep = 52

/** Bars of one kind, one a row, each with its figure beside it, and the same as a table one press away. */
export function BarChart(props: {
  readonly title: string
  /** What the labels are: the head of the first column. */
  readonly of: string
  readonly points: readonly ChartPoint[]
}) {
  const most = Math.max(1, ...props.points.map((point) => point.value))
  const columns: readonly Column<ChartPoint>[] = [
    { head: props.of, cell: (point) => point.label },
    { head: 'Number', cell: wordsOf, numeric: true },
  ]
  return (
    <Figure
      title={props.title}
      table={<DataTable caption={props.title} columns={columns} rows={props.points} />}
    >
      <svg
        class="heed-chart__picture"
        width="100%"
        height={props.points.length * barStep}
        role="img"
        aria-label={spoken(props)}
      >
        {props.points.map((point, index) => (
          <g>
            <text class="heed-chart__label" x="0" y={index * barStep + 16}>
              {point.label}
            </text>
            <rect
              class="heed-chart__bar"
              fill="#005eb8"
              x="0"
              y={index * barStep + 23}
              width={`${share(point.value, most) * longest}%`}
              height="18"
            />
            <text
              class="heed-chart__figure"
              x={`${share(point.value, most) * longest}%`}
              dx="8"
              y={index * barStep + 38}
            >
              {wordsOf(point)}
            </text>
          </g>
        ))}
      </svg>
    </Figure>
  )
}

const colours = ['#005eb8', '#b4500b', '#5f6b7a'] as const
const dashes = [undefined, '7 4', '2 3'] as const
const height = 220
const top = 24
const bottom = 36

/** Up to three lines over the same steps, named at their ends, and the same as a table one press away. */
export function LineChart(props: {
  readonly title: string
  /** What the steps are: the head of the first column. */
  readonly of: string
  readonly series: readonly ChartSeries[]
}) {
  const shown = props.series.slice(0, colours.length)
  const steps = shown[0]?.points ?? []
  const most = Math.max(1, ...shown.flatMap((line) => line.points.map((point) => point.value)))
  const columns: readonly Column<number>[] = [
    { head: props.of, cell: (step) => steps[step]?.label },
    ...shown.map((line) => ({
      head: line.name,
      numeric: true,
      cell: (step: number) => (line.points[step] ? wordsOf(line.points[step]) : 'Not known'),
    })),
  ]
  const table = (
    <DataTable caption={props.title} columns={columns} rows={steps.map((_, step) => step)} />
  )
  const said = shown
    .map((line) => `${line.name}: ${line.points.map(pointSaid).join(', ')}`)
    .join('. ')
  return (
    <Figure title={props.title} table={table}>
      <svg
        class="heed-chart__picture"
        width="100%"
        height={height}
        role="img"
        aria-label={`${props.title}. ${said}.`}
      >
        <line
          class="heed-chart__axis"
          x1="0"
          x2={`${longest}%`}
          y1={height - bottom}
          y2={height - bottom}
          stroke="#6b7280"
        />
        {shown.map((line, index) => (
          <Line line={line} most={most} index={index} />
        ))}
        <text class="heed-chart__label" x="0" y={height - 12}>
          {steps[0]?.label}
        </text>
        <text class="heed-chart__label" x={`${longest}%`} y={height - 12} text-anchor="end">
          {steps.length > 1 ? steps.at(-1)?.label : null}
        </text>
      </svg>
    </Figure>
  )
}

function Line(props: {
  readonly line: ChartSeries
  readonly most: number
  readonly index: number
}) {
  const { line, most, index } = props
  const last = line.points.at(-1)
  const colour = colours[index] ?? colours[0]
  const along = (step: number) =>
    line.points.length < 2 ? 0 : (step / (line.points.length - 1)) * 100
  const tall = height - top - bottom
  const path = line.points.map(
    (point, step) => `${along(step)},${100 - share(point.value, most) * 100}`,
  )
  return (
    <g class={`heed-chart__line heed-chart__line--${index + 1}`}>
      <svg
        x="0"
        y={top}
        width={`${longest}%`}
        height={tall}
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        overflow="visible"
      >
        <polyline
          points={path.join(' ')}
          fill="none"
          stroke={colour}
          stroke-width="3"
          stroke-dasharray={dashes[index]}
          vector-effect="non-scaling-stroke"
        />
      </svg>
      {last ? (
        <text
          class="heed-chart__figure"
          fill={colour}
          x={`${longest}%`}
          dx="8"
          y={top + tall * (1 - share(last.value, most)) + 5}
        >
          {`${line.name}, ${wordsOf(last)}`}
        </text>
      ) : null}
    </g>
  )
}

function Figure(props: {
  readonly title: string
  readonly table: ComponentChildren
  readonly children: ComponentChildren
}) {
  return (
    <figure class="heed-chart">
      <figcaption class="govuk-heading-s heed-chart__title">{props.title}</figcaption>
      {props.children}
      <Details summaryText="The same as a table" classes="heed-chart__table">
        {props.table}
      </Details>
    </figure>
  )
}

function share(value: number, most: number): number {
  return Math.max(0, value) / most
}

function wordsOf(point: ChartPoint): string {
  return point.words ?? String(point.value)
}

function pointSaid(point: ChartPoint): string {
  return `${point.label} ${wordsOf(point)}`
}

function spoken(props: { readonly title: string; readonly points: readonly ChartPoint[] }): string {
  return `${props.title}. ${props.points.map(pointSaid).join(', ')}.`
}
