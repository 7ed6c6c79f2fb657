import { ChartFigure, figureOf, greatest, spoken, type ChartPoint } from './chart-figure.tsx'
import { DataTable, type Column } from './data-table.tsx'

/** One line of a chart. */
export type ChartSeries = { readonly name: string; readonly points: readonly ChartPoint[] }

const colours = ['#005eb8', '#b4500b', '#5f6b7a'] as const
const dashes = [undefined, '7 4', '2 3'] as const
const height = 240
const bottom = 36
// Names of lines that end close together are kept this far apart.
const apart = 22

/** The part of the picture where lines are drawn: under it the steps, over it room for each name. */
function areaFor(series: readonly ChartSeries[]) {
  const top = 12 + apart * series.length
  return { top, tall: height - top - bottom }
}
type Area = ReturnType<typeof areaFor>

/** Up to three lines over the same steps, told apart by dashes and named at their ends. */
export function LineChart(props: {
  readonly title: string
  /** What the steps are: the head of the first column of the table. */
  readonly of: string
  readonly series: readonly [ChartSeries, ChartSeries?, ChartSeries?]
}) {
  const { title } = props
  const series = props.series.filter((line): line is ChartSeries => line !== undefined)
  const steps = props.series[0].points
  const area = areaFor(series)
  const most = greatest(series.flatMap((line) => line.points))
  const said = series.map((line) => `${line.name}: ${spoken(line.points)}`).join('. ')
  const table = (
    <DataTable
      caption={title}
      columns={columnsOf(props.of, series)}
      rows={steps.map((_, step) => step)}
    />
  )
  return (
    <ChartFigure title={title} table={table}>
      <svg
        class="heed-chart__picture"
        width="100%"
        height={height}
        role="img"
        aria-label={`${title}. ${said}.`}
      >
        <line
          class="heed-chart__axis"
          x1="0"
          x2="100%"
          y1={height - bottom}
          y2={height - bottom}
          stroke="#6b7280"
        />
        {series.map((line, index) => (
          <Line points={line.points} most={most} index={index} area={area} />
        ))}
        {namePlaces(series, most, area).map(({ words, y, colour }) => (
          <text
            class="heed-chart__figure heed-chart__name"
            fill={colour}
            x="100%"
            y={y}
            text-anchor="end"
          >
            {words}
          </text>
        ))}
        <text class="heed-chart__label" x="0" y={height - 12}>
          {steps[0]?.label}
        </text>
        <text class="heed-chart__label" x="100%" y={height - 12} text-anchor="end">
          {steps.length > 1 ? steps.at(-1)?.label : null}
        </text>
      </svg>
    </ChartFigure>
  )
}

function columnsOf(of: string, series: readonly ChartSeries[]): readonly Column<number>[] {
  const lines = series.map((line) => ({
    head: line.name,
    numeric: true,
    cell: (step: number) => (line.points[step] ? figureOf(line.points[step]) : 'Not known'),
  }))
  return [{ head: of, cell: (step) => series[0]?.points[step]?.label }, ...lines]
}

function Line(props: {
  readonly points: readonly ChartPoint[]
  readonly most: number
  readonly index: number
  readonly area: Area
}) {
  const { points, most, index, area } = props
  const last = Math.max(1, points.length - 1)
  const path = points.map(
    (point, step) => `${(step / last) * 100},${100 - part(point, most) * 100}`,
  )
  return (
    <svg
      class="heed-chart__line"
      x="0"
      y={area.top}
      width="100%"
      height={area.tall}
      viewBox="0 0 100 100"
      preserveAspectRatio="none"
      overflow="visible"
    >
      <polyline
        points={path.join(' ')}
        fill="none"
        stroke={colours[index]}
        stroke-width="3"
        stroke-dasharray={dashes[index]}
        vector-effect="non-scaling-stroke"
      />
    </svg>
  )
}

/** Where the name of each line stands: over its end, and never on another name. */
function namePlaces(series: readonly ChartSeries[], most: number, area: Area) {
  const wanted = series.flatMap((line, index) => {
    const last = line.points.at(-1)
    if (!last) return []
    const words = `${line.name}, ${figureOf(last)}`
    return [
      { words, y: area.top + area.tall * (1 - part(last, most)) - 10, colour: colours[index] },
    ]
  })
  // From the lowest up: a name gives way upwards, where the picture leaves room.
  let below = Number.POSITIVE_INFINITY
  return wanted
    .toSorted((a, b) => b.y - a.y)
    .map((place) => {
      below = Math.min(place.y, below - apart)
      return { ...place, y: below }
    })
}

function part(point: ChartPoint, most: number): number {
  return Math.max(0, point.value) / most
}
