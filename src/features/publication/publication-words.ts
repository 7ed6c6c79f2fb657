import type { CopyState, PublicationKind, PublicationState } from './model.ts'

/** What readers call each kind of publication. */
export const publicationKindWords: Readonly<Record<PublicationKind, string>> = {
  'full-report': 'Review report',
  'improvements-only': 'What is being improved',
  'executive-summary': 'Summary of a review',
}

/** Where a publication stands, in a few words. */
export function standingWords(state: PublicationState, copy: CopyState): string {
  if (state === 'published') return 'Public'
  const text = state === 'locked' ? 'Locked for approval' : 'Being written'
  if (copy === 'live') return `${text}; an earlier version is public`
  return copy === 'withdrawn' ? `${text}; taken down` : text
}

const placeWords: Readonly<Record<string, string>> = {
  title: 'Title',
  address: 'Public address',
  heading: 'Heading',
  paragraph: 'Paragraph',
  'list-item': 'List item',
  quote: 'Quotation',
  'table-row': 'Table row',
  caption: 'Alternative text or caption',
  recommendation: 'Recommendation',
  addressee: 'To whom recommendation',
  'file-name': 'File name',
  'file-title': 'Title in the file',
  'file-author': 'Author of the file',
  'file-property': 'File property',
  'file-comment': 'Comment in the file',
  'file-header': 'Header of the file',
  'file-footer': 'Footer of the file',
  'file-alternative-text': 'Alternative text in the file',
  'file-tracked-change': 'Tracked change in the file',
  'file-link': 'Link in the file',
  'file-drawing': 'Drawing in the file',
  'file-text': 'Paragraph of the file',
  'file-pictures': 'Pictures in the file',
}
const single: ReadonlySet<string> = new Set([
  'title',
  'address',
  'file-name',
  'file-title',
  'file-pictures',
])

/** Where something was found, as a person would say it: "Table row 3, cell 2". */
export function placeWord(place: {
  readonly kind: string
  readonly number: number
  readonly cell?: number | undefined
}): string {
  const word = placeWords[place.kind] ?? 'Place'
  const which = single.has(place.kind) ? word : `${word} ${place.number}`
  return place.cell === undefined ? which : `${which}, cell ${place.cell}`
}

const reasonWords: Readonly<Record<string, string>> = {
  'hidden-words': 'Comments and tracked changes do not go out. Remove them from the file.',
  'author-named': 'This person is named as author. May the name go out with the file?',
  pictures: 'No program reads pictures for names. Has somebody looked at each of them?',
  'over-two-blocks': 'A value of the vault begins here and ends in the next block.',
  'ordinary-word': 'An ordinary word that is also a name in this case.',
  'begins-sentence': 'It begins a sentence, and is also a name in this case.',
  'could-be-month': 'A month that is also a name in this case.',
  'short-number': 'A short number that also stands in an address of this case.',
  'another-name-beside': 'A name of this case beside another name.',
  'all-capitals': 'A name of this case among capitals.',
  'one-letter-differs': 'One letter away from a name of this case.',
  'without-year': 'A day that matters in this case, without its year.',
  'month-and-day-swapped': 'Day and month the other way round is a date of this case.',
  'part-only': 'A part of a name or place of this case.',
  'common-abbreviation': 'An abbreviation that is also short for a name of this case.',
  'common-middle-name': 'A common middle name that somebody in this case has.',
  'inside-word': 'A name of this case inside another word.',
}

/** Why the gate stops there, in words that give no value away. */
export function reasonWord(reason: string, isQuestion: boolean): string {
  const known = reasonWords[reason]
  if (
    known !== undefined &&
    (isQuestion || reason.includes('-words') || reason === 'over-two-blocks')
  )
    return known
  return isQuestion
    ? 'It may be a value of the vault of this case.'
    : 'A value of the vault of this case.'
}
