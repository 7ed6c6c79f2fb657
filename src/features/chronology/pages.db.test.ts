import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { testJobs } from '#tests/support/jobs.ts'
import { knownFrom } from './entry.ts'
import { jobs } from './jobs.ts'
import { contentOf } from './store/entries.ts'
import type { EntryRow } from './store/entries.ts'
import { addEntry, chronologyWorld, dateFields, done, entryForm, versionOf } from './test-world.ts'

const world = await chronologyWorld()
const { house, manager, reviewer, lead, officer, outsider, partner, scrutineer, stranger } = world
const { casePath, trustPart, policePart, child } = world
const merged = `${casePath}/chronology`
const queue = testJobs(house, jobs)

const uidOf = (path: string) => path.split('/').at(-1) ?? ''

const trustEntry = await addEntry(
  world,
  { who: lead, part: trustPart },
  entryForm('2019-03-05', {
    event: 'The health visitor saw Elowen Tarrant at home, weight 4.1 kg.',
    people: [child],
    childSeen: 'yes',
    reference: 'SM 4',
    facts: 'Weight: 4.1 kg',
    ...dateFields('recordedOn', '2019-03-06'),
  }),
)
const policeEntry = await addEntry(
  world,
  { who: officer, part: policePart },
  entryForm('2019-03-07', {
    event: 'Officers called at the house; the baby was said to weigh less.',
    people: [child],
    reference: 'sm 4',
    facts: 'weight: 3.8 kg',
  }),
)

describe('who sees which entries', () => {
  it('is everything for the business manager and the lead reviewer', async () => {
    for (const who of [manager, reviewer]) {
      const page = await house.get(who, merged)
      expect(page.status).toBe(200)
      expect(page.body).toContain('The health visitor saw')
      expect(page.body).toContain('Officers called')
    }
  })

  it('is the own part and nothing else for an agency that was asked', async () => {
    const own = await house.get(lead, trustPart)
    expect(own.body).toContain('The health visitor saw')
    expect(own.body).not.toContain('Officers called')
    const missing = await house.get(lead, `/chronologies/${randomUUID()}`)
    for (const path of [policePart, merged, casePath, policeEntry]) {
      const hidden = await house.get(lead, path)
      expect([path, hidden.status, hidden.body]).toEqual([path, 404, missing.body])
    }
  })

  it('is nothing for all others', async () => {
    for (const who of [outsider, partner, scrutineer, stranger])
      for (const path of [merged, trustPart, trustEntry]) {
        const hidden = await house.get(who, path)
        expect([path, hidden.status]).toEqual([path, 404])
      }
    expect((await house.get(undefined, merged)).status).not.toBe(200)
  })

  it('is labels in the place of names for whoever may not open the vault', async () => {
    const shown = await house.get(reviewer, trustEntry)
    expect(shown.body).toContain('The health visitor saw Child A at home')
    expect((await house.get(reviewer, merged)).body).not.toContain('Tarrant')
    expect((await house.get(lead, trustEntry)).body).toContain('Elowen Tarrant')
    expect((await house.get(manager, merged)).body).toContain('Elowen Tarrant')
  })

  it('is held by the database too, whatever a page would ask', async () => {
    const rows = await house.sql<{ n: number }>(
      'select count(*)::int as n from app.chronology_entry',
    )
    expect(rows[0]?.n).toBe(2)
    const probe = await house.house.pool.connect()
    try {
      await probe.query(`begin; set local heed.session = '${lead.token}'`)
      const seen = await probe.query('select uid from app.chronology_entry')
      expect(seen.rows.map(({ uid }) => `/chronology-entries/${uid}`)).toEqual([trustEntry])
      const marks = await probe.query('select count(*)::int as n from app.chronology_mark')
      expect(marks.rows).toEqual([{ n: 0 }])
      await expect(
        probe.query(
          `insert into app.chronology_entry (scope_id, part_id, chronology_id, agency_id, happened_kind, happened_named, happened_first, happened_last, kind, event)
           select scope_id, id, chronology_id, ${world.police.id}, 'day', '2019-01-01', '2019-01-01', '2019-01-01', 'other', 'x' from app.chronology_part`,
        ),
      ).rejects.toThrow(/row-level security/)
    } finally {
      await probe.query('rollback')
      probe.release()
    }
  })

  it('is told to the audit, with the entries that were shown', async () => {
    const [row] = (await house.audited('chronology.viewed')).slice(-1)
    expect(row?.n).toBe(2)
    expect((await house.audited('chronology-entry.added')).map(({ outcome }) => outcome)).toEqual([
      'done',
      'done',
    ])
  })
})

