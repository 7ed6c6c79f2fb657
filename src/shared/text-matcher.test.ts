import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile, find } from './text-matcher.ts'
import type { CaseEntry, CaseFile } from './text-matcher.ts'

function person(canonical: string, more: Partial<CaseEntry> = {}): CaseEntry {
  return { type: 'PERSON', canonical, direct: true, ...more }
}

function value(type: string, canonical: string): CaseEntry {
  return { type, canonical, direct: true }
}

/** What is found, as the text writes it; questions end in a question mark. */
function found(caseFile: CaseFile, text: string): string[] {
  return find(compile(caseFile), text).map(
    (hit) => `${text.slice(hit.start, hit.end)}${hit.certainty === 'ambiguous' ? '?' : ''}`,
  )
}

const katherine = [person('Katherine Lee MacLeod')]

describe('a known name is found', () => {
  test.each([
    ['in full', 'Saw Katherine Lee MacLeod today.', 'Katherine Lee MacLeod'],
    ['without the middle name', 'Saw Katherine MacLeod today.', 'Katherine MacLeod'],
    ['with a middle name nobody knew', 'Saw Katherine Ann MacLeod today.', 'Katherine Ann MacLeod'],
    ['in capitals', 'Saw KATHERINE MACLEOD today.', 'KATHERINE MACLEOD'],
    ['in lower case', 'saw katherine macleod today', 'katherine macleod'],
    ['with accents', 'Saw Kathérine Macleöd today.', 'Kathérine Macleöd'],
    ['with a non-breaking space', 'Saw Katherine\u00a0MacLeod today.', 'Katherine\u00a0MacLeod'],
    ['with two spaces', 'Saw Katherine  MacLeod today.', 'Katherine  MacLeod'],
    ['over a line break', 'Saw Katherine\r\nMacLeod today.', 'Katherine\r\nMacLeod'],
    [
      'broken by a hyphen at the end of a line',
      'Saw Kather-\nine MacLeod today.',
      'Kather-\nine MacLeod',
    ],
    [
      'with zero-width characters',
      'Saw Kath\u200berine Mac\u00adLeod today.',
      'Kath\u200berine Mac\u00adLeod',
    ],
    ['with letters of another width', 'Saw Ｋatherine MacLeod today.', 'Ｋatherine MacLeod'],
    ['with marks set apart', 'Saw Kathe\u0301rine MacLeod today.', 'Kathe\u0301rine MacLeod'],
    ['in two words', 'Saw Mac Leod today.', 'Mac Leod'],
    ['surname first', 'MACLEOD, Katherine was seen.', 'MACLEOD, Katherine'],
    ['surname and initial', 'MacLeod, K. was seen.', 'MacLeod, K'],
    ['initial and surname', 'Saw K. MacLeod today.', 'K. MacLeod'],
    ['letter and surname', 'Saw K MacLeod today.', 'K MacLeod'],
    ['with the middle initial', 'Saw Katherine L. MacLeod today.', 'Katherine L. MacLeod'],
    ['with two initials', 'Saw K. L. MacLeod today.', 'K. L. MacLeod'],
    ['as dotted initials', 'Saw K.L.M. today.', 'K.L.M'],
    ['as initials', 'Saw KLM today.', 'KLM'],
    ['title and surname', 'Saw Ms MacLeod today.', 'MacLeod'],
    ['a doctor with the title', 'Saw Dr MacLeod today.', 'Dr MacLeod'],
    ['possessive', "Katherine’s bed and MacLeod's home.", 'Katherine', 'MacLeod'],
    ['plural', 'The MacLeods came.', 'MacLeods'],
    ['by nickname', 'Saw Kate today, and Katie MacLeod.', 'Kate', 'Katie MacLeod'],
    ['by name and nickname', 'Saw Katherine (“Kate”) MacLeod today.', 'Katherine (“Kate”) MacLeod'],
    ['spelled another way', 'Saw Catherine McLeod today.', 'Catherine McLeod'],
    ['mistyped: a letter left out', 'Saw Kathrine today.', 'Kathrine'],
    ['mistyped: a letter doubled', 'Saw MacLeood today.', 'MacLeood'],
    ['mistyped: a wrong letter', 'Saw Katherime today.', 'Katherime'],
    ['mistyped: two letters swapped', 'Saw Kahterine today.', 'Kahterine'],
    ['mistyped beside the right surname', 'Saw Katerine Macleod today.', 'Katerine Macleod'],
    ['scanned badly', 'Saw MacLe0d today.', 'MacLe0d'],
    [
      'in an e-mail address',
      'Wrote to katherine.macleod@example.org about it.',
      'katherine.macleod@example.org',
    ],
    [
      'initial in an e-mail address',
      'Wrote to k.macleod81@example.org.',
      'k.macleod81@example.org',
    ],
    ['in a user name', 'Calls herself katemacleod92 there.', 'katemacleod92'],
    ['initial in a user name', 'Calls herself @kmacleod there.', '@kmacleod'],
    ['in a user name with an underscore', 'Calls herself kate_macleod_x there.', 'kate_macleod_x'],
  ])('%s', (_how, text, ...hits) => expect(found(katherine, text)).toEqual(hits))

  test('when it is double, hyphenated, apart, or half', () => {
    const lewis = [person('Michael Cooper-Lewis')]
    expect(found(lewis, 'Michael Cooper Lewis, M. Cooper‑Lewis and Mr Lewis came.')).toEqual([
      'Michael Cooper Lewis',
      'M. Cooper‑Lewis',
      'Lewis',
    ])
  })

  test('when it has an apostrophe or a particle', () => {
    const people = [person("Sean O'Connor"), person('Anna van den Berg')]
    expect(
      found(people, 'Sean OConnor, Mr O’Connor; O Connor; Vandenberg and Anna van den Berg.'),
    ).toEqual(['Sean OConnor', 'O’Connor', 'O Connor', 'Vandenberg', 'Anna van den Berg'])
  })

  test('when it is written with other letters', () => {
    const people = [person('Łukasz Müller'), person('Siân Ørsted')]
    expect(found(people, 'Lukasz Mueller, ŁUKASZ MULLER, sian orsted')).toEqual([
      'Lukasz Mueller',
      'ŁUKASZ MULLER',
      'sian orsted',
    ])
  })

  test('when only initials are known', () => {
    expect(
      found([person('F.L.')], 'The complaint of F.L. was heard; FL agreed, A.F.L.B. did not.'),
    ).toEqual(['F.L', 'FL'])
  })

  test('when the family uses another name', () => {
    expect(
      found(
        [person('Amara Osei', { alsoKnownAs: ['Bibi', 'Amara Kaplan'] })],
        'Bibi and Ms Kaplan came.',
      ),
    ).toEqual(['Bibi', 'Kaplan'])
  })
})

