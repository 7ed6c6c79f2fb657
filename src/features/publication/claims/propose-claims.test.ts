import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readPlainText } from '#platform/files/plain-text.ts'
import type { Uid } from '#shared/ids.ts'
import { readStatement, wordsOf } from '../statement.ts'
import type { PublishedStatement } from '../statement.ts'
import { claimKindLabels, isTrackable } from './claim.ts'
import type { ClaimKind, ProposedClaim } from './claim.ts'
import { claimRules, claimRulesVersion } from './claim-rules.ts'
import { scoreClaims } from './fixtures/score-claims.ts'
import type { ExpectedClaim } from './fixtures/score-claims.ts'
import { proposeClaims } from './propose-claims.ts'

const folder = path.join(import.meta.dirname, 'fixtures')
const names = readdirSync(folder).flatMap((file) => /^(.*)\.txt$/.exec(file)?.[1] ?? [])

function ids(): () => Uid {
  let next = 0
  return () => `00000000-0000-4000-8000-${String((next += 1)).padStart(12, '0')}` as Uid
}

function statementOf(text: string | Buffer): PublishedStatement {
  return readStatement(readPlainText(Buffer.from(text)).paragraphs, ids())
}

function fixture(name: string): PublishedStatement {
  return statementOf(readFileSync(path.join(folder, `${name}.txt`)))
}

function textOf(statement: PublishedStatement, blockId: string): string {
  const block = statement.text.blocks.find((one) => one.id === blockId)
  return block ? wordsOf(block) : ''
}

function proposed(text: string): readonly (readonly [ClaimKind, string])[] {
  return proposeClaims(statementOf(text)).map((claim) => [claim.kind, claim.words] as const)
}

describe('the claims of a statement', () => {
  it.each(names)('%s: what a reader finds is found, and nothing else is proposed', (name) => {
    const statement = fixture(name)
    const expected = JSON.parse(
      readFileSync(path.join(folder, `${name}.expected.json`), 'utf8'),
    ) as ExpectedClaim[]
    const score = scoreClaims(proposeClaims(statement), expected, (id) => textOf(statement, id))
    expect({ missed: score.missed, wrong: score.wrong }).toEqual({ missed: [], wrong: [] })
    expect(score.expected).toBeGreaterThanOrEqual(12)
  })

  it('of the statement of December 2020 are at least twelve that can be followed up', () => {
    const claims = proposeClaims(fixture('ns-statement-2020-12-21'))
    expect(claims.filter((claim) => isTrackable(claim.kind)).length).toBeGreaterThanOrEqual(12)
    expect(new Set(claims.map((claim) => claim.kind))).toEqual(
      new Set(Object.keys(claimKindLabels)),
    )
  })

  it.each([
    ['all of which', 'we have accepted'],
    ['three of which', 'we are already following up'],
    ['to which', 'our partners will return next year'],
  ])('are not cut in the middle of “%s …”', (which, rest) => {
    const claims = proposed(`The review makes five recommendations, ${which} ${rest}.`)
    expect(claims.map(([, words]) => words)).toEqual([
      'The review makes five recommendations',
      `${which} ${rest}`,
    ])
  })

  it('say whose doing they report', () => {
    const claims = proposeClaims(fixture('ns-statement-2020-12-21'))
    const about = (start: string) => claims.find((one) => one.words.startsWith(start))?.attribution
    expect(about('We are working')).toMatchObject({ about: 'publisher' })
    expect(about('this issue is also')).toEqual({
      about: 'other-body',
      words: 'the National Safeguarding Panel',
    })
    expect(about('Locally')).toEqual({ about: 'other-body', words: 'NHS partners' })
    expect(about('The independent review')).toMatchObject({ about: 'review' })
    expect(about('The family')).toMatchObject({ about: 'family' })
    expect(about('Advice was given')).toMatchObject({ about: 'not-said' })
  })

  it('carry the rule that found them, its version and its reason', () => {
    for (const claim of proposeClaims(fixture('ns-statement-2020-12-21'))) {
      const rule = claimRules.find((one) => one.id === claim.foundBy.rule)
      expect(claim.foundBy).toEqual({
        rule: rule?.id,
        version: claimRulesVersion,
        because: rule?.because,
      })
    }
  })
})

