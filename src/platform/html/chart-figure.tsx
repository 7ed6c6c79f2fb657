import type { ComponentChildren } from 'preact'
import { Details } from './govuk/details.tsx'

/** One figure of a chart; `words` gives it with its denominator ("12 of 40"). */
export type ChartPoint = {
  readonly label: string
  readonly value: number
  readonly words?: string | undefined
}

/** A chart with its title, and the same as a table one press away. */
export function ChartFigure(props: {
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

/** A figure in words. */
export function figureOf(point: ChartPoint): string {
  return point.words ?? String(point.value)
}

/** Figures one after another, for people who hear the chart. */
export function spoken(points: readonly ChartPoint[]): string {
  return points.map((point) => `${point.label} ${figureOf(point)}`).join(', ')
}

/** The greatest value, at least one, so that nothing is divided by nothing. */
export function greatest(points: readonly ChartPoint[]): number {
  return Math.max(1, ...points.map((point) => point.value))
}