describe('a name that may be something else is a question', () => {
  test.each([
    [
      'an ordinary word in lower case',
      'Rose Field',
      'The sun rose over the field.',
      ['rose?', 'field?'],
    ],
    [
      'a word at the beginning of a sentence',
      'Will Brightmore',
      'Will the panel agree? It will.',
      ['Will?', 'will?'],
    ],
    [
      'a month beside a figure',
      'May Brightmore',
      'It was in May 2011 and on 3 May.',
      ['May?', 'May?'],
    ],
    [
      'another surname behind the forename',
      'Katherine MacLeod',
      'Katherine Brown came.',
      ['Katherine?'],
    ],
    ['a street of that name', 'Ann Church', 'They moved to Church Street.', ['Church?']],
    ['a common middle name alone', 'Katherine Lee MacLeod', 'The officer, Lee, left.', ['Lee?']],
    ['initials that are an abbreviation', 'Susan Waters', 'The SW visited.', ['SW?']],
    ['one letter off, and a name itself', 'Maria Novak', 'Then Marta came.', ['Marta?']],
    ['inside a longer word', 'Katherine MacLeod', 'The Macleodian approach.', ['Macleodian?']],
  ])('%s', (_what, canonical, text, hits) => expect(found([person(canonical)], text)).toEqual(hits))

  test.each([
    ['Rose Field', 'Rose was seen at home with Mr Field.', ['Rose', 'Field']],
    ['Will Brightmore', 'The worker met Will again. Will, who was four, smiled.', ['Will', 'Will']],
    ['Grace Price', 'Then Grace said so. PRICE, Grace', ['Grace', 'PRICE, Grace']],
  ])('but with a capital where no sentence begins it is the name: %s', (canonical, text, hits) =>
    expect(found([person(canonical)], text)).toEqual(hits),
  )
})

