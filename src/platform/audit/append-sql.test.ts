import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { appendSql, storedEntry } from './append-sql.ts'
import type { AuditEntry } from './audit-entry.ts'
import { idsDigest } from './ids-digest.ts'

const someUid = fc.uuid().map((uid) => uid.toLowerCase())
const shown: AuditEntry = { event: 'case.shown', outcome: 'shown' }

describe('the statement that records an act', () => {
  test('names what was done and to what, and nothing else', () => {
    const uid = '6f1c1c2e-1111-4222-8333-444455556666'
    const entry: AuditEntry = {
      ...shown,
      object: { type: 'case', uid },
      scopeUid: uid,
      fields: ['bornOn'],
      build: '0.1.0',
    }
    expect(appendSql(entry)).toBe(
      `select audit.append('{"event":"case.shown","outcome":"shown","objectType":"case","object":"${uid}","scope":"${uid}","fields":["bornOn"],"build":"0.1.0"}'::jsonb)`,
    )
  })

  test('keeps a list as its number and a digest that the order does not change', () => {
    fc.assert(
      fc.property(fc.array(someUid, { maxLength: 60 }), (listed) => {
        const stored = JSON.parse(storedEntry({ ...shown, listed }))
        expect(stored.n).toBe(listed.length)
        expect(stored.idsDigest).toBe(idsDigest([...listed].reverse()))
        expect(stored.listed).toBeUndefined()
      }),
    )
  })

  test('a page about more than 200 persons is kept as a number and a digest too', () => {
    const people = Array.from(
      { length: 201 },
      (_, n) => `6f1c1c2e-1111-4222-8333-${String(n).padStart(12, '0')}`,
    )
    const stored = JSON.parse(storedEntry({ ...shown, people }))
    expect(stored).toMatchObject({ n: 201, idsDigest: idsDigest(people) })
    expect(stored.people).toBeUndefined()
  })

  test('a reason that is a sentence is not kept, and the refusal is recorded all the same', () => {
    const entry: AuditEntry = { ...shown, outcome: 'refused', reason: "Ann O'Hara is in it" }
    expect(JSON.parse(storedEntry(entry)).reason).toBe('not-a-code')
  })

  const places: ((text: string) => AuditEntry)[] = [
    (text) => ({ ...shown, scopeUid: text }),
    (text) => ({ ...shown, object: { type: 'case', uid: text } }),
    (text) => ({ ...shown, object: { type: text, uid: '6f1c1c2e-1111-4222-8333-444455556666' } }),
    (text) => ({ ...shown, people: [text] }),
    (text) => ({ ...shown, forWhom: text }),
    (text) => ({ ...shown, onBehalfOf: text }),
    (text) => ({ ...shown, fields: [text] }),
    (text) => ({ ...shown, path: text }),
    (text) => ({ ...shown, network: text }),
    (text) => ({ ...shown, build: text }),
    (text) => ({ ...shown, termsDigest: text }),
    (text) => ({ ...shown, reason: text }),
    (text) => ({ ...shown, event: `case.${text}` }),
  ]

  test('whatever text is put in whatever place, none of it can leave the literal', () => {
    const nasty = fc.oneof(
      fc.string(),
      fc.constantFrom("'); drop schema audit; --", '\\', "''", '\u0000', '“', 'Ann Example'),
    )
    fc.assert(
      fc.property(nasty, fc.constantFrom(...places), (text, place) => {
        let sql: string
        try {
          sql = appendSql(place(text))
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError)
          // A message that repeated the text would carry it into the log.
          if (text.length > 20) expect(String(error)).not.toContain(text)
          return
        }
        expect(sql).toMatch(/^select audit\.append\('\{[a-zA-Z0-9"{}[\]:.,+/-]*\}'::jsonb\)$/)
      }),
      { numRuns: 2000 },
    )
  })
})
