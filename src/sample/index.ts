import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { appendSql } from '#platform/audit/append-sql.ts'
import type { House } from '#platform/http/house.ts'
import { addDays, londonToday } from '#shared/dates.ts'
import type { PlainDate } from '#shared/dates.ts'
import { addCast } from './cast.ts'
import type { Cast } from './cast.ts'
import { tellCases } from './chapters/cases.ts'
import { tellChronology } from './chapters/chronology.ts'
import { tellCurrent } from './chapters/current.ts'
import { tellDelivery } from './chapters/delivery.ts'
import { tellEarlier } from './chapters/earlier.ts'
import { tellFamilies } from './chapters/families.ts'
import { tellLearning } from './chapters/learning.ts'
import { tellAbolition } from './chapters/organisations.ts'
import { tellPublished, tellWhatIsPublic } from './chapters/publication.ts'
import { tellReviews } from './chapters/reviews.ts'
import { tellStatement } from './chapters/statement.ts'
import { tellTrust } from './chapters/trust.ts'
import { beginStory, closeSessions } from './story.ts'

/** Before there is anybody who could act, the deployment writes the cast, in one transaction that says so in the audit. */
async function addAuditedCast(house: House, client: Client, since: PlainDate): Promise<Cast> {
  await client.query('begin')
  try {
    await client.query(`select set_config('heed.request', $1, true)`, [randomUUID()])
    const cast = await addCast(client, since)
    const { build } = house
    await client.query(appendSql({ event: 'sample.begun', outcome: 'done', build }))
    await client.query('commit')
    return cast
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/**
 * Fills an empty sample database with the invented partnership "Aldermere": a year in mid-flow, told by the people of the
 * story through the same commands that everybody uses. `client` writes as the deployment's role.
 */
export async function loadSample(house: House, client: Client): Promise<void> {
  const today = londonToday(house.clock.now())
  const cast = await addAuditedCast(house, client, addDays(today, -4000))
  const story = beginStory(house, today)
  const teller = { story, cast }
  await tellEarlier(teller)
  await tellAbolition(teller)
  const cases = await tellCases(teller)
  await tellFamilies(teller, cases)
  await tellReviews(teller, cases)
  await tellChronology(teller, cases)
  const learning = await tellLearning(teller, cases)
  const report = await tellPublished(teller, { cases, learning })
  const evidence = await tellDelivery(teller, learning)
  await tellWhatIsPublic(teller, { cases, report })
  await tellCurrent(teller)
  await tellStatement(teller, { learning, evidence })
  await tellTrust(teller, cases)
  await closeSessions(client)
}
