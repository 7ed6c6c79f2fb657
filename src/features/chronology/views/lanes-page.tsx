import { EmptyState } from '#platform/html/empty-state.tsx'
import { ChartFigure } from '#platform/html/chart-figure.tsx'
import { DataTable } from '#platform/html/data-table.tsx'
import { SafeLink } from '#platform/html/safe-link.tsx'
import type { Uid } from '#shared/ids.ts'
import { ChronologyParts } from './chronology-parts.tsx'

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

const laneHeight = 46

/** The area of a circle, not its width, says how many there are. */
function radiusOf(count: number, most: number): number {
  return Math.max(2.5, Math.sqrt(count / most) * 11)
}

/** The middle of a stretch, in per cent of the width: the picture is drawn as wide as the page is. */
function middleOf(at: number, of: number): string {
  return `${(((at + 0.5) / of) * 100).toFixed(2)}%`
}

function Sign(props: { readonly marks: boolean; readonly r: number }) {
  const { marks, r } = props
  return marks ? (
    <path class="heed-lanes__mark" d={`M0 ${-r} L${r} ${r} L${-r} ${r} Z`} />
  ) : (
    <circle class="heed-lanes__dot" r={r} />
  )
}

function Lane(props: {
  readonly lane: ShownLane
  readonly top: number
  readonly most: number
  readonly stretches: readonly string[]
}) {
  const { lane, top, most, stretches } = props
  const middle = top + 30
  return (
    <g>
      <text class="heed-chart__label" x="0" y={top + 14}>
        {lane.name}
      </text>
      <line class="heed-lanes__line" x1="0" x2="100%" y1={middle} y2={middle} />
      {lane.counts.map((count, at) =>
        count === 0 ? null : (
          <a
            href={lane.hrefs[at] ?? '#'}
            aria-label={`${lane.name}, ${stretches[at] ?? ''}: ${count}`}
          >
            <svg class="heed-lanes__at" x={middleOf(at, stretches.length)} y={middle}>
              <Sign marks={lane.marks} r={radiusOf(count, most)} />
            </svg>
          </a>
        ),
      )}
    </g>
  )
}

function Picture({ model }: { readonly model: LanesModel }) {
  const { lanes, stretches } = model
  const mostOf = (marks: boolean) =>
    Math.max(1, ...lanes.filter((lane) => lane.marks === marks).flatMap(({ counts }) => counts))
  const height = lanes.length * laneHeight + 30
  return (
    <svg
      class="heed-lanes"
      width="100%"
      height={height}
      role="group"
      aria-label="Entries of each agency through time; the table below says the same."
    >
      {lanes.map((lane, at) => (
        <Lane lane={lane} top={at * laneHeight} most={mostOf(lane.marks)} stretches={stretches} />
      ))}
      {model.ticks.map(({ at, text }) => (
        <text class="heed-chart__label" x={`${(at / stretches.length) * 100}%`} y={height - 6}>
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
