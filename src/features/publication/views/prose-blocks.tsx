import type { ComponentChildren, VNode } from 'preact'
import { Heading } from '#platform/html/heading.tsx'

/** One block of a text as a page shows it; the cells of a table row are kept apart by tabs. */
export interface ShownBlock {
  readonly kind: 'heading' | 'paragraph' | 'list-item' | 'quote' | 'table-row' | 'caption'
  readonly level?: number | null | undefined
  readonly words: string
}

function Table({ rows }: { readonly rows: readonly ShownBlock[] }) {
  const [head, ...body] = rows.map((row) => row.words.split('\t'))
  return (
    <table class="govuk-table heed-table">
      <thead class="govuk-table__head">
        <tr class="govuk-table__row">
          {(head ?? []).map((cell) => (
            <th scope="col" class="govuk-table__header">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body">
        {body.map((cells) => (
          <tr class="govuk-table__row">
            {cells.map((cell, at) =>
              at === 0 ? (
                <th scope="row" class="govuk-table__header">
                  {cell}
                </th>
              ) : (
                <td class="govuk-table__cell" data-label={head?.[at] ?? ''}>
                  <div class="heed-table__value">{cell}</div>
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function List({ items }: { readonly items: readonly ShownBlock[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet">
      {items.map((item) => (
        <li>{item.words}</li>
      ))}
    </ul>
  )
}

function Single({ block, below }: { readonly block: ShownBlock; readonly below: number }) {
  switch (block.kind) {
    case 'heading': {
      const level = Math.min(6, below + (block.level ?? 1))
      const size = level <= 2 ? 'm' : 's'
      return (
        <Heading level={level} class={`govuk-heading-${size}`}>
          {block.words}
        </Heading>
      )
    }
    case 'quote':
      return <blockquote class="govuk-inset-text">{block.words}</blockquote>
    case 'caption':
      return (
        <p class="govuk-body">
          <span class="govuk-visually-hidden">Picture: </span>
          <em>{block.words}</em>
        </p>
      )
    case 'list-item':
    case 'table-row':
    case 'paragraph':
      return <p class="govuk-body">{block.words}</p>
  }
}

/** Neighbours of a kind that belong together: the items of a list, the rows of a table. */
function groups(blocks: readonly ShownBlock[]): ShownBlock[][] {
  const together: ShownBlock[][] = []
  for (const block of blocks) {
    const last = together.at(-1)
    const goesOn = block.kind === 'list-item' || block.kind === 'table-row'
    if (last && goesOn && last[0]?.kind === block.kind) last.push(block)
    else together.push([block])
  }
  return together
}

function shown(group: readonly ShownBlock[], below: number): VNode | ComponentChildren {
  const [first] = group
  if (first === undefined) return null
  if (first.kind === 'list-item') return <List items={group} />
  if (first.kind === 'table-row') return <Table rows={group} />
  return <Single block={first} below={below} />
}

/** A text as a page shows it; its headings stand below the heading of the given level. */
export function ProseBlocks(props: {
  readonly blocks: readonly ShownBlock[]
  readonly below: number
}) {
  return <>{groups(props.blocks).map((group) => shown(group, props.below))}</>
}

/** What a review learned. Its own headings lead where it begins with one; else a heading of ours does. */
export function LearnedText({ blocks }: { readonly blocks: readonly ShownBlock[] }) {
  const [first] = blocks
  if (first?.kind === 'heading') return <ProseBlocks blocks={blocks} below={1} />
  return (
    <>
      <h2 class="govuk-heading-m">What was learned</h2>
      <ProseBlocks blocks={blocks} below={2} />
    </>
  )
}
