import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openPool } from '#platform/db/connection.ts'
import { projectFolder } from '#platform/db/data-folder.ts'
import { migrate } from '#platform/db/migrate.ts'
import { testDatabase } from '#tests/support/database.ts'
import type { Somebody, TestPartnership } from '#tests/support/house.ts'
import { cookieOf, signInWorld, tokenOf } from './test-world.ts'
import type { Enrolled, SignInWorld } from './test-world.ts'

const sample = await signInWorld('sample')
const real = await signInWorld('real')

async function people(world: SignInWorld): Promise<{ here: TestPartnership; manager: Somebody }> {
  const here = await world.addPartnership()
  const manager = await world.signIn(here, { role: 'business-manager', name: 'Marian Invented' })
  await world.sql('update access.principal set invented = true where uid = $1', [manager.uid])
  return { here, manager }
}

/** Calls the database itself, as the sign-in code could, with its secret. */
async function startInDatabase(world: SignInWorld, person: string): Promise<unknown> {
  const { signInSecret } = await import('./secrets/tokens.ts')
  const pool = openPool(world.database.connect.app, 1)
  const given = [person, randomBytes(32), '', signInSecret(world.fieldKey)]
  try {
    return await pool.query('select access.start_sample_session($1, $2, $3, $4)', given)
  } finally {
    await pool.end()
  }
}

describe('in a sample', () => {
  let manager: Somebody
  beforeAll(async () => {
    manager = (await people(sample)).manager
  })

  it('the sign-in page names the invented people with their roles', async () => {
    const page = await sample.get(undefined, '/sign-in')
    expect(page.body).toContain('Marian Invented')
    expect(page.body).toContain('Partnership business manager')
  })

  it('one click signs in, and what needs a fresh sign-in opens', async () => {
    const form = { person: manager.uid, to: '/account/passkeys/new' }
    const answer = await sample.post(undefined, '/sign-in/sample', form)
    expect(answer.location).toBe('/account/passkeys/new?done=sign-in.sample-chosen')
    const me = { ...manager, token: tokenOf(answer) }
    expect((await sample.get(me, '/account/passkeys/new')).status).toBe(200)
    expect(await sample.audited('sign-in.sample-chosen')).toContainEqual(
      expect.objectContaining({ outcome: 'done', actor: manager.uid }),
    )
  })

  it('one click confirms', async () => {
    const entered = await sample.post(undefined, '/sign-in/sample', { person: manager.uid })
    const me = { ...manager, token: tokenOf(entered) }
    const answer = await sample.post(me, '/confirm/sample', { to: '/account' })
    expect(answer.location).toBe('/account?done=session.confirmed-by-sample')
  })

  it('nobody is signed in as a person who is not there', async () => {
    for (const person of ['', 'nobody', '00000000-0000-4000-8000-000000000000']) {
      const answer = await sample.post(undefined, '/sign-in/sample', { person })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(cookieOf(answer)).toBe('')
    }
  })
})

describe('somebody who was added to a sample by hand', () => {
  let added: Enrolled
  let elsewhere: Enrolled
  beforeAll(async () => {
    const { here } = await people(sample)
    added = await sample.enrol(here, { name: 'Petra Byhand', role: 'administrator' })
    const there = await sample.addPartnership()
    elsewhere = await sample.enrol(there, { name: 'Piet Byhand', role: 'business-manager' })
  })

  it('stands in no list', async () => {
    expect((await sample.get(undefined, '/sign-in')).body).not.toContain('Byhand')
    const pool = openPool(sample.database.connect.app, 1)
    const { rows } = await pool.query('select name from access.sample_people()')
    await pool.end()
    expect(rows.map(({ name }: { name: string }) => name)).toContain('Marian Invented')
    expect(JSON.stringify(rows)).not.toContain('Byhand')
  })

  it('is not signed in with one click, by the page or by the database, and begins no session', async () => {
    for (const { uid } of [added, elsewhere]) {
      const [before] = await sample.sql('select count(*) from access.session')
      const answer = await sample.post(undefined, '/sign-in/sample', { person: uid })
      expect(answer.status).toBe(404)
      expect(cookieOf(answer)).toBe('')
      await expect(startInDatabase(sample, uid)).rejects.toThrow('no such person')
      expect(await sample.sql('select count(*) from access.session')).toEqual([before])
    }
  })

  it('comes in with the device, and does not confirm with one click', async () => {
    expect(cookieOf(await sample.usePasskey(added.device))).not.toBe('')
    expect((await sample.get(added, '/confirm')).body).not.toContain('/confirm/sample')
    expect((await sample.post(added, '/confirm/sample', { to: '/' })).status).toBe(404)
  })

  it('is never made an invented person by the application', async () => {
    const pool = openPool(sample.database.connect.app, 1)
    const attempt = pool.query('update access.principal set invented = true')
    await expect(attempt).rejects.toThrow('permission denied')
    await pool.end()
  })
})

