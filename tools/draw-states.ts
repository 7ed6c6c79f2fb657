import { readFileSync, writeFileSync } from 'node:fs'
import { caseTransitions } from '#features/cases/case-states.ts'
import { deliveryTransitions } from '#features/learning/action.ts'
import { recommendationTransitions } from '#features/learning/recommendation.ts'
import { caseReviewTransitions } from '#features/reviews/case-review.ts'
import { rapidReviewTransitions } from '#features/reviews/rapid-review.ts'

/** One cell of a state table, as far as a picture needs it. */
export type DrawnTransition = {
  readonly to: string
  readonly reason?: string | undefined
  readonly needs?: string | readonly string[] | undefined
}
/** A state table: from each state, each act and where it leads. */
export type DrawnTable = Readonly<Record<string, Readonly<Record<string, DrawnTransition>>>>

/** A picture in a feature's README, drawn from the table that the code runs on. */
export type Picture = {
  readonly name: string
  readonly readme: string
  readonly begins: string
  readonly table: DrawnTable
}

/** Every picture that is kept; a test fails when one is stale. */
export const pictures: readonly Picture[] = [
  {
    name: 'case',
    readme: 'src/features/cases/README.md',
    begins: 'referred',
    table: caseTransitions,
  },
  {
    name: 'rapid review',
    readme: 'src/features/reviews/README.md',
    begins: 'requested',
    table: rapidReviewTransitions,
  },
  {
    name: 'review',
    readme: 'src/features/reviews/README.md',
    begins: 'initiated',
    table: caseReviewTransitions,
  },
  {
    name: 'recommendation',
    readme: 'src/features/learning/README.md',
    begins: 'draft',
    table: recommendationTransitions,
  },
  {
    name: 'delivery',
    readme: 'src/features/learning/README.md',
    begins: 'not-started',
    table: deliveryTransitions,
  },
]

/** A mermaid picture of a state table, with what each act asks for. */
export function drawStates({ begins, table }: Pick<Picture, 'begins' | 'table'>): string {
  const names = Object.keys(table).map((state) => `  state "${state}" as ${idOf(state)}`)
  const arrows = Object.entries(table).flatMap(([from, row]) =>
    Object.entries(row).map(
      ([act, cell]) => `  ${idOf(from)} --> ${idOf(cell.to)}: ${act}${asks(cell)}`,
    ),
  )
  const ends = Object.entries(table)
    .filter(([, row]) => Object.keys(row).every((act) => act === 'reopen'))
    .map(([state]) => `  ${idOf(state)} --> [*]`)
  const lines = ['stateDiagram-v2', ...names, `  [*] --> ${idOf(begins)}`, ...arrows, ...ends]
  return ['```mermaid', ...lines, '```'].join('\n')
}

/** A README with one picture replaced; without a place for it, nothing can be drawn and that is a fault. */
export function withPicture(readme: string, picture: Picture): string {
  const opening = `<!-- states: ${picture.name} -->`
  const closing = `<!-- end: ${picture.name} -->`
  const from = readme.indexOf(opening)
  const to = readme.indexOf(closing)
  if (from === -1 || to < from)
    throw new Error(`${picture.readme} has no place for ${picture.name}`)
  const before = readme.slice(0, from + opening.length)
  return `${before}\n\n${drawStates(picture)}\n\n${readme.slice(to)}`
}

function asks({ needs, reason }: DrawnTransition): string {
  const wanted = [reason ? ['reason'] : [], needs ?? []].flat()
  return wanted.length > 0 ? ` (${wanted.join(', ').replaceAll('-', ' ')})` : ''
}

// Mermaid takes a hyphen in a name for the beginning of an arrow.
function idOf(state: string): string {
  return state.replaceAll('-', '_')
}

if (import.meta.main)
  for (const picture of pictures) {
    const readme = readFileSync(picture.readme, 'utf8')
    writeFileSync(picture.readme, withPicture(readme, picture))
  }
