import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import type { Uid } from '#shared/ids.ts'
import type { Block, BlockKind } from '#shared/prose.ts'
import type { AttachedDocument, PublicationText } from '../model.ts'
import type { GateValue } from './case-file.ts'
import type { Checked } from './places.ts'
import { runGate } from './run-gate.ts'
import type { GateAnswer } from './run-gate.ts'

const digest = (text: string) => createHash('sha256').update(text).digest('hex')

/** One value of each kind, and how a text may say it. */
const vault: readonly (GateValue & { readonly said: string })[] = [
  { id: 1, kind: 'name', value: 'Katherine Lee MacLeod', said: 'katherine macleod' },
  { id: 2, kind: 'former-name', value: 'Katherine Osei', said: 'Ms Osei' },
  { id: 3, kind: 'nickname', value: 'Bibi', said: 'Bibi' },
  { id: 4, kind: 'birth-date', value: '2019-03-05', said: '5th March 2019' },
  { id: 5, kind: 'death-date', value: '2019-05-19', said: '19/05/2019' },
  { id: 6, kind: 'address', value: '12 Elmstead Road, Aldermere, AM4 7QT', said: 'Elmstead Road' },
  { id: 7, kind: 'postcode', value: 'AM4 7QT', said: 'am47qt' },
  { id: 8, kind: 'nhs-number', value: '999 000 0018', said: '999-000-0018' },
  { id: 9, kind: 'telephone', value: '07700 900123', said: '+44 7700 900123' },
  { id: 10, kind: 'email', value: 'k.macleod@example.org', said: 'K.MacLeod@example.org' },
  { id: 11, kind: 'username', value: 'kittymac92', said: 'KittyMac92' },
  { id: 12, kind: 'school', value: 'Thornbeck Primary School', said: 'Thornbeck Primary School' },
  { id: 13, kind: 'gp-practice', value: 'Wendle Surgery', said: 'the Wendle Surgery' },
  { id: 14, kind: 'hospital', value: 'Marlwood Infirmary', said: 'Marlwood Infirmary' },
  { id: 15, kind: 'place', value: 'Quarrybank Estate', said: 'Quarrybank estate' },
  { id: 16, kind: 'date', value: '2018-11-30', said: '30 November 2018' },
  { id: 17, kind: 'other', value: 'Police reference KX/4471', said: 'KX/4471' },
]