describe('what is no name is left alone', () => {
  test.each([
    ['William Hall', 'They shall ask whether the art will sell; the bill was paid.'],
    ['Wasif Ashe', 'It was if anything as he said.'],
    ['Andi Toby', 'Up and I went to by then.'],
    ['Marsh Brightmore', 'In March the marshal left.'],
    ['Edward Jones', 'The ed team sat in art.'],
    ['Alexander Evans', 'Taken to A&E at night.'],
  ])('%s', (canonical, text) => expect(found([person(canonical)], text)).toEqual([]))
})

const birthday = [value('DATETIME', '3 May 2011')]

describe('a known date is found', () => {
  test.each([
    '3 May 2011',
    '3rd May 2011',
    'the 3rd of May 2011',
    '03/05/2011',
    '3/5/11',
    '3.5.11',
    '03.05.2011',
    '2011-05-03',
    'May 3, 2011',
    'May 3rd 2011',
    '3-May-11',
    '3 MAY 2011',
    'Tuesday 3 May 2011',
    'Tuesday 3 May',
    "3 May '11",
    '20110503',
    '2011-05-03T10:00',
    '3\u00a0May\n2011',
    '03-05-11',
    'Tues 3 May',
  ])('as %j', (written) => {
    const hits = found(birthday, `It was on ${written}, they said.`)
    expect(hits).toHaveLength(1)
    expect(written).toContain(hits[0])
  })

  test.each([
    ['3 May', ['3 May?']],
    ['Wednesday 3 May', ['Wednesday 3 May?']],
    ['05/03/2011', ['05/03/2011?']],
  ])('%s is a question', (written, hits) => {
    expect(found(birthday, `It was on ${written}, they said.`)).toEqual(hits)
  })

  test.each([
    '3 May 2012',
    '13 May 2011',
    '4 May 2011',
    'May 2011',
    '2011',
    '3 June 2011',
    '03/06/2011',
    '12/13/2011',
  ])('%s is another date', (written) => {
    expect(found(birthday, `It was on ${written}, they said.`)).toEqual([])
  })

  test('in a row of dates that share month and year', () => {
    expect(
      found([...birthday, value('DATETIME', '5 May 2011')], 'Seen on 3 and 5 May 2011.'),
    ).toEqual(['3', '5 May 2011'])
  })

  test('as a feast', () => {
    expect(found([value('DATETIME', '2010-12-25')], 'Found on Christmas Day 2010.')).toEqual([
      'Christmas Day 2010',
    ])
  })

  test('kept in the case file in another form', () => {
    expect(found([value('DATETIME', '2011-05-03')], 'Born 3rd May 2011.')).toEqual(['3rd May 2011'])
  })
})

