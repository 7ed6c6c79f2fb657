import type { Instant, PlainDate } from '#shared/dates.ts'

/** Something that waits for a person. Features compute these from their own tables, so that an item goes when its act is done. */
export interface DueItem {
  /** Names the item for good, so that the same thing is never counted twice. */
  readonly key: string
  readonly section: 'to-do' | 'to-sign'
  /** What is to be done, in a few words. */
  readonly title: string
  /** A neutral reference: a case number, a recommendation number. */
  readonly reference: string
  /** The page on which it is done. */
  readonly href: string
  readonly dueOn: PlainDate | null
}

/** Something that somebody else did since the reader last looked. */
export interface ChangeItem {
  readonly key: string
  readonly title: string
  readonly reference: string
  readonly href: string
  readonly at: Instant
  readonly by: string
}