let made = 0
function block(kind: BlockKind, text: string): Block {
  made += 1
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}` as Uid
  return { id, kind, spans: [text] }
}

const clean = [
  block('heading', 'What we learned'),
  block('paragraph', 'A baby who was ten weeks old died. Practitioners saw the family often.'),
  block('table-row', 'Year\tVisits\tNote'),
  block('caption', 'A drawing of a cot that is clear of pillows'),
]

function checked(change: Partial<PublicationText> = {}, document?: AttachedDocument): Checked {
  const text = {
    textVersion: 1,
    title: 'Learning from the review of Child F',
    slug: 'child-f-2024',
    body: { blocks: clean },
    recommendations: [],
    documentId: null,
    ...change,
  }
  return { text, document }
}

function file(change: Partial<AttachedDocument> = {}): AttachedDocument {
  return {
    id: 1,
    name: 'report.docx',
    kind: 'docx',
    bytes: 10,
    sha256: digest('file'),
    images: 0,
    words: ['What we learned.'],
    properties: [{ place: 'file-name', text: 'report.docx' }],
    ...change,
  }
}

const gate = (
  what: Checked,
  answers: readonly GateAnswer[] = [],
  values: readonly GateValue[] = vault,
) => runGate(what, { values, answers }, digest)

const withBlock = (kind: BlockKind, text: string) =>
  checked({ body: { blocks: [...clean, block(kind, text)] } })

/** Where a value may be planted, and the place that the gate must name. */
const places: readonly (readonly [string, string, (said: string) => Checked])[] = [
  ['the title', 'title', (said) => checked({ title: `Learning about ${said} and others` })],
  [
    'the body',
    'paragraph',
    (said) => withBlock('paragraph', `It was known that ${said} was seen.`),
  ],
  ['a heading', 'heading', (said) => withBlock('heading', `About ${said} in short`)],
  ['a table', 'table-row', (said) => withBlock('table-row', `2019\t${said}\tseen`)],
  [
    'an alternative text',
    'caption',
    (said) => withBlock('caption', `Drawing of ${said} and a cot`),
  ],
  [
    'the alternative text of a picture in a file',
    'file-alternative-text',
    (said) =>
      checked({}, file({ properties: [{ place: 'alternative-text', text: `see ${said} here` }] })),
  ],
  [
    'a property of a file',
    'file-property',
    (said) =>
      checked({}, file({ properties: [{ place: 'property', text: `draft on ${said} now` }] })),
  ],
  [
    'the name of a file',
    'file-name',
    (said) =>
      checked(
        {},
        file({ properties: [{ place: 'file-name', text: `report ${said} final.docx` }] }),
      ),
  ],
  [
    'the text of a file',
    'file-text',
    (said) => checked({}, file({ words: [`It says ${said} too.`] })),
  ],
]

describe.each(places)('a value of the vault in %s', (_where, kind, plant) => {
  it.each(vault)('is found and its place is named: $kind', (value) => {
    const result = gate(plant(value.said))
    expect(result.outcome).toBe('refused')
    const found = result.exact.filter((one) => one.place.kind === kind)
    expect(found.flatMap((one) => one.values.map((each) => each.id))).toContain(value.id)
  })
})

it('names in an address are found although hyphens join them', () => {
  const result = gate(checked({ slug: 'katherine-macleod-review' }))
  expect(result.exact.map((one) => one.place.kind)).toEqual(['address'])
})

it('the cell of a table is named', () => {
  const [found] = gate(withBlock('table-row', '2019\tseen\tBibi')).exact
  expect(found).toMatchObject({ cell: 3, place: { kind: 'table-row', number: 2 } })
})

it('a number that is broken over two paragraphs is found', () => {
  const blocks = [block('paragraph', 'Her number was 999 000'), block('paragraph', '0018 then.')]
  expect(gate(checked({ body: { blocks } })).exact).toMatchObject([{ reason: 'over-two-blocks' }])
})

it('a recommendation and the body that it is made to are read as well', () => {
  const one = {
    id: '00000000-0000-4000-8000-0000000000aa' as Uid,
    recommendation: null,
    words: 'Tell Bibi.',
    addressee: 'Wendle Surgery',
    state: 'under-way' as const,
    stateOn: '2024-01-01' as never,
  }
  const kinds = gate(checked({ recommendations: [one] })).exact.map((each) => each.place.kind)
  expect(kinds).toEqual(['recommendation', 'addressee'])
})

it('a report without identifiers passes', () => {
  const result = gate(checked({}, file()))
  expect(result).toMatchObject({ outcome: 'passed', exact: [], open: [] })
})

it('a vault that holds nothing lets nothing pass: what could not be checked is not published', () => {
  expect(gate(checked(), [], []).outcome).toBe('cannot-check')
})

const ambiguous: readonly GateValue[] = [
  { id: 1, kind: 'name', value: 'Will Brightmore' },
  { id: 2, kind: 'address', value: '12 Elmstead Road, Aldermere' },
]

function answersTo(result: ReturnType<typeof gate>, verdict: GateAnswer['verdict']): GateAnswer[] {
  return result.open.flatMap(({ digest: of, start, end, values }) =>
    (values.length === 0 ? [null] : values.map((value) => value.id)).map((valueId) => ({
      digest: of,
      start,
      end,
      valueId,
      verdict,
      reason: 'an ordinary word',
      by: 'A',
      at: asInstant('2024-01-01T00:00:00Z'),
    })),
  )
}

describe('what may be a value', () => {
  const text = 'Partners will meet. The baby was 12 weeks old.'
  const asked = gate(withBlock('paragraph', text), [], ambiguous)

  it('a child called Will and the house number 12 become questions that block', () => {
    expect(asked.outcome).toBe('asks')
    expect(asked.exact).toEqual([])
    const words = asked.open.map((one) => one.place.text.slice(one.start, one.end))
    expect(words).toEqual(['will', '12'])
  })

  it('passes once somebody has answered each question', () => {
    const answers = answersTo(asked, 'harmless')
    expect(gate(asked.open[0]?.place ? again(asked) : checked(), answers, ambiguous).outcome).toBe(
      'passed',
    )
    expect(gate(again(asked), answers.slice(1), ambiguous).outcome).toBe('asks')
  })

  it('refuses when somebody answers that it is the child', () => {
    expect(gate(again(asked), answersTo(asked, 'must-change'), ambiguous).outcome).toBe('refused')
  })

  it('asks again when the text of the place changes by one letter', () => {
    const changed = withBlock('paragraph', `${text}!`)
    expect(gate(changed, answersTo(asked, 'harmless'), ambiguous).outcome).toBe('asks')
  })

  it('asks again when the vault holds another value that it may be', () => {
    const more = [...ambiguous, { id: 3, kind: 'nickname', value: 'Will' }]
    expect(gate(again(asked), answersTo(asked, 'harmless'), more).outcome).toBe('asks')
  })

  function again(result: ReturnType<typeof gate>): Checked {
    const place = result.open[0]?.place
    if (!place?.block) throw new Error('no question')
    return checked({
      body: { blocks: [...clean, { id: place.block, kind: 'paragraph', spans: [text] }] },
    })
  }
})

describe('a file', () => {
  it('with comments or tracked changes does not go out, whatever they say', () => {
    for (const place of ['comment', 'tracked-change']) {
      const result = gate(checked({}, file({ properties: [{ place, text: 'nice' }] })))
      expect(result).toMatchObject({ outcome: 'refused', exact: [{ reason: 'hidden-words' }] })
    }
  })

  it('with an author or with pictures asks whether somebody has looked', () => {
    const result = gate(
      checked({}, file({ images: 2, properties: [{ place: 'author', text: 'An Editor' }] })),
    )
    expect(result.open.map((one) => one.reason)).toEqual(['author-named', 'pictures'])
    const answered = gate(
      checked({}, file({ images: 2, properties: [{ place: 'author', text: 'An Editor' }] })),
      answersTo(result, 'harmless'),
    )
    expect(answered.outcome).toBe('passed')
  })
})

it('wherever a value is planted among other words, it never passes', () => {
  const words = fc.array(
    fc.constantFrom('the', 'family', 'was', 'seen', 'often', 'visits', 'and'),
    {
      maxLength: 8,
    },
  )
  fc.assert(
    fc.property(words, words, fc.constantFrom(...vault), (before, after, value) => {
      const text = `Then ${[...before, 'that', value.said, 'too', ...after].join(' ')}.`
      expect(gate(withBlock('paragraph', text)).outcome).toBe('refused')
    }),
    { numRuns: 200 },
  )
})