describe('where the database holds real data', () => {
  let manager: Somebody
  beforeAll(async () => {
    manager = (await people(real)).manager
  })

  it('the sign-in page names nobody and offers no click', async () => {
    const page = await real.get(undefined, '/sign-in')
    expect(page.status).toBe(200)
    expect(page.body).not.toContain('Marian Invented')
    expect(page.body).not.toContain('/sign-in/sample')
    expect((await real.get(manager, '/confirm')).body).not.toContain('/confirm/sample')
  })

  it('the click is refused, whoever sends it, and begins no session', async () => {
    const [before] = await real.sql('select count(*) from access.session')
    for (const who of [undefined, manager]) {
      const answer = await real.post(who, '/sign-in/sample', { person: manager.uid })
      expect(answer.status).toBe(404)
      expect(cookieOf(answer)).toBe('')
    }
    expect((await real.post(manager, '/confirm/sample', { to: '/' })).status).toBe(404)
    expect(await real.sql('select count(*) from access.session')).toEqual([before])
    expect(await real.lastRefusal('sign-in.sample-chosen')).toBe('real-data')
  })

  it('the database itself refuses, also with the sign-in secret, and lists nobody at a test clock', async () => {
    await expect(startInDatabase(real, manager.uid)).rejects.toThrow(
      'a database with real data has no sample sign-in',
    )
    const pool = openPool(real.database.connect.app, 1)
    await pool.query(`set heed.clock = '2020-01-01T00:00:00Z'`)
    expect((await pool.query('select * from access.sample_people()')).rows).toEqual([])
    await pool.end()
  })

  it.each(['app', 'migrate', 'superuser'] as const)('%s cannot make it a sample', async (role) => {
    const pool = openPool(real.database.connect[role], 1)
    const attempts = [
      `update access.installation set kind = 'sample'`,
      `delete from access.installation`,
      `truncate access.installation`,
      `insert into access.installation (kind) values ('sample')`,
    ]
    for (const attempt of attempts) await expect(pool.query(attempt)).rejects.toThrow()
    await pool.end()
    expect(await real.sql('select kind from access.installation')).toEqual([{ kind: 'real' }])
  })
})

describe('a sample', () => {
  it('never becomes real: its invented people cannot be mistaken for others', async () => {
    await expect(sample.sql(`update access.installation set kind = 'real'`)).rejects.toThrow(
      'was decided when its database was made',
    )
  })
})

describe('a sample that was loaded before its people were marked', () => {
  it('has them marked when it is brought forward, without those who had a one-time link', async () => {
    const earlier = await testDatabase({ empty: true })
    const folder = path.join(projectFolder(), 'db', 'migrations')
    await migrate({ connect: earlier.connect.migrate, folder, until: '0091' })
    const pool = openPool(earlier.connect.superuser, 1)
    await pool.query(`
      insert into access.installation (kind) values ('sample');
      insert into access.partnership (name, slug) values ('Aldermere', 'aldermere');
      insert into access.role (role, title, content, administers, receives_partnership_shares, receives_agency_shares)
        values ('administrator', 'Administrator', false, true, false, false);
      insert into access.principal (partnership_id, kind, name) select id, 'person', 'Marian Invented' from access.partnership;
      select access.operator_invites('aldermere', 'Petra Byhand', 'administrator', sha256('x'))`)
    await migrate({ connect: earlier.connect.migrate, folder })
    const { rows } = await pool.query('select name from access.sample_people()')
    await pool.end()
    expect(rows).toEqual([{ name: 'Marian Invented' }])
  })
})
