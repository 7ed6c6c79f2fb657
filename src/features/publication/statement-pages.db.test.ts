import { expect, it } from 'vitest'
import { sampleWorld } from '#tests/support/sample-world.ts'

const { house, as } = await sampleWorld()

const [statement] = await house.sql<{ uid: string }>('select uid from app.statement')
const path = `/statements/${statement?.uid ?? ''}`
const texts = await house.sql<{ text: string; uid: string; tie: string; claim: string }>(
  `select coalesce(r.agreed_text, r.text) as text, r.uid, t.uid as tie, c.uid as claim
   from app.claim_tie t join app.recommendation r on r.uid = t.to_uid join app.claim c on c.id = t.claim_id
   where t.to_kind = 'recommendation' order by r.number`,
)

it('shows the words of each recommendation that it speaks of and that Heed holds', async () => {
  const { body } = await house.get(as.manager, path)
  expect(texts).toHaveLength(3)
  for (const { text, uid } of texts) {
    expect(body).toContain(text)
    expect(body).toContain(`href="/recommendations/${uid}"`)
  }
  expect(body).not.toContain('Text not held in Heed')
})

it('proposes no claim that is cut in the middle', async () => {
  const { body } = await house.get(as.manager, path)
  expect(body).toContain('all of which we have accepted')
  expect(body).not.toMatch(/all of\s*</)
})

it('says of each answer on what it rests and since when, with the way there', async () => {
  const { body } = await house.get(as.manager, `${path}/what-became`)
  for (const kind of ['recommendations', 'actions', 'evidence'])
    expect(body).toMatch(new RegExp(`href="/${kind}/[0-9a-f-]{36}"[^/]*</a><div[^>]*>as of \\d`))
  expect(body).toContain('Nothing that is open to you')
})

it('offers to tie a recommendation that no claim is tied to, to those who may', async () => {
  const [first] = texts
  const end = `${path}/claims/${first?.claim ?? ''}/ties/${first?.tie ?? ''}/end`
  expect((await house.post(as.manager, end, {})).status).toBe(303)
  const { body } = await house.get(as.manager, path)
  expect(body).toContain('Text not held in Heed')
  expect(body).toContain('Tie it to a recommendation that Heed holds')
  expect((await house.get(as.scrutineer, path)).body).not.toContain('Tie it to a recommendation')
})
