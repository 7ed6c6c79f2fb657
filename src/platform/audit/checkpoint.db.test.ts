import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { addMilliseconds, asInstant } from '#shared/dates.ts'
import { auditedDatabase, record, scratchFolder } from '#tests/audit/audited.ts'
import { checkpoint } from './checkpoint.ts'
import { prepareSigningKey, publicKeyFile, readSigningKey } from './signing-key.ts'
import { checkProof, proveEntry, verifyAudit } from './verify/index.ts'

const { root, app, auditor, database, partnerships, member } = await auditedDatabase()
const [chain, other] = partnerships
const ann = await member(chain)
const bea = await member(other)
const shown = { event: 'case.shown', outcome: 'shown' } as const
const scratch = scratchFolder()
const pub = publicKeyFile(join(scratch, 'key.pem'))
const keyFile = join(scratch, 'key.pem')
const began = asInstant(
  (
    await root.query(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
    )
  ).rows[0].now,
)

function after(seconds: number) {
  return addMilliseconds(began, seconds * 1000)
}

function sign(folder: string, seconds: number, key = keyFile) {
  return checkpoint({
    client: auditor,
    keyFile: key,
    folder: join(scratch, folder),
    now: after(seconds),
  })
}

/** What a superuser can do, past every lock, and how it is put back. */
async function tamper(statement: string): Promise<void> {
  await root.query(`begin; set local session_replication_role = replica; ${statement}; commit`)
}

async function more(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await record(app, ann.token, shown)
}

describe('the signing key', () => {
  test('is made at the first start for its owner alone, and then stays the same', () => {
    const first = prepareSigningKey(keyFile)
    if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o777).toBe(0o600)
    expect(prepareSigningKey(keyFile).name).toBe(first.name)
    expect(readFileSync(pub, 'utf8')).toContain('PUBLIC KEY')
  })

  test.skipIf(process.platform === 'win32')(
    'that others on the machine can read is refused',
    () => {
      const loose = join(scratch, 'loose.pem')
      prepareSigningKey(loose)
      chmodSync(loose, 0o644)
      expect(() => readSigningKey(loose)).toThrow('by its owner only')
    },
  )
})

describe('a checkpoint', () => {
  test('is made at once for a new chain, then after a minute or a thousand entries', async () => {
    await more(3)
    await record(app, bea.token, shown)
    expect(await sign('due', 0)).toEqual([
      { chain, outcome: 'signed', size: 3 },
      { chain: other, outcome: 'signed', size: 1 },
    ])
    await more(2)
    expect(await sign('due', 59)).toMatchObject([
      { outcome: 'not-due', size: 3 },
      { outcome: 'not-due' },
    ])
    expect(await sign('due', 60)).toMatchObject([
      { outcome: 'signed', size: 5 },
      { outcome: 'signed', size: 1 },
    ])
    await root.query(`set heed.session = '${ann.token}'`)
    await root.query(
      `select audit.append('{"event": "case.shown", "outcome": "shown"}') from generate_series(1, 1000)`,
    )
    expect((await sign('due', 61))[0]).toEqual({ chain, outcome: 'signed', size: 1005 })
  })

  test('is renewed while nothing happens, so that it never grows old, and keeps one file', async () => {
    await sign('idle', 0)
    await sign('idle', 60)
    await sign('idle', 120)
    const files = readdirSync(join(scratch, 'idle'), { recursive: true, encoding: 'utf8' })
    expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(2)
    const connect = database.connect.auditor
    const verdict = await verifyAudit({
      source: { connect },
      anchors: [join(scratch, 'idle')],
      pub,
      now: after(300),
    })
    expect(verdict.code).toBe(0)
  })

  test('has a name that says nothing of whose chain it is', async () => {
    await sign('names', 0)
    const files = readdirSync(join(scratch, 'names'), { recursive: true, encoding: 'utf8' })
    for (const name of files) expect(name).toMatch(/^chain-\d{4}(\/\d{12}\.json)?$/)
  })

  test('that was half written when the power went leaves the one before in force', async () => {
    await sign('torn', 0)
    const folder = join(scratch, 'torn', `chain-000${chain}`)
    writeFileSync(join(folder, '000000009999.json.new'), '{"body":"{\\"chain\\":1,')
    expect((await sign('torn', 60))[0]).toMatchObject({ outcome: 'signed' })
    const connect = database.connect.auditor
    expect(
      (
        await verifyAudit({
          source: { connect },
          anchors: [join(scratch, 'torn')],
          pub,
          now: after(60),
        })
      ).code,
    ).toBe(0)
  })
})

