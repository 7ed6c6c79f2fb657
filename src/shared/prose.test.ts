import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { editProse, mergeWithNext, splitBlock } from './prose-edit.ts'
import { proseFromPlainText, readTypedText, writeTypedText } from './prose-text.ts'
import {
  blockAt,
  blockText,
  parseProse,
  peopleIn,
  plainText,
  renderProse,
  tidySpans,
} from './prose.ts'
import type { Block, PersonToken, Prose, Span } from './prose.ts'
import { parseUid } from './ids.ts'
import type { Uid } from './ids.ts'

function uid(n: number): Uid {
  const made = parseUid(`00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`)
  if (!made) throw new Error('not an id')
  return made
}

function maker(from = 1): () => Uid {
  let next = from
  return () => uid(next++)
}

const childA = uid(0xa)
const childB = uid(0xb)
const names = new Map<string, PersonToken>([
  ['Child A', { person: childA }],
  ['the mother', { person: childA, form: 'relation' }],
  ['Child B', { person: childB }],
])

function tokenOf(words: string): PersonToken | undefined {
  return names.get(words)
}

function nameOf(token: PersonToken): string {
  for (const [name, one] of names)
    if (one.person === token.person && one.form === token.form) return name
  return 'somebody'
}

function edit(before: Prose, text: string): Prose {
  return editProse(before, text, { newId: maker(1000), tokenOf })
}

const five = proseFromPlainText(
  [
    'The health visitor saw the baby twice in the first month.',
    'Advice about safe sleep was given at both visits and written in the red book.',
    'Nobody asked who else slept in the room.',
    'The parents were not offered the leaflet in their own language.',
    'The network met after the death and agreed what to do next.',
  ].join('\n\n'),
  maker(),
)
const typedFive = writeTypedText(five, nameOf)

function idsAfter(change: (text: string) => string): string[] {
  return edit(five, change(typedFive)).blocks.map((block) => {
    const place = five.blocks.findIndex((one) => one.id === block.id)
    return place === -1 ? 'new' : String(place + 1)
  })
}

describe('editing a text', () => {
  test('keeps every id when nothing changed', () => {
    expect(edit(five, typedFive)).toEqual(five)
  })

  test.each<[string, (text: string) => string, string[]]>([
    [
      'a reworded paragraph keeps its id',
      (text) => text.replace('twice in the first month', 'three times in the first six weeks'),
      ['1', '2', '3', '4', '5'],
    ],
    [
      'a new paragraph gets a new id',
      (text) => text.replace('Nobody', 'A midwife rang.\n\nNobody'),
      ['1', '2', 'new', '3', '4', '5'],
    ],
    [
      'a deleted paragraph takes its id with it',
      (text) => text.replace(/Nobody.*room\.\n\n/, ''),
      ['1', '2', '4', '5'],
    ],
    [
      'a moved paragraph keeps its id',
      (text) => text.split('\n\n').toSorted().join('\n\n'),
      ['2', '3', '1', '5', '4'],
    ],
    [
      'of a split the first part keeps the id, even when it is the shorter one',
      (text) => text.replace('given at', 'given\n\nat'),
      ['1', '2', 'new', '3', '4', '5'],
    ],
    [
      'of a merge the first id is kept',
      (text) => text.replace('month.\n\nAdvice', 'month. Advice'),
      ['1', '3', '4', '5'],
    ],
    [
      'a paragraph that became a heading keeps its id',
      (text) => text.replace('Nobody', '# Nobody'),
      ['1', '2', '3', '4', '5'],
    ],
    [
      'a paragraph with quite other words is a new one',
      (text) => text.replace(/Nobody.*room\./, 'Supervision happened monthly and was recorded.'),
      ['1', '2', 'new', '4', '5'],
    ],
  ])('%s', (_what, change, ids) => expect(idsAfter(change)).toEqual(ids))

  test('of two equal paragraphs the one that stays keeps its own id', () => {
    const before = proseFromPlainText('Seen.\n\nHeard.\n\nSeen.', maker())
    const after = edit(before, 'Heard.\n\nSeen.')
    expect(after.blocks.map((block) => block.id)).toEqual([uid(2), uid(3)])
  })
})