describe('an entry', () => {
  it('comes back with what was typed when it does not fit together', async () => {
    const answer = await house.post(
      lead,
      `${trustPart}/entries/new`,
      entryForm('2019-03-05', {
        event: 'Typed and kept',
        ...dateFields('knew', '2019-03-01'),
        ...dateFields('recordedOn', '2019-03-02'),
      }),
    )
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Nobody can know of it before it happened')
    expect(answer.body).toContain('Typed and kept')
  })

  it('is refused without what is needed, in sentences', async () => {
    const answer = await house.post(lead, `${trustPart}/entries/new`, {
      ...entryForm('2019-03-05'),
      event: '',
      'happened-day': '31',
      'happened-month': '2',
    })
    expect(answer.status).toBe(422)
    expect(answer.body).toContain('Say what happened')
    expect(answer.body).toContain('Enter a real date')
  })

  it('takes no person of another case', async () => {
    const answer = await house.post(
      lead,
      `${trustPart}/entries/new`,
      entryForm('2019-03-05', { people: [randomUUID()] }),
    )
    expect(answer.status).toBe(404)
  })

  it('is written by nobody else into an agency’s part', async () => {
    for (const who of [officer, outsider, reviewer, stranger]) {
      const answer = await house.post(who, `${trustPart}/entries/new`, entryForm('2019-03-05'))
      expect(answer.status).toBe(404)
    }
  })

  it('keeps uncertain dates as they were said', async () => {
    const path = await addEntry(
      world,
      { who: lead, part: trustPart },
      entryForm('2019-03-20', {
        happenedKind: 'about-month',
        knewKind: 'between',
        ...dateFields('knew', '2019-04-01'),
        ...dateFields('knewUntil', '2019-04-30'),
        event: 'A neighbour was worried.',
      }),
    )
    const page = await house.get(lead, path)
    expect(page.body).toContain('about March 2019')
    expect(page.body).toContain('between 1 April 2019 and 30 April 2019')
  })

  it('sent twice is there once', async () => {
    const before = await house.sql('select id from app.chronology_entry')
    const form = entryForm('2019-05-01', { event: 'Once' })
    await done(house.post(lead, `${trustPart}/entries/new`, form))
    await done(house.post(lead, `${trustPart}/entries/new`, form))
    const after = await house.sql('select id from app.chronology_entry')
    expect(after.length).toBe(before.length + 1)
  })

  it('changed by two people at once keeps both texts and shows what differs', async () => {
    const _version = await versionOf(world, 'chronology_entry', uidOf(trustEntry))
    const kept = { people: [child], reference: 'SM 4', facts: 'Weight: 4.1 kg' }
    const form = entryForm('2019-03-05', { _version, ...kept })
    await done(
      house.post(manager, `${trustEntry}/change`, { ...form, event: 'She was seen and weighed.' }),
    )
    const second = await house.post(lead, `${trustEntry}/change`, {
      ...form,
      event: 'She was seen, not weighed.',
      _key: randomUUID(),
    })
    expect(second.status).toBe(409)
    expect(second.body).toContain('The two texts')
    expect(second.body).toContain('<mark class="heed-differs">')
    const now = await versionOf(world, 'chronology_entry', uidOf(trustEntry))
    await done(
      house.post(lead, `${trustEntry}/change`, {
        ...form,
        event: 'She was seen, not weighed.',
        _version: now,
        _key: randomUUID(),
      }),
    )
    const page = await house.get(lead, trustEntry)
    expect(page.body).toContain('She was seen, not weighed.')
    expect(page.body).toContain('She was seen and weighed.')
    expect(page.body).toContain('The health visitor saw')
  })
})

