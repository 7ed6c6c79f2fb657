import { describe, expect, it } from 'vitest'
import { sampleWorld } from '#tests/support/sample-world.ts'
import { nationalRuleSets } from './rule-sets/national.ts'

const { house, as } = await sampleWorld()

const text = (html: string) => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

describe('the rules of the deadlines', () => {
  it.each(nationalRuleSets.map((set) => [set.id, set] as const))(
    'show each rule of %s with its source, and say what is not confirmed',
    async (id, set) => {
      const answer = await house.get(as.boardPartner, `/rule-sets?set=${encodeURIComponent(id)}`)
      expect(answer.status).toBe(200)
      const said = text(answer.body)
      for (const rule of set.rules) {
        expect(said).toContain(rule.title)
        expect(said).toContain(rule.source.replaceAll('&', '&amp;'))
      }
      const unconfirmed = set.rules.filter(({ certainty }) => certainty === 'unconfirmed').length
      expect(said.match(/(Statutory|Guidance|Local target), not confirmed/g)).toHaveLength(
        unconfirmed,
      )
    },
  )

  it('begin with those that are in force today, and set a relaxed time apart', async () => {
    const today = text((await house.get(as.manager, '/rule-sets')).body)
    expect(today).toContain('15 working days from the day on which the Panel was notified')
    const then = text((await house.get(as.manager, '/rule-sets?set=COVID-2020')).body)
    expect(then).toContain('Relaxed in the pandemic')
  })

  it('are not there for a set that is none, for those who see no cases, and for a visitor', async () => {
    expect((await house.get(as.manager, '/rule-sets?set=none')).status).toBe(404)
    expect((await house.get(as.administrator, '/rule-sets')).status).toBe(404)
    expect((await house.get(undefined, '/rule-sets')).status).not.toBe(200)
  })
})