describe('splitting and merging by hand', () => {
  test('a split can be undone by a merge', () => {
    const first = five.blocks[0]
    if (!first) throw new Error('no block')
    const split = splitBlock(five, { block: first.id, span: 0, offset: 18 }, maker(50))
    expect(split.blocks).toHaveLength(6)
    expect(split.blocks[0]?.id).toBe(first.id)
    expect(split.blocks[1]?.id).toBe(uid(50))
    expect(mergeWithNext(split, first.id)).toEqual(five)
  })

  test('a block is not split at its ends, and the last block has nothing to merge with', () => {
    const last = five.blocks[4]
    if (!last) throw new Error('no block')
    expect(splitBlock(five, { block: last.id, span: 0, offset: 0 }, maker(50))).toEqual(five)
    expect(mergeWithNext(five, last.id)).toBe(five)
  })
})

describe('reading a text', () => {
  test('a sentence broken over an empty line is joined, other paragraphs stay apart', () => {
    const read = proseFromPlainText(
      'anxieties about any future\n\npregnancy. It also stressed\nthe support.\n\n“As always”, she said.\n\nno capital',
      maker(),
    )
    expect(read.blocks.map((block) => blockText(block, nameOf))).toEqual([
      'anxieties about any future pregnancy. It also stressed the support.',
      '“As always”, she said.',
      'no capital',
    ])
  })

  test('a line that ends in a hyphen is joined without a space', () => {
    expect(plainText(proseFromPlainText('the risks of co-\nsleeping', maker()), nameOf)).toBe(
      'the risks of co-sleeping',
    )
  })

  test('headings, lists, quotes, tables, captions and people are read from what somebody typed', () => {
    const drafts = readTypedText(
      [
        '# What was learned',
        'On {Child A} and {the mother}, {nobody we know}.',
        '- first',
        '  - second',
        '> said one',
        '> and two',
        '| Age | {Child B} \\| x |',
        '! Figure 1',
      ].join('\n'),
      tokenOf,
    )
    expect(drafts).toEqual([
      { kind: 'heading', level: 1, spans: ['What was learned'] },
      {
        kind: 'paragraph',
        spans: [
          'On ',
          { person: childA },
          ' and ',
          { person: childA, form: 'relation' },
          ', {nobody we know}.',
        ],
      },
      { kind: 'list-item', level: 1, spans: ['first'] },
      { kind: 'list-item', level: 2, spans: ['second'] },
      { kind: 'quote', spans: ['said one and two'] },
      { kind: 'table-row', spans: ['Age\t', { person: childB }, ' | x'] },
      { kind: 'caption', spans: ['Figure 1'] },
    ])
  })

  test('a text without words has no blocks', () => {
    expect(proseFromPlainText(' \n\n\t\n', maker()).blocks).toEqual([])
    expect(readTypedText('- \n> \n| | |\n# ', tokenOf)).toEqual([])
  })
})

const someText = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        'the',
        'visit',
        '- a',
        '# b',
        '> c',
        '| d',
        '! e',
        '\\',
        '{x}',
        '{Child A}',
        '*',
        'é',
        '3.',
        '•',
        '\\{',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((list) => list.join(' ')),
  fc.string({ minLength: 1, maxLength: 30 }),
)
const someSpan: fc.Arbitrary<Span> = fc.oneof(someText, fc.constantFrom(...names.values()))
const someBlock = fc
  .tuple(
    fc.constantFrom(
      'heading' as const,
      'paragraph' as const,
      'list-item' as const,
      'quote' as const,
      'table-row' as const,
      'caption' as const,
    ),
    fc.array(someSpan, { minLength: 1, maxLength: 4 }),
    fc.integer({ min: 1, max: 3 }),
  )
  .map(([kind, spans, level]) => ({
    kind,
    ...(kind === 'heading' || kind === 'list-item' ? { level } : {}),
    spans: tidySpans(spans),
  }))
  .filter((block) => block.spans.some((span) => typeof span !== 'string' || span.trim() !== ''))
