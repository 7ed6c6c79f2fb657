import { EmptyState } from '#platform/html/empty-state.tsx'
import { ChartFigure } from '#platform/html/chart-figure.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { ChronologyParts } from './chronology-page.tsx'

/** One lane with the address of the list behind each of its stretches. */
export interface ShownLane {
  readonly name: string
  readonly counts: readonly number[]
  readonly hrefs: readonly string[]
  /** Marks have a lane of their own, of another shape. */
  readonly marks: boolean
}

/** The picture: agencies one below the other, time from left to right. */
export interface LanesModel {
  readonly uid: Uid
  readonly stretches: readonly string[]
  /** Short names under the picture, where there is room for one. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[]
  readonly lanes: readonly ShownLane[]
  readonly steps: readonly { readonly text: string; readonly href: string; readonly now: boolean }[]
}

const left = 0
const laneHeight = 46
const width = 1000

/** The area of a circle, not its width, says how many there are. */
function radiusOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(2.5, Math.sqrt(count / most) * 13)
}

function Lane(props: {
  readonly lane: ShownLane
  readonly top: number
  readonly most: number
  readonly stretches: readonly string[]
}) {
  const { lane, top, most, stretches } = props
  const step = (width - left) / stretches.length
  const middle = top + 30
  return (
    <g>
      <text class="heed-chart__label" x="0" y={top + 12}>
        {lane.name}
      </text>
      <line class="heed-lanes__line" x1={left} x2={width} y1={middle} y2={middle} />
      {lane.counts.map((count, at) => {
        if (count === 0) return null
        const x = left + step * (at + 0.5)
        const r = radiusOf(count, most)
        const href = lane.hrefs[at] ?? '#'
        const said = `${lane.name}, ${stretches[at] ?? ''}: ${count}`
        return (
          <a href={href} aria-label={said}>
            {lane.marks ? (
              <path
                class="heed-lanes__mark"
                d={`M${x} ${middle - r} L${x + r} ${middle + r} L${x - r} ${middle + r} Z`}
              />
            ) : (
              <circle class="heed-lanes__dot" cx={x} cy={middle} r={r} />
            )}
          </a>
        )
      })}
    </g>
  )
}

function Picture({ model }: { readonly model: LanesModel }) {
  const { lanes, stretches } = model
  const most = Math.max(1, ...lanes.filter(({ marks }) => !marks).flatMap(({ counts }) => counts))
  const mostMarks = Math.max(
    1,
    ...lanes.filter(({ marks }) => marks).flatMap(({ counts }) => counts),
  )
  const height = lanes.length * laneHeight + 26
  const step = (width - left) / stretches.length
  return (
    <svg
      class="heed-lanes"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label="Entries of each agency through time; the table below says the same."
    >
      {lanes.map((lane, at) => (
        <Lane
          lane={lane}
          top={at * laneHeight}
          most={lane.marks ? mostMarks : most}
          stretches={stretches}
        />
      ))}
      {model.ticks.map(({ at, text }) => (
        <text class="heed-chart__label" x={left + step * at} y={height - 6}>
          {text}
        </text>
      ))}
    </svg>
  )
}

/** The picture of a chronology in lanes, and the same as a table. */
export function LanesPage({ model }: { readonly model: LanesModel }) {
  const { lanes, stretches } = model
  if (stretches.length === 0) {
    return (
      <>
        <ChronologyParts uid={model.uid} now="lanes" />
        <EmptyState title="No entries yet">The picture is drawn from the entries.</EmptyState>
      </>
    )
  }
  const rows = stretches.map((name, at) => ({ name, at }))
  return (
    <>
      <ChronologyParts uid={model.uid} now="lanes" />
      <p class="govuk-body heed-no-print">
        Each stretch is a{' '}
        {model.steps.map(({ text, href, now }, at) => (
          <>
            {at === 0 ? '' : ', '}
            {now ? <strong>{text}</strong> : <SafeLink href={href}>{text}</SafeLink>}
          </>
        ))}
        . The size of a circle says how many entries begin in it.
      </p>
      <ChartFigure
        title="Who wrote about when"
        table={
          <DataTable
            caption="Entries of each agency"
            rows={rows}
            columns={[
              { head: 'Time', cell: ({ name }) => name, whole: true },
              ...lanes.map((lane) => ({
                head: lane.name,
                numeric: true,
                cell: ({ at }: { at: number }) => {
                  const count = lane.counts[at] ?? 0
                  const href = lane.hrefs[at]
                  return count === 0 || href === undefined ? (
                    '0'
                  ) : (
                    <SafeLink href={href}>{String(count)}</SafeLink>
                  )
                },
              })),
            ]}
          />
        }
      >
        <Picture model={model} />
      </ChartFigure>
    </>
  )
}