describe('what an agency knew on a day', () => {
  it('is answered exactly, and the three answers together are all its entries', async () => {
    const ask = (on: string, knowledge: string) =>
      house.get(
        manager,
        `${merged}/known?agency=${world.trust.uid}&on=${on}&knowledge=${knowledge}`,
      )
    const before = await ask('2019-03-31', 'possible')
    expect(before.body).toContain('Knew for certain (1)')
    expect(before.body).toContain('May have known (0)')
    expect(before.body).toContain('Did not know yet (2)')
    const during = await ask('2019-04-15', 'possible')
    expect(during.body).toContain('May have known (1)')
    expect(during.body).toContain('A neighbour was worried.')
    const after = await ask('2019-04-30', 'certain')
    expect(after.body).toContain('Knew for certain (2)')
  })

  it('is the same in the database as in the rule, for every entry and every day', async () => {
    const rows = await house.sql<EntryRow & { possible_from: string; certain_from: string | null }>(
      `select e.*, to_json(person_ids) as person_ids, happened_first::text, happened_last::text, happened_named::text, knew_first::text,
         knew_last::text, knew_named::text, recorded_on::text, possible_from::text, certain_from::text from app.chronology_entry e`,
    )
    expect(rows.length).toBeGreaterThan(3)
    for (const row of rows) {
      const known = knownFrom(contentOf(row))
      expect(known).toEqual({ possibleFrom: row.possible_from, certainFrom: row.certain_from })
    }
  })

  it('is not asked about an agency that has no part', async () => {
    const answer = await house.get(manager, `${merged}/known?agency=${randomUUID()}&on=2019-03-31`)
    expect(answer.status).toBe(404)
  })
})

describe('the marks', () => {
  it('are worked out by the job after somebody wrote who sees only the own part', async () => {
    await queue.runDue()
    const page = await house.get(manager, `${merged}/marks`)
    expect(page.body).toContain('Differing date')
    expect(page.body).toContain('2 days apart')
    expect((await house.audited('chronology.marked')).length).toBeGreaterThan(0)
  })

  it('are set aside with a reason, which holds while the facts are the same', async () => {
    const markOf = async () => {
      const [row] = await house.sql<{ uid: string; entry_ids: number[] }>(
        `select uid from app.chronology_mark where rule = 'differing-date' and gone_at is null`,
      )
      return `${merged}/marks/${row?.uid ?? ''}`
    }
    const path = await markOf()
    const without = await house.post(manager, path, { reason: '', _key: randomUUID() })
    expect([without.status, without.body.includes('Give the reason')]).toEqual([422, true])
    await done(house.post(reviewer, path, { reason: 'The log was written two days on.' }))
    const aside = await house.get(manager, `${merged}/marks?state=dismissed`)
    expect(aside.body).toContain('The log was written two days on.')
    // Another text, the same facts: worked out anew, and still set aside.
    const _version = await versionOf(world, 'chronology_entry', uidOf(policeEntry))
    const same = entryForm('2019-03-07', { people: [child], reference: 'sm 4', _version })
    await done(house.post(officer, `${policeEntry}/change`, { ...same, event: 'Other words.' }))
    await queue.runDue()
    expect((await house.get(manager, `${merged}/marks?state=dismissed`)).body).toContain(
      'two days on',
    )
    // Another day: other facts, another mark, which nobody has looked at.
    const moved = entryForm('2019-03-09', { people: [child], reference: 'sm 4' })
    const next = await versionOf(world, 'chronology_entry', uidOf(policeEntry))
    await done(house.post(officer, `${policeEntry}/change`, { ...moved, _version: next }))
    await queue.runDue()
    expect((await house.get(manager, `${merged}/marks?state=dismissed`)).body).not.toContain(
      'two days on',
    )
    expect((await house.get(manager, `${merged}/marks?rule=differing-date`)).body).toContain(
      '4 days apart',
    )
    // And back again: the same facts, and the dismissal with them.
    const again = await versionOf(world, 'chronology_entry', uidOf(policeEntry))
    const back = entryForm('2019-03-07', { people: [child], reference: 'sm 4', _version: again })
    await done(house.post(officer, `${policeEntry}/change`, back))
    await queue.runDue()
    expect((await house.get(manager, `${merged}/marks?state=dismissed`)).body).toContain(
      'two days on',
    )
    await done(house.post(manager, `${await markOf()}/take-up`, { _key: randomUUID() }))
    expect((await house.get(manager, `${merged}/marks?state=dismissed`)).body).not.toContain(
      'two days on',
    )
  })

  it('follow the lengths that the case sets', async () => {
    const page = await house.get(reviewer, `${merged}/rules`)
    const names = [...page.body.matchAll(/name="([a-z-]+--[a-z]+)"[^>]*value="(\d+)"/g)]
    const form = Object.fromEntries(names.map(([, name = '', value = '']) => [name, value]))
    expect(Object.keys(form).length).toBeGreaterThan(6)
    const [row] = await house.sql<{ uid: string }>('select uid from app.chronology')
    const _version = await versionOf(world, 'chronology', row?.uid ?? '')
    const wrong = await house.post(manager, `${merged}/rules`, {
      ...form,
      'gap-all--days': '0',
      _version,
    })
    expect([wrong.status, wrong.body.includes('from 1 to 3650')]).toEqual([422, true])
    await done(house.post(manager, `${merged}/rules`, { ...form, 'gap-all--days': '10', _version }))
    expect((await house.get(manager, `${merged}/marks?rule=gap-all`)).body).toContain(
      'Nobody has written anything',
    )
    for (const who of [lead, partner, stranger])
      expect((await house.post(who, `${merged}/rules`, form)).status).toBe(404)
  })
})

