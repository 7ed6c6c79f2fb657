import type { ComponentChildren } from 'preact'
import { Heading } from './heading.tsx'

/** One thing that happened: what, by whom, when. */
export type HistoryItem = {
  readonly title: ComponentChildren
  readonly by?: string | undefined
  /** ISO form of the moment or date. */
  readonly on: string
  /** The moment or date in words. */
  readonly words: string
  readonly children?: ComponentChildren
}

/** What happened, newest first as every page of the house gives it: the MoJ timeline as an ordered list. */
export function History(props: {
  readonly items: readonly HistoryItem[]
  readonly headingLevel?: number | undefined
}) {
  return (
    <ol class="moj-timeline heed-timeline">
      {props.items.map((item) => (
        <li class="moj-timeline__item">
          <div class="moj-timeline__header">
            <Heading level={props.headingLevel ?? 3} class="moj-timeline__title">
              {item.title}
            </Heading>
            {item.by ? <p class="moj-timeline__byline"> by {item.by}</p> : null}
          </div>
          <p class="moj-timeline__date">
            <time dateTime={item.on}>{item.words}</time>
          </p>
          {item.children ? <div class="moj-timeline__description">{item.children}</div> : null}
        </li>
      ))}
    </ol>
  )
}