describe('kinds told apart', () => {
  it.each<[string, ClaimKind]>([
    ['The review found that records were incomplete.', 'conclusion'],
    ['Lessons were identified for every agency.', 'conclusion'],
    ['There was no evidence of a missed opportunity.', 'conclusion'],
    ['Studies show that smoking increases the risk.', 'general-knowledge'],
    ['It is widely known that sleep is broken in the first weeks.', 'general-knowledge'],
    ['Premature babies are more vulnerable.', 'general-knowledge'],
    ['We have set up a new clinic.', 'done'],
    ['A new pathway was introduced in May 2022.', 'done'],
    ['The form is now in use everywhere.', 'done'],
    ['The hospital is training its midwives.', 'under-way'],
    ['A new policy is being written.', 'under-way'],
    ['Work on the pathway is under way.', 'under-way'],
    ['The trust will publish the results.', 'commitment'],
    ['We are committed to listening to fathers.', 'commitment'],
    ['An audit is planned for the autumn.', 'commitment'],
    ['The family was visited five times.', 'past-fact'],
    ['Midwives had no worries about the baby.', 'past-fact'],
  ])('%s: %s', (text, kind) => {
    expect(proposed(text)).toEqual([[kind, text.slice(0, -1)]])
  })

  it.each([
    'Our thoughts are with the family at this time.',
    'We are sorry for the loss of this child.',
    'For further information call the press office.',
    'Notes to editors',
    'Recommendation 3: Every agency should train its staff.',
    'What happens next?',
  ])('no claim: %s', (text) => {
    expect(proposed(text)).toEqual([])
  })
})

describe('long sentences', () => {
  it('make several claims where they have several verbs of their own', () => {
    expect(
      proposed(
        'We have opened a clinic, and the council will fund a second one, with work under way to find a building.',
      ),
    ).toEqual([
      ['done', 'We have opened a clinic'],
      ['commitment', 'the council will fund a second one'],
      ['under-way', 'with work under way to find a building'],
    ])
  })

  it('stay whole where what is joined belongs to what the review found', () => {
    const sentence = 'The review found that staff acted quickly and that records were good'
    expect(proposed(`${sentence}.`)).toEqual([['conclusion', sentence]])
  })

  it('of a list are read together with the words that introduce it', () => {
    expect(
      proposed(
        'The hospital has:\n- appointed a nurse\n- closed the old ward\n\nIt will:\n- open a new one',
      ),
    ).toEqual([
      ['done', 'appointed a nurse'],
      ['done', 'closed the old ward'],
      ['commitment', 'open a new one'],
    ])
  })
})

describe('places', () => {
  const pieces = fc.constantFrom(
    'The review found',
    'we will',
    'has been set up',
    ', and ',
    '. ',
    '"',
    '‘x’ ',
    'which partners are following up',
    'with work ongoing ',
    'Dr. A. Other said: "',
    '\n\n',
    ';',
    '– ',
    '- item\n',
    'Fern was seen',
    ' and placed ‘it’ on the record',
  )

  function overlaps(a: ProposedClaim, b: ProposedClaim): boolean {
    return (
      a.place.blockId === b.place.blockId &&
      a.place.start < b.place.end &&
      b.place.start < a.place.end
    )
  }

  it('always hold exactly the quoted words, and no two claims share a word', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(pieces, fc.string({ maxLength: 12 })), { maxLength: 30 }),
        (parts) => {
          const statement = statementOf(parts.join(' '))
          const claims = proposeClaims(statement)
          for (const [index, claim] of claims.entries()) {
            const { blockId, start, end } = claim.place
            expect(textOf(statement, blockId).slice(start, end)).toBe(claim.words)
            expect(claim.words.trim()).not.toBe('')
            expect(claims.slice(index + 1).some((other) => overlaps(claim, other))).toBe(false)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the rules', () => {
  it('each have a name of their own and a reason that is a sentence', () => {
    expect(new Set(claimRules.map((rule) => rule.id)).size).toBe(claimRules.length)
    for (const rule of claimRules) expect(rule.because).toMatch(/^[A-Z].*\.$/)
  })

  it('were made for no one statement: they name no place, person or body of it', () => {
    const written = JSON.stringify(claimRules, (_, value: unknown) =>
      value instanceof RegExp ? value.source : value,
    )
    expect(written).not.toMatch(
      /sandwell|birmingham|hagger|purple|butterfl|unborn|midlands|aldermere/i,
    )
  })
})
