import type { ComponentChildren } from 'preact'

/** A heading of a level that the page decides, so that no level is skipped. */
export function Heading(props: {
  readonly level: number | string
  readonly class?: string | undefined
  readonly id?: string | undefined
  readonly children?: ComponentChildren
}) {
  const Tag = headings[Math.min(6, Math.max(1, Number(props.level))) - 1] ?? 'h2'
  return (
    <Tag class={props.class} id={props.id}>
      {props.children}
    </Tag>
  )
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const
