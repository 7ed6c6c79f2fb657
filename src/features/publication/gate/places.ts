import type { Uid } from '#shared/ids.ts'
import { blockText } from '#shared/prose.ts'
import type { Block } from '#shared/prose.ts'
import type { AttachedDocument, PublicationText } from '../model.ts'

/** A place of a publication where a name could stand. */
export interface Place {
  /** What it is: `title`, a kind of block, `recommendation`, `file-name`, `file-author` and so on. */
  readonly kind: string
  /** Which one of its kind, from 1. */
  readonly number: number
  /** The block that it is, where it is one. */
  readonly block?: Uid
  readonly text: string
}

/** What the gate reads: the version, and the document that goes with it. */
export interface Checked {
  readonly text: PublicationText
  readonly document: AttachedDocument | undefined
}

/** The words of a block; a published text names nobody by token. */
export function wordsOfBlock(block: Block): string {
  return blockText(block, () => '')
}

function bodyPlaces(blocks: readonly Block[]): Place[] {
  const seen = new Map<string, number>()
  return blocks.map((block) => {
    const number = (seen.get(block.kind) ?? 0) + 1
    seen.set(block.kind, number)
    return { kind: block.kind, number, block: block.id, text: wordsOfBlock(block) }
  })
}

function recommendationPlaces({ recommendations }: PublicationText): Place[] {
  return recommendations.flatMap(({ words, addressee }, at) => [
    { kind: 'recommendation', number: at + 1, text: words ?? '' },
    { kind: 'addressee', number: at + 1, text: addressee },
  ])
}

function documentPlaces(document: AttachedDocument): Place[] {
  const words = document.words.map((text, at) => ({ kind: 'file-text', number: at + 1, text }))
  const seen = new Map<string, number>()
  const around = document.properties.map(({ place, text }) => {
    const kind = place === 'file-name' ? place : `file-${place}`
    const number = (seen.get(kind) ?? 0) + 1
    seen.set(kind, number)
    return { kind, number, text }
  })
  const named = around.some((place) => place.kind === 'file-name')
  return [
    ...(named ? [] : [{ kind: 'file-name', number: 1, text: document.name }]),
    ...around,
    ...words,
  ]
}

/** Every place where something of a publication can be read, in the order of the page. */
export function placesOf({ text, document }: Checked): readonly Place[] {
  return [
    { kind: 'title', number: 1, text: text.title },
    { kind: 'address', number: 1, text: text.slug },
    ...bodyPlaces(text.body.blocks),
    ...recommendationPlaces(text),
    ...(document === undefined ? [] : documentPlaces(document)),
  ].filter((place) => place.text !== '')
}

/** The cell of a table row in which an offset stands, from 1; cells are kept apart by tabs. */
export function cellAt(place: Place, offset: number): number | undefined {
  if (place.kind !== 'table-row') return undefined
  return place.text.slice(0, offset).split('\t').length
}
