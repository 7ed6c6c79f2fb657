import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { asked, dateFields, draft, inDelivery, learningWorld } from './test-house.ts'

const world = await learningWorld()
const { house, manager, lead, outsider, stranger, administrator } = world
let bees: string
let late: string
let open: string

beforeAll(async () => {
  bees = await draft(world, {
    text: '=HYPERLINK("x") The trust should count its beehives',
    ...dateFields('dueOn', '2097-05-05'),
  })
  late = await inDelivery(world)
  open = await asked(world)
})

describe('the list of recommendations', () => {
  it('shows to each person what is open to them and nothing else', async () => {
    const all = await house.get(manager, '/recommendations')
    for (const path of [bees, late, open]) expect(all.body).toContain(path)
    const own = await house.get(lead, '/recommendations')
    expect(own.body).toContain(open)
    expect(own.body).not.toContain(bees)
    for (const who of [outsider, stranger])
      expect((await house.get(who, '/recommendations')).body).toContain('No recommendations yet')
    expect((await house.get(administrator, '/recommendations')).status).toBe(404)
  })

  it('is searched by words in any form, among what the reader may see', async () => {
    const found = await house.get(manager, '/recommendations?words=beehive')
    expect(found.body).toContain(bees)
    expect(found.body).not.toContain(open)
    const hidden = await house.get(lead, '/recommendations?words=beehive')
    expect(hidden.body).not.toContain(bees)
    expect(hidden.body).toContain('No recommendation fits these filters')
    const odd = await house.get(manager, `/recommendations?words=${encodeURIComponent("'((&|!")}`)
    expect(odd.status).toBe(200)
  })

  it('is narrowed by where it stands, who is asked, lateness and rung', async () => {
    expect((await house.get(manager, '/recommendations?status=in-delivery')).body).not.toContain(
      bees,
    )
    const school = await house.get(manager, `/recommendations?agency=${world.school.uid}`)
    expect(school.body).toContain('No recommendation fits these filters')
    expect((await house.get(manager, '/recommendations?rung=reached')).body).not.toContain(late)
    expect((await house.get(manager, '/recommendations?rung=not-reached')).body).toContain(late)
    house.setClock(asInstant('2099-03-01T10:00:00.000Z'))
    const overdue = await house.get(manager, '/recommendations?late=overdue')
    house.setClock(undefined)
    expect(overdue.body).toContain(late)
    expect(overdue.body).toContain('28 days late')
    expect(overdue.body).not.toContain(bees)
  })

  it('is narrowed to a review, from which a recommendation takes its case and its access', async () => {
    const [review] = await house.sql<{ uid: string }>(
      `with r as (insert into app.case_review
           (partnership_id, scope_id, reference, kind, status, decided_on, case_scope_ids, begun_by)
         select partnership_id, scope_id, 'R2025-90', 'local', 'analysis', '2025-09-01', array[scope_id], 1
         from app.serious_case where uid = $1 returning *),
       c as (insert into app.review_case (partnership_id, scope_id, review_id, case_id)
         select k.partnership_id, k.scope_id, r.id, k.id from r, app.serious_case k where k.uid = $1)
       select uid from r`,
      [world.caseUid],
    )
    const uid = review?.uid ?? ''
    expect((await house.get(manager, '/recommendations/new')).body).toContain('Review R2025-90')
    const path = await draft(world, { case: '', review: uid, text: 'From the review' })
    const page = await house.get(manager, path)
    expect(page.body).toContain(`/reviews/${uid}`)
    expect(page.body).toContain(world.casePath)
    const list = await house.get(manager, `/recommendations?review=${uid}`)
    expect(list.body).toContain(path)
    expect(list.body).not.toContain(bees)
    const foreign = {
      source: 'audit',
      text: 'From elsewhere',
      addressedTo: 'national',
      review: uid,
    }
    expect((await house.post(stranger, '/recommendations/new', foreign)).status).toBe(404)
  })

  it('drops what it does not know instead of failing', async () => {
    const answer = await house.get(manager, '/recommendations?status=nonsense&after=x&utm=1')
    expect(answer.status).toBe(200)
    expect(answer.body).toContain(bees)
  })

  it('is sorted by due date', async () => {
    const { body } = await house.get(manager, '/recommendations?sort=due')
    expect(body.indexOf(bees)).toBeLessThan(body.indexOf(open))
  })

  it('is paged by key, each recommendation once, in both orders', async () => {
    const elsewhere = await house.addPartnership()
    const other = await house.signIn(elsewhere, {
      role: 'business-manager',
      agency: await house.addAgency(elsewhere, 'Council elsewhere'),
    })
    for (let n = 0; n < 27; n += 1) {
      await house.post(other, '/recommendations/new', {
        source: 'audit',
        text: `Recommendation number ${n}`,
        addressedTo: 'national',
        ...(n % 3 === 0
          ? {}
          : dateFields('dueOn', `2098-01-${String((n % 5) + 1).padStart(2, '0')}`)),
      })
    }
    for (const sort of ['newest', 'due']) {
      const seen: string[] = []
      let address: string | undefined = `/recommendations?sort=${sort}`
      while (address !== undefined) {
        const { body }: { body: string } = await house.get(other, address)
        seen.push(...[...body.matchAll(/href="\/recommendations\/([0-9a-f-]{36})"/g)].map(String))
        const next =
          /href="([^"]*after=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="([^"]*after=[^"]*)"/.exec(
            body,
          )
        address = (next?.[1] ?? next?.[2])?.replaceAll('&amp;', '&')
      }
      expect(new Set(seen).size).toBe(27)
      expect(seen).toHaveLength(27)
    }
  })

  it('is saved as a file whose cells no spreadsheet takes for formulas', async () => {
    const answer = await house.get(manager, '/recommendations/export')
    expect(answer.status).toBe(200)
    expect(String(answer.headers['content-type'])).toContain('text/csv')
    expect(String(answer.headers['content-disposition'])).toContain('attachment')
    expect(answer.body).toContain(`"'=HYPERLINK(""x"") The trust should count its beehives"`)
    expect((await house.get(outsider, '/recommendations/export')).body).not.toContain('beehives')
    expect((await house.audited('recommendation-list.exported')).length).toBeGreaterThan(0)
  })
})

