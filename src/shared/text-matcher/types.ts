/** What a case worker knows and a published text must not say, in one written form. */
export type CaseEntry = {
  /** `PERSON`, `DATETIME`, `LOC`, `ORG`, `CODE` and so on; people and dates have forms of their own, the rest are values. */
  readonly type: string
  readonly canonical: string
  /** Whether it names a protected person by itself. */
  readonly direct: boolean
  /** Other names of the same person or thing: a maiden name, what the family calls the child. */
  readonly alsoKnownAs?: readonly string[]
}

/** Everything that is known about one case. */
export type CaseFile = readonly CaseEntry[]

/** The form in which a value was found. */
export type Form =
  | 'full-name'
  | 'one-name'
  | 'nickname'
  | 'initials'
  | 'username'
  | 'part-of-word'
  | 'date'
  | 'date-without-year'
  | 'value'
  | 'part-of-value'

/** Why a hit is what it is; a view puts it into words. */
export type Why =
  | 'same'
  | 'ordinary-word'
  | 'short'
  | 'lower-case-nickname'
  | 'begins-sentence'
  | 'could-be-month'
  | 'another-name-beside'
  | 'common-middle-name'
  | 'all-capitals'
  | 'one-letter-differs'
  | 'common-abbreviation'
  | 'split-word'
  | 'inside-word'
  | 'without-year'
  | 'month-and-day-swapped'
  | 'short-number'
  | 'part-only'
  | 'other-case'
  | 'other-spacing'

/** A known value in a text. Offsets are into the text as it was given; `end` is exclusive. */
export type Hit = {
  readonly start: number
  readonly end: number
  readonly entry: CaseEntry
  readonly form: Form
  /** An exact hit is the value; an ambiguous one is a question that a person must answer. */
  readonly certainty: 'exact' | 'ambiguous'
  readonly why: Why
}