describe('the signer refuses', () => {
  test('a chain that is shorter than it was, or gone', async () => {
    await sign('shorter', 0)
    await root.query(
      'create table kept as table audit.entry; create table kept_head as table audit.head',
    )
    await tamper(
      `delete from audit.entry where chain = ${chain} and seq > 900; update audit.head set seq = 900, hash = (select hash from audit.entry e where e.chain = ${chain} and e.seq = 900) where chain = ${chain}`,
    )
    expect((await sign('shorter', 60))[0]).toEqual({
      chain,
      outcome: 'refused',
      reason: 'chain-shorter-than-checkpoint',
      seq: 901,
    })
    await tamper(`delete from audit.head where chain = ${chain}`)
    expect(await sign('shorter', 60)).toContainEqual({
      chain,
      outcome: 'refused',
      reason: 'chain-shorter-than-checkpoint',
      seq: 1,
    })
    await restore()
    expect((await sign('shorter', 60))[0]).toMatchObject({ outcome: 'signed' })
  })

  async function restore(): Promise<void> {
    await tamper(
      'delete from audit.entry; delete from audit.head; insert into audit.head table kept_head; insert into audit.entry (chain, seq, hash, payload) select chain, seq, hash, payload from kept',
    )
  }

  test('a chain whose witnessed end has become another, before it signs anything', async () => {
    await sign('other', 0)
    await tamper(
      `update audit.entry set hash = sha256('other') where chain = ${chain} and seq = 1005`,
    )
    expect((await sign('other', 60))[0]).toEqual({
      chain,
      outcome: 'refused',
      reason: 'chain-differs-from-checkpoint',
      seq: 1005,
    })
    await restore()
  })

  test('a link that does not hold', async () => {
    await sign('link', 0)
    await more(5)
    await tamper(
      `update audit.entry set payload = replace(payload, 'shown', 'done') where chain = ${chain} and seq = 1008`,
    )
    expect((await sign('link', 60))[0]).toEqual({
      chain,
      outcome: 'refused',
      reason: 'broken-link',
      seq: 1008,
    })
    await restore()
  })

  test('a clock that stands before its last checkpoint', async () => {
    await sign('clock', 120)
    expect((await sign('clock', 60))[0]).toMatchObject({
      outcome: 'refused',
      reason: 'clock-before-checkpoint',
    })
  })

  test('to go on from a checkpoint that somebody else signed, or whose peaks were changed', async () => {
    const stranger = join(scratch, 'stranger.pem')
    prepareSigningKey(stranger)
    await sign('foreign', 0, stranger)
    expect((await sign('foreign', 60))[0]).toMatchObject({
      outcome: 'refused',
      reason: 'checkpoint-of-another-key',
    })
    await sign('peaks', 0)
    const folder = join(scratch, 'peaks', `chain-000${chain}`)
    const file = join(folder, readdirSync(folder)[0] ?? '')
    const kept = JSON.parse(readFileSync(file, 'utf8'))
    writeFileSync(file, JSON.stringify({ ...kept, peaks: [...kept.peaks].reverse() }))
    expect((await sign('peaks', 60))[0]).toMatchObject({
      outcome: 'refused',
      reason: 'checkpoint-of-another-key',
    })
  })
})

describe('the proof of one entry', () => {
  const proofFile = join(scratch, 'proof.json')
  const connect = database.connect.auditor

  test('holds without the database, for whichever entry', async () => {
    await sign('proof', 0)
    const anchors = [join(scratch, 'proof')]
    for (const seq of [1, 2, 512, 513, 1004, 1005]) {
      const { code, lines } = await proveEntry({
        source: { connect },
        anchors,
        pub,
        event: `${chain}/${seq}`,
      })
      expect(code).toBe(0)
      writeFileSync(proofFile, lines[0] ?? '')
      const checked = checkProof({ proof: proofFile, pub })
      expect(checked.code).toBe(0)
      expect(JSON.parse(checked.lines[0] ?? '')).toMatchObject({
        event: 'case.shown',
        actor: ann.uid,
      })
    }
  })

  test('is found by the hash that an auditor is shown, and tells nothing of other entries', async () => {
    const { rows } = await root.query(
      `select encode(hash, 'hex') as hash from audit.entry where chain = $1 and seq = 700`,
      [chain],
    )
    const { lines } = await proveEntry({
      source: { connect },
      anchors: [join(scratch, 'proof')],
      pub,
      event: rows[0].hash,
    })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ chain, seq: 700 })
    expect((lines[0] ?? '').match(/recordedByServerAt/g)).toHaveLength(1)
  })

  test('does not hold for another entry, another place, another chain or another signature', async () => {
    const { lines } = await proveEntry({
      source: { connect },
      anchors: [join(scratch, 'proof')],
      pub,
      event: `${chain}/700`,
    })
    const proof = JSON.parse(lines[0] ?? '')
    const wrong: [object, number][] = [
      [{ ...proof, payload: proof.payload.replace('shown', 'done') }, 2],
      [{ ...proof, seq: 701 }, 2],
      [{ ...proof, seq: 0 }, 2],
      [{ ...proof, chain: other }, 2],
      [{ ...proof, before: '00'.repeat(32) }, 2],
      [{ ...proof, path: proof.path.slice(1) }, 2],
      [
        {
          ...proof,
          checkpoint: { ...proof.checkpoint, body: proof.checkpoint.body.replace('1005', '1006') },
        },
        3,
      ],
    ]
    for (const [one, code] of wrong) {
      writeFileSync(proofFile, JSON.stringify(one))
      expect(checkProof({ proof: proofFile, pub }).code).toBe(code)
    }
  })

  test('does not exist yet for an entry that no checkpoint covers', async () => {
    await more(1)
    const { rows } = await root.query('select seq::integer from audit.head where chain = $1', [
      chain,
    ])
    const event = `${chain}/${rows[0].seq}`
    expect(
      (await proveEntry({ source: { connect }, anchors: [join(scratch, 'proof')], pub, event }))
        .code,
    ).toBe(4)
    expect(existsSync(join(scratch, 'proof'))).toBe(true)
  })
})
