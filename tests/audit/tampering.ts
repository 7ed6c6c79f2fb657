import { createHash } from 'node:crypto'

/** A chain as somebody with all rights over the database could rewrite it: its entries and its head. */
export type Held = { chain: number; rows: HeldRow[]; head: { seq: number; hash: string } }
export type HeldRow = { seq: number; hash: string; payload: string }

/** What the verifier must say: the exit code, the first bad place, and the last one where no single place can be named. */
export type Expected = { code: 2 | 3; seq: number; to?: number }

/** One way to tamper: changes the chain at place `k` (from 1) and says what must be found. */
export type Tampering = {
  readonly name: string
  /** The last place (counted back from the end) at which this leaves a trace. */
  readonly places: (size: number, anchored: number) => number
  readonly act: (held: Held, k: number, anchors: readonly number[]) => Expected
}

function hashOf(chain: number, before: string, payload: string): string {
  const start = Buffer.alloc(9)
  start.writeBigInt64BE(BigInt(chain), 1)
  return createHash('sha256')
    .update(start)
    .update(Buffer.from(before, 'hex'))
    .update(payload)
    .digest('hex')
}

function before(held: Held, k: number): string {
  return held.rows[k - 2]?.hash ?? '00'.repeat(32)
}

function at(held: Held, k: number): HeldRow {
  const row = held.rows[k - 1]
  if (!row) throw new RangeError(`no entry ${k}`)
  return row
}

/** Another entry in the place of this one, of the same form: somebody else's act. */
function reworded(payload: string): string {
  return payload.replace('"outcome": "shown"', '"outcome": "done"')
}

function renumber(held: Held): void {
  held.rows.forEach((row, n) => (row.seq = n + 1))
  const last = held.rows.at(-1)
  held.head = { seq: held.rows.length, hash: last?.hash ?? '00'.repeat(32) }
}

function rehashFrom(held: Held, k: number): void {
  for (let seq = k; seq <= held.rows.length; seq++)
    at(held, seq).hash = hashOf(held.chain, before(held, seq), at(held, seq).payload)
  renumber(held)
}

/** The stretch between two anchors in which a place lies: a consistent forgery cannot be named more closely. */
function stretch(anchors: readonly number[], k: number): Expected {
  const to = anchors.find((size) => size >= k)
  const from = (anchors.findLast((size) => size < k) ?? 0) + 1
  return { code: 3, seq: from, ...(to !== undefined && { to }) }
}

/** A link that no longer fits is found there, unless an anchor on the entry before tells first. */
function brokenAfter(anchors: readonly number[], k: number): Expected {
  return anchors.includes(k) ? stretch(anchors, k) : { code: 2, seq: k + 1 }
}

const anywhere = (size: number) => size
const underAnchors = (_size: number, anchored: number) => anchored
const beforeTheEnd = (_size: number, anchored: number) => anchored - 1

/** The ways of security.md 3.5 and the restoring of an old copy, each with what gives it away. */
export const tamperings: readonly Tampering[] = [
  {
    name: 'an entry is edited',
    places: anywhere,
    act: (held, k) => {
      at(held, k).payload = reworded(at(held, k).payload)
      return { code: 2, seq: k }
    },
  },
  {
    name: 'an entry is edited and its own hash made to fit',
    places: anywhere,
    act: (held, k, anchors) => {
      at(held, k).payload = reworded(at(held, k).payload)
      at(held, k).hash = hashOf(held.chain, before(held, k), at(held, k).payload)
      return k === held.rows.length ? { code: 2, seq: k } : brokenAfter(anchors, k)
    },
  },
  {
    name: 'an entry is deleted',
    places: anywhere,
    act: (held, k) => {
      held.rows.splice(k - 1, 1)
      return { code: 2, seq: k }
    },
  },
  {
    name: 'an entry is deleted and the rest renumbered',
    places: (size) => size - 1,
    act: (held, k) => {
      held.rows.splice(k - 1, 1)
      renumber(held)
      return { code: 2, seq: k }
    },
  },
  {
    name: 'two neighbours change places',
    places: (size) => size - 1,
    act: (held, k) => {
      const [one, other] = [at(held, k), at(held, k + 1)]
      held.rows.splice(k - 1, 2, { ...other, seq: k }, { ...one, seq: k + 1 })
      return { code: 2, seq: k }
    },
  },
  {
    name: 'an entry is put in between, with a hash that fits, and the rest renumbered',
    places: (size) => size - 1,
    act: (held, k, anchors) => {
      const payload = reworded(at(held, k).payload)
      held.rows.splice(k, 0, {
        seq: 0,
        hash: hashOf(held.chain, at(held, k).hash, payload),
        payload,
      })
      renumber(held)
      return brokenAfter(anchors, k + 1)
    },
  },
  {
    name: 'the tail is cut off and the head set back',
    places: beforeTheEnd,
    act: (held, k) => {
      held.rows.splice(k)
      renumber(held)
      return { code: 3, seq: k + 1 }
    },
  },
  {
    name: 'the chain is rewritten from one entry to its end',
    places: underAnchors,
    act: (held, k, anchors) => {
      at(held, k).payload = reworded(at(held, k).payload)
      rehashFrom(held, k)
      return stretch(anchors, k)
    },
  },
  {
    name: 'an old copy is restored and goes on with other entries',
    places: beforeTheEnd,
    act: (held, k, anchors) => {
      const since = held.rows.splice(k).map((row) => ({ ...row, payload: reworded(row.payload) }))
      held.rows.push(...since)
      rehashFrom(held, k + 1)
      return stretch(anchors, k + 1)
    },
  },
  {
    name: 'the clock is set back for an entry, and all hashes made to fit',
    places: anywhere,
    act: (held, k) => {
      const row = at(held, Math.max(k, 2))
      row.payload = row.payload.replace(/("recordedByServerAt": )"\d{4}/, '$1"2001')
      rehashFrom(held, row.seq)
      return { code: 2, seq: row.seq }
    },
  },
]