describe('an agency’s part', () => {
  it('is sent in, given back with a reason, and accepted; then it is corrected, not changed', async () => {
    const move = async (who: typeof lead, act: string, more: Record<string, string> = {}) => {
      const _version = await versionOf(world, 'chronology_part', uidOf(trustPart))
      return house.post(who, `${trustPart}/${act}`, { _version, _key: randomUUID(), ...more })
    }
    expect((await move(officer, 'submit')).status).toBe(404)
    await done(move(lead, 'submit'))
    const locked = await house.post(lead, `${trustPart}/entries/new`, entryForm('2019-03-05'))
    expect([locked.status, locked.body.includes('was sent in')]).toEqual([422, true])
    expect((await move(lead, 'accept')).status).not.toBe(303)
    await done(move(manager, 'give-back', { reason: 'The spring is missing.' }))
    expect((await house.get(lead, trustPart)).body).toContain('The spring is missing.')
    await done(move(lead, 'submit'))
    await done(move(manager, 'accept'))
    const _version = await versionOf(world, 'chronology_entry', uidOf(trustEntry))
    const change = entryForm('2019-03-05', { people: [child], event: 'Corrected words.', _version })
    const refused = await house.post(lead, `${trustEntry}/change`, { ...change, reason: '' })
    expect([refused.status, refused.body.includes('Say why it is corrected')]).toEqual([422, true])
    await done(
      house.post(lead, `${trustEntry}/change`, {
        ...change,
        reason: 'A slip of the pen',
        _key: randomUUID(),
      }),
    )
    const page = await house.get(reviewer, trustEntry)
    expect(page.body).toContain('Corrected after it was accepted')
    expect(page.body).toContain('A slip of the pen')
    expect(page.body).toContain('She was seen, not weighed.')
  })

  it('is asked for once, from an agency and posts that belong together', async () => {
    const twice = await house.post(manager, `${merged}/ask`, {
      agency: world.trust.uid,
      _key: randomUUID(),
    })
    expect([twice.status, twice.body.includes('was asked already')]).toEqual([422, true])
    expect((await house.post(lead, `${merged}/ask`, { agency: world.trust.uid })).status).toBe(404)
  })
})

describe('key practice episodes', () => {
  it('are described, and entries are put into them', async () => {
    const form = {
      title: 'The missed weighing',
      ...dateFields('fromOn', '2019-03-01'),
      ...dateFields('toOn', '2019-03-31'),
      expected: 'A weighing every week',
    }
    await done(house.post(reviewer, `${merged}/episodes/new`, form))
    const [row] = await house.sql<{ uid: string }>('select uid from app.chronology_episode')
    const _version = await versionOf(world, 'chronology_entry', uidOf(policeEntry))
    const put = { episode: row?.uid ?? '', _version }
    await done(house.post(reviewer, `${policeEntry}/episode`, put))
    const inside = await house.get(manager, `${merged}?episode=${row?.uid}`)
    expect(inside.body).toContain('Key practice episode: The missed weighing')
    expect(inside.body).toContain('Showing 1 entry')
    expect((await house.post(lead, `${policeEntry}/episode`, put)).status).toBe(404)
  })
})
