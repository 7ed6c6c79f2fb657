import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { housekeeping } from '#platform/jobs/housekeeping.ts'
import { testJobs } from '#tests/support/jobs.ts'
import { dateFields, draft, goodDraft, learningWorld, step } from './test-house.ts'

const world = await learningWorld()
const { house, here, lead, leadPost, manager } = world
const jobs = testJobs(house, housekeeping)

beforeEach(() => house.sql('delete from app.mail'))

const queued = () =>
  house.sql<{ template: string; reference: string; path: string; to: string }>(
    `select m.template, m.reference, m.path, p.name as to from app.mail m
     join access.principal p on p.id = m.to_principal_id order by m.id`,
  )
/** A line of more than 76 letters arrives broken (quoted-printable, RFC 2045). */
const plain = (letter: string) => letter.replaceAll('=\n', '')
const letters = () =>
  existsSync(jobs.outbox)
    ? readdirSync(jobs.outbox).map((name) =>
        plain(readFileSync(path.join(jobs.outbox, name), 'utf8')),
      )
    : []

const asking = { posts: [leadPost.uid], ...dateFields('dueOn', '2098-01-31') }

async function checked(): Promise<string> {
  const at = await draft(world)
  await step(world, { path: at, to: 'check' }, { strength: 'medium' })
  return at
}

describe('an agency that is asked for its answer', () => {
  it('is told by a mail to whoever answers for it: a neutral reference and a link, nothing of what is asked', async () => {
    await house.sql(
      `insert into app.mail_address (partnership_id, principal_id, address, changed_by) values ($1, $2, 'lead@fernbank.example', $2)`,
      [here.id, lead.id],
    )
    const at = await checked()
    await step(world, { path: at, to: 'ask' }, asking)
    const [row] = await house.sql<{ reference: string }>(
      'select reference from app.recommendation where uid = $1',
      [at.split('/').at(-1)],
    )
    expect(await queued()).toEqual([
      { template: 'answer-asked', reference: row?.reference, path: at, to: lead.name },
    ])
    await jobs.runDue()
    const [letter = ''] = letters()
    expect(letters()).toHaveLength(1)
    expect(letter).toContain(`Reference: ${row?.reference}`)
    expect(letter).toContain(`https://heed.example${at}`)
    const words = goodDraft(world)['text']
    for (const secret of [lead.name, manager.name, 'Fernbank', 'sleep', String(words), '2098'])
      expect(letter).not.toContain(secret)
    // Who follows the link finds what is asked, if it is they who are asked.
    expect((await house.get(lead, at)).status).toBe(200)
  })

  it('is told nothing when the asking is refused, nor when nobody is named to answer', async () => {
    const at = await checked()
    const late = { posts: [leadPost.uid], ...dateFields('dueOn', '2001-01-31'), _version: '2' }
    expect((await house.post(manager, `${at}/ask`, late)).status).toBe(422)
    expect(await queued()).toEqual([])
    await step(world, { path: at, to: 'ask' }, dateFields('dueOn', '2098-01-31'))
    expect(await queued()).toEqual([])
  })
})
