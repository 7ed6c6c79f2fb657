import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { checkExternal } from './db/check-external.ts'
import { openDataFolder } from './db/data-folder.ts'
import { embedded, openEmbedded, startEmbedded } from './db/embedded.ts'
import {
  explainLifecycle,
  isDiskFull,
  lifecycleCodes,
  LifecycleRefusal,
} from './lifecycle-errors.ts'

const database = await testDatabase()
const folder = mkdtempSync(path.join(tmpdir(), 'heed-life-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const log = () => undefined
/** Where it does not matter whether the data outlive a power cut. */
const fast = { fsync: 'off' }

/** What the administrator reads after this has failed. */
async function sentence(work: Promise<unknown>, facts = {}): Promise<LifecycleRefusal> {
  try {
    await work
  } catch (error) {
    const found = explainLifecycle(error, facts)
    if (found) return found
    throw error
  }
  throw new Error('it did not fail')
}

test('every reason is one sentence or two of plain words, with an exit code of its kind', () => {
  for (const code of lifecycleCodes) {
    const refusal = new LifecycleRefusal(code, { folder: '/srv/heed', detail: 'a detail' })
    expect(refusal.message).toMatch(/^[A-Z/][^\n]{20,300}\.$/)
    expect(refusal.exit).toBeGreaterThanOrEqual(70)
    expect(refusal.exit).toBeLessThan(79)
  }
})

test('a fault of our own is not dressed up as a trouble of the machine', () => {
  expect(explainLifecycle(new TypeError('x is not a function'))).toBeUndefined()
  expect(explainLifecycle('a string')).toBeUndefined()
})

test('a port that is in use is named', async () => {
  const first = createServer()
  await new Promise<void>((resolve) => first.listen(0, '127.0.0.1', resolve))
  const address = first.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const second = new Promise((_, reject) =>
    createServer().on('error', reject).listen(port, '127.0.0.1'),
  )
  const refusal = await sentence(second)
  first.close()
  expect(refusal.code).toBe('port-in-use')
  expect(refusal.message).toContain(`Port ${port} is already in use`)
  expect(refusal.message).toContain('with PORT.')
  const ofPublicSite = explainLifecycle(refusal.cause, { portSetting: 'PUBLIC_PORT' })
  expect(ofPublicSite?.message).toContain(`Port ${port} is already in use`)
  expect(ofPublicSite?.message).toContain('with PUBLIC_PORT.')
})

describe('one data folder', () => {
  test('a second instance on the same data is told so, and the first goes on', async () => {
    const dataFolder = path.join(folder, 'twice')
    const first = await startEmbedded({ dataFolder, log, settings: fast })
    const refusal = await sentence(startEmbedded({ dataFolder, log, settings: fast }))
    expect(refusal.code).toBe('second-instance')
    expect(refusal.message).toContain(`process ${process.pid}`)

    const beside = await openEmbedded({ dataFolder, log })
    const client = new pg.Client(beside.connection('heed_app'))
    await client.connect()
    await client.end()
    await beside.stop()
    await first.stop()
    const again = await startEmbedded({ dataFolder, log, settings: fast })
    await again.stop()
  })

  test('of eight that start at the same moment on the remains of a dead one, exactly one runs', async () => {
    const dataFolder = path.join(folder, 'race')
    const place = openDataFolder(dataFolder)
    const script = `const net = require('node:net'); net.createServer().listen(${JSON.stringify(path.join(place.sockets, 'heed.lock'))}, () => process.kill(process.pid, 'SIGKILL'))`
    spawnSync(process.execPath, ['-e', script])
    const attempts = await Promise.allSettled(
      Array.from(
        { length: 8 },
        async () => await startEmbedded({ dataFolder, log, settings: fast }),
      ),
    )
    const running = attempts.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    const refused = attempts.flatMap((one) =>
      one.status === 'rejected' ? [one.reason as unknown] : [],
    )
    for (const server of running) await server.stop()
    expect(running).toHaveLength(1)
    for (const reason of refused) expect(explainLifecycle(reason)?.code).toBe('second-instance')
  })

  test('a folder that is a file, or below one, is refused by name', async () => {
    const file = path.join(folder, 'a-file')
    writeFileSync(file, '')
    const refusal = await sentence(
      startEmbedded({ dataFolder: path.join(file, 'data'), log, settings: fast }),
    )
    expect(refusal.code).toBe('folder-unusable')
    expect(refusal.message).toContain('a part of its path is a file')
  })

  test('a folder that may only be read is refused by name', async () => {
    const closed = path.join(folder, 'closed')
    mkdirSync(closed)
    chmodSync(closed, 0o500)
    const name = path.join(closed, 'data')
    const refusal =
      process.getuid?.() === 0
        ? await sentence(startEmbedded({ dataFolder: '/proc/heed', log, settings: fast }))
        : await sentence(startEmbedded({ dataFolder: name, log, settings: fast }))
    expect(refusal.code).toBe('folder-unusable')
    expect(refusal.exit).toBe(70)
  })

  test('data of another PostgreSQL are left alone and named', async () => {
    const dataFolder = path.join(folder, 'fifteen')
    mkdirSync(path.join(dataFolder, 'postgres'), { recursive: true })
    writeFileSync(path.join(dataFolder, 'postgres', 'PG_VERSION'), '15\n')
    const refusal = await sentence(startEmbedded({ dataFolder, log, settings: fast }))
    expect(refusal.code).toBe('database-other-version')
    expect(refusal.message).toContain('PostgreSQL 15')
  })

  test('a database whose files are damaged says what the server said and is not made anew', async () => {
    const dataFolder = path.join(folder, 'damaged')
    const server = await startEmbedded({ dataFolder, log, settings: fast })
    await server.stop()
    rmSync(path.join(dataFolder, 'postgres', 'global', 'pg_control'))
    const refusal = await sentence(startEmbedded({ dataFolder, log, settings: fast }))
    expect(refusal.code).toBe('database-damaged')
    expect(refusal.message).toContain('database')
  })

  test('a data folder with a very long path works, with its socket elsewhere', async () => {
    const dataFolder = path.join(folder, 'long'.repeat(30), 'data')
    const server = await startEmbedded({ dataFolder, log, settings: fast })
    const client = new pg.Client(server.connection('heed_app'))
    await client.connect()
    await client.end()
    await server.stop()
    rmSync(server.folder.sockets, { recursive: true, force: true })
    expect(server.folder.sockets.startsWith(tmpdir())).toBe(true)
  })
})

/** A small disk of its own can be made only by root; elsewhere the same errors are checked by their codes alone. */
const smallDisk = path.join(folder, 'small-disk')
mkdirSync(smallDisk)
const mounted =
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=110m', 'none', smallDisk]).status === 0
afterAll(() => mounted && spawnSync('umount', [smallDisk]))

describe('a full disk', () => {
  test('its errors are known from the system and from the database', () => {
    for (const code of ['ENOSPC', 'EDQUOT', '53100']) {
      expect(isDiskFull(Object.assign(new Error('no room'), { code }))).toBe(true)
    }
    expect(
      isDiskFull(new Error('no', { cause: Object.assign(new Error(), { code: '53100' }) })),
    ).toBe(true)
    expect(isDiskFull(new Error('anything else'))).toBe(false)
  })

  test.runIf(mounted)(
    'writes are refused for that reason, reading goes on, and nothing confirmed is lost',
    async () => {
      const dataFolder = path.join(smallDisk, 'data')
      const server = await startEmbedded({ dataFolder, log })
      const client = new pg.Client(server.connection(embedded.superuser))
      client.on('error', () => undefined)
      await client.connect()
      await client.query('create table kept (n int primary key, words text)')
      let confirmed = 0
      let refusal: LifecycleRefusal | undefined
      for (let n = 1; n <= 2_000 && refusal === undefined; n += 1) {
        try {
          await client.query(
            `insert into kept select $1, string_agg(md5(random()::text), '') from generate_series(1, 3000)`,
            [n],
          )
          confirmed = n
        } catch (error) {
          refusal = explainLifecycle(error, { folder: dataFolder })
          if (refusal === undefined) break
        }
      }
      await client.end().catch(() => undefined)
      await server.stop()
      expect(confirmed).toBeGreaterThan(10)
      rmSync(path.join(smallDisk, 'filler'), { force: true })
      spawnSync('mount', ['-o', 'remount,size=300m', smallDisk])
      const again = await startEmbedded({ dataFolder, log })
      const reader = new pg.Client(again.connection(embedded.superuser))
      await reader.connect()
      const { rows } = await reader.query<{ n: number }>('select count(*)::int as n from kept')
      await reader.end()
      await again.stop()
      expect(rows[0]?.n).toBeGreaterThanOrEqual(confirmed)
      expect(refusal?.code ?? 'the server ended').toMatch(
        /^(disk-full|database-unreachable|the server ended)$/,
      )
    },
  )

  test.runIf(mounted)('a start without room for the database says so', async () => {
    const tiny = path.join(folder, 'tiny-disk')
    mkdirSync(tiny)
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', tiny])
    const refusal = await sentence(startEmbedded({ dataFolder: path.join(tiny, 'data'), log }))
    spawnSync('umount', [tiny])
    expect(refusal.code).toBe('disk-full')
  })
})

describe('a database that DATABASE_URL names', () => {
  test('is accepted when it is ours, and when it is empty', async () => {
    await checkExternal(database.connect.migrate)
    const empty = await testDatabase({ empty: true })
    await checkExternal(empty.connect.migrate)
  })

  test('is refused when nobody answers', async () => {
    const refusal = await sentence(
      checkExternal({ connectionString: 'postgresql://a:b@127.0.0.1:9/heed' }),
    )
    expect(refusal.code).toBe('database-unreachable')
    expect(refusal.message).toContain('127.0.0.1:9')
  })

  test('is refused when its name is unknown', async () => {
    const refusal = await sentence(
      checkExternal({ connectionString: 'postgresql://a:b@db.invalid/heed' }),
    )
    expect(refusal.code).toBe('database-unreachable')
  })

  test('is refused when the address is not one', async () => {
    for (const connectionString of ['not an address', 'mysql://a:b@c/d']) {
      const refusal = await sentence(checkExternal({ connectionString }))
      expect(refusal.code).toBe('database-address-unclear')
    }
  })

  test('is refused when there is no database of that name', async () => {
    const refusal = await sentence(
      checkExternal({ ...database.connect.migrate, database: 'heed_nowhere' }),
    )
    expect(refusal.code).toBe('database-missing')
    expect(refusal.message).toContain('heed_nowhere')
  })

  test('is refused when it holds the tables of another program', async () => {
    const other = await testDatabase({ empty: true })
    const client = new pg.Client(other.connect.superuser)
    await client.connect()
    await client.query('create table public.invoice (id int)')
    await client.end()
    const refusal = await sentence(checkExternal(other.connect.migrate))
    expect(refusal.code).toBe('database-not-ours')
    expect(refusal.message).toContain(other.name)
  })

  test('is refused when the user is unknown or the password is wrong, and the password is not repeated', async () => {
    const server = await startEmbedded({
      dataFolder: path.join(folder, 'strict'),
      log,
      settings: fast,
    })
    const client = new pg.Client(server.connection(embedded.superuser))
    await client.connect()
    await client.query(
      `alter role heed_app password 'right'; alter role heed_migrate password null`,
    )
    await client.end()
    writeFileSync(
      path.join(server.folder.postgres, 'pg_hba.conf'),
      'local all postgres trust\nlocal all all scram-sha-256\n',
    )
    await server.stop()
    const strict = await startEmbedded({
      dataFolder: path.join(folder, 'strict'),
      log,
      settings: fast,
    })
    const wrong = await sentence(
      checkExternal(
        { ...strict.connection('heed_app'), password: 'wr0ng-word' },
        { role: 'public' },
      ),
    )
    const missing = await sentence(checkExternal(strict.connection('heed_app')))
    const nobody = await sentence(checkExternal({ ...strict.connection('nobody'), password: 'x' }))
    await strict.stop()
    for (const refusal of [wrong, missing, nobody])
      expect(refusal.code).toBe('database-refuses-sign-in')
    expect(wrong.message).toContain('"heed_app" in DATABASE_PUBLIC_URL')
    expect(wrong.message).not.toContain('wr0ng-word')
  })

  test('is refused when it is older than PostgreSQL 15', async () => {
    const old = createServer((socket) => socket.on('data', answerAsFourteen(socket)))
    await new Promise<void>((resolve) => old.listen(0, '127.0.0.1', resolve))
    const address = old.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const refusal = await sentence(
      checkExternal({ host: '127.0.0.1', port, user: 'heed', database: 'heed' }),
    )
    old.close()
    expect(refusal.code).toBe('database-too-old')
    expect(refusal.message).toContain('PostgreSQL 14.9')
  })
})

/** The few messages of an older server: signed in, ready, and one row that tells its version. */
function answerAsFourteen(socket: Socket): (bytes: Buffer) => void {
  let started = false
  return (bytes) => {
    if (!started) {
      started = true
      socket.write(Buffer.concat([message('R', int32(0)), message('Z', Buffer.from('I'))]))
    } else if (bytes.at(0) === 0x51) {
      socket.write(
        Buffer.concat([
          columns(),
          row(['140009', '14.9']),
          message('C', text('SELECT 1')),
          message('Z', Buffer.from('I')),
        ]),
      )
    } else socket.end()
  }
}

function columns(): Buffer {
  const described = ['number', 'name'].map((name, at) =>
    Buffer.concat([
      text(name),
      int32(0),
      int16(0),
      int32(at === 0 ? 23 : 25),
      int16(4),
      int32(-1),
      int16(0),
    ]),
  )
  return message('T', Buffer.concat([int16(2), ...described]))
}

function row(values: readonly string[]): Buffer {
  return message(
    'D',
    Buffer.concat([
      int16(values.length),
      ...values.flatMap((value) => [int32(value.length), Buffer.from(value)]),
    ]),
  )
}

function message(kind: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(kind), int32(body.length + 4), body])
}

function text(words: string): Buffer {
  return Buffer.from(`${words}\0`)
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeInt16BE(value)
  return bytes
}