describe('the API', () => {
  it('gives the same rows as JSON, and one recommendation with its version', async () => {
    const list = await house.get(manager, '/api/recommendations?words=beehives')
    const { recommendations } = JSON.parse(list.body)
    expect(recommendations).toHaveLength(1)
    expect(recommendations[0]).toMatchObject({ status: 'draft', daysOverdue: 0 })
    expect(recommendations[0]).not.toHaveProperty('id')
    const one = await house.get(manager, `/api${open}`)
    expect(one.headers['etag']).toBeDefined()
    expect(JSON.parse(one.body)).toMatchObject({
      status: 'quality-checked',
      asked: [{ name: 'Fernbank Trust', state: 'waiting' }],
    })
    expect((await house.get(outsider, `/api${open}`)).status).toBe(404)
  })

  it('takes evidence once under one key, and refuses what a page would refuse', async () => {
    const send = (body: object, key: string) =>
      house.server.inject({
        method: 'POST',
        url: `/api${open}/evidence`,
        headers: {
          cookie: `heed=${lead.token}`,
          'idempotency-key': key,
          origin: 'http://localhost:3000',
        },
        payload: body,
      })
    const given = { kind: 'audit', summary: '18 of 20 sheets', level: '2', givenOn: '2026-01-05' }
    const key = randomUUID()
    const first = await send(given, key)
    expect(first.statusCode).toBe(200)
    expect((await send(given, key)).json()).toEqual(first.json())
    const bare = await send({ ...given, summary: '' }, randomUUID())
    expect(bare.statusCode).toBe(400)
    const future = await send({ ...given, givenOn: '2090-01-05' }, randomUUID())
    expect(future.statusCode).toBe(422)
    expect(
      await house.sql(
        'select 1 from app.evidence e join app.recommendation r on r.id = e.recommendation_id where r.uid = $1',
        [open.split('/').at(-1)],
      ),
    ).toHaveLength(1)
  })
})