describe('a known value is found', () => {
  test.each([
    [
      'NHS',
      '999 432 1226',
      ['9994321226', '999-432-1226', '999.432.1226', '999  432  1226', '999\u00a0432\u00a01226'],
    ],
    [
      'PHONE',
      '07700 900123',
      [
        '07700900123',
        '+44 7700 900123',
        '0044 7700 900 123',
        '(07700) 900-123',
        '+44 (0)7700 900123',
      ],
    ],
    ['POSTCODE', 'CR2 6XH', ['CR26XH', 'cr2 6xh', 'CR2\u00a06XH', 'CR2  6XH']],
    ['EMAIL', 'kate@example.org', ['Kate@Example.org', 'kate at example dot org']],
    ['CODE', 'AB-4027/05', ['AB-4027/05', 'AB 4027 05', 'ab402705']],
    ['LOC', 'Kirkby Stile', ['Kirkby Stile', 'KIRKBY STILE', 'Kirkby-Stile', 'Kirkby\nStile']],
    ['LOC', '12 Elm Rise', ['12 Elm Rise', '12, Elm Rise']],
  ])('%s %s', (type, canonical, written) => {
    for (const one of written) {
      const text = `Noted ${one} there.`
      const [hit] = find(compile([value(type, canonical)]), text)
      expect(hit && [hit.certainty, one.replace(/^[+(]/, '')]).toEqual([
        'exact',
        text.slice(hit?.start, hit?.end),
      ])
    }
  })

  test('a school of a saint, with and without the full stop and the apostrophe', () => {
    const school = [value('ORG', "St Mary's Primary School")]
    const text = 'St. Mary’s Primary School, St Marys Primary School and St. Marys primary school.'
    expect(found(school, text)).toEqual([
      'St. Mary’s Primary School',
      'St Marys Primary School',
      'St. Marys primary school',
    ])
  })

  test('a street of an address with its town, number or not', () => {
    const home = [value('LOC', '14 Larch Close, Aldermere')]
    expect(found(home, 'At 14 Larch Close, then in Larch Close again.')).toEqual([
      '14 Larch Close',
      'Larch Close',
    ])
  })

  test('a street without its number', () => {
    expect(found([value('LOC', '12 Elm Rise')], 'A house in Elm Rise.')).toEqual(['Elm Rise'])
  })

  test('a short number is a question, and not a part of another number', () => {
    expect(
      found([value('HOUSE', '12')], 'At number 12 for 12 months, £12, 12.5 %, 12/05/2011, 112.'),
    ).toEqual(['12?', '12?'])
  })

  test('an acronym only in capitals', () => {
    expect(found([value('ORG', 'SAFER')], 'SAFER met about safer sleep.')).toEqual([
      'SAFER',
      'safer?',
    ])
  })

  test('two entries on the same words are both told', () => {
    const twins = [person('Ada Holtby'), person('Ben Holtby')]
    const hits = find(compile(twins), 'Ms Holtby came.')
    expect(hits.map((hit) => hit.entry)).toEqual(twins)
  })
})

const nameLike = fc.constantFrom(
  'Katherine',
  'Zofia',
  'Okonkwo',
  'Brightmore',
  'Siân',
  'Łucja',
  'Hargreaves',
  'Ní',
  'Rose',
  'Will',
  'Cooper-Lewis',
  "O'Connor",
  'Müller',
)
const someCase = fc.array(
  fc.oneof(
    fc.tuple(nameLike, nameLike).map(([a, b]) => person(`${a} ${b}`)),
    fc.string({ maxLength: 12 }).map((text) => value('CODE', text)),
    fc.constant(value('DATETIME', '3 May 2011')),
  ),
  { maxLength: 5 },
)
const someText = fc
  .array(
    fc.oneof(
      nameLike,
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        ' ',
        '\n',
        '. ',
        ', ',
        '3 May 2011',
        '-',
        '@',
        '\u200b',
        '\u0301',
        '😀',
        '\ud800',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

describe('whatever the text', () => {
  test('hits lie in it, in order, on words, and the same text gives the same hits again', () => {
    fc.assert(
      fc.property(someCase, someText, (caseFile, text) => {
        const compiled = compile(caseFile)
        const hits = find(compiled, text)
        let before = 0
        for (const hit of hits) {
          expect(hit.start).toBeGreaterThanOrEqual(before)
          expect(hit.end).toBeLessThanOrEqual(text.length)
          expect(text.slice(hit.start, hit.end).trim()).not.toBe('')
          expect(caseFile).toContain(hit.entry)
          before = hit.start
        }
        expect(find(compiled, text)).toEqual(hits)
      }),
      { numRuns: 400 },
    )
  })

  test('a name of the case is never passed over, in any case and with any marks between its letters', () => {
    fc.assert(
      fc.property(
        nameLike,
        nameLike,
        someText,
        fc.constantFrom('', '\u200b', '\u00ad'),
        fc.nat(2),
        (given, surname, text, mark, style) => {
          const name = `${given} ${surname}`
          const styled = style === 0 ? name : style === 1 ? name.toUpperCase() : name.toLowerCase()
          const hidden = styled.replace(/\p{L}(?=\p{L})/gu, `$&${mark}`)
          const whole = `${text} ;; ${hidden} ;; ${text}`
          const start = text.length + 4
          const hits = find(compile([person(name)]), whole)
          expect(hits.some((hit) => hit.start <= start && hit.end >= start + hidden.length)).toBe(
            true,
          )
        },
      ),
      { numRuns: 400 },
    )
  })

  test.each([
    ['one endless word', 'katherine'.repeat(60_000)],
    ['endless initials', 'K '.repeat(250_000)],
    ['endless names', 'Katherine Kate '.repeat(35_000)],
    ['an endless address', 'kate@'.repeat(100_000)],
    ['endless numbers', '12 3 and 5 '.repeat(45_000)],
    ['endless marks', 'K\u0301'.repeat(250_000)],
    ['endless spaces', `Kate${' '.repeat(500_000)}MacLeod`],
    ['endless half pairs', '\ud800'.repeat(500_000)],
  ])('half a megabyte of %s takes a moment only', (_what, text) => {
    const compiled = compile([...katherine, ...birthday, value('HOUSE', '12')])
    const began = performance.now()
    find(compiled, text)
    expect(performance.now() - began).toBeLessThan(5000)
  })
})
