import type { Client } from 'pg'
import type { House } from '#platform/http/house.ts'
import { addDays, londonToday } from '#shared/dates.ts'
import { addCast } from './cast.ts'
import { tellCases } from './chapters/cases.ts'
import { tellDelivery } from './chapters/delivery.ts'
import { tellEarlier } from './chapters/earlier.ts'
import { tellLearning } from './chapters/learning.ts'
import { tellAbolition } from './chapters/organisations.ts'
import { tellPublished, tellWhatIsPublic } from './chapters/publication.ts'
import { tellReviews } from './chapters/reviews.ts'
import { tellStatement } from './chapters/statement.ts'
import { beginStory, closeSessions } from './story.ts'

/**
 * Fills an empty sample database with the invented partnership "Aldermere": a year in mid-flow, told by the people of the
 * story through the same commands that everybody uses. `client` writes as the deployment's role.
 */
export async function loadSample(house: House, client: Client): Promise<void> {
  const today = londonToday(house.clock.now())
  const cast = await addCast(client, addDays(today, -4000))
  const story = beginStory(house, today)
  const teller = { story, cast }
  await tellEarlier(teller)
  await tellAbolition(teller)
  const cases = await tellCases(teller)
  await tellReviews(teller, cases)
  const learning = await tellLearning(teller, cases)
  const report = await tellPublished(teller, { cases, learning })
  const evidence = await tellDelivery(teller, learning)
  await tellWhatIsPublic(teller, { cases, report })
  await tellStatement(teller, { learning, evidence })
  await closeSessions(client)
}
