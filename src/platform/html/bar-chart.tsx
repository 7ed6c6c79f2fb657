import { ChartFigure, figureOf, greatest, spoken, type ChartPoint } from './chart-figure.tsx'
import { DataTable, type Column } from './data-table.tsx'

// In per cent of the width: the figure stands beside its bar and needs the rest.
const longest = 70
const step = 52

/** Bars of one kind, one a row, each with its figure beside it. */
export function BarChart(props: {
  readonly title: string
  /** What the labels are: the head of the first column of the table. */
  readonly of: string
  readonly points: readonly ChartPoint[]
}) {
  const { title, points } = props
  const most = greatest(points)
  const columns: readonly Column<ChartPoint>[] = [
    { head: props.of, cell: (point) => point.label },
    { head: 'Number', cell: figureOf, numeric: true },
  ]
  return (
    <ChartFigure
      title={title}
      table={<DataTable caption={title} columns={columns} rows={points} />}
    >
      <svg
        class="heed-chart__picture"
        width="100%"
        height={points.length * step}
        role="img"
        aria-label={`${title}. ${spoken(points)}.`}
      >
        {points.map((point, index) => (
          <Bar
            point={point}
            width={(Math.max(0, point.value) / most) * longest}
            top={index * step}
          />
        ))}
      </svg>
    </ChartFigure>
  )
}

function Bar(props: { readonly point: ChartPoint; readonly width: number; readonly top: number }) {
  const { point, width, top } = props
  return (
    <g>
      <text class="heed-chart__label" x="0" y={top + 16}>
        {point.label}
      </text>
      <rect
        class="heed-chart__bar"
        fill="#005eb8"
        x="0"
        y={top + 23}
        width={`${width}%`}
        height="18"
      />
      <text class="heed-chart__figure" fill="#1b2430" x={`${width}%`} dx="8" y={top + 38}>
        {figureOf(point)}
      </text>
    </g>
  )
}
