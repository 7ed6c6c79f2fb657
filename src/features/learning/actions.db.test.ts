import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { asInstant } from '#shared/dates.ts'
import { dateFields, draft, inDelivery } from './test-house.ts'
import { does, saidDone, send, standing, withAction, workWorld } from './test-work.ts'
import { eventsWithoutScope } from '#tests/audit/without-scope.ts'

const world = await workWorld()
const { house, here, manager, owner, colleague, lead, outsider, insider, administrator, stranger } =
  world
const recommendation = await inDelivery(world)

const newAction = {
  text: 'Train the night staff',
  post: world.ownerPost.uid,
  ...dateFields('dueOn', '2099-01-15'),
}
const add = { path: recommendation, to: 'actions/new' }

describe('adding an action', () => {
  it('opens its recommendation to the post that owns it, and nothing else', async () => {
    const fresh = await inDelivery(world)
    expect((await house.get(owner, fresh)).status).toBe(404)
    const action = await withAction(world, fresh)
    expect((await house.get(owner, fresh)).status).toBe(200)
    expect((await house.get(owner, action)).body).toContain('Ward manager, Fernbank Trust')
    expect((await house.get(owner, world.casePath)).status).toBe(404)
    expect((await house.get(colleague, action)).status).toBe(404)
    const [grant] = await house.sql<{ clearance: number; path: string }>(
      `select clearance, path from access.scope_grant where principal_id = $1 and reason = 'owns an action' order by id desc limit 1`,
      [world.ownerPost.principalId],
    )
    expect(grant).toMatchObject({ clearance: 1, path: 'owner' })
  })

  it('is done by an agency’s lead for posts of the own agency only', async () => {
    await does(world, { who: lead, ...add }, newAction)
    const holder = await house.signIn(here, { role: 'action-owner', agency: world.school })
    const other = await house.addPost(here, world.school, { title: 'Head of year', holder })
    const refused = await send(world, { who: lead, ...add }, { ...newAction, post: other.uid })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('Choose a post of your own agency')
  })

  it('keeps what was typed and says what is missing', async () => {
    const answer = await send(world, { who: manager, ...add }, { ...newAction, post: '', text: '' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Say what is to be done')
    expect(answer.body).toContain('Choose the post that owns it')
    expect(answer.body).toContain('value="2099"')
  })

  it('waits until the recommendation is agreed', async () => {
    const path = await draft(world)
    const answer = await send(world, { who: manager, path, to: 'actions/new' }, newAction)
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Nothing can be planned while the recommendation stands at')
  })

  it('does not exist for those who may not give actions, or cannot see the recommendation', async () => {
    for (const who of [owner, insider, administrator, stranger, outsider])
      expect((await send(world, { who, ...add }, newAction)).status).toBe(404)
  })
})

describe('the list of actions', () => {
  it('shows an owner those of the own posts, and others what is open to them', async () => {
    await withAction(world, recommendation, { text: 'Only once in the list' })
    const mine = await house.get(owner, '/actions')
    expect(mine.body).toContain('Only once in the list')
    expect((await house.get(manager, '/actions?whose=mine')).body).toContain('No actions to show')
    expect((await house.get(manager, '/actions')).body).toContain('Only once in the list')
    expect((await house.get(colleague, '/actions?whose=all')).body).not.toContain('Only once')
    expect((await house.get(stranger, '/actions?whose=all')).body).not.toContain('Only once')
    expect((await house.get(administrator, '/actions')).status).toBe(404)
    const listed = await house.audited('action-list.viewed')
    expect(listed.some((row) => row.actor === owner.uid && row.outcome === 'shown')).toBe(true)
  })

  it('is paged by key, what is due first at the top, each action once', async () => {
    const own = await inDelivery(world)
    const uid = own.split('/').at(-1)
    for (let day = 1; day <= 28; day += 1)
      await withAction(world, own, {
        text: `Step ${day}`,
        ...dateFields('dueOn', `2098-05-${String(29 - day).padStart(2, '0')}`),
      })
    const first = await house.get(manager, `/actions?whose=all&recommendation=${uid}`)
    const next = /href="(\/actions\?[^"]*after=[^"]*)"/.exec(first.body)?.[1] ?? ''
    const second = await house.get(manager, next.replaceAll('&amp;', '&'))
    const steps = (body: string) =>
      [...body.matchAll(/>Step (\d+)</g)].map((found) => Number(found[1]))
    const seen = [...steps(first.body), ...steps(second.body)]
    expect(seen).toEqual(Array.from({ length: 28 }, (_, at) => 28 - at))
  })

  it('narrows to what is late, which is reckoned from the date', async () => {
    await withAction(world, recommendation, {
      text: 'Long overdue',
      ...dateFields('dueOn', '2025-01-15'),
    })
    const late = await house.get(owner, '/actions?late=yes')
    expect(late.body).toContain('Long overdue')
    expect(late.body).not.toContain('Only once in the list')
    expect(late.body).toMatch(/Was due 15 January 2025, \d+ days late/)
  })
})

describe('reporting progress', () => {
  it('is the owner’s, in a state and in words, and stays on record', async () => {
    const action = await withAction(world, recommendation)
    const report = { standing: 'at-risk', words: 'Two wards have no printer' }
    await does(
      world,
      { who: owner, path: action, to: 'progress' },
      { ...report, ...dateFields('asksDueOn', '2099-03-01') },
    )
    const page = await house.get(owner, action)
    expect(page.body).toContain('Two wards have no printer')
    expect(page.body).toContain('Asks for 1 March 2099 as the new date')
    expect(await standing(world, action)).toBe('at-risk')
    expect((await house.get(manager, `${action}/date`)).body).toContain('asked for 1 March 2099')
  })

  it('says done as a claim: delivered, and nothing more', async () => {
    const action = await withAction(world, recommendation)
    const report = { standing: 'done', words: 'Every ward uses it' }
    await does(world, { who: owner, path: action, to: 'progress' }, report)
    expect(await standing(world, action)).toBe('delivered')
    expect((await house.get(owner, action)).body).toContain('Said done, evidence not yet accepted')
    const again = await send(world, { who: owner, path: action, to: 'progress' }, report)
    expect(again.status).toBe(422)
    expect(again.body).toContain('is not open while the action stands at')
  })

  it('is not open to another agency’s lead, however much that lead can see', async () => {
    const action = await withAction(world, recommendation)
    const [scope] = await house.sql<{ scope_id: string }>(
      'select scope_id from app.action where uid = $1',
      [action.split('/').at(-1)],
    )
    await house.sql(
      `insert into access.scope_grant (partnership_id, scope_id, principal_id, clearance, may_write, valid, path, reason, granted_at)
       values ($1, $2, $3, 1, true, tstzrange('2010-01-01', null), 'member', 'for this test', now())`,
      [here.id, scope?.scope_id, outsider.id],
    )
    expect((await house.get(outsider, action)).status).toBe(200)
    const report = { standing: 'on-track', words: 'All is well' }
    const answer = await send(world, { who: outsider, path: action, to: 'progress' }, report)
    expect(answer.status).toBe(403)
    expect(await standing(world, action)).toBe('not-started')
  })

  it('is recorded on behalf of an agency with where it came from, marked until the agency confirms', async () => {
    const action = await withAction(world, recommendation)
    const report = { standing: 'on-track', words: 'Half the wards are done' }
    const at = { who: manager, path: action, to: 'progress' }
    const bare = await send(world, at, report)
    expect(bare.status).toBe(422)
    expect(bare.body).toContain('say from whom it came, how, and on which day')
    await does(world, at, {
      ...report,
      receivedFrom: 'Head of nursing',
      receivedHow: 'telephone',
      ...dateFields('receivedOn', '2026-03-01'),
    })
    const before = await house.get(owner, action)
    expect(before.body).toContain('Recorded on behalf of Fernbank Trust')
    expect(before.body).toContain('The agency has not yet confirmed it.')
    const confirm = /action="([^"]*\/notes\/[^"]*\/confirm)"/.exec(before.body)?.[1] ?? ''
    expect((await house.post(manager, confirm, {})).status).toBe(422)
    expect((await house.post(owner, confirm, {})).status).toBe(303)
    expect((await house.get(owner, action)).body).toContain('The agency has confirmed it.')
  })

  it('can be marked as recorded in error by whoever wrote it', async () => {
    const action = await withAction(world, recommendation)
    const report = { standing: 'on-track', words: 'Meant for another action' }
    await does(world, { who: owner, path: action, to: 'progress' }, report)
    const page = await house.get(owner, action)
    const link = /href="([^"]*\/notes\/[^"]*\/in-error)"/.exec(page.body)?.[1] ?? ''
    expect((await house.get(owner, link)).status).toBe(200)
    expect((await house.post(owner, link, { reason: '' })).status).toBe(422)
    expect((await house.post(owner, link, { reason: 'Wrong action' })).status).toBe(303)
    const after = await house.get(owner, action)
    expect(after.body).toContain('Recorded in error')
    expect((await house.post(owner, link, { reason: 'Again' })).status).toBe(404)
  })
})

describe('another date', () => {
  const move = { reason: 'The printers came late', ...dateFields('dueOn', '2099-06-30') }

  it('keeps the first one, with who agreed and why', async () => {
    const action = await withAction(world, recommendation)
    await does(world, { who: manager, path: action, to: 'date' }, move)
    const moved = await house.get(manager, action)
    expect(moved.body.slice(moved.body.indexOf('>History<'))).toContain('Date moved to')
    const page = await house.get(manager, action)
    expect(page.body).toContain('Due 30 June 2099')
    expect(page.body).toContain('First date 15 January 2099')
    expect(page.body).toContain('The printers came late')
    const same = await send(world, { who: manager, path: action, to: 'date' }, move)
    expect(same.status).toBe(422)
    expect(same.body).toContain('This is the date that counts already')
  })

  it('is the partnership’s to set: an owner asks for it', async () => {
    const action = await withAction(world, recommendation)
    for (const who of [owner, lead, insider, stranger])
      expect((await send(world, { who, path: action, to: 'date' }, move)).status).toBe(404)
  })

  it('does not overwrite what somebody else changed meanwhile', async () => {
    const action = await withAction(world, recommendation)
    await does(
      world,
      { who: owner, path: action, to: 'progress' },
      { standing: 'on-track', words: 'Begun' },
    )
    const stale = await house.post(manager, `${action}/date`, { _version: '1', ...move })
    expect(stale.status).toBe(409)
  })
})

describe('another owner', () => {
  it('takes the action with its history, and the former one loses sight of it', async () => {
    const fresh = await inDelivery(world)
    const action = await withAction(world, fresh)
    const heir = await house.signIn(here, { role: 'action-owner', agency: world.school })
    const post = await house.addPost(here, world.school, { title: 'Deputy head', holder: heir })
    const form = { post: post.uid, reason: 'The school runs it now' }
    expect((await send(world, { who: lead, path: action, to: 'owner' }, form)).status).toBe(422)
    await does(world, { who: manager, path: action, to: 'owner' }, form)
    const handed = await house.get(heir, action)
    expect(handed.body).toContain('Before: Ward manager, Fernbank Trust')
    const history = handed.body.slice(handed.body.indexOf('>History<'))
    expect(history).toContain('Given to this post: Deputy head, Millbrook School')
    expect(history).toContain('The school runs it now')
    expect((await house.get(owner, action)).status).toBe(404)
    expect((await house.get(heir, fresh)).status).toBe(200)
    const again = await send(world, { who: manager, path: action, to: 'owner' }, form)
    expect(again.status).toBe(422)
  })

  it('leaves the recommendation open to a post that still owns another of its actions', async () => {
    const fresh = await inDelivery(world)
    const action = await withAction(world, fresh)
    await withAction(world, fresh, { text: 'Another one' })
    const heir = await house.signIn(here, { role: 'action-owner', agency: world.school })
    const post = await house.addPost(here, world.school, { title: 'Nurse', holder: heir })
    const form = { post: post.uid, reason: 'The school runs it now' }
    await does(world, { who: manager, path: action, to: 'owner' }, form)
    expect((await house.get(owner, fresh)).status).toBe(200)
  })
})

describe('milestones', () => {
  it('are reached, moved with their first date kept, or recorded in error', async () => {
    const action = await withAction(world, recommendation)
    const step = { text: 'Sheet agreed', ...dateFields('dueOn', '2098-11-01') }
    await does(world, { who: owner, path: action, to: 'milestones/new' }, step)
    const link = () =>
      house
        .get(owner, action)
        .then(({ body }) => /href="([^"]*\/milestones\/[0-9a-f-]{36})"/.exec(body)?.[1] ?? '')
    const path = await link()
    const change = async (form: Record<string, string>) => {
      const [row] = await house.sql<{ version: number }>(
        'select version from app.milestone where uid = $1',
        [path.split('/').at(-1)],
      )
      return house.post(owner, path, { _version: String(row?.version), ...form })
    }
    expect((await house.get(owner, path)).body).toContain('Sheet agreed, due 1 November 2098')
    expect((await change({ what: 'done' })).body).toContain('Enter the date')
    const moved = { what: 'other-date', reason: 'Later', ...dateFields('on', '2098-12-01') }
    expect((await change(moved)).status).toBe(303)
    expect((await house.get(owner, action)).body).toContain('First date 1 November 2098')
    expect((await change({ what: 'done', ...dateFields('on', '2026-02-01') })).status).toBe(303)
    expect((await house.get(owner, action)).body).toContain('1 February 2026')
    expect((await change(moved)).body).toContain('This was recorded as done on 1 February 2026')
    expect((await change({ what: 'in-error', reason: 'Typed twice' })).status).toBe(303)
    expect((await house.get(owner, action)).body).not.toContain('Sheet agreed')
    expect((await house.get(colleague, path)).status).toBe(404)
  })
})

describe('ending an action', () => {
  it('is the partnership’s, with the reason, and can be undone', async () => {
    const action = await withAction(world, recommendation)
    const at = { who: manager, path: action, to: 'end' }
    expect((await send(world, at, { act: 'cancel' })).body).toContain('Give the reason')
    await does(world, at, { act: 'cancel', reason: 'The ward closed' })
    expect((await house.get(owner, action)).body).toContain('Cancelled')
    await does(world, at, { act: 'reopen', reason: 'The ward opened again' })
    expect(await standing(world, action)).toBe('on-track')
    for (const who of [owner, lead, insider])
      expect(
        (await send(world, { who, path: action, to: 'end' }, { act: 'cancel', reason: 'x' }))
          .status,
      ).toBe(404)
  })

  it('never accepts its evidence by that door', async () => {
    const { action } = await saidDone(world)
    const form = { act: 'accept-evidence', reason: 'Done' }
    const answer = await send(world, { who: manager, path: action, to: 'end' }, form)
    expect(answer.status).toBe(422)
    expect(await standing(world, action)).toBe('delivered')
  })

  it('marks as recorded in error only what nobody worked on', async () => {
    const action = await withAction(world, recommendation)
    const at = { who: manager, path: action, to: 'in-error' }
    await does(
      world,
      { who: owner, path: action, to: 'progress' },
      { standing: 'on-track', words: 'Begun' },
    )
    const answer = await send(world, at, { reason: 'Typed twice' })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Cancel it instead')
    const untouched = await withAction(world, recommendation, { text: 'Typed twice over' })
    await does(world, { ...at, path: untouched }, { reason: 'Typed twice' })
    expect((await house.get(manager, '/actions')).body).not.toContain('Typed twice over')
    expect((await house.get(manager, untouched)).body).toContain('Recorded in error')
    expect(
      (
        await send(
          world,
          { who: owner, path: untouched, to: 'progress' },
          { standing: 'on-track', words: 'x' },
        )
      ).status,
    ).toBe(404)
  })
})

describe('an action that is not open', () => {
  it('answers the same bytes as one that does not exist', async () => {
    const action = await withAction(world, recommendation)
    const missing = await house.get(colleague, `/actions/${randomUUID()}`)
    for (const who of [colleague, stranger, outsider]) {
      const fresh = await withAction(world, await inDelivery(world))
      const hidden = await house.get(who, who === outsider ? fresh : action)
      expect(hidden.status).toBe(404)
      if (who === colleague) expect(hidden.body).toBe(missing.body)
    }
    expect((await house.get(administrator, action)).status).toBe(404)
  })
})

describe('a body that is abolished', () => {
  it('leaves its open actions to the successor’s post, history and all, even those hidden from whoever ends it', async () => {
    const old = await house.addAgency(here, 'Old Commissioning Group')
    const heirs = await house.addAgency(here, 'New Care Board')
    const nurse = await house.signIn(here, { role: 'action-owner', agency: old })
    const post = await house.addPost(here, old, { title: 'Designated nurse', holder: nurse })
    const fresh = await inDelivery(world)
    const open = await withAction(world, fresh, { post: post.uid, text: 'Commission the training' })
    const ended = await withAction(world, fresh, { post: post.uid, text: 'Ended before' })
    await does(
      world,
      { who: nurse, path: open, to: 'progress' },
      { standing: 'at-risk', words: 'No money yet' },
    )
    await does(
      world,
      { who: manager, path: open, to: 'date' },
      { reason: 'Budget', ...dateFields('dueOn', '2099-09-01') },
    )
    await does(
      world,
      { who: manager, path: ended, to: 'end' },
      { act: 'cancel', reason: 'Not needed' },
    )
    const [agency] = await house.sql<{ version: number }>(
      'select version from app.agency where id = $1',
      [old.id],
    )
    // The administrator sees no content at all, and still ends bodies.
    const answer = await house.post(administrator, `/organisations/${old.uid}/end`, {
      ...dateFields('lastDay', '2026-06-30'),
      successor: heirs.uid,
      _version: String(agency?.version),
    })
    expect(answer.status).toBe(303)
    const page = await house.get(nurse, open)
    expect(page.status).toBe(200)
    expect(page.body).toContain('Designated nurse, New Care Board')
    expect(page.body).toContain('Before: Designated nurse, Old Commissioning Group')
    expect(page.body).toContain('Taken over from the body that ended')
    expect(page.body).toContain('No money yet')
    expect(page.body).toContain('First date 15 January 2099')
    const owners = await house.sql<{ because: string; from_on: string }>(
      `select o.because, o.from_on::text from app.action_owner o join app.action a on a.id = o.action_id
       where a.uid = $1 order by o.id`,
      [open.split('/').at(-1)],
    )
    expect(owners.map((owner_) => owner_.because)).toEqual(['named', 'successor'])
    const left = await house.sql(
      `select 1 from app.action a join app.post p on p.id = a.owner_post_id where p.agency_id = $1`,
      [old.id],
    )
    expect(left).toHaveLength(1)
    expect((await house.get(manager, ended)).body).toContain(
      'Designated nurse, Old Commissioning Group',
    )
    await does(
      world,
      { who: nurse, path: open, to: 'progress' },
      { standing: 'on-track', words: 'The board pays' },
    )
  })

  it('cannot be used to move actions between posts that have nothing to do with each other', async () => {
    const { Client } = await import('pg')
    const client = new Client(house.database.connect.app)
    await client.connect()
    try {
      await client.query('begin')
      await client.query(`set local heed.session = '${manager.token}'`)
      const stolen = client.query(`select app.hand_on_actions($1, $2, current_date, 'because')`, [
        world.ownerPost.id,
        1,
      ])
      await expect(stolen).rejects.toMatchObject({ code: 'HE404' })
      await client.query('rollback')
      await client.query('begin')
      await client.query(`set local heed.session = '${owner.token}'`)
      const refused = client.query(`select app.hand_on_actions($1, $2, current_date, 'because')`, [
        world.ownerPost.id,
        1,
      ])
      await expect(refused).rejects.toMatchObject({ code: 'HE403' })
    } finally {
      await client.end()
    }
  })
})

it('reckons lateness from the clock, not from what somebody typed', async () => {
  const action = await withAction(world, recommendation, { text: 'Read by the clock' })
  house.setClock(asInstant('2099-01-20T09:00:00.000Z'))
  const page = await house.get(owner, action)
  house.setClock(undefined)
  expect(page.body).toContain('Was due 15 January 2099, 5 days late')
})

it('told the audit of each act in which scope it was done', async () => {
  expect(
    await eventsWithoutScope(house, [
      'recommendation',
      'action',
      'evidence',
      'answer',
      'impact-check',
      'finding',
      'case',
    ]),
  ).toEqual([])
})
