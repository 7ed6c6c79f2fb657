import { describe, expect, it } from 'vitest'
import { allRoles, roles } from '#platform/access/role.ts'
import { roleTitle } from './role-title.ts'
import { shippedWords, wordsFrom } from './words.ts'

describe('the title of a role', () => {
  it('is that of the policy where the partnership changed no word', () => {
    for (const role of allRoles) expect(roleTitle(role, wordsFrom({}))).toBe(roles[role].title)
  })

  it('says the partnership’s own word for its office, its scrutineer and the members of its groups', () => {
    const own = Object.fromEntries(Object.keys(shippedWords).map((key) => [key, `Our ${key}`]))
    const changed = allRoles.filter((role) => roleTitle(role, wordsFrom(own)).startsWith('Our '))
    expect(changed).toEqual([
      'business-manager',
      'scrutineer',
      'case-group-member',
      'assurance-group-member',
    ])
  })

  it('is its name when the policy no longer has it', () => {
    expect(roleTitle('town-crier', wordsFrom({}))).toBe('town-crier')
  })
})