const someProse: fc.Arbitrary<Prose> = fc.array(someBlock, { maxLength: 12 }).map((blocks) => {
  const newId = maker()
  return { blocks: blocks.map((block): Block => ({ id: newId(), ...block })) }
})

describe('any text', () => {
  test('written as typed and read again is the same text', () => {
    fc.assert(
      fc.property(someProse, (prose) => {
        expect(edit(prose, writeTypedText(prose, nameOf))).toEqual(prose)
      }),
      { numRuns: 500 },
    )
  })

  test('survives being stored, and never two blocks share an id', () => {
    fc.assert(
      fc.property(someProse, someProse, (prose, other) => {
        expect(parseProse(JSON.parse(JSON.stringify(prose)))).toEqual(prose)
        const after = edit(prose, writeTypedText(other, nameOf))
        expect(new Set(after.blocks.map((block) => block.id)).size).toBe(after.blocks.length)
        expect(parseProse(after)).toEqual(after)
      }),
    )
  })

  test('blocks that nobody touched keep their ids whatever happens to the others', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 15 }),
        fc.infiniteStream(fc.nat(3)),
        (numbers, acts) => {
          const prose: Prose = {
            blocks: numbers.map((n, place) => ({
              id: uid(place + 1),
              kind: 'paragraph',
              spans: [`Paragraph of ${n} and ${n * 7} words`],
            })),
          }
          const untouched: Block[] = []
          const lines = prose.blocks.flatMap((block) => {
            const words = blockText(block, nameOf)
            const act = acts.next().value
            if (act === 0) return []
            if (act === 1) return [`Something else entirely, ${block.id}`, words].toSpliced(1, 1)
            untouched.push(block)
            return act === 2 ? [words, `An insertion after ${block.id}`] : [words]
          })
          const after = edit(prose, lines.join('\n\n'))
          for (const block of untouched) expect(after.blocks).toContainEqual(block)
        },
      ),
    )
  })

  test('every offset of a rendering lies in the block that says so', () => {
    fc.assert(
      fc.property(someProse, (prose) => {
        const rendered = renderProse(prose, nameOf)
        for (const place of rendered.places) {
          expect(blockAt(rendered, place.start)).toBe(place)
          expect(blockAt(rendered, place.end)).toBe(place)
          const block = prose.blocks.find((one) => one.id === place.block)
          expect(block && blockText(block, nameOf)).toBe(
            rendered.text.slice(place.start, place.end),
          )
        }
        expect(blockAt(rendered, -1)).toBeUndefined()
        expect(blockAt(rendered, rendered.text.length + 1)).toBeUndefined()
      }),
    )
  })
})

describe('stored JSON', () => {
  const id = uid(1)
  test.each([
    null,
    [],
    {},
    { blocks: {} },
    { blocks: [null] },
    { blocks: [{ id: '1', kind: 'paragraph', spans: ['a'] }] },
    { blocks: [{ id, kind: 'script', spans: ['a'] }] },
    { blocks: [{ id, kind: 'paragraph', spans: [''] }] },
    { blocks: [{ id, kind: 'paragraph', spans: [{ person: 'Nadia' }] }] },
    { blocks: [{ id, kind: 'paragraph', spans: [{ person: id, form: 'name' }] }] },
    { blocks: [{ id, kind: 'paragraph', level: 1, spans: ['a'] }] },
    { blocks: [{ id, kind: 'heading', level: 9, spans: ['a'] }] },
    {
      blocks: [
        { id, kind: 'paragraph', spans: ['a'] },
        { id, kind: 'paragraph', spans: ['b'] },
      ],
    },
  ])('%j is not a text', (value) => expect(parseProse(value)).toBeUndefined())

  test('people are listed once, in the order of first mention', () => {
    const drafts = readTypedText('{Child B} and {Child A}.\n\n{Child B}.', tokenOf)
    expect(peopleIn({ blocks: drafts.map((draft, n) => ({ id: uid(n + 1), ...draft })) })).toEqual([
      childB,
      childA,
    ])
  })
})
