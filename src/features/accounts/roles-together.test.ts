import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles } from '#platform/access/role.ts'
import { mayHold } from './roles-together.ts'

const all = Object.values(roles)

describe('roles that somebody holds together', () => {
  it('are never one with case content and one that administers', () => {
    const refused = mayHold([roles['business-manager']], roles.administrator)
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: 'content-and-administration', held: 'Partnership business manager' },
    })
    expect(mayHold([roles.auditor], roles['action-owner']).ok).toBe(false)
  })

  it('may be several with case content', () => {
    expect(mayHold([roles['agency-lead']], roles['action-owner']).ok).toBe(true)
  })

  it('are held once', () => {
    expect(mayHold([roles.scrutineer], roles.scrutineer)).toMatchObject({
      refusal: { code: 'already-held' },
    })
  })

  it('stay apart in whatever order they are given', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...all), { maxLength: 8 }), (asked) => {
        const held: (typeof all)[number][] = []
        for (const role of asked) if (mayHold(held, role).ok) held.push(role)
        const both = held.some((role) => role.content) && held.some((role) => role.administers)
        expect(both).toBe(false)
      }),
    )
  })
})
