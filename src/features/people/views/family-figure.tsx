import { Details } from '#platform/html/govuk/details.tsx'
import type { Drawing, DrawnLine, LineStyle } from '../drawing.ts'
import type { Outline, OutlineEntry } from '../outline.ts'
import type { PersonSymbol } from '../symbols.ts'
import { GenogramSvg, PersonMark, RelationLine } from './genogram-svg.tsx'

/** The drawing and what says the same in words. */
export interface FigureModel {
  readonly drawing: Drawing
  readonly outline: Outline
  readonly title: string
  readonly description: string
}

/** The picture in a frame of its own that scrolls where it is wider than the page; nothing else moves. */
export function FamilyPicture({ model }: { readonly model: FigureModel }) {
  return (
    <figure class="heed-genogram">
      <div
        class="heed-genogram__frame"
        tabIndex={0}
        role="region"
        aria-label="The drawing; scroll sideways to see all of it"
      >
        <GenogramSvg {...model} />
      </div>
    </figure>
  )
}

function Entries({ entries }: { readonly entries: readonly OutlineEntry[] }) {
  return (
    <ul class="govuk-list govuk-list--bullet heed-outline">
      {entries.map((entry) => (
        <li>
          {entry.words}
          {entry.entries.length === 0 ? null : <Entries entries={entry.entries} />}
        </li>
      ))}
    </ul>
  )
}

/** The same family in words: everybody is described once, and whoever stands under somebody belongs to them. */
export function FamilyOutline({ outline }: { readonly outline: Outline }) {
  return (
    <>
      <Entries entries={outline.entries} />
      {outline.homes.length === 0 ? null : (
        <>
          <h3 class="govuk-heading-s">Who lives where</h3>
          <ul class="govuk-list govuk-list--bullet">
            {outline.homes.map((home) => (
              <li>{home.words}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const plain: PersonSymbol = {
  shape: 'square',
  half: 11,
  framed: false,
  crossed: false,
  unknown: false,
}

const marks: readonly { readonly symbol: PersonSymbol; readonly words: string }[] = [
  { symbol: { ...plain, shape: 'circle' }, words: 'Female' },
  { symbol: plain, words: 'Male' },
  { symbol: { ...plain, shape: 'diamond' }, words: 'Another answer, or sex not known' },
  { symbol: { ...plain, framed: true, half: 13 }, words: 'A child whom the case is about' },
  { symbol: { ...plain, crossed: true }, words: 'Died' },
  { symbol: { ...plain, shape: 'triangle' }, words: 'Unborn' },
  { symbol: { ...plain, half: 7, crossed: true }, words: 'Stillborn: small and crossed' },
  { symbol: { ...plain, shape: 'dot', half: 5 }, words: 'Miscarriage' },
  { symbol: { ...plain, unknown: true, half: 13 }, words: 'Not known who this is' },
]

function keyLine(style: LineStyle, more: Partial<DrawnLine> = {}): DrawnLine {
  const points = [
    { x: 4, y: 6 },
    { x: 4, y: 16 },
    { x: 60, y: 16 },
    { x: 60, y: 6 },
  ]
  return { relations: [], style, points, strokes: 0, related: false, ...more }
}

const lines: readonly { readonly line: DrawnLine; readonly words: string }[] = [
  { line: keyLine('whole'), words: 'Married or in a civil partnership' },
  { line: keyLine('dashed'), words: 'Living together' },
  { line: keyLine('dotted'), words: 'Seeing each other or engaged, or known only as parents' },
  { line: keyLine('whole', { strokes: 1 }), words: 'Separated' },
  { line: keyLine('dashed', { strokes: 1 }), words: 'A relationship that ended' },
  { line: keyLine('whole', { strokes: 2 }), words: 'Divorced' },
  { line: keyLine('whole', { related: true }), words: 'A couple with an ancestor in common' },
]

/** What symbols and lines mean, for those who do not know genograms. */
export function GenogramKey() {
  return (
    <Details summaryText="What the symbols and lines mean" classes="heed-genogram__key">
      <ul class="govuk-list heed-genogram__marks">
        {marks.map(({ symbol, words }) => (
          <li>
            <svg width="32" height="32" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
              <PersonMark symbol={symbol} at={{ x: 16, y: 16 }} />
            </svg>{' '}
            {words}
          </li>
        ))}
        {lines.map(({ line, words }) => (
          <li>
            <svg width="64" height="28" viewBox="0 0 64 28" aria-hidden="true" focusable="false">
              <RelationLine line={line} />
            </svg>{' '}
            {words}
          </li>
        ))}
      </ul>
      <p class="govuk-body">
        Children hang from the line of their parents, the oldest on the left. A child who is not a
        birth child has the word beside the line: adopted, foster, step, guardian, donor, surrogate.
        Twins part from one point; a bar joins identical twins, a question mark means that it is not
        known. A finely dotted contour goes round those who live in one home.
      </p>
    </Details>
  )
}
