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

/** Something that the reader must know of and has nothing to do about; the feature says for how long. */
export interface Notice {
  readonly key: string
  /** What happened, as the heading over the lines. */
  readonly heading: string
  readonly lines: readonly {
    readonly key: string
    /** Who it was. */
    readonly title: string
    readonly reference: string
    readonly href: string
    readonly at: Instant
    /** Where it stands, in a few words: "not reviewed yet". */
    readonly standing: string
  }[]
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
